import { expect, test } from 'vitest'
import { progressOn } from '../../src/adapters/terminal/progress.ts'

function watched(isTTY: boolean) {
  const written: string[] = []
  const clock = { now: 0 }
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 }
  return { written, clock, progress: progressOn(stream, () => clock.now) }
}

test('work that is soon done says nothing', () => {
  const { written, clock, progress } = watched(true)
  progress.of('Reading notes')(1, 40)
  clock.now = 250
  progress.of('Reading notes')(39, 40)
  progress.erase()
  expect(written).toEqual([])
})

test('longer work says how far it is, on one line that is erased in the end', () => {
  const { written, clock, progress } = watched(true)
  clock.now = 400
  progress.of('Reading notes')(4_000, 10_000)
  clock.now = 450
  progress.of('Reading notes')(4_100, 10_000)
  clock.now = 520
  progress.of('Reading notes')(5_000, 10_000)
  progress.erase()
  progress.erase()
  expect(written).toEqual([
    '\r\u001B[KReading notes: 4,000 of 10,000',
    '\r\u001B[KReading notes: 5,000 of 10,000',
    '\r\u001B[K',
  ])
})

test('without a terminal nothing is said', () => {
  const { written, clock, progress } = watched(false)
  clock.now = 4_000
  progress.of('Reading notes')(4_000, 10_000)
  progress.erase()
  expect(written).toEqual([])
})
