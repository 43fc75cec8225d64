import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { describe, expect, test } from 'vitest'
import { Bm25, BM25, PostingsBuilder } from '../../src/core/search/postings.ts'

const TERMS = 12

function bm25Of(passages: readonly (readonly number[])[]): Bm25 {
  const builder = new PostingsBuilder(TERMS)
  for (const passage of passages) builder.add(passage)
  return new Bm25(builder.postings())
}

const anyPassage = (): boolean => true

/** The same from MiniSearch, whose score is divided by the number of terms that matched. */
function rankedByMiniSearch(
  passages: readonly (readonly number[])[],
  weights: ReadonlyMap<number, number>,
): readonly { readonly passage: number; readonly score: number }[] {
  const engine = new MiniSearch<{ id: number; terms: string }>({
    fields: ['terms'],
    tokenize: (terms) => terms.split(' '),
    processTerm: (term) => term,
    searchOptions: { bm25: BM25, combineWith: 'OR', prefix: false, fuzzy: false },
  })
  engine.addAll(passages.map((terms, id) => ({ id, terms: terms.join(' ') })))
  return engine
    .search([...weights.keys()].join(' '), { boostTerm: (term) => weights.get(Number(term)) ?? 1 })
    .map(({ id, score, queryTerms }) => ({ passage: Number(id), score: score / queryTerms.length }))
}

const term = fc.nat({ max: TERMS - 1 })
const passage = fc.array(term, { minLength: 1, maxLength: 30 })
const weights = fc
  .uniqueArray(fc.tuple(term, fc.double({ min: 0.1, max: 2, noNaN: true })), {
    minLength: 1,
    maxLength: 6,
    selector: ([number]) => number,
  })
  .map((pairs) => new Map(pairs))

test('passages come in the order and with the scores that MiniSearch gives them', () => {
  fc.assert(
    fc.property(fc.array(passage, { minLength: 1, maxLength: 300 }), weights, (passages, weighed) => {
      const terms = [...weighed].map(([number, weight]) => ({ number, weight }))
      const expected = rankedByMiniSearch(passages, weighed)
      const ours = bm25Of(passages).best(terms, passages.length, anyPassage)
      const scores = new Map(expected.map(({ passage: id, score }) => [id, score]))
      expect(ours).toHaveLength(expected.length)
      for (const [i, { passage: id, score }] of ours.entries()) {
        // Equal scores may change places; the score at each place may not.
        expect(score).toBeCloseTo(scores.get(id) ?? Number.NaN, 6)
        expect(score).toBeCloseTo(expected.map((each) => each.score).toSorted((a, b) => b - a)[i] ?? 0, 6)
      }
    }),
  )
})

describe('the best', () => {
  const crowd = Array.from({ length: 500 }, (_, i) => [0, ...Array.from({ length: i % 7 }, () => 1)])

  test('are the same however few are wanted', () => {
    const bm25 = bm25Of(crowd)
    const terms = [
      { number: 0, weight: 1 },
      { number: 1, weight: 1 },
    ]
    const all = bm25.best(terms, 500, anyPassage)
    for (const limit of [1, 3, 10, 100])
      expect(bm25.best(terms, limit, anyPassage)).toEqual(all.slice(0, limit))
  })

  test('of equals are the first', () => {
    const equal = bm25Of(crowd.map(() => [0])).best([{ number: 0, weight: 1 }], 3, anyPassage)
    expect(equal.map(({ passage: id }) => id)).toEqual([0, 1, 2])
  })

  test('are only those that pass', () => {
    const found = bm25Of(crowd).best([{ number: 0, weight: 1 }], 3, (id) => id >= 400)
    expect(found.every(({ passage: id }) => id >= 400)).toBe(true)
    expect(found).toHaveLength(3)
  })

  test('are none where no passage has a term of the question', () => {
    expect(bm25Of(crowd).best([{ number: 5, weight: 1 }], 3, anyPassage)).toEqual([])
  })
})
