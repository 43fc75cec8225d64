/** How the daily notes of a channel stand: what is set, what comes next, what was posted, what was not. */
import type { Block, Inline } from '../answers/answer.ts'
import { noteInline, text } from '../answers/inlines.ts'
import type { Bot } from '../bot.ts'
import type { Reply } from '../commands/command.ts'
import type { Channel, Store } from '../store.ts'
import { NOWHERE } from '../walks/standing.ts'
import { capitalised } from '../capitalised.ts'
import { aside, lead, replyOf, rhythmOf, timeInline } from './blocks.ts'
import { dailyNotes } from './daily-note.ts'
import type { Post } from './daily-store.ts'
import { dateAt, plusDays } from './local-time.ts'
import type { Obstacle } from './poster.ts'
import type { DailyRunner } from './runner.ts'
import { nextSlots, type Schedule, type Slot } from './schedule.ts'

const NEXT_SHOWN = 3
const POSTS_SHOWN = 5
/** What was recorded of the last days is looked through for what was not posted. */
const TROUBLE_DAYS = 7
/** A note that was removed or hidden since is not named. */
const NO_TITLE = 'a note that is not here any more'

export interface StatusParts {
  readonly bot: () => Bot
  readonly store: Store
  readonly runner: DailyRunner
  readonly now: () => Date
  readonly defaultZone: string
}

export interface DailyStatus {
  readonly of: (channel: Channel) => Promise<Reply>
  /** Whether a schedule is on, what is in its way, and its next dates. */
  readonly nextBlocks: (schedule: Schedule) => Promise<readonly Block[]>
  /** The next slots of which nothing is recorded yet. */
  readonly openSlots: (schedule: Schedule, count: number) => Promise<readonly Slot[]>
}

export function createDailyStatus({ bot, store, runner, now, defaultZone }: StatusParts): DailyStatus {
  const status = async (channel: Channel): Promise<Reply> => {
    const schedules = await store.daily.schedulesIn(channel)
    if (schedules.length === 0) {
      return replyOf([
        lead('No daily note is set in this channel.'),
        aside('/daily-note set time:09:00', ' sets one.'),
      ])
    }
    const shown = new Set((await store.shownIn(channel)).map(({ note }) => note))
    const blocks: Block[] = []
    for (const schedule of schedules) {
      const notes = dailyNotes(schedule.topic, bot().context)
      const seen = notes.filter((id) => shown.has(id)).length
      blocks.push(lead(`${capitalised(rhythmOf(schedule))}.`), ...(await nextBlocks(schedule)), {
        type: 'list',
        ordered: false,
        items: [
          [text(`${seen} of ${notes.length} notes shown here.`)],
          [text(`Set by ${schedule.setBy.name}.`)],
          ...(await troubles(schedule)),
        ],
      })
    }
    return replyOf([...blocks, ...(await lately(channel, schedules))])
  }

  /** What was due in the last days and not posted. */
  const troubles = async (schedule: Schedule): Promise<readonly (readonly Inline[])[]> => {
    const today = dateAt(now(), schedule.zone)
    const posts = await store.daily.postsFrom(schedule.id, plusDays(today, -TROUBLE_DAYS))
    return posts
      .filter(({ dueAt }) => dueAt <= now())
      .flatMap((post) => {
        const why = troubleWords(post)
        return why === null ? [] : [[timeInline({ at: post.dueAt }, schedule), text(`: ${why}`)]]
      })
  }

  const lately = async (channel: Channel, schedules: readonly Schedule[]): Promise<readonly Block[]> => {
    const posts = await store.daily.sentIn(channel, POSTS_SHOWN)
    if (posts.length === 0) return []
    const poster = runner.posterFor(channel)
    const { context } = bot()
    const items = await Promise.all(
      posts.map(async (post): Promise<readonly Inline[]> => {
        const { link } = (await poster?.standingOf(channel, post.message).catch(() => NOWHERE)) ?? NOWHERE
        const note = context.library.notes.get(post.note)
        const zone = schedules.find(({ id }) => id === post.schedule)?.zone ?? defaultZone
        const title = note?.title ?? NO_TITLE
        const name: Inline =
          link !== null
            ? { type: 'link', text: title, url: link }
            : note === undefined
              ? text(title)
              : noteInline(note, context)
        return [timeInline({ at: post.at }, { zone }), text(': '), name]
      }),
    )
    return [
      { type: 'heading', text: 'Posted lately' },
      { type: 'list', ordered: false, items },
    ]
  }

  const openSlots = async (schedule: Schedule, count: number): Promise<readonly Slot[]> => {
    const time = now()
    const posts = await store.daily.postsFrom(schedule.id, plusDays(dateAt(time, schedule.zone), -1))
    return nextSlots(time, count, schedule, new Set(posts.map(({ date }) => date)))
  }

  const nextBlocks = async (schedule: Schedule): Promise<readonly Block[]> => {
    if (schedule.state.type === 'paused') {
      const { reason } = schedule.state
      return [
        {
          type: 'paragraph',
          inlines: [
            text(reason === null ? 'Paused' : `Paused: ${reason} Paused`),
            text(' since '),
            timeInline({ at: schedule.since }, schedule),
            text('. '),
            { type: 'code', text: '/daily-note resume' },
            text(' goes on.'),
          ],
        },
      ]
    }
    const slots = await openSlots(schedule, NEXT_SHOWN)
    const times = slots.flatMap((slot, i): readonly Inline[] => [
      text(i === 0 ? '' : '; '),
      timeInline(slot, schedule),
    ])
    const obstacle = await obstacleTo(schedule)
    const state =
      obstacle === null
        ? 'It is on.'
        : `It is on, but nothing could be posted now: ${obstacle.message} ${obstacle.hint}`
    return [{ type: 'paragraph', inlines: [text(`${state} Next: `), ...times, text('.')] }]
  }

  /** Null also where it cannot be found out: the post will tell. */
  const obstacleTo = async ({ channel }: Schedule): Promise<Obstacle | null> => {
    const obstacle = runner.posterFor(channel)?.obstacle(channel)
    return (await obstacle?.catch(() => null)) ?? null
  }

  return { of: status, nextBlocks, openSlots }
}

function troubleWords(post: Post): string | null {
  switch (post.type) {
    case 'failed':
      return `not posted: ${post.reason}`
    case 'skipped':
      return SKIPPED[post.reason]
    case 'claimed':
      return 'on its way'
    case 'sent':
      return null
  }
}

const SKIPPED = {
  late: 'left out: the bot was away for too long',
  asked: 'left out, as was asked',
  nothing: 'left out: there was no note to post',
} as const
