/**
 * A small, strict, stateful Discord on loopback: an unmodified discord.js connects to it with
 * `new Client({ rest: { api: discord.api } })`. It accepts what Discord accepts, refuses what Discord refuses, and
 * keeps what everybody sees.
 *
 *     const discord = await startDiscord()
 *     await client.login(discord.token); await discord.connected()
 *
 *     const papers = discord.guild('Reading group').channel('papers')
 *     const anna = discord.person('Anna')
 *     const asked = anna.types(papers, '/explain', { question: 'rlvr ceiling', private: true })
 *     const answer = await asked.answered()        // .content .embeds .components .words .flags .pinged
 *     const step = anna.presses(answer, 'Challenged by')
 *     const modal = await anna.presses(answer, 'Ask').modal()
 *     anna.submits(modal, { question: 'why?' })
 *     expect(discord.refused).toEqual([])          // every request that Discord would have refused
 *
 * Person: types, completes, usesOnMessage, presses, chooses, submits, says, directMessage, edits, deletes,
 * startsThread, deletesThread, sees, direct, joins, installs, closesDirectMessages, mention. Interaction: acknowledged, answered,
 * followedUp, modal, removed, redeliver, original, followUps, acknowledgement. Channel: messages, everything,
 * threads, deny, allow, archive, unarchive. Guild: channel, channels, systemChannel, allowsExternalApps.
 *
 * Peer: guild, person, groupChat, addBotTo, removeBotFrom, commands, commandsOf, refused, requests, warnings,
 * timeouts, typing, presences, rateLimitNext, failNext, advance, dropGateway, askToReconnect, identifies, resumes,
 * connected, until, close.
 *
 * Not modelled, and refused where it is asked for: attachments, polls, stickers, the newer component layouts, selects
 * of people and channels, reactions, pins, webhooks other than those of interactions, commands one by one.
 */
import { createServer } from 'node:http'
import { close, listen } from '../support/loopback.ts'
import { applicationRoutes, GLOBAL } from './discord/application-routes.ts'
import { channelRoutes } from './discord/channel-routes.ts'
import { Gateway, type PrivilegedIntent } from './discord/gateway.ts'
import { interactionRoutes } from './discord/interaction-routes.ts'
import type { Interaction } from './discord/interaction.ts'
import * as limits from './discord/limits.ts'
import { Person } from './discord/person.ts'
import { type Failure, type RateLimit, Rest } from './discord/rest.ts'
import type { Account, Channel, Guild } from './discord/state.ts'
import { until } from './discord/until.ts'
import { type Command, type LoggedRequest, type Refused, World } from './discord/world.ts'
import type { Json } from './json.ts'

export interface DiscordOptions {
  /** Milliseconds until an interaction counts as failed; 3,000 as on the platform. */
  readonly ackDeadline?: number
  /** Milliseconds that an interaction can be answered; 15 minutes as on the platform. See `advance`. */
  readonly tokenLifetime?: number
  /** Privileged intents that the portal grants; none where it is not given. */
  readonly privilegedIntents?: readonly PrivilegedIntent[]
  /** Privileged intents that the gateway refuses, though the application has the flag. */
  readonly disallowedIntents?: readonly PrivilegedIntent[]
  /** How often the bot may still identify today; 1,000 as on the platform. */
  readonly sessionStarts?: number
  readonly heartbeatMs?: number
}

interface GuildOptions {
  /** Whether the bot is in it; it is where nothing is said. */
  readonly bot?: boolean
  /** Name of the channel where people are welcomed; null for none. `general` where it is not given. */
  readonly systemChannel?: string | null
}

interface PersonOptions {
  /** Of which servers they are members; the first server where it is not given. */
  readonly guilds?: readonly Guild[]
  readonly manageMessages?: boolean
  readonly manageChannels?: boolean
  /** Whether they have installed the app for themselves. */
  readonly installed?: boolean
}

const HOME = 'Reading group'
const PRIVILEGED: readonly PrivilegedIntent[] = ['GuildMembers', 'GuildPresences', 'MessageContent']

/** There is one server at first, "Reading group", with the bot in it and the channels `general` and `papers`. */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordPeer> {
  const discord = new DiscordPeer(options)
  await discord.listen()
  return discord
}

export type { DiscordPeer }

class DiscordPeer {
  readonly token = 'peer-bot-token'
  readonly #world: World
  readonly #gateway: Gateway
  readonly #rest: Rest
  readonly #server = createServer()

