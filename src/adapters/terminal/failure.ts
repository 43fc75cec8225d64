/** An error as a person is told of it, and what the shell is told. */
import { UserError, type UserErrorCode } from '../../core/errors.ts'
import type { Ink } from './paint.ts'
import { paint } from './paint.ts'
import { span, type Line } from './span.ts'
import { wrap } from './wrap.ts'

export interface FailureOptions extends Ink {
  readonly width: number
  /** Whether a bug shows where it happened. */
  readonly stack: boolean
  /** How a hint that names commands reads here. */
  readonly typed: (text: string) => string
}

/** Message, then the next step on a line of its own. Ends with a newline. */
export function failureText(error: unknown, options: FailureOptions): string {
  return paint(failureLines(error, options), options)
}

/** 1 where Notewalk could not start or has a bug; 2 where it was asked wrongly. */
export function exitCodeOf(error: unknown): 1 | 2 {
  return error instanceof UserError ? EXIT_CODES[error.code] : 1
}

const EXIT_CODES: Readonly<Record<UserErrorCode, 1 | 2>> = {
  'notes-folder': 1,
  'bad-configuration': 1,
  store: 1,
  'wrong-usage': 2,
  'unknown-command': 2,
  'bad-option': 2,
  'bad-question': 2,
  'unknown-note': 2,
  'unknown-topic': 2,
  'unknown-step': 2,
}

function failureLines(error: unknown, { width, stack, typed }: FailureOptions): readonly Line[] {
  const lines = (text: string) => text.split('\n').flatMap((line) => wrap([span(line)], width))
  if (error instanceof UserError) {
    return [...lines(error.message), ...lines(typed(error.hint))]
  }
  const trace = stack ? traceOf(error).map((line) => [span(line, 'dim')]) : []
  return [
    ...lines('Something went wrong inside Notewalk.'),
    ...lines('With LOG_LEVEL=debug it shows where; please report it with the question that was asked.'),
    ...trace,
  ]
}

function traceOf(error: unknown): readonly string[] {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n')
}
