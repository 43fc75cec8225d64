/** Signed requests to the app (authentication/verifying-requests-from-slack), with the content types that Slack sends. */
import { createHmac } from 'node:crypto'
import type { Attempt, Courier, Outcome } from './delivery.ts'
import { type Json, isJson, parsedJson } from '../json.ts'

export interface RequestOptions {
  /** Signs with this instead of the app's secret. */
  readonly secret?: string
  /** Puts the time of sending into the past or the future. */
  readonly secondsOff?: number
}

export interface Reply {
  readonly status: number
  readonly noRetry: boolean
  readonly text: string
}

const FORM = 'application/x-www-form-urlencoded'

export class HttpCourier implements Courier {
  readonly #url: string
  readonly #secret: string
  readonly #deadline: number
  /** For the next request alone. */
  next: RequestOptions = {}

  constructor(url: string, secret: string, deadline: number) {
    this.#url = url
    this.#secret = secret
    this.#deadline = deadline
  }

  async carry({ kind, payload, retry, reason }: Attempt): Promise<Outcome> {
    const headers: Record<string, string> =
      retry === 0 || kind !== 'events_api'
        ? {}
        : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': httpReason(reason) }
    try {
      const { status, noRetry, text } = await this.post(bodyOf(kind, payload), typeOf(kind), headers)
      if (status < 200 || status > 299) return { type: 'failed', reason: `http_error ${status}`, noRetry }
      const body = parsedJson(text)
      return { type: 'acked', body: isJson(body) ? body : text === '' ? {} : { text } }
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      return { type: 'failed', reason: isLate ? 'http_timeout' : 'connection_failed', noRetry: false }
    }
  }

  async post(body: string, type: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const { secret = this.#secret, secondsOff = 0 } = this.next
    this.next = {}
    const seconds = Math.floor(Date.now() / 1000) + secondsOff
    const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
    const response = await fetch(this.#url, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${hash}`,
        ...more,
      },
      signal: AbortSignal.timeout(this.#deadline),
    })
    return {
      status: response.status,
      noRetry: response.headers.get('x-slack-no-retry') === '1',
      text: await response.text(),
    }
  }

  /** What Slack asks when the address is entered; true where the app answers as it must. */
  async verifiesUrl(): Promise<boolean> {
    const challenge = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P'
    const body = JSON.stringify({ token: 'verification', challenge, type: 'url_verification' })
    const { status, text } = await this.post(body, 'application/json')
    const answer = parsedJson(text)
    return status === 200 && (text === challenge || (isJson(answer) && answer['challenge'] === challenge))
  }

  /** The unsigned check that Slack makes of a command's address now and then; the status of the answer. */
  async checksSsl(): Promise<number> {
    const { status } = await this.post('ssl_check=1&token=verification', FORM)
    return status
  }
}

function httpReason(reason: string | null): string {
  return reason?.startsWith('http_error') === true
    ? 'http_error'
    : (reason?.replace(/^timeout$/, 'http_timeout') ?? '')
}

function typeOf(kind: Attempt['kind']): string {
  return kind === 'events_api' ? 'application/json' : FORM
}

function bodyOf(kind: Attempt['kind'], payload: Json): string {
  switch (kind) {
    case 'events_api':
      return JSON.stringify(payload)
    case 'interactive':
      return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    case 'slash_commands':
      return new URLSearchParams(
        Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString()
  }
}