  constructor(options: DiscordOptions) {
    const granted = options.privilegedIntents ?? []
    const clock = {
      ackDeadline: options.ackDeadline ?? limits.ACK_MS,
      tokenLifetime: options.tokenLifetime ?? limits.TOKEN_MS,
    }
    this.#world = new World(clock, granted.includes('MessageContent'), (event) =>
      this.#gateway.publish(event),
    )
    this.#gateway = new Gateway(this.#server, this.#world, {
      token: this.token,
      disallowed: new Set([
        ...PRIVILEGED.filter((intent) => !granted.includes(intent)),
        ...(options.disallowedIntents ?? []),
      ]),
      sessionStarts: options.sessionStarts ?? limits.SESSION_STARTS,
      heartbeatMs: options.heartbeatMs ?? limits.HEARTBEAT_MS,
    })
    const routes = [...applicationRoutes(() => this.#gateway.json()), ...channelRoutes, ...interactionRoutes]
    this.#rest = new Rest(this.#world, this.token, routes)
    this.#server.on('request', (request, response) => {
      this.#rest.handle(request, response).catch((error: unknown) => {
        this.#world.warnings.push(`The peer failed: ${String(error)}`)
        response.destroy()
      })
    })
    this.guild(HOME).channel('papers')
  }

  async listen(): Promise<void> {
    this.#world.base = `http://127.0.0.1:${await listen(this.#server)}`
  }

  async close(): Promise<void> {
    this.#gateway.close()
    await close(this.#server)
  }

  /** What `rest.api` has to be. */
  get api(): string {
    return `${this.#world.base}/api`
  }
  get applicationId(): string {
    return this.#world.applicationId
  }
  get bot(): Account {
    return this.#world.bot
  }
  /** Commands that are registered for everywhere. */
  get commands(): readonly Command[] {
    return this.#world.commands.get(GLOBAL) ?? []
  }
  commandsOf({ id }: Guild): readonly Command[] {
    return this.#world.commands.get(id) ?? []
  }
  /** Every request that was refused, in order; failures on demand are not among them. */
  get refused(): readonly Refused[] {
    return this.#world.refused
  }
  get requests(): readonly LoggedRequest[] {
    return this.#world.requests
  }
  /** What Discord takes, but surely was not meant. */
  get warnings(): readonly string[] {
    return this.#world.warnings
  }
  /** Interactions that a person saw fail. */
  get timeouts(): readonly Interaction[] {
    return this.#world.timeouts
  }
  /** The channels where the bot has shown that it types, in order. */
  get typing(): readonly Channel[] {
    return this.#world.typing
  }
  /** What the bot has said of its own presence, in order. */
  get presences(): readonly Json[] {
    return this.#gateway.presences
  }
  get identifies(): number {
    return this.#gateway.identifies
  }
  get resumes(): number {
    return this.#gateway.resumes
  }

  /** The server of that name, new where there is none; the options count for a new one. */
  guild(name: string, { bot = true, systemChannel = 'general' }: GuildOptions = {}): Guild {
    const present = this.#world.guilds.find((guild) => guild.name === name)
    if (present !== undefined) return present
    const guild = this.#world.addGuild(name, systemChannel)
    if (bot) this.addBotTo(guild)
    return guild
  }

  person(name: string, options: PersonOptions = {}): Person {
    const { guilds = [this.guild(HOME)], installed = false } = options
    const extra = [
      ...(options.manageMessages === true ? (['MANAGE_MESSAGES'] as const) : []),
      ...(options.manageChannels === true ? (['MANAGE_CHANNELS'] as const) : []),
    ]
    const person = new Person(this.#world, this.#world.addAccount(name), extra)
    for (const guild of guilds) person.joins(guild)
    if (installed) person.installs()
    return person
  }

  /** A conversation of people, where no bot can be. */
  groupChat(name: string, ...people: readonly Person[]): Channel {
    const accounts = people.map(({ account }) => account)
    return this.#world.addChannel({ kind: 'group', name, guild: null, people: accounts })
  }

  addBotTo(guild: Guild): void {
    guild.hasBot = true
    this.#world.announceGuild(guild)
  }
  removeBotFrom(guild: Guild): void {
    guild.hasBot = false
    this.#world.announceLeaving(guild)
  }

  rateLimitNext(limit: RateLimit = {}): void {
    this.#rest.rateLimitNext(limit)
  }
  failNext(failure: Failure = {}): void {
    this.#rest.failNext(failure)
  }
  /** Lets time pass for interactions and nonces. */
  advance(ms: number): void {
    this.#world.advance(ms)
  }

  /**
   * Cuts the open connections; what happens until they are back is sent then. With `forget` the sessions are gone, and
   * so is what was missed.
   */
  dropGateway({
    code = 4000,
    forget = false,
  }: { readonly code?: number; readonly forget?: boolean } = {}): void {
    this.#gateway.drop(code, forget)
  }
  /** Asks the bot to connect anew, as Discord does before a restart of its own. */
  askToReconnect(): void {
    this.#gateway.askToReconnect()
  }
  /** Resolves when the bot is identified, or has resumed. */
  connected(): Promise<void> {
    return this.until(() => this.#gateway.isConnected, 'the bot being connected')
  }

  /** Waits for what is to come; says what went wrong meanwhile where it does not. */
  async until(condition: () => boolean, what = condition.toString()): Promise<void> {
    await until(this.#world, what, () => (condition() ? true : null))
  }
}
