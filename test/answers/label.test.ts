import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelOf } from '../../src/core/answers/label.ts'

test.each([
  ['Why is the beacon lit?', 40, 'Why is the beacon lit?'],
  ['Why is the beacon lit?', 18, 'Why is the beacon…'],
  ['  two\n\tlines  ', 40, 'two lines'],
  ['Unbelievablylongword', 10, 'Unbelieva…'],
  ['a\u202Etxt.exe', 40, 'atxt.exe'],
  ['\u200B\u0000', 40, '–'],
  ['\u3164\u00AD\u115F', 40, '–'],
  ['Tides\u{E0041}', 40, 'Tides'],
])('%j in %i is %j', (text, longest, label) => {
  expect(labelOf(text, longest)).toBe(label)
})

test('any text becomes one line that fits, with whole characters', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.integer({ min: 2, max: 120 }),
      (text, longest) => {
        const label = labelOf(text, longest)
        expect(label.length).toBeGreaterThan(0)
        expect(label.length).toBeLessThanOrEqual(longest)
        expect(label.isWellFormed()).toBe(true)
        expect(label).not.toMatch(/[\n\r\u2028\u2029\u202A-\u202E]/u)
      },
    ),
  )
})
