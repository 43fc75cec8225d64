/** One thing that a person did with the app: a command, a press, a choice, a shortcut, a submission. */
import type { Delivery, Outcome } from './delivery.ts'
import type { Json } from '../json.ts'
import type { Message } from './state.ts'
import type { ResponseUrl, Workspace } from './workspace.ts'

export class Interaction {
  readonly delivery: Delivery
  readonly #workspace: Workspace
  readonly #address: ResponseUrl | null

  constructor(workspace: Workspace, delivery: Delivery, address: ResponseUrl | null) {
    this.#workspace = workspace
    this.delivery = delivery
    this.#address = address
  }

  /** What the app acknowledged with; rejects where it did not in time, and the person saw an error. */
  acked(): Promise<Json> {
    return this.delivery.acked()
  }
  get timedOut(): boolean {
    return this.#workspace.timeouts.includes(this.delivery)
  }
  /** Bodies that the app sent to the response address, or acknowledged with, and that were accepted. */
  get responses(): readonly Json[] {
    return this.#address?.bodies ?? []
  }
  /** The messages that these made or replaced. */
  get messages(): readonly Message[] {
    return this.#address?.messages ?? []
  }
  /** Whether everybody in the channel sees the line that was typed, as they do once it is answered publicly. */
  get isPublished(): boolean {
    return this.messages.some(({ onlyFor }) => onlyFor === null)
  }
  get responseUrl(): string {
    if (this.#address === null) throw new Error('There is no response address.')
    return this.#address.url
  }
  get triggerId(): string {
    return String(this.delivery.payload['trigger_id'])
  }
  /** The same payload once more. */
  redeliver(): Promise<Outcome> {
    return this.delivery.redeliver()
  }
}
