/** All of Discord that the peer has: its state, its clock, and who is told of what happens. */
import type { Json } from '../json.ts'
import type { Definition } from './command-schema.ts'
import type { Interaction } from './interaction.ts'
import { channelJson, guildJson, memberJson, messageJson, type MessageReader } from './json-of.ts'
import { type ErrorTree, type Refusal, refusals } from './refusal.ts'
import {
  type Account,
  Channel,
  type ChannelPlace,
  type Content,
  Guild,
  Message,
  MessageType,
  type Origin,
} from './state.ts'

/** https://discord.com/developers/docs/events/gateway#gateway-intents */
export const INTENTS = {
  Guilds: 1 << 0,
  GuildMembers: 1 << 1,
  GuildPresences: 1 << 8,
  GuildMessages: 1 << 9,
  DirectMessages: 1 << 12,
  MessageContent: 1 << 15,
} as const

export interface GatewayEvent {
  readonly name: string
  /** Null for what every session is told. */
  readonly intent: number | null
  readonly data: (hasContent: boolean) => Json
}

export interface LoggedRequest {
  readonly method: string
  /** Without the address, version and query, such as `/channels/1/messages`. */
  readonly path: string
  readonly query: string
  readonly body: unknown
  readonly status: number
}

export interface Refused {
  /** Such as `POST /channels/1/messages`. */
  readonly route: string
  readonly status: number
  readonly code: number
  readonly message: string
  readonly errors: ErrorTree | null
}

export type Command = Definition & { readonly id: string; readonly version: string }

export interface Clock {
  readonly ackDeadline: number
  readonly tokenLifetime: number
}

/** 2015-01-01, where Discord's ids begin. */
const EPOCH_MS = 1_420_070_400_000

export class World {
  readonly applicationId: string
  readonly bot: Account
  readonly clock: Clock
  base = ''
  readonly accounts: Account[] = []
  readonly guilds: Guild[] = []
  readonly channels = new Map<string, Channel>()
  readonly interactions: Interaction[] = []
  /** People who installed the app for themselves. */
  readonly installedBy = new Set<Account>()
  /** People who take no direct messages from the bot. */
  readonly closedTo = new Set<Account>()
  /** By server id; `global` for everywhere. */
  readonly commands = new Map<string, readonly Command[]>()
  readonly requests: LoggedRequest[] = []
  readonly refused: Refused[] = []
  readonly warnings: string[] = []
  readonly typing: Channel[] = []
  readonly timeouts: Interaction[] = []
  readonly #publish: (event: GatewayEvent) => void
  /** Whether the portal grants the intent to read the text of all messages. */
  readonly hasMessageContent: boolean
  #lastId = 0n
  #ahead = 0

  constructor(clock: Clock, hasMessageContent: boolean, publish: (event: GatewayEvent) => void) {
    this.clock = clock
    this.hasMessageContent = hasMessageContent
    this.#publish = publish
    this.applicationId = this.id()
    this.bot = { id: this.applicationId, name: 'Notewalk', isBot: true }
    this.accounts.push(this.bot)
  }

