/** What people ask of a channel's daily notes, answered. */
import type { Block, Inline } from '../answers/answer.ts'
import { text } from '../answers/inlines.ts'
import type { Bot, Request } from '../bot.ts'
import type { Reply } from '../commands/command.ts'
import { DAILY_NOTE, dailyNoteCommand, noChannel, noNote } from '../commands/daily-note.ts'
import { argumentsIn, checkedArguments, commandNamed } from '../commands/grammar.ts'
import { UserError } from '../errors.ts'
import { topicNamed } from '../notes/lookup.ts'
import type { Channel, KeptAnswer, Person, Store } from '../store.ts'
import { NOWHERE } from '../walks/standing.ts'
import type { Given } from '../walks/standing.ts'
import { readForDaily } from './choice.ts'
import { dailyNote, dailyNotes, presentNote, type DailyNote } from './daily-note.ts'
import { daysIn } from './days.ts'
import { keptNote } from './kept-note.ts'
import { dateAt, localTimeOf } from './local-time.ts'
import type { DailyPoster, Obstacle } from './poster.ts'
import type { DailyRunner } from './runner.ts'
import type { Schedule, ScheduleId } from './schedule.ts'
import { aside, lead, replyOf, rhythmOf, timeInline } from './blocks.ts'
import { createDailyStatus } from './status.ts'
import { zoneLike, zoneNamed } from './zones.ts'

const DAY_MS = 24 * 3_600_000

export interface DeskParts {
  readonly bot: () => Bot
  readonly store: Store
  readonly runner: DailyRunner
  readonly now: () => Date
  readonly newId: () => string
  /** Where a person has said nothing. */
  readonly defaultZone: string
}

export interface DailyDesk {
  /** Null for a request that is about something else. Throws UserError for what the person can put right. */
  readonly answer: (request: Request, given: Given) => Promise<Reply | null>
  /**
   * The note of today for one person: what was posted last on channels whose name begins so, else one of its own.
   * Null where there is no note to show.
   */
  readonly todays: (prefix: string, person: Person, channel: Channel) => Promise<KeptAnswer | null>
}

interface Asked {
  readonly by: Person
  readonly channel: Channel
  readonly poster: DailyPoster
  readonly topic: string | null
}

