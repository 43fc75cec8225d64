/** On which days of the week a note is due. */
import { UserError } from '../errors.ts'
import type { Weekday } from './local-time.ts'

const NAMES: readonly (readonly [Weekday, string])[] = [
  [1, 'Monday'],
  [2, 'Tuesday'],
  [3, 'Wednesday'],
  [4, 'Thursday'],
  [5, 'Friday'],
  [6, 'Saturday'],
  [7, 'Sunday'],
]

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5]
const WEEKEND: readonly Weekday[] = [6, 7]

const SETS: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ['every day', EVERY_DAY],
  ['everyday', EVERY_DAY],
  ['every-day', EVERY_DAY],
  ['daily', EVERY_DAY],
  ['all', EVERY_DAY],
  ['weekday', WEEKDAYS],
  ['weekdays', WEEKDAYS],
  ['workday', WEEKDAYS],
  ['workdays', WEEKDAYS],
  ['weekend', WEEKEND],
  ['weekends', WEEKEND],
])

/** Between days they say nothing that the days do not say. */
const FILLERS: ReadonlySet<string> = new Set(['', 'and', 'every', 'on'])

/** `every day`, `weekdays`, or days by name such as `mon,wed,fri` and `mon-thu`. Throws UserError for anything else. */
export function daysIn(typed: string): readonly Weekday[] {
  const words = typed
    .trim()
    .toLowerCase()
    .replaceAll(/\s*[-–—]\s*|\s+to\s+/gu, '-')
  const whole = SETS.get(words)
  if (whole !== undefined) return whole
  const days = new Set<Weekday>()
  for (const part of words.split(/[\s,;+&/]+/u).filter((each) => !FILLERS.has(each))) {
    for (const day of SETS.get(part) ?? rangeIn(part, typed)) days.add(day)
  }
  if (days.size === 0) throw unknownDay(typed, typed)
  return [...days].toSorted((a, b) => a - b)
}

/** `weekdays`, or `Monday, Wednesday and Friday`. */
export function daysWords(days: readonly Weekday[]): string {
  if (days.length === EVERY_DAY.length) return 'every day'
  if (isSame(days, WEEKDAYS)) return 'weekdays'
  const names = NAMES.filter(([day]) => days.includes(day)).map(([, name]) => name)
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

function isSame(one: readonly Weekday[], other: readonly Weekday[]): boolean {
  return one.length === other.length && one.every((day) => other.includes(day))
}

/** `mon`, or `fri-mon`, which goes over the end of the week. */
function rangeIn(part: string, typed: string): readonly Weekday[] {
  const [first = '', last = first, ...others] = part.split('-')
  const from = dayNamed(first)
  const to = dayNamed(last)
  if (from === null || to === null || others.length > 0) throw unknownDay(part, typed)
  const length = ((to - from + 7) % 7) + 1
  return Array.from({ length }, (_, i) => (((from - 1 + i) % 7) + 1) as Weekday)
}

const FEWEST_LETTERS = 2

function dayNamed(word: string): Weekday | null {
  const name = word.replace(/s$/u, '')
  if (name.length < FEWEST_LETTERS) return null
  return NAMES.find(([, each]) => each.toLowerCase().startsWith(name))?.[0] ?? null
}

function unknownDay(part: string, typed: string): UserError {
  const where = part === typed ? '' : ` in "${typed}"`
  return new UserError(
    'bad-option',
    `"${part}"${where} is no day.`,
    'days: is "every day", weekdays, weekend, or days such as mon,wed,fri or mon-thu.',
  )
}
