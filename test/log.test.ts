import { describe, expect, test } from 'vitest'
import { createLog, type LogLevel } from '../src/core/log.ts'

/** The lines that a log of some level writes, whatever is said to it. */
function linesAt(level: LogLevel): readonly string[] {
  const lines: string[] = []
  const log = createLog(
    level,
    (line) => lines.push(line),
    () => new Date('2026-03-01T09:00:00Z'),
  )
  log.debug('A packet came')
  log.info('Connected')
  log.warn('The connection was lost', new Error('The line is dead'))
  log.error('Something failed')
  return lines
}

describe('a log', () => {
  test('writes a line an event, with time, level and what went wrong', () => {
    expect(linesAt('info')).toEqual([
      '2026-03-01T09:00:00.000Z info Connected\n',
      '2026-03-01T09:00:00.000Z warn The connection was lost: The line is dead\n',
      '2026-03-01T09:00:00.000Z error Something failed\n',
    ])
  })

  test('leaves out what is less than its level', () => {
    expect(linesAt('error')).toHaveLength(1)
  })

  test('shows where an error happened when it is set to debug', () => {
    expect(linesAt('debug').join('')).toMatch(/The line is dead\n\s+at .*log\.test\.ts/u)
  })
})