export function createDailyDesk(parts: DeskParts): DailyDesk {
  const { bot, store, runner, now, newId, defaultZone } = parts
  const { of: status, nextBlocks, openSlots } = createDailyStatus(parts)

  /** A daily note can be told by its topic also when no note has it any more. */
  const topicMeant = async (typed: string, channel: Channel, isNew: boolean): Promise<string> => {
    const schedules = isNew ? [] : await store.daily.schedulesIn(channel)
    const known = schedules.find(({ topic }) => isSameTopic(topic, typed))?.topic
    return known ?? topicNamed(typed, bot().library)
  }

  /** The one that is meant: by its topic, or because there is no other. Throws UserError. */
  const meant = async ({ channel, topic }: Asked): Promise<Schedule> => {
    const schedules = await store.daily.schedulesIn(channel)
    const found = schedules.find((each) => isSameTopic(each.topic, topic))
    const [only] = schedules
    if (found !== undefined) return found
    if (only === undefined) {
      throw new UserError(
        'wrong-usage',
        'No daily note is set in this channel.',
        'Set one with /daily-note set time:09:00.',
      )
    }
    if (topic === null && schedules.length === 1) return only
    const names = schedules.map((each) =>
      each.topic === null ? 'all notes (no topic)' : `topic:"${each.topic}"`,
    )
    throw new UserError(
      'wrong-usage',
      topic === null
        ? `This channel has ${schedules.length} daily notes.`
        : `This channel has no daily note with the topic "${topic}".`,
      `Say which: ${names.join(', ')}.`,
    )
  }

  const set = async (asked: Asked, args: ReturnType<typeof settings>): Promise<Reply> => {
    await mustManage(asked)
    const { by, channel, poster, topic } = asked
    const time = localTimeOf(args.time)
    if (time === null) {
      throw new UserError('bad-option', `"${args.time}" is no time.`, 'Write it as 09:00, 17:30 or 9am.')
    }
    const zone = args.zone === null ? await zoneFor(by, poster) : zoneNamed(args.zone)
    const days = daysIn(args.days)
    if (dailyNotes(topic, bot().context).length === 0) throw noNote(topic)
    const obstacle = await poster.obstacle(channel)
    if (obstacle !== null) throw obstacleError(obstacle)
    const before = (await store.daily.schedulesIn(channel)).find((each) => isSameTopic(each.topic, topic))
    const schedule = await store.daily.saveSchedule({
      id: newId() as ScheduleId,
      channel,
      topic,
      time,
      zone,
      days,
      setBy: by,
      state: { type: 'on' },
      since: now(),
    })
    const said = before === undefined ? 'Set: ' : 'Changed: '
    return replyOf([
      lead(`${said}${rhythmOf(schedule)}.`),
      ...(await nextBlocks(schedule)),
      aside('/daily-note preview', ' shows you alone what would be posted now.'),
    ])
  }

  const zoneFor = async (by: Person, poster: DailyPoster): Promise<string> => {
    const own = await poster.zoneOf(by)
    return (own === null ? null : zoneLike(own)) ?? defaultZone
  }

  const preview = async (asked: Asked): Promise<Reply> => {
    const { channel, topic, by } = asked
    const schedules = await store.daily.schedulesIn(channel)
    const present = schedules.length === 0 ? null : await meant(asked)
    const schedule: Schedule = present ?? {
      id: channel as string as ScheduleId,
      channel,
      topic,
      time: MIDNIGHT,
      zone: await zoneFor(by, asked.poster),
      days: daysIn('every day'),
      setBy: by,
      state: { type: 'off' },
      since: now(),
    }
    const found = await runner.preview(schedule)
    if (found === null) throw noNote(schedule.topic)
    const { answer, data } = found.reply
    const isOn =
      present === null
        ? [aside('/daily-note set time:09:00', ' sets it: no daily note is set here yet.')]
        : await nextBlocks(present)
    const rule: Block = { type: 'heading', text: 'Preview' }
    return {
      answer: { blocks: [...answer.blocks, rule, ...isOn], steps: answer.steps },
      data,
      notes: [],
      isMiss: false,
    }
  }

  const postNow = async (asked: Asked): Promise<Reply> => {
    await mustManage(asked)
    const schedule = await meant(asked)
    const result = await runner.postNow(schedule)
    switch (result.type) {
      case 'sent': {
        const { link } = await asked.poster.standingOf(asked.channel, result.message).catch(() => NOWHERE)
        const where: Inline =
          link === null
            ? text('It stands in the channel.')
            : { type: 'link', text: 'It stands in the channel.', url: link }
        return replyOf([
          lead("Today's note was posted."),
          { type: 'paragraph', inlines: [where] },
          ...(await nextBlocks(schedule)),
        ])
      }
      case 'later':
        return replyOf([
          lead("Today's note is on its way."),
          aside(
            '',
            'It could not be posted at once and is tried again; /daily-note status shows what came of it.',
          ),
        ])
      case 'refused':
        throw obstacleError(result.obstacle)
      case 'failed':
        throw new UserError('wrong-usage', `Today's note was not posted: ${result.reason}.`, 'Try again.')
    }
  }

  const pause = async (asked: Asked): Promise<Reply> => {
    await mustManage(asked)
    const schedule = await meant(asked)
    await store.daily.changeState(schedule.id, 'on', { type: 'paused', reason: null }, now())
    return replyOf([
      lead(`Paused: ${rhythmOf(schedule)}.`),
      aside('/daily-note resume', ' goes on; what is due meanwhile is not made up for.'),
    ])
  }

  const resume = async (asked: Asked): Promise<Reply> => {
    await mustManage(asked)
    const schedule = await meant(asked)
    const obstacle = await asked.poster.obstacle(asked.channel)
    if (obstacle !== null) throw obstacleError(obstacle)
    await store.daily.changeState(schedule.id, 'paused', { type: 'on' }, now())
    const resumed = (await store.daily.schedule(schedule.id)) ?? schedule
    return replyOf([lead(`On: ${rhythmOf(schedule)}.`), ...(await nextBlocks(resumed))])
  }

  const skip = async (asked: Asked): Promise<Reply> => {
    await mustManage(asked)
    const schedule = await meant(asked)
    mustBeOn(schedule)
    const [next] = await openSlots(schedule, 1)
    if (next === undefined) throw new Error(`The schedule ${schedule.id} has no next date.`)
    await store.daily.recordSkipped(schedule, [next], 'asked')
    return replyOf([
      { type: 'lead', inlines: [text('Left out: the note of '), timeInline(next, schedule), text('.')] },
      ...(await nextBlocks(schedule)),
    ])
  }

  const off = async (asked: Asked): Promise<Reply> => {
    await mustManage(asked)
    const schedule = await meant(asked)
    await store.daily.changeState(schedule.id, schedule.state.type, { type: 'off' }, now())
    return replyOf([
      lead(`Taken off: ${rhythmOf(schedule)}.`),
      aside('/daily-note set time:09:00', ' sets a daily note here again; what was shown is remembered.'),
    ])
  }

  const todaysNote = async (prefix: string): Promise<DailyNote | null> => {
    await readForDaily(bot().library)
    const { context } = bot()
    const posts = await store.daily.sentSince(prefix, new Date(now().getTime() - DAY_MS))
    for (const { note } of posts) {
      const present = presentNote(note, context)
      if (present !== null) return present
    }
    const memory = { shown: [], posted: [], asked: [], held: new Set<never>() }
    const seed = dateAt(now(), defaultZone)
    const found = dailyNote(memory, { topic: null, zone: defaultZone, now: now(), seed }, context)
    return found === null ? null : presentNote(found.note, context)
  }

  return {
    todays: async (prefix, person, channel) => {
      const found = await todaysNote(prefix)
      if (found === null) return null
      const kept = keptNote(found, { person, channel, name: bot().name(found.note), newId, at: now() })
      await store.keepAnswer(kept)
      return kept
    },
    answer: async (request, { by, channel }) => {
      const command = commandNamed(request.command, bot().commands)
      const args =
        request.type === 'text'
          ? argumentsIn(request.text, command)
          : checkedArguments(request.values, command)
      const isAboutDaily = command.name === 'notewalk' && args['about'] === 'daily'
      if (!isAboutDaily && command.name !== DAILY_NOTE) return null
      await readForDaily(bot().library)
      if (isAboutDaily) return status(channel)
      const poster = runner.posterFor(channel)
      if (poster === null) throw noChannel()
      const typed = typeof args['topic'] === 'string' ? args['topic'] : null
      const topic = typed === null ? null : await topicMeant(typed, channel, args['do'] === 'set')
      const asked: Asked = { by, channel, poster, topic }
      switch (args['do']) {
        case 'set':
          return set(asked, settings(args))
        case 'preview':
          return preview(asked)
        case 'now':
          return postNow(asked)
        case 'pause':
          return pause(asked)
        case 'resume':
          return resume(asked)
        case 'skip':
          return skip(asked)
        case 'off':
          return off(asked)
        default:
          return status(channel)
      }
    },
  }
}

/** Throws UserError where the person may not set daily notes there. */
async function mustManage({ by, channel, poster }: Asked): Promise<void> {
  const refusal = await poster.refusal(by, channel)
  if (refusal !== null) throw obstacleError(refusal)
}

const MIDNIGHT = '00:00' as Schedule['time']

/** Throws UserError where there is no time. */
function settings(args: Readonly<Record<string, unknown>>) {
  const textOf = (name: string): string | null => (typeof args[name] === 'string' ? args[name] : null)
  const time = textOf('time')
  if (time === null) {
    throw new UserError(
      'wrong-usage',
      `${dailyNoteCommand.name} set needs a time.`,
      'For example: /daily-note set time:09:00',
    )
  }
  return { time, zone: textOf('zone'), days: textOf('days') ?? 'every day' }
}

function mustBeOn({ state }: Schedule): void {
  if (state.type === 'on') return
  throw new UserError(
    'wrong-usage',
    'This daily note is paused: there is none to leave out.',
    '/daily-note resume goes on.',
  )
}

function isSameTopic(one: string | null, other: string | null): boolean {
  return one?.toLowerCase() === other?.toLowerCase()
}

function obstacleError({ message, hint }: Obstacle): UserError {
  return new UserError('wrong-usage', message, hint)
}
