/**
 * The daily note as a command. What a channel is posted is kept in the store, so in a chat it is `daily/desk.ts` that
 * answers; where there is no channel, only the preview is.
 */
import { dailyNote } from '../daily/daily-note.ts'
import { dateAt } from '../daily/local-time.ts'
import { UserError } from '../errors.ts'
import { topicNamed } from '../notes/lookup.ts'
import { defineCommand } from './command.ts'

export const DAILY_NOTE = 'daily-note'

/** Where nobody has said which day it is for them. */
const HERE = 'UTC'

export const dailyNoteCommand = defineCommand({
  name: DAILY_NOTE,
  description: 'A note a day in this channel: set it, look at it, pause it',
  isPersonal: true,
  isForManagers: true,
  options: {
    do: {
      type: 'choice',
      choices: {
        status: 'What is set here, what comes next, what was posted',
        set: 'Post a note here, on the days and at the time that you say',
        preview: 'Show only you what would be posted now',
        now: "Post today's note at once",
        pause: 'Post nothing here until it is resumed',
        resume: 'Go on after a pause',
        skip: 'Leave out the next note',
        off: 'Take the daily note off',
      },
      description: 'What to do',
    },
    topic: {
      type: 'topic',
      description: 'Only notes with this topic; a channel can have a daily note for each topic',
      only: ['set', 'preview', 'now', 'pause', 'resume', 'skip', 'off'],
    },
    time: { type: 'text', example: '09:00', description: 'When, such as 09:00', only: ['set'] },
    zone: {
      type: 'text',
      suggests: 'zone',
      example: 'Europe/Berlin',
      description: 'Whose clock, such as Europe/Berlin',
      only: ['set'],
    },
    days: {
      type: 'text',
      example: 'weekdays',
      description: 'every day, weekdays, or days such as mon,wed,fri',
      only: ['set'],
    },
  },
  run: (args, context) => {
    if (args.do !== 'preview') throw noChannel()
    const { library, shown, now } = context
    const topic = args.topic === undefined ? null : topicNamed(args.topic, library)
    const memory = { shown, posted: [], asked: [], held: new Set<never>() }
    const time = now()
    const found = dailyNote(memory, { topic, zone: HERE, now: time, seed: dateAt(time, HERE) }, context)
    if (found === null) throw noNote(topic)
    return found.reply
  },
})

/** Where nobody but one person is. */
export function noChannel(): UserError {
  return new UserError(
    'wrong-usage',
    'A daily note is posted to a channel, and here is none.',
    'It is set in a channel of Slack or Discord; here /daily-note preview shows the note of today.',
  )
}

export function noNote(topic: string | null): UserError {
  return new UserError(
    'unknown-note',
    topic === null ? 'There is no note to post.' : `There is no note with the topic "${topic}" to post.`,
    'Notes that are posted have a claim and a sentence or two below it, and nothing keeps them out (daily: false, DAILY_EXCLUDE).',
  )
}
