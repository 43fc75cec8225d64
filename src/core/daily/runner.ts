/**
 * Posts what is due, by the clock. Any number of processes do this on one store: each slot of a schedule is claimed by
 * one of them, and what one has left unfinished another one finds.
 */
import { UserError } from '../errors.ts'
import type { Channel } from '../store.ts'
import { dailyNote, type DailyNote } from './daily-note.ts'
import { readForDaily, type ChannelMemory } from './choice.ts'
import type { ClaimedPost, Picked, Post } from './daily-store.ts'
import { delivered, leaseOf, type Delivered, type DeliveryParts, type DeliveryTiming } from './delivery.ts'
import { keptNote } from './kept-note.ts'
import { dateAt, type LocalDate } from './local-time.ts'
import { createPool } from './pool.ts'
import type { DailyPoster } from './poster.ts'
import { nextSlots, slotsUntil, type Schedule, type ScheduleId, type Slot } from './schedule.ts'

export interface RunnerTiming extends DeliveryTiming {
  /** How often it is looked what is due. */
  readonly tickMs: number
}

/** A request, of fifteen seconds at most, ends well before its lease, and a lease well before Discord forgets a nonce. */
export const RUNNER_TIMING: Omit<RunnerTiming, 'catchUpMs'> = {
  tickMs: 10_000,
  leaseMs: 90_000,
  sendWithinMs: 45_000,
  backoffMs: 5_000,
  longestBackoffMs: 15 * 60_000,
}

/** So many posts are on their way at once. */
const AT_ONCE = 8

export interface RunnerParts extends Omit<DeliveryParts, 'timing' | 'isStopping'> {
  readonly timing: RunnerTiming
  readonly newId: () => string
}

export interface DailyRunner {
  /** Posts for the channels that the poster serves from now on. */
  readonly connect: (poster: DailyPoster) => void
  /** Null where no platform serves the channel. */
  readonly posterFor: (channel: Channel) => DailyPoster | null
  readonly start: () => void
  /** Does all that is due now; rejects where the store fails. */
  readonly tick: () => Promise<void>
  /** Posts the note of today at once, in its slot. Throws UserError where that was done already. */
  readonly postNow: (schedule: Schedule) => Promise<Delivered>
  /** What would be posted now. Null where there is no note. */
  readonly preview: (schedule: Schedule) => Promise<DailyNote | null>
  /** Begins nothing new, and waits for what is on its way. */
  readonly stop: () => Promise<void>
}

