/** What a workspace holds: people, channels, messages, views, and what has been seen of the app's calls. */
import { type Json, jsonIn, stringIn } from '../json.ts'
import type { Delivery } from './delivery.ts'

export interface Account {
  readonly id: string
  readonly name: string
  readonly tz: string
  /** Set for bots. */
  readonly botId: string | null
}

/** What a message says, after it has been accepted. */
export interface Content {
  readonly text: string
  readonly blocks: readonly Json[]
  readonly metadata: Json | null
  /** Whom it notifies: `channel`, `here`, `everyone`, ids of people and of groups. */
  readonly pinged: readonly string[]
  /** Every address that can be followed, and `#name` for each channel that it links. */
  readonly links: readonly string[]
  /** True where Slack would fetch a preview. */
  readonly unfurled: boolean
}

export interface Origin {
  readonly ts: string
  readonly author: Account
  /** The parent's ts, for a reply. */
  readonly threadTs: string | null
  /** The one person who sees it, for an ephemeral message. */
  readonly onlyFor: string | null
}

export class Message {
  readonly ts: string
  readonly channel: Channel
  readonly author: Account
  readonly thread_ts: string | null
  readonly onlyFor: string | null
  /** As `name:account`. */
  readonly marks: string[] = []
  /** The events that told the app of it. */
  readonly deliveries: Delivery[] = []
  isDeleted = false
  edits = 0
  #content: Content

  constructor(channel: Channel, { ts, author, threadTs, onlyFor }: Origin, content: Content) {
    this.channel = channel
    this.ts = ts
    this.author = author
    this.thread_ts = threadTs
    this.onlyFor = onlyFor
    this.#content = content
  }

  get text(): string {
    return this.#content.text
  }
  get blocks(): readonly Json[] {
    return this.#content.blocks
  }
  get metadata(): Json | null {
    return this.#content.metadata
  }
  get pinged(): readonly string[] {
    return this.#content.pinged
  }
  get links(): readonly string[] {
    return this.#content.links
  }
  get unfurled(): boolean {
    return this.#content.unfurled
  }
  /** The names of the reactions on it. */
  get reactions(): readonly string[] {
    return [...new Set(this.marks.map((mark) => mark.slice(0, mark.indexOf(':'))))]
  }
  /** What everybody sees in its thread. */
  get replies(): readonly Message[] {
    return this.channel.shared.filter(({ thread_ts: parent }) => parent === this.ts)
  }

  replaceContent(content: Content): void {
    this.#content = content
    this.edits++
  }

  /** As the platform sends it in events, histories and interactions. */
  json(withMetadata = true): Json {
    const { author, replies } = this
    const thread = this.thread_ts ?? (replies.length > 0 ? this.ts : null)
    return {
      type: 'message',
      user: author.id,
      ...(author.botId === null ? {} : { bot_id: author.botId, app_id: `A${author.botId.slice(1)}` }),
      text: this.text,
      ts: this.ts,
      team: this.channel.team,
      ...(this.blocks.length > 0 ? { blocks: this.blocks } : {}),
      ...(thread === null ? {} : { thread_ts: thread }),
      ...(this.thread_ts === null ? {} : { parent_user_id: this.channel.find(this.thread_ts)?.author.id }),
      ...(replies.length === 0 ? {} : { reply_count: replies.length, latest_reply: replies.at(-1)?.ts }),
      ...(this.edits === 0 ? {} : { edited: { user: author.id, ts: this.ts } }),
      ...(this.metadata === null ? {} : { metadata: withMetadata ? this.metadata : outline(this.metadata) }),
    }
  }
}

function outline(metadata: Json): Json {
  return { event_type: metadata['event_type'] }
}

export type ChannelKind = 'public' | 'private' | 'im'

const CHANNEL_TYPES = { public: 'channel', private: 'group', im: 'im' } as const
const HISTORY_SCOPES = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const
const READ_SCOPES = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const

export class Channel {
  readonly id: string
  readonly team: string
  readonly name: string
  readonly kind: ChannelKind
  archived: boolean
  /** All there ever was, in order, replies, ephemeral and deleted ones too. */
  readonly everything: Message[] = []
  /** Null where everybody is in. Bots are listed apart. */
  readonly #people: Set<string> | null
  readonly #bots = new Set<string>()

  constructor(
    team: string,
    id: string,
    name: string,
    kind: ChannelKind,
    people: readonly string[] | null,
    archived: boolean,
  ) {
    this.team = team
    this.id = id
    this.name = name
    this.kind = kind
    this.archived = archived
    this.#people = people === null ? null : new Set(people)
  }

  /** What everybody sees, replies too, in order. */
  get shared(): readonly Message[] {
    return this.everything.filter(({ isDeleted, onlyFor }) => !isDeleted && onlyFor === null)
  }
  /** What everybody sees without opening a thread. */
  get messages(): readonly Message[] {
    return this.shared.filter(({ thread_ts: parent }) => parent === null)
  }
  /** As events name the kind. */
  get type(): (typeof CHANNEL_TYPES)[ChannelKind] {
    return CHANNEL_TYPES[this.kind]
  }
  get historyScope(): string {
    return HISTORY_SCOPES[this.kind]
  }
  get readScope(): string {
    return READ_SCOPES[this.kind]
  }
  /** As slash commands and interactions name it. */
  get shownName(): string {
    return { public: this.name, private: 'privategroup', im: 'directmessage' }[this.kind]
  }

  find(ts: string): Message | undefined {
    return this.everything.find((message) => message.ts === ts && !message.isDeleted)
  }
  has(account: Account): boolean {
    return account.botId === null ? (this.#people?.has(account.id) ?? true) : this.#bots.has(account.id)
  }
  add(account: Account): void {
    if (account.botId === null) this.#people?.add(account.id)
    else this.#bots.add(account.id)
  }
  remove(account: Account): void {
    if (account.botId === null) this.#people?.delete(account.id)
    else this.#bots.delete(account.id)
  }
}

/** A modal or a Home tab as it is shown. */
export class View {
  readonly id: string
  readonly type: string
  readonly owner: Account
  readonly rootId: string
  readonly previousId: string | null
  /** Values by block and action, as people have filled them in. */
  readonly values: Record<string, Record<string, Json>> = {}
  /** By block id, after a submission that the app refused. */
  errors: Json = {}
  isOpen = true
  #hash: string
  #definition: Json

  constructor(id: string, owner: Account, hash: string, definition: Json, previous: View | null) {
    this.id = id
    this.owner = owner
    this.type = String(definition['type'])
    this.rootId = previous?.rootId ?? id
    this.previousId = previous?.id ?? null
    this.#hash = hash
    this.#definition = definition
  }

  get hash(): string {
    return this.#hash
  }
  get definition(): Json {
    return this.#definition
  }
  get blocks(): readonly Json[] {
    const { blocks } = this.#definition
    return Array.isArray(blocks) ? blocks.map(jsonIn) : []
  }
  get title(): string {
    return stringIn(jsonIn(this.#definition['title'])['text']) ?? ''
  }

  replace(hash: string, definition: Json): void {
    this.#hash = hash
    this.#definition = definition
    this.errors = {}
  }

  json(app: Json): Json {
    return {
      private_metadata: '',
      callback_id: '',
      external_id: '',
      title: null,
      close: null,
      submit: null,
      clear_on_close: false,
      notify_on_close: false,
      ...this.#definition,
      ...app,
      id: this.id,
      hash: this.#hash,
      root_view_id: this.rootId,
      previous_view_id: this.previousId,
      state: { values: this.values },
    }
  }
}
