import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysIn, daysWords } from '../../src/core/daily/days.ts'
import type { LocalDate, LocalTime } from '../../src/core/daily/local-time.ts'
import { nextSlots, slotsUntil } from '../../src/core/daily/schedule.ts'
import { zoneLike, zoneNamed, zonesLike } from '../../src/core/daily/zones.ts'
import { UserError } from '../../src/core/errors.ts'

function timing(time: string, zone: string, days = 'every day', since = '2026-01-01T00:00:00Z') {
  return { time: time as LocalTime, zone, days: daysIn(days), since: new Date(since) }
}

function next(now: string, schedule: ReturnType<typeof timing>, count = 3, taken: readonly string[] = []) {
  return nextSlots(new Date(now), count, schedule, new Set(taken as readonly LocalDate[])).map(({ at }) =>
    at.toISOString().slice(0, 16),
  )
}

describe('the next dates', () => {
  test.each([
    [
      '2026-03-27T12:00Z',
      timing('02:30', 'Europe/Berlin'),
      ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30'],
      'over the gap',
    ],
    [
      '2026-10-23T12:00Z',
      timing('02:30', 'Europe/Berlin'),
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
      'over the repeated hour',
    ],
    [
      '2026-02-06T09:00Z',
      timing('09:00', 'UTC', 'weekdays'),
      ['2026-02-09T09:00', '2026-02-10T09:00', '2026-02-11T09:00'],
      'over a weekend',
    ],
    [
      '2028-02-28T10:00Z',
      timing('09:00', 'UTC'),
      ['2028-02-29T09:00', '2028-03-01T09:00', '2028-03-02T09:00'],
      'leap day',
    ],
    [
      '2026-12-31T10:00Z',
      timing('09:00', 'UTC'),
      ['2027-01-01T09:00', '2027-01-02T09:00', '2027-01-03T09:00'],
      'year end',
    ],
    [
      '2026-03-01T23:30Z',
      timing('00:15', 'Europe/Berlin', 'mon'),
      ['2026-03-08T23:15', '2026-03-15T23:15', '2026-03-22T23:15'],
      'Monday there is Sunday in UTC',
    ],
    [
      '2011-12-29T20:00Z',
      timing('09:00', 'Pacific/Apia'),
      ['2011-12-30T19:00', '2011-12-31T19:00', '2012-01-01T19:00'],
      'a date that was left out',
    ],
  ])('from %s', (now, schedule, expected) => {
    expect(next(now, schedule)).toEqual(expected)
  })

  test('a date that is taken is passed over', () => {
    expect(next('2026-02-02T08:00Z', timing('09:00', 'UTC'), 2, ['2026-02-02'])).toEqual([
      '2026-02-03T09:00',
      '2026-02-04T09:00',
    ])
  })
})

describe('what has come due', () => {
  test('nothing from before it was set', () => {
    const schedule = timing('09:00', 'UTC', 'every day', '2026-02-02T10:00:00Z')
    expect(slotsUntil(new Date('2026-02-02T12:00Z'), schedule)).toEqual([])
    expect(slotsUntil(new Date('2026-02-03T09:00Z'), schedule)).toMatchObject([{ date: '2026-02-03' }])
  })

  test('a bot that was away for a year looks back a month', () => {
    const schedule = timing('09:00', 'UTC', 'every day', '2025-01-01T00:00:00Z')
    const slots = slotsUntil(new Date('2026-02-03T12:00Z'), schedule)
    expect(slots).toHaveLength(32)
    expect(slots.at(-1)).toMatchObject({ date: '2026-02-03' })
  })

  test('a clock that stands before the day it was set finds nothing', () => {
    const schedule = timing('09:00', 'UTC', 'every day', '2026-02-02T10:00:00Z')
    expect(slotsUntil(new Date('2026-01-02T12:00Z'), schedule)).toEqual([])
  })

  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Chatham',
  ]
  test('watched hour by hour over a year, every date comes once, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (zone, hour, minute) => {
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
          const schedule = timing(time, zone, 'every day', '2025-12-31T12:00:00Z')
          const seen = new Map<string, number>()
          for (let day = 1; day <= 370; day += 5) {
            const now = new Date(Date.UTC(2026, 0, day, 12))
            for (const slot of slotsUntil(now, schedule)) seen.set(slot.date, slot.at.getTime())
          }
          const dates = [...seen.keys()]
          expect(dates).toEqual(dates.toSorted())
          expect(dates.length).toBeGreaterThanOrEqual(364)
          expect(new Set(seen.values()).size).toBe(seen.size)
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('days', () => {
  test.each([
    ['every day', 'every day'],
    ['Weekdays', 'weekdays'],
    ['mon,wed,fri', 'Monday, Wednesday and Friday'],
    ['fri-mon', 'Monday, Friday, Saturday and Sunday'],
    ['Tuesdays and Thursdays', 'Tuesday and Thursday'],
    ['weekend', 'Saturday and Sunday'],
    ['mon-fri', 'weekdays'],
    ['Mon - Fri', 'weekdays'],
    ['Monday to Friday', 'weekdays'],
    ['every weekday', 'weekdays'],
    ['every Monday', 'Monday'],
    ['Mon/Wed/Fri', 'Monday, Wednesday and Friday'],
    ['mon, wed, and fri', 'Monday, Wednesday and Friday'],
    ['tue & thu', 'Tuesday and Thursday'],
    ['sun', 'Sunday'],
  ])('%s are %s', (typed, words) => {
    expect(daysWords(daysIn(typed))).toBe(words)
  })

  test.each(['', 'someday', 'mon,soon', 'm', 'mon-wed-fri', 'mon-', 'every', 'every day but sunday'])(
    '%j is none',
    (typed) => {
      expect(() => daysIn(typed)).toThrow(UserError)
    },
  )
})

describe('zones', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ])('%s is %s', (typed, zone) => {
    expect(zoneNamed(typed)).toBe(zone)
  })

  test.each([
    ['Europe/Berln', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['America/Sao Paolo', 'America/Sao_Paulo'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['cet', 'Europe/Brussels'],
    ['GMT', 'UTC'],
  ])('%s is none; %s is near', (typed, near) => {
    expect(() => zoneNamed(typed)).toThrow(
      expect.objectContaining({
        message: `There is no time zone "${typed}".`,
        hint: `Did you mean ${near}?`,
      }),
    )
  })

  test.each(['CET', 'EST5EDT', 'US/Pacific', '+02:00', 'Etc/GMT+2', 'Mars/Olympus_Mons', ''])(
    '%j is neither a city nor UTC',
    (typed) => {
      expect(zoneLike(typed)).toBeNull()
    },
  )

  test('a city is found as it is typed, before what only holds the word', () => {
    expect(zonesLike('berl', 3)[0]).toBe('Europe/Berlin')
    expect(zonesLike('new y', 3)).toEqual(['America/New_York'])
    expect(zonesLike('', 2)).toEqual(['UTC', 'Africa/Abidjan'])
  })
})