export function createDailyRunner(parts: RunnerParts): DailyRunner {
  const { bot, store, log, now, timing, newId } = parts
  const posters: DailyPoster[] = []
  const pool = createPool(AT_ONCE)
  const onTheWay = new Map<string, Promise<void>>()
  const asked = new Set<Promise<unknown>>()
  /** Until when nothing of a schedule is due, and how it was set then. */
  const idle = new Map<ScheduleId, { readonly set: string; readonly until: Date }>()
  let isStopping = false
  let timer: NodeJS.Timeout | null = null
  const delivery: DeliveryParts = { ...parts, isStopping: () => isStopping }

  const posterFor = (channel: Channel) => posters.find((poster) => poster.serves(channel)) ?? null

  const track = async <T>(work: Promise<T>): Promise<T> => {
    asked.add(work)
    try {
      return await work
    } finally {
      asked.delete(work)
    }
  }

  const noteFor = (schedule: Schedule, date: LocalDate, memory: ChannelMemory): DailyNote | null =>
    dailyNote(memory, { ...schedule, now: now(), seed: `${schedule.id}/${date}` }, bot().context)

  const pick =
    (schedule: Schedule, date: LocalDate) =>
    (memory: ChannelMemory): Picked | null => {
      const found = noteFor(schedule, date, memory)
      if (found === null) return null
      const { channel } = schedule
      const name = bot().name(found.note)
      return { note: found.note, kept: keptNote(found, { person: null, channel, name, newId, at: now() }) }
    }

  /** Null where another one has it, or there is no note. */
  const claimed = async (schedule: Schedule, { date, at }: Slot, again = false) => {
    await readForDaily(bot().library)
    const leasedAt = performance.now()
    const slot = { schedule: schedule.id, date, channel: schedule.channel, dueAt: at }
    const post = await store.daily.claim(slot, leaseOf(timing.leaseMs, parts), pick(schedule, date), again)
    return post === null ? null : { post, leasedAt }
  }

  const postSlot = async (schedule: Schedule, slot: Slot, poster: DailyPoster): Promise<void> => {
    if (isStopping) return
    // It may have been paused or changed while others were posted.
    const present = await store.daily.schedule(schedule.id)
    if (JSON.stringify(present) !== JSON.stringify(schedule)) return
    const claim = await claimed(schedule, slot)
    if (claim !== null) {
      await delivered(claim.post, schedule, poster, claim.leasedAt, delivery)
      return
    }
    const isEmpty = noteFor(schedule, slot.date, await store.daily.memoryOf(schedule.channel, now())) === null
    if (isEmpty) {
      log.warn(`Daily note: there is no note to post in ${schedule.channel}.`)
      await store.daily.recordSkipped(schedule, [slot], 'nothing')
    }
  }

  const takeUp = async (stalled: ClaimedPost): Promise<void> => {
    if (isStopping) return
    const poster = posterFor(stalled.channel)
    const schedule = await store.daily.schedule(stalled.schedule)
    if (poster === null || schedule === null) return
    const leasedAt = performance.now()
    const post = await store.daily.takeOver(stalled, leaseOf(timing.leaseMs, parts))
    if (post !== null) await delivered(post, schedule, poster, leasedAt, delivery)
  }

  /** The one slot to post now; what is older than that, or too old, is recorded as skipped. */
  const dueSlot = async (schedule: Schedule): Promise<Slot | null> => {
    const time = now()
    const set = JSON.stringify(schedule)
    const known = idle.get(schedule.id)
    if (known !== undefined && known.set === set && time < known.until) return null
    const slots = slotsUntil(time, schedule)
    const first = slots[0]
    const posts = first === undefined ? [] : await store.daily.postsFrom(schedule.id, first.date)
    const taken = new Set(posts.map(({ date }) => date))
    const open = slots.filter(({ date }) => !taken.has(date))
    const last = slots.at(-1)
    const isOpen = last !== undefined && open.includes(last)
    const due = isOpen && time.getTime() - last.at.getTime() <= timing.catchUpMs ? last : null
    await store.daily.recordSkipped(
      schedule,
      open.filter((slot) => slot !== due),
      'late',
    )
    const [next] = nextSlots(time, 1, schedule, new Set())
    if (due === null && next !== undefined) idle.set(schedule.id, { set, until: next.at })
    return due
  }

  const lookUp = async (): Promise<readonly Job[]> => {
    const stalled = await store.daily.stalled(now())
    const schedules = await store.daily.schedules()
    const jobs: Job[] = stalled.map((post) => ({ key: keyOf(post.schedule, post), run: () => takeUp(post) }))
    for (const schedule of schedules) {
      const poster = posterFor(schedule.channel)
      const slot = poster === null ? null : await dueSlot(schedule)
      if (poster === null || slot === null) continue
      jobs.push({ key: keyOf(schedule.id, slot), run: () => postSlot(schedule, slot, poster) })
    }
    return jobs
  }

  /** Begins what is not on its way already, and resolves when all of it is done. One that fails holds up no other. */
  const begin = async (jobs: readonly Job[]): Promise<void> => {
    if (isStopping) return
    await Promise.all(
      jobs.map(({ key, run: work }) => {
        const present = onTheWay.get(key)
        if (present !== undefined) return present
        const begun = pool(work)
          .catch((error: unknown) => log.error('A daily note could not be posted', error))
          .finally(() => onTheWay.delete(key))
        onTheWay.set(key, begun)
        return begun
      }),
    )
  }

  const tick = async (): Promise<void> => {
    if (!isStopping) await begin(await track(lookUp()))
  }

  /** What hangs does not keep it from looking again. */
  const run = (): void => {
    track(lookUp())
      .then(
        (jobs) => void begin(jobs),
        (error: unknown) => log.error('Daily notes could not be looked up', error),
      )
      .finally(() => {
        if (!isStopping) timer = setTimeout(run, timing.tickMs)
      })
  }

  return {
    connect: (poster) => void posters.push(poster),
    posterFor,
    start: run,
    tick,
    preview: async (schedule) => {
      await readForDaily(bot().library)
      const memory = await store.daily.memoryOf(schedule.channel, now())
      return noteFor(schedule, await openDate(schedule, parts), memory)
    },
    postNow: async (schedule) => {
      const poster = posterFor(schedule.channel)
      if (poster === null || isStopping) throw new Error(`Nothing can be posted in ${schedule.channel}.`)
      const today = dateAt(now(), schedule.zone)
      await mustBeOpen(schedule, today, parts)
      const claim = await claimed(schedule, { date: today, at: now() }, true)
      if (claim === null) {
        // Somebody else may have asked for it in the same moment.
        await mustBeOpen(schedule, today, parts)
        throw new UserError(
          'wrong-usage',
          'There is no note to post here now.',
          'Look with /daily-note status; another topic or fewer exclusions leave more notes.',
        )
      }
      return track(delivered(claim.post, schedule, poster, claim.leasedAt, delivery))
    },
    stop: async () => {
      isStopping = true
      if (timer !== null) clearTimeout(timer)
      await Promise.allSettled([...asked, ...onTheWay.values()])
    },
  }
}

/** A post to be worked on. */
interface Job {
  /** Names the post. */
  readonly key: string
  readonly run: () => Promise<void>
}

function keyOf(schedule: ScheduleId, { date }: { readonly date: LocalDate }): string {
  return `${schedule}/${date}`
}

/** Today where nothing was posted for it yet, else the next date. */
async function openDate(schedule: Schedule, parts: RunnerParts): Promise<LocalDate> {
  const time = parts.now()
  const today = dateAt(time, schedule.zone)
  const present = await postOn(schedule, today, parts)
  if (present === null || !isTaken(present)) return today
  return nextSlots(time, 1, schedule, new Set([today]))[0]?.date ?? today
}

async function postOn({ id }: Schedule, date: LocalDate, { store }: RunnerParts): Promise<Post | null> {
  const [first] = await store.daily.postsFrom(id, date)
  return first?.date === date ? first : null
}

/** Throws UserError where that note was posted, or is on its way. */
async function mustBeOpen(schedule: Schedule, date: LocalDate, parts: RunnerParts): Promise<void> {
  const present = await postOn(schedule, date, parts)
  if (present !== null && isTaken(present)) throw alreadyPosted(present)
}

function isTaken({ type }: Post): boolean {
  return type === 'sent' || type === 'claimed'
}

function alreadyPosted({ type }: Post): UserError {
  return type === 'sent'
    ? new UserError(
        'wrong-usage',
        "Today's note was posted here already.",
        'The next one comes on its date; /daily-note status shows it.',
      )
    : new UserError(
        'wrong-usage',
        "Today's note is on its way here already.",
        'Wait a moment, and look with /daily-note status.',
      )
}
