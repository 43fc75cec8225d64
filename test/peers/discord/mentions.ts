/** Whom a message names, and whom it notifies. https://discord.com/developers/docs/resources/message#allowed-mentions-object */
import type { AllowedMentions } from './message-schema.ts'
import type { Message } from './state.ts'

export interface Mentions {
  readonly named: readonly string[]
  readonly pinged: readonly string[]
}

/** What is parsed where a body says nothing: everything, but for webhooks people only. */
type Default = 'everything' | 'people'

export function mentionsIn(
  content: string,
  allowed: AllowedMentions | null | undefined,
  { otherwise, replyTo }: { readonly otherwise: Default; readonly replyTo: Message | null },
): Mentions {
  const text = withoutCode(content)
  const kinds = allowed === null || allowed === undefined ? defaultKinds(otherwise) : (allowed.parse ?? [])
  const people = idsIn(text, /<@!?(\d+)>/gu).filter(
    (id) => kinds.includes('users') || allowed?.users?.includes(id) === true,
  )
  const roles = idsIn(text, /<@&(\d+)>/gu).filter(
    (id) => kinds.includes('roles') || allowed?.roles?.includes(id) === true,
  )
  const all = kinds.includes('everyone') ? idsIn(text, /@(everyone|here)\b/gu) : []
  const isReplyPinging = allowed === null || allowed === undefined || allowed.replied_user === true
  const replied = replyTo !== null && isReplyPinging ? [replyTo.author.id] : []
  const named = [...new Set([...people, ...replied])]
  return { named, pinged: [...new Set([...named, ...roles, ...all])] }
}

function defaultKinds(otherwise: Default): readonly ('users' | 'roles' | 'everyone')[] {
  return otherwise === 'everything' ? ['users', 'roles', 'everyone'] : ['users']
}

function withoutCode(content: string): string {
  return content.replaceAll(/```[\s\S]*?```|`[^`\n]*`/gu, ' ')
}

function idsIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, id]) => (id === undefined ? [] : [id]))
}
