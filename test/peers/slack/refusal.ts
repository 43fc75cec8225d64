/** A call that the platform refuses, as it answers it. */
import type { Json } from '../json.ts'

export class Refusal extends Error {
  /** As the platform names it, such as `channel_not_found`. */
  readonly error: string
  readonly messages: readonly string[]
  readonly more: Json

  constructor(error: string, messages: readonly string[] = [], more: Json = {}) {
    super([error, ...messages].join(' '))
    this.error = error
    this.messages = messages
    this.more = more
  }

  json(): Json {
    return {
      ok: false,
      error: this.error,
      ...this.more,
      ...(this.messages.length === 0
        ? {}
        : {
            errors: this.messages.map((message) => message.replace('[ERROR] ', '')),
            response_metadata: { messages: this.messages },
          }),
    }
  }
}
