/** Time zones by the names that people type: Area/City of the IANA database, and UTC. */
import { distance } from 'fastest-levenshtein'
import { UserError } from '../errors.ts'

const AREA_AND_CITY =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w+-]+(?:\/[\w+-]+)?$/iu

/** Cities that were renamed; the runtime lists them by the older name alone. */
const RENAMED = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
]

/** All that can be chosen, in the order of the alphabet. */
const ZONES: readonly string[] = [
  'UTC',
  ...[...new Set([...Intl.supportedValuesOf('timeZone'), ...RENAMED])]
    .filter((name) => AREA_AND_CITY.test(name) && clockOf(name) !== null)
    .toSorted(),
]

/** As the database writes it; throws UserError with the nearest zone where there is none of that name. */
export function zoneNamed(typed: string): string {
  const zone = zoneLike(typed)
  if (zone !== null) return zone
  const near = cityFor(typed) ?? nearestTo(typed)
  throw new UserError(
    'bad-option',
    `There is no time zone "${typed}".`,
    near === null ? 'Zones are written Area/City, such as Europe/Berlin, or UTC.' : `Did you mean ${near}?`,
  )
}

/** Null where there is no such zone. */
export function zoneLike(typed: string): string | null {
  const wanted = keyOf(typed)
  const listed = ZONES.find((zone) => keyOf(zone) === wanted)
  if (listed !== undefined) return listed
  const name = typed.trim().replaceAll(' ', '_')
  return AREA_AND_CITY.test(name) && clockOf(name) !== null ? inItsCase(name) : null
}

/** For completion: cities that begin as typed, then all that hold what was typed. */
export function zonesLike(typed: string, limit: number): readonly string[] {
  const wanted = keyOf(typed)
  const beginning = ZONES.filter((zone) => cityOf(keyOf(zone)).startsWith(wanted))
  const holding = ZONES.filter((zone) => keyOf(zone).includes(wanted))
  return [...new Set([...beginning, ...holding])].slice(0, limit)
}

/** A city that has the clock which `CET`, `US/Pacific` or `Japan` stand for; null for other names. */
function cityFor(typed: string): string | null {
  const clock = clockOf(typed.trim())
  return clock !== null && ZONES.includes(clock) ? clock : null
}

/** Of a name's letters at most this share may be wrong. */
const NEAR = 0.4

function nearestTo(typed: string): string | null {
  const wanted = keyOf(typed)
  const scored = ZONES.map((zone) => {
    const key = keyOf(zone)
    const slips = Math.min(share(key, wanted), share(cityOf(key), cityOf(wanted)))
    // Of two cities that are spelled alike, the one in the area that was named.
    return { zone, slips, whole: distance(key, wanted) }
  })
  const [best] = scored.toSorted((a, b) => a.slips - b.slips || a.whole - b.whole)
  return best === undefined || best.slips > NEAR ? null : best.zone
}

function share(name: string, wanted: string): number {
  return distance(name, wanted) / Math.max(name.length, wanted.length, 1)
}

function cityOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

/** Without case; blanks, dashes and underscores are the same. */
function keyOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/gu, '_')
}

/** The zone that the runtime reads a name as; null where it knows none. */
function clockOf(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

function inItsCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[/_-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
