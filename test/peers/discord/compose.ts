/** What a body says, as the content of a message. */
import type { Row } from './component-schema.ts'
import { mentionsIn } from './mentions.ts'
import type { Embed, MessageBody } from './message-schema.ts'
import { refusals } from './refusal.ts'
import { type Attachment, type Content, type Message, MessageFlag } from './state.ts'

interface Composing {
  /** What is parsed for mentions where the body says nothing. */
  readonly otherwise: 'everything' | 'people'
  readonly replyTo?: Message | null
  /** Embeds are dropped in silence where the bot may not use them. */
  readonly mayEmbed?: boolean
  /** Files, those that came along and, of an edit, those that stay. */
  readonly attachments?: readonly Attachment[]
  /** Flags that the message has beside those in the body. */
  readonly flags?: number
  /** Whether only one person sees it: it notifies nobody. */
  readonly isEphemeral?: boolean
}

/** Throws where nothing is left to be shown. */
export function contentOf(body: MessageBody, composing: Composing): Content {
  const { otherwise, replyTo = null, mayEmbed = true, flags = 0, isEphemeral = false } = composing
  const { attachments = [] } = composing
  const content = body.content ?? ''
  const parts = {
    content,
    embeds: mayEmbed ? ((body.embeds ?? []) as readonly Embed[]) : [],
    components: (body.components ?? []) as readonly Row[],
    attachments,
  }
  if (isEmpty(parts)) {
    throw (body.embeds ?? []).length > 0 ? refusals.missingPermissions() : refusals.emptyMessage()
  }
  const { named, pinged } = mentionsIn(content, body.allowed_mentions, { otherwise, replyTo })
  return { ...parts, flags: (body.flags ?? 0) | flags, named, pinged: isEphemeral ? [] : pinged }
}

/** What is not in the body stays. An edit notifies nobody, unless it fills in a loading message. */
export function editedContent(
  body: MessageBody,
  before: Message,
  attachments: readonly Attachment[],
  mayEmbed = true,
): Content {
  const parts = {
    content: body.content === undefined ? before.content : (body.content ?? ''),
    embeds: body.embeds === undefined ? before.embeds : mayEmbed ? (body.embeds ?? []) : [],
    components: body.components === undefined ? before.components : (body.components ?? []),
    attachments,
  }
  if (isEmpty(parts)) throw refusals.emptyMessage()
  const kept = before.flags & MessageFlag.Ephemeral
  const suppressed = body.flags ?? before.flags & MessageFlag.SuppressEmbeds
  const flags = kept | (suppressed & MessageFlag.SuppressEmbeds)
  if (!before.isLoading) return { ...parts, flags, named: before.named, pinged: before.pinged }
  const mentions = mentionsIn(parts.content, body.allowed_mentions, { otherwise: 'people', replyTo: null })
  return { ...parts, flags, named: mentions.named, pinged: before.isEphemeral ? [] : mentions.pinged }
}

/** A message that says that the bot is thinking. */
export function loadingContent(flags: number): Content {
  return {
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: flags | MessageFlag.Loading,
    named: [],
    pinged: [],
  }
}

function isEmpty({
  content,
  embeds,
  components,
  attachments,
}: Pick<Content, 'content' | 'embeds' | 'components' | 'attachments'>): boolean {
  return content === '' && [embeds, components, attachments].every((each) => each.length === 0)
}
