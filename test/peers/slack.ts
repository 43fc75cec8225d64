/**
 * A small, strict, stateful Slack on loopback: an unmodified Bolt app connects to it, in Socket Mode or
 * over signed HTTP, with `clientOptions: { slackApiUrl: slack.api }`. It accepts what Slack accepts,
 * refuses what Slack refuses and keeps what everybody sees.
 *
 *     const slack = await startSlack()            // or startSlack({ manifest }): scopes, events, commands from it
 *     const app = new App({ token: slack.botToken, appToken: slack.appToken, socketMode: true,
 *       clientOptions: { slackApiUrl: slack.api } })
 *     await app.start(); await slack.connected()
 *     // or: new App({ token, signingSecret: slack.signingSecret, … }); slack.deliverOverHttp(url)
 *
 *     const papers = slack.channel('papers', { bot: true })
 *     const anna = slack.person('Anna', { tz: 'Europe/Berlin' })
 *     const asked = anna.types(papers, '/explain rlvr ceiling')
 *     await asked.acked()                          // rejects where nobody acknowledged in time
 *     await slack.until(() => asked.messages.length > 0)
 *     const [answer] = anna.sees(papers)           // .text .blocks .ts .thread_ts .replies .reactions
 *     anna.presses(answer, 'Challenged by …')      //   .metadata .pinged .links .unfurled .onlyFor .edits
 *     expect(slack.refused).toEqual([])            // every call that Slack would have refused
 *
 * Person: types, says, writesDirectly, edits, deletes, joins, presses, chooses, suggests, usesShortcutOn,
 * opensHome, fills, submits, closes, sees, direct. Interaction: acked, timedOut, responses, messages,
 * responseUrl, triggerId, redeliver, delivery. Delivery: payload, attempts, outcomes, acked, redeliver.
 *
 * Peer: channel, conversation, person, otherBot, inviteBot, removeBot, viewsOf, homeOf, refused, calls, warnings,
 * timeouts, statuses, failNext, advance, grant, revoke, disconnect, drop, connections, connected, until, http, close.
 */
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { close, listen } from '../support/loopback.ts'
import { contentOf } from './slack/compose.ts'
import { Arguments } from './slack/arguments.ts'
import { type Courier, Delivery } from './slack/delivery.ts'
import { announce, announceMember } from './slack/events.ts'
import { HttpCourier } from './slack/http-courier.ts'
import * as limits from './slack/limits.ts'
import { grantOf } from './slack/manifest.ts'
import { Person } from './slack/person.ts'
import { type DisconnectReason, SocketCourier } from './slack/socket-courier.ts'
import type { Account, Channel, Message, View } from './slack/state.ts'
import { type Failure, WebApi } from './slack/web-api.ts'
import { type Call, type Grant, type Refused, type Sending, Workspace } from './slack/workspace.ts'

const ALL: Grant = {
  scopes: [
    'app_mentions:read',
    'assistant:write',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'reactions:write',
    'users:read',
  ],
  events: [
    'app_home_opened',
    'app_mention',
    'member_joined_channel',
    'message.channels',
    'message.groups',
    'message.im',
  ],
  commands: null,
  shortcuts: null,
  hasHomeTab: true,
  hasMessagesTab: true,
  loadsOptions: true,
}

const UNTIL_MS = 10_000
const POLL_MS = 5

export interface SlackOptions {
  /** Gives scopes, events, commands, shortcuts and tabs; it has to be one that Slack takes. */
  readonly manifest?: unknown
  /** The granted bot scopes, instead of the manifest's or of all that are modelled but chat:write.public. */
  readonly scopes?: readonly string[]
  readonly events?: readonly string[]
  /** Scopes of the app-level token; connections:write where it is not given. */
  readonly appScopes?: readonly string[]
  /** Milliseconds until something counts as not acknowledged; 3,000 as on the platform. */
  readonly ackDeadline?: number
  /** Milliseconds before each repetition of an event; at once, a minute, five as on the platform. */
  readonly retryDelays?: readonly number[]
  /** Milliseconds that a trigger is good for; 3,000 as on the platform. */
  readonly triggerMs?: number
}

