import { describe, expect, test } from 'vitest'
import {
  dateAt,
  dateWords,
  localTimeOf,
  momentOf,
  momentWords,
  weekdayOf,
  type LocalDate,
  type LocalTime,
} from '../../src/core/daily/local-time.ts'

function moment(date: string, time: string, zone: string): string | null {
  return momentOf(date as LocalDate, time as LocalTime, zone)?.toISOString() ?? null
}

describe('a local time as a moment', () => {
  test.each([
    ['2026-01-15', '09:00', 'Europe/Berlin', '2026-01-15T08:00:00.000Z', 'winter'],
    ['2026-07-15', '09:00', 'Europe/Berlin', '2026-07-15T07:00:00.000Z', 'summer'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', 'a gap: 03:30 instead'],
    ['2026-03-29', '02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z', 'the first minute of a gap'],
    ['2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z', 'the minute before a gap'],
    ['2026-03-29', '03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', 'after the gap'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'the first of two'],
    ['2026-10-25', '09:00', 'Europe/Berlin', '2026-10-25T08:00:00.000Z', 'after the repeated hour'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', 'a gap: 03:30 instead'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', 'the first of two'],
    [
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:45:00.000Z',
      'a gap of half an hour: 02:45',
    ],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', 'the first of two half hours'],
    ['2018-11-04', '00:15', 'America/Sao_Paulo', '2018-11-04T03:15:00.000Z', 'a gap at midnight: 01:15'],
    ['2026-06-01', '09:00', 'Asia/Kolkata', '2026-06-01T03:30:00.000Z', 'half hours off UTC'],
    ['2026-06-01', '09:00', 'Asia/Kathmandu', '2026-06-01T03:15:00.000Z', 'quarters off UTC'],
    ['2026-06-01', '09:00', 'Pacific/Kiritimati', '2026-05-31T19:00:00.000Z', 'a day ahead'],
    ['2028-02-29', '09:00', 'Europe/London', '2028-02-29T09:00:00.000Z', 'leap day'],
    ['2026-12-31', '23:59', 'America/Los_Angeles', '2027-01-01T07:59:00.000Z', 'year end'],
    ['2027-01-01', '00:00', 'Asia/Tokyo', '2026-12-31T15:00:00.000Z', 'year begin'],
    ['2026-02-03', '10:00', 'UTC', '2026-02-03T10:00:00.000Z', 'UTC'],
  ])('%s %s in %s is %s (%5$s)', (date, time, zone, expected) => {
    expect(moment(date, time, zone)).toBe(expected)
  })

  test('a date that a zone left out has none', () => {
    expect(moment('2011-12-29', '09:00', 'Pacific/Apia')).toBe('2011-12-29T19:00:00.000Z')
    expect(moment('2011-12-30', '09:00', 'Pacific/Apia')).toBeNull()
    expect(moment('2011-12-31', '09:00', 'Pacific/Apia')).toBe('2011-12-30T19:00:00.000Z')
  })
})

test('the date and its weekday are those of the zone', () => {
  const lateOnSunday = new Date('2026-03-01T23:30:00Z')
  expect(dateAt(lateOnSunday, 'UTC')).toBe('2026-03-01')
  expect(weekdayOf(dateAt(lateOnSunday, 'UTC'))).toBe(7)
  expect(dateAt(lateOnSunday, 'Europe/Berlin')).toBe('2026-03-02')
  expect(weekdayOf(dateAt(lateOnSunday, 'Europe/Berlin'))).toBe(1)
})

test.each([
  ['9:00', '09:00'],
  ['09.30', '09:30'],
  ['9am', '09:00'],
  ['12am', '00:00'],
  ['12 pm', '12:00'],
  ['9:15 p.m.', '21:15'],
  ['17h', '17:00'],
  ['24:00', null],
  ['9:60', null],
  ['13pm', null],
  ['9', null],
  ['soon', null],
])('%s is read as %s', (typed, expected) => {
  expect(localTimeOf(typed)).toBe(expected)
})

test('dates are said with the year only where it is another', () => {
  expect(dateWords('2026-03-03' as LocalDate, '2026-11-21' as LocalDate)).toBe('3 March')
  expect(dateWords('2025-03-03' as LocalDate, '2026-01-21' as LocalDate)).toBe('3 March 2025')
  expect(momentWords(new Date('2026-03-02T08:00:00Z'), 'Europe/Berlin')).toBe('Monday, 2 March 2026 at 09:00')
})
