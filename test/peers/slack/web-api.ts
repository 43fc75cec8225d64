/** The Web API and the response addresses over HTTP: tokens, encodings, scopes, and failures on demand. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { Arguments } from './arguments.ts'
import { chatMethods } from './chat-methods.ts'
import { conversationMethods } from './conversation-methods.ts'
import { type Json, isJson, jsonIn, parsedJson } from '../json.ts'
import type { Method } from './method.ts'
import { Refusal } from './refusal.ts'
import { useResponseUrl } from './responses.ts'
import { viewMethods } from './view-methods.ts'
import type { Workspace } from './workspace.ts'

/** How the next call that fits fails. Nothing of it counts as refused. */
export interface Failure {
  /** Any method where it is not given; `response_url` for a response address. */
  readonly method?: string
  /** An HTTP status, such as 503, or 429 with `retryAfter`. */
  readonly status?: number
  /** Seconds. */
  readonly retryAfter?: number
  /** An error as the platform names it, answered with status 200. */
  readonly error?: string
  /** Never answers. */
  readonly hangs?: boolean
  /** Cuts the connection. */
  readonly drops?: boolean
  /** The call is carried out first: only its answer is lost. */
  readonly afterEffect?: boolean
  /** How often; once where it is not given. */
  readonly times?: number
}

export interface Tokens {
  readonly bot: string
  readonly app: string
  /** Scopes of the app-level token. */
  readonly appScopes: readonly string[]
}

interface Answer {
  readonly status: number
  readonly body: Json | string
  readonly headers?: Readonly<Record<string, string>>
}

const METHODS: Readonly<Record<string, Method>> = { ...chatMethods, ...conversationMethods, ...viewMethods }
const RESPONSE_URL = 'response_url'

export class WebApi {
  readonly #workspace: Workspace
  readonly #tokens: Tokens
  readonly #socketUrl: () => string
  readonly #failures: { readonly failure: Failure; left: number }[] = []

  constructor(workspace: Workspace, tokens: Tokens, socketUrl: () => string) {
    this.#workspace = workspace
    this.#tokens = tokens
    this.#socketUrl = socketUrl
  }

  failNext(failure: Failure): void {
    this.#failures.push({ failure, left: failure.times ?? 1 })
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request)
    const [, place = '', name = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? []
    const method = place === 'response' ? RESPONSE_URL : name
    const failure = this.#takeFailure(method)
    const isLost = failure !== null && failure.afterEffect !== true
    if (isLost) this.#log(method, argumentsIn(request, body) ?? {}, false)
    const answer = isLost
      ? null
      : method === RESPONSE_URL
        ? this.#respond(name, body)
        : this.#call(method, request, body)
    if (failure !== null) fail(failure, response)
    else if (answer !== null) send(response, answer)
  }

  #call(name: string, request: IncomingMessage, body: string): Answer {
    const values = argumentsIn(request, body)
    try {
      if (values === null) throw new Refusal('invalid_post_type')
      const result = this.#run(name, new Arguments(values), tokenOf(request, values))
      this.#log(name, values, true)
      const headers = { 'x-oauth-scopes': [...this.#workspace.scopes].join(',') }
      return { status: 200, body: { ok: true, ...result }, headers }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#log(name, values ?? {}, false)
      this.#workspace.refuse(name, error)
      return { status: 200, body: error.json() }
    }
  }

  #run(name: string, args: Arguments, token: string): Json {
    const { bot, app, appScopes } = this.#tokens
    if (token === '') throw new Refusal('not_authed')
    if (name === 'apps.connections.open') {
      if (token !== app) throw new Refusal(token === bot ? 'not_allowed_token_type' : 'invalid_auth')
      if (!appScopes.includes('connections:write')) {
        const provided = appScopes.join(',')
        throw new Refusal('missing_scope', [], { needed: 'connections:write', provided })
      }
      return { url: this.#socketUrl() }
    }
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    if (method === undefined) throw new Refusal('unknown_method', [], { req_method: name })
    if (token !== bot) throw new Refusal(token === app ? 'not_allowed_token_type' : 'invalid_auth')
    if (method.scopes.length > 0) this.#workspace.needs(...method.scopes)
    return method.run(this.#workspace, args)
  }

  #respond(id: string, body: string): Answer {
    const address = this.#workspace.responseUrls.get(id)
    const value = parsedJson(body)
    try {
      if (address === undefined) throw new Refusal('unknown_url')
      if (!isJson(value)) throw new Refusal('invalid_payload')
      useResponseUrl(this.#workspace, address, value)
      this.#log(RESPONSE_URL, value, true)
      return { status: 200, body: 'ok' }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#log(RESPONSE_URL, jsonIn(value), false)
      this.#workspace.refuse(RESPONSE_URL, error)
      return { status: error.error.endsWith('_url') ? 404 : 400, body: error.json() }
    }
  }

  #takeFailure(method: string): Failure | null {
    const planned = this.#failures.find(
      ({ failure }) => failure.method === undefined || failure.method === method,
    )
    if (planned === undefined) return null
    planned.left--
    if (planned.left <= 0) this.#failures.splice(this.#failures.indexOf(planned), 1)
    return planned.failure
  }

  #log(method: string, args: Json, ok: boolean): void {
    this.#workspace.calls.push({ method, args, ok })
  }
}

/** Null where the content type is none that Slack takes. */
function argumentsIn(request: IncomingMessage, body: string): Json | null {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  const query = Object.fromEntries(new URL(request.url ?? '', 'http://localhost').searchParams)
  if (body === '') return query
  if (type === 'application/json') return { ...query, ...jsonIn(parsedJson(body)) }
  if (type !== 'application/x-www-form-urlencoded') return null
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) }
}

function tokenOf(request: IncomingMessage, values: Json): string {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return header ?? (typeof values['token'] === 'string' ? values['token'] : '')
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const isText = typeof body === 'string'
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers })
  response.end(isText ? body : JSON.stringify(body))
}

function fail({ hangs, drops, status, retryAfter, error }: Failure, response: ServerResponse): void {
  if (hangs === true) return
  if (drops === true) {
    response.socket?.destroy()
    return
  }
  const rateLimit = status === 429 ? { 'retry-after': String(retryAfter ?? 1) } : {}
  const body = { ok: false, error: error ?? (status === 429 ? 'ratelimited' : 'internal_error') }
  send(response, { status: status ?? 200, body, headers: rateLimit })
}
