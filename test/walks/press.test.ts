import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerId } from '../../src/core/store.ts'
import { pressOf, pressText, type Press } from '../../src/core/walks/press.ts'

const ids = fc.stringMatching(/^[\w-]{1,16}$/u).map((id) => id as AnswerId)
const presses: fc.Arbitrary<Press> = fc.oneof(
  fc.record({
    type: fc.constantFrom('step' as const, 'turn' as const, 'open' as const, 'page' as const),
    answer: ids,
    at: fc.nat(999_999),
  }),
  fc.record({ type: fc.constantFrom('share' as const, 'delete' as const), answer: ids }),
  fc.record({ type: fc.constant('ask' as const), isPrivate: fc.boolean() }),
)

test('what a button says is read as it was written, and is short', () => {
  fc.assert(
    fc.property(presses, (press) => {
      expect(pressOf(pressText(press))).toEqual(press)
      expect(pressText(press).length).toBeLessThanOrEqual(40)
    }),
  )
})

test('any other text is no button of ours', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const press = pressOf(text)
      expect(press === null || pressText(press) === text || /:0\d*$/u.test(text)).toBe(true)
    }),
  )
})

test.each([
  '',
  'step',
  'step:',
  'step:a',
  'step:a:',
  'step:a:-1',
  'step:a:1:2',
  'share:a:1',
  'ask',
  'ask:',
  'evil:a:1',
])('%j is refused', (text) => {
  expect(pressOf(text)).toBeNull()
})
