/** What a person can have done wrong, or found missing. */
export type UserErrorCode =
  | 'wrong-usage'
  | 'unknown-command'
  | 'bad-option'
  | 'bad-question'
  | 'unknown-note'
  | 'unknown-topic'
  | 'unknown-step'
  | 'notes-folder'
  | 'bad-configuration'
  | 'store'

/**
 * An error that a person can act on: what happened, with the value, and the next step.
 * Every other error is a bug.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly code: UserErrorCode
  /** The next step, as a full sentence. */
  readonly hint: string

  constructor(code: UserErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.hint = hint
  }
}
