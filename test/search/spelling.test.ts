import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { expect, test } from 'vitest'
import { slipsBetween, suggestionsFor } from '../../src/core/search/spelling.ts'
import { Vocabulary } from '../../src/core/search/vocabulary.ts'

/** A vocabulary in which each word is its own term and stands in one passage. */
function vocabularyOf(...words: readonly string[]): Vocabulary {
  const vocabulary = new Vocabulary()
  for (const word of words) vocabulary.count(vocabulary.add(word, word), 1)
  return vocabulary
}

const meant = (typed: string, ...words: readonly string[]) =>
  suggestionsFor(typed, vocabularyOf(...words)).map(({ word }) => word)

test('a swap of neighbours is one slip, so that short words with one are found', () => {
  expect(meant('entorpy', 'entropy', 'geometry')).toEqual(['entropy'])
  expect(meant('modle', 'model', 'muddle')).toContain('model')
})

test('a letter too few, too many or wrong is one slip', () => {
  expect(meant('celing', 'ceiling')).toEqual(['ceiling'])
  expect(meant('collapsse', 'collapse')).toEqual(['collapse'])
  expect(meant('rewerd', 'reward')).toEqual(['reward'])
})

test('two slips are forgiven in long words only', () => {
  expect(meant('contaminetoin', 'contamination')).toEqual(['contamination'])
  expect(meant('rewrod', 'reward')).toEqual([])
})

test('the beginning of a word stands for it', () => {
  expect(meant('calib', 'calibration', 'caliber')).toContain('calibration')
})

test('short words and words with digits are left alone', () => {
  expect(meant('cot', 'cat', 'dot')).toEqual([])
  expect(meant('qwen3', 'qwen2')).toEqual([])
})

test('never counts more slips than plain edit distance, and agrees on equal words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const slips = slipsBetween(a, b, 20)
      expect(slips).toBeLessThanOrEqual(distance(a, b))
      expect(slips === 0).toBe(a === b)
      expect(slipsBetween(b, a, 20)).toBe(slips)
    }),
  )
})

test('where fewer slips are allowed it counts the same, up to one too many', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, fc.constantFrom(1, 2), (a, b, most) => {
      expect(slipsBetween(a, b, most)).toBe(Math.min(slipsBetween(a, b, 20), most + 1))
    }),
  )
})
