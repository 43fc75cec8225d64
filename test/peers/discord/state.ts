/** What is in Discord: people, servers, channels, threads and messages. */
import type { Row } from './component-schema.ts'
import type { Embed } from './message-schema.ts'
import { bits, type Permission, USUAL } from './permissions.ts'

export interface Account {
  readonly id: string
  readonly name: string
  readonly isBot: boolean
}

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const MessageFlag = {
  SuppressEmbeds: 1 << 2,
  HasThread: 1 << 5,
  Ephemeral: 1 << 6,
  Loading: 1 << 7,
  SuppressNotifications: 1 << 12,
} as const

/** https://discord.com/developers/docs/resources/message#message-object-message-types */
export const MessageType = {
  Plain: 0,
  Reply: 19,
  ChatInputCommand: 20,
  ThreadStarter: 21,
  MenuCommand: 23,
} as const
export type MessageType = (typeof MessageType)[keyof typeof MessageType]

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const CHANNEL_TYPES = { text: 0, direct: 1, group: 3, thread: 11, 'private-thread': 12 } as const
type ChannelKind = keyof typeof CHANNEL_TYPES

/** A file of a message. */
export interface Attachment {
  readonly id: string
  readonly filename: string
  readonly description: string | null
  /** In bytes. */
  readonly size: number
  /** As the file says of itself. */
  readonly type: string
}

/** What a message says, which can change. */
export interface Content {
  readonly content: string
  readonly embeds: readonly Embed[]
  readonly components: readonly Row[]
  readonly attachments: readonly Attachment[]
  readonly flags: number
  /** Whom it notifies: ids of people and roles, `everyone`, `here`. */
  readonly pinged: readonly string[]
  /** The people it names. */
  readonly named: readonly string[]
}

/** How an interaction led to a message. */
export interface Cause {
  readonly id: string
  readonly type: number
  readonly by: Account
  /** A command's. */
  readonly name: string | null
  /** Whose button or select was used. */
  readonly on: Message | null
  /** What opened the form that was submitted. */
  readonly from: Cause | null
}

export interface Origin {
  readonly id: string
  readonly author: Account
  readonly type: MessageType
  readonly replyTo: Message | null
  readonly cause: Cause | null
  /** The one person who sees it, for an ephemeral message. */
  readonly onlyFor: Account | null
  readonly nonce: string | number | null
  readonly at: number
}

export class Message {
  readonly channel: Channel
  readonly origin: Origin
  isDeleted = false
  edits = 0
  thread: Channel | null = null
  #content: Content

  constructor(channel: Channel, origin: Origin, content: Content) {
    this.channel = channel
    this.origin = origin
    this.#content = content
  }

  get id(): string {
    return this.origin.id
  }
  get author(): Account {
    return this.origin.author
  }
  get type(): MessageType {
    return this.origin.type
  }
  get replyTo(): Message | null {
    return this.origin.replyTo
  }
  get content(): string {
    return this.#content.content
  }
  get embeds(): readonly Embed[] {
    return this.#content.embeds
  }
  get components(): readonly Row[] {
    return this.#content.components
  }
  get attachments(): readonly Attachment[] {
    return this.#content.attachments
  }
  get pinged(): readonly string[] {
    return this.#content.pinged
  }
  get named(): readonly string[] {
    return this.#content.named
  }
  get flags(): number {
    return this.#content.flags | (this.thread === null ? 0 : MessageFlag.HasThread)
  }
  get isEphemeral(): boolean {
    return this.origin.onlyFor !== null
  }
  /** True while it says "is thinking…". */
  get isLoading(): boolean {
    return (this.flags & MessageFlag.Loading) !== 0
  }
  /** As a person reads it: content, embeds, and the labels of what can be pressed or chosen. */
  get words(): string {
    const shown = this.embeds.flatMap(({ author, title, description, fields, footer }) => [
      author?.name,
      title,
      description,
      ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
      footer?.text,
    ])
    const controls = this.components.flatMap(({ components }) =>
      components.flatMap((each) =>
        each.type === 2 ? [each.label] : [each.placeholder, ...each.options.map(({ label }) => label)],
      ),
    )
    return [this.content, ...shown, ...controls].filter((each) => (each ?? '') !== '').join('\n')
  }

  /** A loading message that is filled in does not count as edited. */
  replaceContent(content: Content): void {
    if (!this.isLoading) this.edits++
    this.#content = content
  }
}

