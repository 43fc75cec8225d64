/** The gateway: sessions, heartbeats, numbered events, and what was missed. https://discord.com/developers/docs/events/gateway */
import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Json, isJson, jsonIn, parsedJson } from '../json.ts'
import { guildJson, userJson } from './json-of.ts'
import * as limits from './limits.ts'
import { type GatewayEvent, INTENTS, type World } from './world.ts'

const Op = {
  Dispatch: 0,
  Heartbeat: 1,
  Identify: 2,
  PresenceUpdate: 3,
  Resume: 6,
  Reconnect: 7,
  RequestMembers: 8,
  InvalidSession: 9,
  Hello: 10,
  HeartbeatAck: 11,
} as const

const Close = {
  UnknownOpcode: 4001,
  DecodeError: 4002,
  NotAuthenticated: 4003,
  AuthenticationFailed: 4004,
  AlreadyAuthenticated: 4005,
  InvalidSequence: 4007,
  InvalidIntents: 4013,
  DisallowedIntents: 4014,
} as const

const ALL_INTENTS = (1 << 26) - 1
const PRIVILEGED = ['GuildMembers', 'GuildPresences', 'MessageContent'] as const
export type PrivilegedIntent = (typeof PRIVILEGED)[number]

export interface GatewayOptions {
  readonly token: string
  /** Privileged intents that the gateway refuses. */
  readonly disallowed: ReadonlySet<PrivilegedIntent>
  readonly sessionStarts: number
  readonly heartbeatMs: number
}

const GATEWAY = '/gateway'
const RESUME = '/gateway/resume'
const NORMAL = 1000
const GOING_AWAY = 1001

interface Session {
  readonly id: string
  readonly intents: number
  /** Everything it was sent, in order, so that what was missed can be sent again. */
  readonly sent: Json[]
  socket: WebSocket | null
}

export class Gateway {
  readonly #world: World
  readonly #options: GatewayOptions
  readonly #sockets: WebSocketServer
  readonly #sessions: Session[] = []
  readonly presences: Json[] = []
  identifies = 0
  resumes = 0
  #remaining: number

