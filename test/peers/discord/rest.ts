/** The REST API over HTTP: versions, tokens, routes, and failures on demand. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { type Json, parsedJson } from '../json.ts'
import { sentWith } from './attachments.ts'
import { Refusal, refusals } from './refusal.ts'
import type { Answer, Request, Route } from './route.ts'
import type { World } from './world.ts'

/** How the next requests that fit fail. Nothing of it counts as refused. */
export interface Failure {
  /** Fits against such as `POST /channels/1/messages`; any request where it is not given. */
  readonly route?: RegExp
  /** 502 where it is not given. */
  readonly status?: number
  /** How often; once where it is not given. */
  readonly times?: number
  /** Carried out first: only the answer is lost. */
  readonly afterEffect?: boolean
  /** Resets the connection in place of an answer. */
  readonly drops?: boolean
}

export interface RateLimit {
  readonly route?: RegExp
  readonly times?: number
  /** Seconds. */
  readonly retryAfter?: number
  /** For all of the bot's requests, not for one route. */
  readonly isGlobal?: boolean
}

type Planned = { left: number } & (
  | { readonly type: 'failure'; readonly plan: Failure }
  | { readonly type: 'limit'; readonly plan: RateLimit }
)

const VERSION = /^\/api\/v(\d+)(\/.*)$/u
const BAD_GATEWAY = 502

export class Rest {
  readonly #world: World
  readonly #token: string
  readonly #routes: readonly Route[]
  readonly #planned: Planned[] = []

  constructor(world: World, token: string, routes: readonly Route[]) {
    this.#world = world
    this.#token = token
    this.#routes = routes
  }

  failNext(plan: Failure): void {
    this.#planned.push({ type: 'failure', plan, left: plan.times ?? 1 })
  }
  rateLimitNext(plan: RateLimit): void {
    this.#planned.push({ type: 'limit', plan, left: plan.times ?? 1 })
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://discord')
    const [, version, path = pathname] = VERSION.exec(pathname) ?? []
    const method = request.method ?? 'GET'
    const { text, files } = await sentWith(request)
    const body = text === '' ? undefined : parsedJson(text)
    const route = `${method} ${decodeURIComponent(path)}`
    const log = (status: number): void => {
      this.#world.requests.push({ method, path: decodeURIComponent(path), query: search, body, status })
    }

    const planned = this.#take(route)
    if (planned?.type === 'limit') {
      log(429)
      send(response, rateLimited(planned.plan))
      return
    }
    if (planned !== null && planned.plan.afterEffect !== true) {
      log(planned.plan.status ?? BAD_GATEWAY)
      fail(planned.plan, response)
      return
    }
    const answer = this.#answer(route, () => {
      if (version !== '10') throw refusals.invalidVersion()
      if (text !== '' && body === undefined) throw refusals.notJson()
      return this.#run({ route, query: searchParams, body, files, token: tokenOf(request) })
    })
    log(answer.status)
    if (planned === null) send(response, answer)
    else fail(planned.plan, response)
  }

  #answer(route: string, run: () => Answer): Answer {
    try {
      return run()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#world.refuse(route, error)
      return { status: error.status, body: error.json() }
    }
  }

  #run({ token, ...request }: Omit<Request, 'params'> & { readonly token: string | null }): Answer {
    for (const each of this.#routes) {
      const match = each.pattern.exec(request.route)
      if (match === null) continue
      if (each.isOpen !== true && token !== this.#token) throw refusals.unauthorized()
      return each.run(this.#world, { ...request, params: match.slice(1).map(String) })
    }
    throw refusals.notFound()
  }

  #take(route: string): Planned | null {
    const planned = this.#planned.find(({ plan }) => plan.route?.test(route) ?? true)
    if (planned === undefined) return null
    planned.left--
    if (planned.left <= 0) this.#planned.splice(this.#planned.indexOf(planned), 1)
    return planned
  }
}

function tokenOf({ headers: { authorization } }: IncomingMessage): string | null {
  return /^Bot (.+)$/u.exec(authorization ?? '')?.[1] ?? null
}

function rateLimited({ retryAfter = 1, isGlobal = false }: RateLimit): Answer {
  const body: Json = { message: 'You are being rate limited.', retry_after: retryAfter, global: isGlobal }
  return {
    status: 429,
    body,
    headers: {
      'retry-after': String(retryAfter),
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': String(retryAfter),
      'x-ratelimit-bucket': 'peer',
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  }
}

/** An answer without a body has no content type: the client would read it as JSON. */
function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(
    status,
    body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
  )
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function fail({ drops, status = BAD_GATEWAY }: Failure, response: ServerResponse): void {
  if (drops === true) {
    if (response.socket instanceof Socket) response.socket.resetAndDestroy()
    return
  }
  response.writeHead(status, { 'content-type': 'text/html' })
  response.end('<html><body>upstream error</body></html>')
}
