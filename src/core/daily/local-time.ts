/**
 * Local dates and times of a zone as moments, and back. Only this file knows Temporal, which Node 24 does not
 * have by itself.
 */
import { Temporal } from 'temporal-polyfill'

/** `2026-03-29`, in whatever zone is spoken of. */
export type LocalDate = string & { readonly brand: 'LocalDate' }

/** `09:00` on the clock of a zone. */
export type LocalTime = string & { readonly brand: 'LocalTime' }

/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/**
 * When the clocks there show a time on a date. A time that is left out, because clocks are put forward, is moved by
 * as much (02:30 becomes 03:30); of a time that comes twice it is the first. Null for a date that the zone left out.
 */
export function momentOf(date: LocalDate, time: LocalTime, zone: string): Date | null {
  const day = Temporal.PlainDate.from(date)
  // The first moment of a date that was left out belongs to another date.
  if (!day.toZonedDateTime(zone).toPlainDate().equals(day)) return null
  const moment = day
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
  return new Date(moment.epochMilliseconds)
}

export function dateAt(moment: Date, zone: string): LocalDate {
  return at(moment, zone).toPlainDate().toString() as LocalDate
}

export function weekdayOf(date: LocalDate): Weekday {
  return Temporal.PlainDate.from(date).dayOfWeek as Weekday
}

export function plusDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate
}

/** How many days later the second is. */
export function daysBetween(first: LocalDate, second: LocalDate): number {
  return Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(second)).days
}

/** `Tuesday` */
export function weekdayName(date: LocalDate): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', { weekday: 'long' })
}

/** `3 March`, with the year where it is not that of the other date. */
export function dateWords(date: LocalDate, beside: LocalDate): string {
  const day = Temporal.PlainDate.from(date)
  const year = day.year === Temporal.PlainDate.from(beside).year ? {} : ({ year: 'numeric' } as const)
  return day.toLocaleString('en-GB', { day: 'numeric', month: 'long', ...year })
}

/** `Monday, 2 March 2026 at 09:00` in the zone. */
export function momentWords(moment: Date, zone: string): string {
  const local = at(moment, zone)
  const date = local
    .toPlainDate()
    .toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return `${date} at ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** `9:00`, `09.30`, `9am`, `9:30 pm` or `17h` as a time; null for what is none. */
export function localTimeOf(typed: string): LocalTime | null {
  const [, hours = '', minutes = '00', half = ''] =
    /^(\d{1,2})(?:[:.h](\d{2}))?(?:\s*([ap])\.?m\.?|h)?$/iu.exec(typed.trim()) ?? []
  if (hours === '' || (half === '' && !/[:.h]/iu.test(typed))) return null
  const hour = Number(hours)
  if (half !== '' && (hour < 1 || hour > 12)) return null
  const shift = half === '' ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (shift > 23 || Number(minutes) > 59) return null
  return `${String(shift).padStart(2, '0')}:${minutes}` as LocalTime
}

function at(moment: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)
}