  /** Ids grow, and tell the time as Discord's do. */
  id(): string {
    const next = BigInt(Date.now() - EPOCH_MS) << 22n
    this.#lastId = next > this.#lastId ? next : this.#lastId + 1n
    return String(this.#lastId)
  }
  now(): number {
    return Date.now() + this.#ahead
  }
  advance(ms: number): void {
    this.#ahead += ms
  }

  refuse(route: string, { status, code, message, errors }: Refusal): void {
    this.refused.push({ route, status, code, message, errors })
  }

  reader(hasContent: boolean): MessageReader {
    const { applicationId, bot } = this
    return { applicationId, bot, hasContent, account: (id) => this.account(id) }
  }
  account(id: string): Account | undefined {
    return this.accounts.find((account) => account.id === id)
  }

  addAccount(name: string): Account {
    const account = { id: this.id(), name, isBot: false }
    this.accounts.push(account)
    return account
  }

  /** The bot is not in it yet. */
  addGuild(name: string, systemChannel: string | null): Guild {
    const addChannel = (guild: Guild, channelName: string): Channel =>
      this.addChannel({ kind: 'text', name: channelName, guild })
    const guild = new Guild({ id: this.id(), name, addChannel })
    this.guilds.push(guild)
    if (systemChannel !== null) guild.systemChannel = guild.channel(systemChannel)
    return guild
  }

  announceGuild(guild: Guild): void {
    const data = (): Json => guildJson(guild, this.bot)
    this.#publish({ name: 'GUILD_CREATE', intent: INTENTS.Guilds, data })
  }
  announceLeaving({ id }: Guild): void {
    this.#publish({ name: 'GUILD_DELETE', intent: INTENTS.Guilds, data: () => ({ id }) })
  }
  /** The person is told when it was not acknowledged in time. */
  send(interaction: Interaction): void {
    this.interactions.push(interaction)
    this.announceInteraction(interaction.payload)
    setTimeout(() => {
      if (interaction.acknowledgement === null) this.timeouts.push(interaction)
    }, this.clock.ackDeadline).unref()
  }
  announceInteraction(payload: Json): void {
    this.#publish({ name: 'INTERACTION_CREATE', intent: null, data: () => payload })
  }

  addChannel(place: Omit<ChannelPlace, 'id' | 'onChange'>, id = this.id()): Channel {
    const channel = new Channel({ ...place, id, onChange: (changed) => this.#announce(changed, 'UPDATE') })
    this.channels.set(id, channel)
    channel.guild?.channels.push(channel)
    if (channel.guild !== null) this.#announce(channel, 'CREATE')
    return channel
  }

  directChannel(account: Account): Channel {
    const present = [...this.channels.values()].find(
      ({ place, people }) => place.kind === 'direct' && people.includes(account),
    )
    return present ?? this.addChannel({ kind: 'direct', name: '', guild: null, people: [account] })
  }

  /** A thread on a message has the message's id. */
  startThread(
    channel: Channel,
    message: Message,
    owner: Account,
    name: string,
    archiveMinutes: number,
  ): Channel {
    if (message.thread !== null) throw refusals.threadExists()
    const place = {
      name,
      kind: 'thread',
      guild: channel.guild,
      parent: channel,
      owner,
      archiveMinutes,
    } as const
    const thread = this.addChannel(place, message.id)
    message.thread = thread
    this.#tell('MESSAGE_UPDATE', message)
    const starter = {
      content: '',
      embeds: [],
      components: [],
      attachments: [],
      flags: 0,
      named: [],
      pinged: [],
    }
    const type = MessageType.ThreadStarter
    this.post(
      thread,
      { author: owner, type, replyTo: message, cause: null, onlyFor: null, nonce: null },
      starter,
    )
    return thread
  }

  /** With all that was said in it; the message that it hung from may have another one. */
  deleteThread(thread: Channel): void {
    const { id, guild, type, place } = thread
    this.channels.delete(id)
    guild?.channels.splice(guild.channels.indexOf(thread), 1)
    const root = place.parent?.find(id)
    if (root !== undefined) root.thread = null
    if (guild?.hasBot !== true) return
    const data = (): Json => ({ id, guild_id: guild.id, parent_id: place.parent?.id, type })
    this.#publish({ name: 'THREAD_DELETE', intent: INTENTS.Guilds, data })
  }

  post(channel: Channel, origin: Omit<Origin, 'id' | 'at'>, content: Content): Message {
    const message = new Message(channel, { ...origin, id: this.id(), at: this.now() }, content)
    channel.everything.push(message)
    if (channel.isArchived && !channel.isLocked) channel.unarchive()
    this.#tell('MESSAGE_CREATE', message)
    return message
  }
  edit(message: Message, content: Content): void {
    message.replaceContent(content)
    this.#tell('MESSAGE_UPDATE', message)
  }
  delete(message: Message): void {
    message.isDeleted = true
    this.#tell('MESSAGE_DELETE', message)
  }

  /** The bot is told of nothing that it cannot see; ephemeral messages are not told of at all. */
  #tell(name: string, message: Message): void {
    const { channel, author, id, isEphemeral } = message
    if (isEphemeral || !channel.botMay('VIEW_CHANNEL')) return
    const guild = channel.guild === null ? {} : { guild_id: channel.guild.id }
    const member = channel.guild === null ? {} : { member: memberJson() }
    const data = (hasContent: boolean): Json =>
      name === 'MESSAGE_DELETE'
        ? { id, channel_id: channel.id, ...guild }
        : {
            ...messageJson(message, this.reader(hasContent || author === this.bot)),
            channel_type: channel.type,
            ...guild,
            ...member,
          }
    this.#publish({
      name,
      intent: channel.guild === null ? INTENTS.DirectMessages : INTENTS.GuildMessages,
      data,
    })
  }

  #announce(channel: Channel, what: 'CREATE' | 'UPDATE'): void {
    if (channel.guild?.hasBot !== true) return
    const isNew = channel.isThread && what === 'CREATE' ? { newly_created: true } : {}
    const data = (): Json => ({ ...channelJson(channel, this.bot), ...isNew })
    this.#publish({
      name: `${channel.isThread ? 'THREAD' : 'CHANNEL'}_${what}`,
      intent: INTENTS.Guilds,
      data,
    })
  }
}