interface ChannelOptions {
  /** Whether the bot is in it; not where it is not given. */
  readonly bot?: boolean
  /** Everybody where it is not given. */
  readonly members?: readonly Person[]
  readonly private?: boolean
  readonly archived?: boolean
}

export async function startSlack(options: SlackOptions = {}): Promise<SlackPeer> {
  const slack = new SlackPeer(options)
  await slack.listen()
  return slack
}

export type { SlackPeer }

class SlackPeer {
  readonly botToken = 'xoxb-peer-bot-token'
  readonly appToken = 'xapp-peer-app-token'
  readonly signingSecret = 'peer-signing-secret'
  /** What people did, and events, in order. */
  readonly deliveries: Delivery[] = []
  readonly #options: SlackOptions
  readonly #workspace: Workspace
  readonly #server = createServer()
  readonly #sockets: SocketCourier
  readonly #webApi: WebApi
  #http: HttpCourier | null = null

  constructor(options: SlackOptions) {
    this.#options = options
    const granted = options.manifest === undefined ? ALL : grantOf(options.manifest)
    const grant = {
      ...granted,
      scopes: options.scopes ?? granted.scopes,
      events: options.events ?? granted.events,
    }
    const triggerMs = options.triggerMs ?? limits.TRIGGER_MS
    this.#workspace = new Workspace(grant, triggerMs, (sending) => this.#send(sending))
    this.#sockets = new SocketCourier(this.#server, this.#workspace.appId)
    const appScopes = options.appScopes ?? ['connections:write']
    const tokens = { bot: this.botToken, app: this.appToken, appScopes }
    const socketUrl = (): string => `${this.#workspace.base.replace('http', 'ws')}${this.#sockets.ticket()}`
    this.#webApi = new WebApi(this.#workspace, tokens, socketUrl)
    this.#server.on('request', (request, response) => {
      this.#webApi.handle(request, response).catch((error: unknown) => {
        this.#workspace.warnings.push(`The peer failed: ${String(error)}`)
        response.destroy()
      })
    })
  }

  async listen(): Promise<void> {
    this.#workspace.base = `http://127.0.0.1:${await listen(this.#server)}`
  }

  async close(): Promise<void> {
    for (const delivery of this.deliveries) delivery.stop()
    this.#sockets.close()
    await close(this.#server)
  }

  /** What `slackApiUrl` has to be. */
  get api(): string {
    return `${this.#workspace.base}/api/`
  }
  get team(): string {
    return this.#workspace.team
  }
  get domain(): string {
    return this.#workspace.domain
  }
  get bot(): Account {
    return this.#workspace.bot
  }
  get refused(): readonly Refused[] {
    return this.#workspace.refused
  }
  get calls(): readonly Call[] {
    return this.#workspace.calls
  }
  /** What Slack takes, but surely was not meant: texts that are cut, replies to nothing, no text for notifications. */
  get warnings(): readonly string[] {
    return [
      ...this.#workspace.warnings,
      ...this.#sockets.strays.map((stray) => `Acknowledges nothing: ${stray}`),
    ]
  }
  /** Interactions that a person saw fail. */
  get timeouts(): readonly Delivery[] {
    return this.#workspace.timeouts
  }
  /** Status lines of threads, by `channel:ts`. */
  get statuses(): ReadonlyMap<string, string> {
    return this.#workspace.statuses
  }
  get connections(): number {
    return this.#sockets.count
  }
  /** The signed way to the app, for requests out of the ordinary. */
  get http(): HttpCourier {
    if (this.#http === null) throw new Error('Deliveries go over sockets: call deliverOverHttp first.')
    return this.#http
  }

  deliverOverHttp(url: string): void {
    this.#http = new HttpCourier(url, this.signingSecret, this.#ackDeadline)
  }

  channel(name: string, options: ChannelOptions = {}): Channel {
    const people = options.members?.map(({ id }) => id) ?? null
    const kind = options.private === true ? 'private' : 'public'
    const channel = this.#workspace.addChannel(kind, name, people, options.archived === true)
    if (options.bot === true) channel.add(this.bot)
    return channel
  }

  /** The direct messages of people among themselves, where the bot is not. */
  conversation(...people: readonly Person[]): Channel {
    const ids = people.map(({ id }) => id)
    return this.#workspace.addChannel('im', `dm-${ids.join('-')}`, ids)
  }

  person(name: string, { tz = 'Etc/UTC' }: { readonly tz?: string } = {}): Person {
    return new Person(this.#workspace, this.#account(name, tz, null))
  }

  /** Another app's bot, which posts into channels. */
  otherBot(name: string): { readonly says: (channel: Channel, text: string, thread?: Message) => Message } {
    const account = this.#account(name, 'Etc/UTC', this.#workspace.id('B'))
    return {
      says: (channel, text, thread) => {
        const content = contentOf(this.#workspace, new Arguments({ text }), 'post')
        const message = this.#workspace.post(channel, account, content, thread?.ts ?? null)
        announce(this.#workspace, message, 'app_mention')
        return message
      },
    }
  }

  /** Null where the app is not told. */
  inviteBot(channel: Channel, by: Person | null = null): Delivery | null {
    channel.add(this.bot)
    return announceMember(this.#workspace, channel, this.bot, by?.account ?? null)
  }
  removeBot(channel: Channel): void {
    channel.remove(this.bot)
  }

  /** The modals that a person has open, the one on top last. */
  viewsOf(person: Person): readonly View[] {
    return this.#workspace.stack(person.account)
  }
  homeOf(person: Person): View | null {
    return this.#workspace.homes.get(person.id) ?? null
  }

  failNext(failure: Failure): void {
    this.#webApi.failNext(failure)
  }
  /** Lets time pass for triggers and response addresses. */
  advance(ms: number): void {
    this.#workspace.advance(ms)
  }
  grant(scope: string): void {
    this.#workspace.scopes.add(scope)
  }
  revoke(scope: string): void {
    this.#workspace.scopes.delete(scope)
  }

  /** Asks the open connections to go, or the oldest alone; new ones come in their stead. */
  disconnect(reason: DisconnectReason, which: 'all' | 'oldest' = 'all'): void {
    this.#sockets.disconnect(reason, which)
  }
  /** Cuts the open connections. */
  drop(): void {
    this.#sockets.drop()
  }
  connected(count = 1): Promise<void> {
    return this.until(() => this.connections >= count, `${count} connections`)
  }

  /** Waits for what is to come; says what went wrong meanwhile where it does not. */
  async until(condition: () => boolean, what = condition.toString()): Promise<void> {
    const end = Date.now() + UNTIL_MS
    while (!condition()) {
      if (Date.now() > end) {
        const { refused, warnings, timeouts } = this
        const seen = JSON.stringify({ refused, warnings, timeouts: timeouts.map(({ payload }) => payload) })
        throw new Error(`Waited in vain for: ${what}. Meanwhile: ${seen}`)
      }
      await sleep(POLL_MS)
    }
  }

  get #ackDeadline(): number {
    return this.#options.ackDeadline ?? limits.ACK_MS
  }

  #account(name: string, tz: string, botId: string | null): Account {
    const account = { id: this.#workspace.id('U'), name, tz, botId }
    this.#workspace.accounts.push(account)
    return account
  }

  #send({ kind, payload, isAnswerable, onAck }: Sending): Delivery {
    const courier = (): Courier => this.#http ?? this.#sockets
    const delivery = new Delivery(kind, payload, isAnswerable, courier, {
      ackDeadline: this.#ackDeadline,
      retryDelays: this.#options.retryDelays ?? limits.RETRY_DELAYS_MS,
      onTimeout: (late) => this.#workspace.timeouts.push(late),
      ...(onAck === undefined ? {} : { onAck }),
    })
    this.deliveries.push(delivery)
    void delivery.send()
    return delivery
  }
}
