import { expect, test } from 'vitest'
import { exitCodeOf, failureText, type FailureOptions } from '../../src/adapters/terminal/failure.ts'
import { UserError } from '../../src/core/errors.ts'

const OPTIONS: FailureOptions = {
  width: 100,
  colour: false,
  links: false,
  stack: false,
  typed: (text) => text,
}

test('an error for people is its message with the next step on the line below', () => {
  const error = new UserError('unknown-note', 'No note is called "x".', 'Did you mean "y"?')
  expect(failureText(error, OPTIONS)).toBe('No note is called "x".\nDid you mean "y"?\n')
})

test('a bug is one sentence without a reference, for no log has more under it; where it happened is shown on request alone', () => {
  const bug = new TypeError('undefined is not a function')
  expect(failureText(bug, OPTIONS)).toMatch(/^Something went wrong inside Notewalk\.\nWith LOG_LEVEL=debug/u)
  expect(failureText(bug, OPTIONS)).not.toContain('undefined is not a function')
  const whole = failureText(bug, { ...OPTIONS, stack: true })
  expect(whole).toContain('TypeError: undefined is not a function')
  expect(whole).toContain('failure.test.ts')
})

test('an error that repeats what was typed cannot reach the terminal with it', () => {
  const error = new UserError('unknown-note', 'No note is called "\u001B[2J\u202Ex".', 'Look\u0007 again.')
  expect(failureText(error, OPTIONS)).toBe('No note is called "x".\nLook again.\n')
})

test('wrong usage exits with 2, what cannot start or is broken with 1', () => {
  expect(exitCodeOf(new UserError('bad-option', 'a', 'b'))).toBe(2)
  expect(exitCodeOf(new UserError('unknown-topic', 'a', 'b'))).toBe(2)
  expect(exitCodeOf(new UserError('notes-folder', 'a', 'b'))).toBe(1)
  expect(exitCodeOf(new UserError('bad-configuration', 'a', 'b'))).toBe(1)
  expect(exitCodeOf(new Error('a bug'))).toBe(1)
})