  constructor(server: Server, world: World, options: GatewayOptions) {
    this.#world = world
    this.#options = options
    this.#remaining = options.sessionStarts
    this.#sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#open(opened, request))
    })
  }

  get isConnected(): boolean {
    return this.#sessions.some(({ socket }) => socket !== null)
  }

  /** What GET /gateway/bot answers. */
  json(): Json {
    return {
      url: `${this.#world.base.replace('http', 'ws')}${GATEWAY}`,
      shards: 1,
      session_start_limit: {
        total: limits.SESSION_STARTS,
        remaining: this.#remaining,
        reset_after: 24 * 3_600_000,
        max_concurrency: 1,
      },
    }
  }

  /** Sessions without a connection are sent it when they come back. */
  publish({ name, intent, data }: GatewayEvent): void {
    for (const session of this.#sessions) {
      if (intent !== null && (session.intents & intent) === 0) continue
      this.#send(session, name, data((session.intents & INTENTS.MessageContent) !== 0))
    }
  }

  /** Sessions that are forgotten cannot be resumed. */
  drop(code: number, forget: boolean): void {
    const dropped = this.#sessions.map((session) => {
      const { socket } = session
      session.socket = null
      return socket
    })
    if (forget) this.#sessions.length = 0
    for (const socket of dropped) socket?.close(code)
  }
  askToReconnect(): void {
    for (const { socket } of this.#sessions) socket?.send(JSON.stringify({ op: Op.Reconnect, d: null }))
  }
  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#sockets.close()
  }

  #open(socket: WebSocket, { url }: IncomingMessage): void {
    const { pathname, searchParams } = new URL(url ?? '/', 'ws://gateway')
    if (searchParams.get('v') !== '10' || searchParams.get('encoding') !== 'json') {
      socket.close(Close.DecodeError)
      return
    }
    socket.send(JSON.stringify({ op: Op.Hello, d: { heartbeat_interval: this.#options.heartbeatMs } }))
    let session: Session | null = null
    socket.on('message', (raw: Buffer) => {
      const message = parsedJson(raw.toString())
      if (raw.byteLength > limits.GATEWAY_PAYLOAD_BYTES || !isJson(message)) {
        socket.close(Close.DecodeError)
        return
      }
      const given = jsonIn(message['d'])
      switch (message['op']) {
        case Op.Heartbeat:
          socket.send(JSON.stringify({ op: Op.HeartbeatAck }))
          break
        case Op.Identify:
          if (session === null) session = this.#identify(socket, given)
          else socket.close(Close.AlreadyAuthenticated)
          break
        case Op.Resume:
          if (pathname !== RESUME) this.#world.warnings.push('Resumed at another address than READY gave.')
          if (session === null) session = this.#resume(socket, given)
          else socket.close(Close.AlreadyAuthenticated)
          break
        case Op.PresenceUpdate:
        case Op.RequestMembers:
          if (session === null) socket.close(Close.NotAuthenticated)
          else if (message['op'] === Op.PresenceUpdate) this.presences.push(given)
          break
        default:
          socket.close(Close.UnknownOpcode)
      }
    })
    socket.on('close', (code) => {
      if (session === null || session.socket !== socket) return
      session.socket = null
      // A session that the bot itself has ended cannot be resumed.
      if (code === NORMAL || code === GOING_AWAY) this.#remove(session)
    })
  }

  #identify(socket: WebSocket, { token, intents, presence }: Json): Session | null {
    this.identifies++
    if (token !== this.#options.token) {
      socket.close(Close.AuthenticationFailed)
      return null
    }
    if (typeof intents !== 'number' || (intents & ~ALL_INTENTS) !== 0) {
      socket.close(Close.InvalidIntents)
      return null
    }
    const isRefused = PRIVILEGED.some(
      (name) => (intents & INTENTS[name]) !== 0 && this.#options.disallowed.has(name),
    )
    if (isRefused) {
      socket.close(Close.DisallowedIntents)
      return null
    }
    if (this.#remaining === 0) {
      this.#world.warnings.push('Identified more often than allowed: Discord would reset the token.')
      socket.close(Close.AuthenticationFailed)
      return null
    }
    this.#remaining--
    if (isJson(presence)) this.presences.push(presence)
    const session: Session = { id: `session-${this.identifies}`, intents, sent: [], socket }
    this.#sessions.push(session)
    const { bot, applicationId, guilds, base } = this.#world
    const present = guilds.filter(({ hasBot }) => hasBot)
    this.#send(session, 'READY', {
      v: 10,
      user: { ...userJson(bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: present.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${base.replace('http', 'ws')}${RESUME}`,
      shard: [0, 1],
      application: { id: applicationId, flags: 0 },
    })
    if ((intents & INTENTS.Guilds) !== 0) {
      for (const guild of present) this.#send(session, 'GUILD_CREATE', guildJson(guild, bot))
    }
    return session
  }

  #resume(socket: WebSocket, { token, session_id: id, seq }: Json): Session | null {
    if (token !== this.#options.token) {
      socket.close(Close.AuthenticationFailed)
      return null
    }
    const session = this.#sessions.find((each) => each.id === id)
    if (session === undefined) {
      socket.send(JSON.stringify({ op: Op.InvalidSession, d: false }))
      return null
    }
    if (typeof seq !== 'number' || seq > session.sent.length) {
      socket.close(Close.InvalidSequence)
      return null
    }
    this.resumes++
    session.socket = socket
    for (const missed of session.sent.slice(seq)) socket.send(JSON.stringify(missed))
    this.#send(session, 'RESUMED', {})
    return session
  }

  #send(session: Session, name: string, data: Json): void {
    const event = { op: Op.Dispatch, t: name, s: session.sent.length + 1, d: data }
    session.sent.push(event)
    session.socket?.send(JSON.stringify(event))
  }

  #remove(session: Session): void {
    const at = this.#sessions.indexOf(session)
    if (at !== -1) this.#sessions.splice(at, 1)
  }
}
