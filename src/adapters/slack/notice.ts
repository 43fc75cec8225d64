/** An error as a person in Slack is told of it. */
import { UserError } from '../../core/errors.ts'
import { typedInSlack } from './names.ts'
import { mrkdwnEscaped } from './rich-text.ts'

/** What happened and the next step; for a bug, the reference under which the log has the rest. */
export function noticeOf(error: unknown, reference: string): string {
  if (error instanceof UserError) return mrkdwnEscaped(typedInSlack(`${error.message}\n${error.hint}`))
  return `Something went wrong inside Notewalk. Please tell whoever runs it; the log has more under ${reference}.`
}