export interface ChannelPlace {
  readonly id: string
  readonly name: string
  readonly kind: ChannelKind
  readonly guild: Guild | null
  /** A thread's. */
  readonly parent?: Channel
  readonly owner?: Account
  readonly archiveMinutes?: number
  /** Who is in a direct or group conversation, beside the bot. */
  readonly people?: readonly Account[]
  /** Called when permissions or the state of a thread change. */
  readonly onChange: (channel: Channel) => void
}

export class Channel {
  readonly place: ChannelPlace
  /** All there ever was, in order; ephemeral, deleted and system messages too. */
  readonly everything: Message[] = []
  readonly #denied = new Set<Permission>()
  readonly #allowed = new Set<Permission>()
  #archived: 'no' | 'archived' | 'locked' = 'no'

  constructor(place: ChannelPlace) {
    this.place = place
  }

  get id(): string {
    return this.place.id
  }
  get name(): string {
    return this.place.name
  }
  get guild(): Guild | null {
    return this.place.guild
  }
  get type(): number {
    return CHANNEL_TYPES[this.place.kind]
  }
  get isThread(): boolean {
    return this.place.parent !== undefined
  }
  get people(): readonly Account[] {
    return this.place.people ?? []
  }
  get isArchived(): boolean {
    return this.#archived !== 'no'
  }
  get isLocked(): boolean {
    return this.#archived === 'locked'
  }
  /** What everybody sees, in order, in its present state. */
  get messages(): readonly Message[] {
    return this.everything.filter(
      (message) => !message.isDeleted && !message.isEphemeral && message.type !== MessageType.ThreadStarter,
    )
  }
  get threads(): readonly Channel[] {
    return this.guild?.channels.filter(({ place }) => place.parent === this) ?? []
  }
  /** What the bot is denied here; in a thread what it is denied in the channel. */
  get denied(): ReadonlySet<Permission> {
    return this.place.parent?.denied ?? this.#denied
  }
  /** What the bot is given here on top of the usual. */
  get allowed(): ReadonlySet<Permission> {
    return this.place.parent?.allowed ?? this.#allowed
  }

  /** Takes permissions from the bot. */
  deny(...permissions: readonly Permission[]): void {
    for (const permission of permissions) {
      this.#denied.add(permission)
      this.#allowed.delete(permission)
    }
    this.place.onChange(this)
  }
  /** Gives them back, and MANAGE_MESSAGES, which it does not have at first. */
  allow(...permissions: readonly Permission[]): void {
    for (const permission of permissions) this.#denied.delete(permission)
    for (const permission of permissions) this.#allowed.add(permission)
    this.place.onChange(this)
  }
  archive({ locked = false } = {}): void {
    this.#archived = locked ? 'locked' : 'archived'
    this.place.onChange(this)
  }
  unarchive(): void {
    this.#archived = 'no'
    this.place.onChange(this)
  }

  /** Whether the bot may; nothing without seeing the channel. */
  botMay(permission: Permission): boolean {
    if (this.place.kind === 'group') return false
    if (this.guild === null) return true
    if (!this.guild.hasBot || this.denied.has('VIEW_CHANNEL')) return false
    return !this.denied.has(permission) && (USUAL.includes(permission) || this.allowed.has(permission))
  }
  /** The bot's permissions as an interaction tells them. */
  get botPermissions(): bigint {
    const denied = bits(this.denied)
    return (bits(USUAL) | bits(this.allowed)) & ~denied
  }
  find(id: string): Message | undefined {
    return this.everything.find((message) => message.id === id && !message.isDeleted)
  }
}

export interface GuildPlace {
  readonly id: string
  readonly name: string
  /** Adds a text channel; told to the bot when it is in the server. */
  readonly addChannel: (guild: Guild, name: string) => Channel
}

export class Guild {
  readonly place: GuildPlace
  /** Threads too. */
  readonly channels: Channel[] = []
  readonly members: Account[] = []
  hasBot = false
  /** Where people are welcomed; null where there is none. */
  systemChannel: Channel | null = null
  /** Where false, what apps answer that are not in the server is for the asker alone. */
  allowsExternalApps = true

  constructor(place: GuildPlace) {
    this.place = place
  }

  get id(): string {
    return this.place.id
  }
  get name(): string {
    return this.place.name
  }

  /** The text channel of that name, new where there is none. */
  channel(name: string): Channel {
    const present = this.channels.find((channel) => channel.name === name && !channel.isThread)
    return present ?? this.place.addChannel(this, name)
  }
}
