/**
 * Socket Mode (apis/events-api/using-socket-mode): up to ten connections, each opened with an address
 * that is good once; any of them may get a payload.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Attempt, Courier, Outcome } from './delivery.ts'
import { jsonIn, parsedJson, stringIn } from '../json.ts'
import * as limits from './limits.ts'

const PATH = '/link/'
const PING_MS = 10_000

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

export class SocketCourier implements Courier {
  /** What the app sent that was no acknowledgement of anything. */
  readonly strays: string[] = []
  readonly #tickets = new Set<string>()
  readonly #sockets: WebSocket[] = []
  readonly #waiting = new Map<string, (outcome: Outcome) => void>()
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #appId: string
  #next = 0

  constructor(http: Server, appId: string) {
    this.#appId = appId
    http.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '', 'ws://localhost').searchParams.get('ticket') ?? ''
      if (!this.#admits(request, ticket)) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
        return
      }
      this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#greet(webSocket))
    })
  }

  /** Nothing new is sent to one that was asked to go, while there is another. */
  readonly #leaving = new Set<WebSocket>()

  get count(): number {
    return this.#sockets.length
  }

  /** The path of a new connection. */
  ticket(): string {
    const ticket = randomUUID()
    this.#tickets.add(ticket)
    return `${PATH}?ticket=${ticket}&app_id=${this.#appId}`
  }

  carry({ kind, payload, isAnswerable, retry, reason }: Attempt): Promise<Outcome> {
    const staying = this.#sockets.filter((each) => !this.#leaving.has(each))
    const open = staying.length > 0 ? staying : this.#sockets
    const socket = open[this.#next++ % Math.max(open.length, 1)]
    if (socket === undefined) {
      return Promise.resolve({ type: 'failed', reason: 'no_connection', noRetry: false })
    }
    const envelopeId = randomUUID()
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#waiting.set(envelopeId, resolve)
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type: kind,
        payload,
        accepts_response_payload: isAnswerable,
        ...(kind === 'events_api' ? { retry_attempt: retry, retry_reason: reason ?? '' } : {}),
      }),
    )
    return promise
  }

  /** Asks every connection to go, or the oldest, as Slack does every few hours. The client closes and comes back. */
  disconnect(reason: DisconnectReason, which: 'all' | 'oldest'): void {
    for (const socket of which === 'all' ? this.#sockets : this.#sockets.slice(0, 1)) {
      this.#leaving.add(socket)
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'peer' } }))
    }
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  close(): void {
    this.drop()
    this.#server.close()
  }

  #admits(request: IncomingMessage, ticket: string): boolean {
    const isKnown = this.#tickets.delete(ticket)
    return isKnown && (request.url ?? '').startsWith(PATH) && this.#sockets.length < limits.CONNECTIONS
  }

  #greet(socket: WebSocket): void {
    this.#sockets.push(socket)
    const pinging = setInterval(() => socket.ping(), PING_MS)
    socket.on('close', () => {
      clearInterval(pinging)
      this.#sockets.splice(this.#sockets.indexOf(socket), 1)
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (data: Buffer) => this.#hear(data.toString()))
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#sockets.length,
        connection_info: { app_id: this.#appId },
        debug_info: { host: 'peer', approximate_connection_time: 18_060 },
      }),
    )
  }

  #hear(text: string): void {
    const message = jsonIn(parsedJson(text))
    const id = stringIn(message['envelope_id']) ?? ''
    const settle = this.#waiting.get(id)
    if (settle === undefined) {
      this.strays.push(text)
      return
    }
    this.#waiting.delete(id)
    settle({ type: 'acked', body: jsonIn(message['payload']) })
  }
}
