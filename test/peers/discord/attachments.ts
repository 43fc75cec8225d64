/** Files that come with a message. https://discord.com/developers/docs/reference#uploading-files */
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import * as limits from './limits.ts'
import type { MessageBody } from './message-schema.ts'
import { invalid, refusals } from './refusal.ts'
import type { Attachment } from './state.ts'

/** A file as it was sent: `files[0]` has the key `0`. */
export interface Upload {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly type: string
}

export interface Sent {
  /** JSON; of a form, the part that stands for it. */
  readonly text: string
  readonly files: readonly Upload[]
}

const FILE_PART = /^files\[(\d+)\]$/u

export async function sentWith(request: IncomingMessage): Promise<Sent> {
  const bytes = await buffer(request)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return { text: bytes.toString(), files: [] }
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const payload = form.get('payload_json')
  const files = [...form].flatMap(([name, value]): readonly Upload[] => {
    const key = FILE_PART.exec(name)?.[1]
    return key === undefined || typeof value === 'string'
      ? []
      : [{ key, name: value.name, size: value.size, type: value.type }]
  })
  return { text: typeof payload === 'string' ? payload : '', files }
}

interface Attaching {
  readonly files: readonly Upload[]
  /** What the message has already; an edit that lists attachments keeps those that it lists. */
  readonly before?: readonly Attachment[]
  readonly newId: () => string
}

/** Throws for files that are too many or too large, and for what is listed but was not sent. */
export function attachmentsOf(
  { attachments: listed }: MessageBody,
  { files, before = [], newId }: Attaching,
): readonly Attachment[] {
  if (files.some(({ size }) => size > limits.FILE_BYTES)) throw refusals.tooLarge()
  const kept = before.filter(({ id }) => listed?.some((each) => String(each.id) === id) ?? true)
  const strange = (listed ?? []).findIndex(
    ({ id }) => !files.some(({ key }) => key === String(id)) && !kept.some((each) => each.id === String(id)),
  )
  if (strange !== -1) {
    const fault = { code: 'ATTACHMENT_NOT_FOUND', message: 'Attachment data not found' }
    throw invalid(['attachments', String(strange)], fault)
  }
  const all = [...kept, ...files.map((file) => attached(file, listed ?? [], newId()))]
  if (all.length > limits.ATTACHMENTS) {
    const message = `Must be ${limits.ATTACHMENTS} or fewer in length.`
    throw invalid(['attachments'], { code: 'BASE_TYPE_MAX_LENGTH', message })
  }
  return all
}

function attached(
  { key, name, size, type }: Upload,
  listed: NonNullable<MessageBody['attachments']>,
  id: string,
): Attachment {
  const said = listed.find((each) => String(each.id) === key)
  return { id, filename: said?.filename ?? name, description: said?.description ?? null, size, type }
}
