/** An error as a person in Discord is told of it. */
import { labelOf } from '../../core/answers/label.ts'
import { UserError } from '../../core/errors.ts'
import { CONTENT_CHARACTERS } from './limits.ts'
import { escaped } from './text.ts'

/** Escaping doubles each of the two parts at most, and the marks need room. */
const PART_CHARACTERS = CONTENT_CHARACTERS / 5

/** What happened and the next step; for a bug, the reference under which the log has the rest. */
export function noticeOf(error: unknown, reference: string): string {
  if (error instanceof UserError) {
    return `${escaped(labelOf(error.message, PART_CHARACTERS))}\n-# ${escaped(labelOf(error.hint, PART_CHARACTERS))}`
  }
  return `Something went wrong inside Notewalk.\n-# Please tell whoever runs it; the log has more under ${reference}.`
}
