/**
 * One thing that the platform tells the app, over a socket or by HTTP: an event, a command, an
 * interaction. It is acknowledged in time, or it is not: then an event comes again, at most three times
 * (apis/events-api), and a person sees that an interaction failed.
 */
import type { Json } from '../json.ts'

export type DeliveryKind = 'events_api' | 'slash_commands' | 'interactive'

export interface Attempt {
  readonly kind: DeliveryKind
  readonly payload: Json
  /** Whether the app may answer with its acknowledgement. */
  readonly isAnswerable: boolean
  /** 0 at first. */
  readonly retry: number
  readonly reason: string | null
}

export type Outcome =
  | { readonly type: 'acked'; readonly body: Json }
  | { readonly type: 'failed'; readonly reason: string; readonly noRetry: boolean }

/** A way to the app. A promise that never settles stands for an app that never answers. */
export interface Courier {
  readonly carry: (attempt: Attempt) => Promise<Outcome>
}

export interface DeliveryOptions {
  readonly ackDeadline: number
  readonly retryDelays: readonly number[]
  /** Called once, where an interaction was not acknowledged in time. */
  readonly onTimeout: (delivery: Delivery) => void
  /** Called with each acknowledgement that came in time. */
  readonly onAck?: (body: Json) => void
}

export class Delivery {
  readonly kind: DeliveryKind
  readonly payload: Json
  readonly isAnswerable: boolean
  /** How each attempt ended, in order. */
  readonly outcomes: Outcome[] = []
  attempts = 0
  readonly #courier: () => Courier
  readonly #options: DeliveryOptions
  readonly #ack = Promise.withResolvers<Json>()
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(
    kind: DeliveryKind,
    payload: Json,
    isAnswerable: boolean,
    courier: () => Courier,
    options: DeliveryOptions,
  ) {
    this.kind = kind
    this.payload = payload
    this.isAnswerable = isAnswerable
    this.#courier = courier
    this.#options = options
    this.#ack.promise.catch(() => undefined)
  }

  /** What the app acknowledged with; rejects where it did not in time. */
  acked(): Promise<Json> {
    return this.#ack.promise
  }

  /** Sends it, again where it was sent before, and waits for how that ends. */
  async send(reason: string | null = null): Promise<Outcome> {
    const retry = this.attempts++
    const { kind, payload, isAnswerable } = this
    const late = Promise.withResolvers<Outcome>()
    const deadline = this.#after(this.#options.ackDeadline, () => {
      late.resolve({ type: 'failed', reason: 'timeout', noRetry: false })
    })
    const carried = this.#courier().carry({ kind, payload, isAnswerable, retry, reason })
    const outcome = await Promise.race([carried, late.promise])
    this.#cancel(deadline)
    this.outcomes.push(outcome)
    if (outcome.type === 'acked') {
      this.#options.onAck?.(outcome.body)
      this.#ack.resolve(outcome.body)
    } else if (kind !== 'events_api' || outcome.noRetry || retry >= this.#options.retryDelays.length) {
      if (kind !== 'events_api') this.#options.onTimeout(this)
      this.#ack.reject(new Error(`Not acknowledged: ${outcome.reason}.`))
    } else {
      this.#after(this.#options.retryDelays[retry] ?? 0, () => void this.send(outcome.reason))
    }
    return outcome
  }

  /** The platform repeats itself, as it does where an acknowledgement is lost on the way. */
  redeliver(): Promise<Outcome> {
    return this.send('timeout')
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#ack.reject(new Error('Slack was closed.'))
  }

  #after(ms: number, action: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      action()
    }, ms)
    this.#timers.add(timer)
    return timer
  }

  #cancel(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    this.#timers.delete(timer)
  }
}
