/** When a channel is posted a note, and which dates of a schedule are due. */
import type { Channel, Person } from '../store.ts'
import { dateAt, daysBetween, momentOf, plusDays, weekdayOf } from './local-time.ts'
import type { LocalDate, LocalTime, Weekday } from './local-time.ts'

export type ScheduleId = string & { readonly brand: 'ScheduleId' }

export interface Schedule {
  readonly id: ScheduleId
  readonly channel: Channel
  /** As the library writes it; null for all notes. With the channel it tells one schedule from another. */
  readonly topic: string | null
  readonly time: LocalTime
  readonly zone: string
  readonly days: readonly Weekday[]
  readonly setBy: Person
  readonly state: ScheduleState
  /** What was due before is not made up for: it was not set yet, or it was paused. */
  readonly since: Date
}

export type ScheduleState =
  | { readonly type: 'on' }
  /** By a person, or with the reason why nothing can be posted. */
  | { readonly type: 'paused'; readonly reason: string | null }
  | { readonly type: 'off' }

/** One post that a schedule asks for. */
export interface Slot {
  readonly date: LocalDate
  readonly at: Date
}

/** How far back a bot that was away looks; what was due before is as good as forgotten by everybody. */
const LOOK_BACK_DAYS = 31
/** A date can be a day of its own in the zone, earlier or later than in UTC. */
const MARGIN_DAYS = 1

type Timing = Pick<Schedule, 'time' | 'zone' | 'days' | 'since'>

/** Slots that have come since the schedule was set, at most a month back, the latest last. */
export function slotsUntil(now: Date, schedule: Timing): readonly Slot[] {
  const today = dateAt(now, schedule.zone)
  const first = dateAt(schedule.since, schedule.zone)
  const back = Math.min(LOOK_BACK_DAYS, Math.max(daysBetween(first, today), 0) + MARGIN_DAYS)
  return datesFrom(plusDays(today, -back), back + 1 + MARGIN_DAYS)
    .flatMap((date) => slotOn(date, schedule) ?? [])
    .filter(({ at }) => at > schedule.since && at <= now)
}

/** The next slots after a moment, without the dates that are `taken`. */
export function nextSlots(
  now: Date,
  count: number,
  schedule: Timing,
  taken: ReadonlySet<LocalDate>,
): readonly Slot[] {
  const from = plusDays(dateAt(now, schedule.zone), -MARGIN_DAYS)
  const slots: Slot[] = []
  // Of seven dates at least one is due; a zone leaves a date out once in a lifetime.
  for (let day = 0; slots.length < count && day < 7 * (count + taken.size + 2); day += 1) {
    const slot = slotOn(plusDays(from, day), schedule)
    if (slot !== null && slot.at > now && !taken.has(slot.date)) slots.push(slot)
  }
  return slots
}

/** Null where no note is due on that date. */
function slotOn(date: LocalDate, { days, time, zone }: Timing): Slot | null {
  if (!days.includes(weekdayOf(date))) return null
  const at = momentOf(date, time, zone)
  return at === null ? null : { date, at }
}

function datesFrom(first: LocalDate, count: number): readonly LocalDate[] {
  return Array.from({ length: count }, (_, day) => plusDays(first, day))
}
