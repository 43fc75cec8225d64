import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breather } from '../../src/core/breather.ts'
import { latentSpaceOf } from '../../src/core/search/latent-reading.ts'
import { DIMENSIONS, nearnessTo, NO_POINTS, pointsOf } from '../../src/core/search/latent-space.ts'
import { PostingsBuilder, type Postings } from '../../src/core/search/postings.ts'
import { buildSearchIndex, type SearchIndex } from '../../src/core/search/search-index.ts'
import { seededRandom } from '../support/generated-notes.ts'
import { libraryOf, type Files } from '../support/library-of.ts'

const WORDS_OF_A_SUBJECT = 100
const WORDS_IN_A_NOTE = 12

/** More words than the space has dimensions: `harbourka`, `harbourke` and so on. */
function wordOf(subject: string, i: number): string {
  return `${subject}${'bdfgklmnprtvz'[i % 13] ?? ''}${'aeiou'[i % 5] ?? ''}${'klmnr'[Math.floor(i / 65)] ?? ''}`
}

/** Notes with some words of one of three subjects each. */
function notesOnSubjects(count: number): Files {
  const random = seededRandom(3)
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => {
      const subject = ['harbour', 'kitchen', 'orchard'][i % 3] ?? ''
      const words = Array.from({ length: WORDS_IN_A_NOTE }, () =>
        wordOf(subject, Math.floor(random() * WORDS_OF_A_SUBJECT)),
      )
      return [`notes/${i}.md`, `---\ntitle: Page ${i}\n---\n${words.join(' ')}.\n`]
    }),
  )
}

/** Of one length, and each with the word lantern; neither has its subject's first word. */
const LANTERNS: Files = Object.fromEntries(
  ['harbour', 'kitchen'].map((subject) => {
    const words = [1, 2, 3, 4, 5].map((i) => wordOf(subject, i))
    return [`notes/${subject}.md`, `---\ntitle: One evening\n---\nlantern ${words.join(' ')}.\n`]
  }),
)

function scoreIn(index: SearchIndex, question: string, note: string): number | undefined {
  const only = ({ id }: { readonly id: string }): boolean => id === note
  return index.search(question, { only }).hits[0]?.score
}

describe('of two passages with the same word of a question', () => {
  test('a large library prefers the one that is about the subject of the rest', async () => {
    const index = await buildSearchIndex(await libraryOf({ ...notesOnSubjects(1_200), ...LANTERNS }))
    for (const [subject, other] of [
      ['harbour', 'kitchen'],
      ['kitchen', 'harbour'],
    ] as const) {
      const question = `lantern ${wordOf(subject, 0)}`
      const score = scoreIn(index, question, `notes/${subject}`)
      expect(score).toBeGreaterThan(scoreIn(index, question, `notes/${other}`) ?? Number.NaN)
    }
  })

  test('a small library prefers neither: it says too little about its words', async () => {
    const index = await buildSearchIndex(await libraryOf({ ...notesOnSubjects(300), ...LANTERNS }))
    const question = `lantern ${wordOf('harbour', 0)}`
    expect(scoreIn(index, question, 'notes/harbour')).toBe(scoreIn(index, question, 'notes/kitchen'))
  })
})

/** Passages of some of the terms each, the first terms oftener than the last. */
function postingsOf(passages: number, terms = 60): Postings {
  const random = seededRandom(5)
  const builder = new PostingsBuilder(terms)
  for (let i = 0; i < passages; i++) {
    builder.add(Array.from({ length: 12 }, () => Math.floor(random() ** 2 * terms)))
  }
  return builder.postings()
}

describe('the space of a library', () => {
  test('is the same each time', async () => {
    const postings = postingsOf(1_500)
    expect(await latentSpaceOf(postings, breather())).toEqual(await latentSpaceOf(postings, breather()))
  })

  test('has a point for every passage, also for those beyond the sample', async () => {
    const { passages } = await latentSpaceOf(postingsOf(6_000), breather())
    expect(passages.scales).toHaveLength(6_000)
    expect(passages.scales.every((scale) => scale > 0)).toBe(true)
  })

  test('brings a passage nearest to its own words', async () => {
    const postings = postingsOf(1_500, 400)
    const space = await latentSpaceOf(postings, breather())
    const own = new Set<number>()
    for (let term = 0; term < 400; term++) {
      const from = postings.starts[term] ?? 0
      if (postings.passages.subarray(from, postings.starts[term + 1]).includes(7)) own.add(term)
    }
    const nearness = nearnessTo(
      [...own].map((number) => ({ number, weight: 1 })),
      space,
    )
    const all = Array.from({ length: 1_500 }, (_, passage) => nearness(passage))
    expect(Math.max(...all)).toBe(all[7])
    expect(all[7]).toBeCloseTo(1, 1)
  })

  test('is none where there are few passages', async () => {
    expect(await latentSpaceOf(postingsOf(900), breather())).toEqual({
      terms: NO_POINTS,
      passages: NO_POINTS,
    })
  })

  test('is there where the passages have fewer words than the space has dimensions', async () => {
    const { passages } = await latentSpaceOf(postingsOf(1_200, 20), breather())
    expect(passages.scales.every((scale) => Number.isFinite(scale))).toBe(true)
  })
})

test('a text with words of no passage is near to none', async () => {
  const space = await latentSpaceOf(postingsOf(1_200), breather())
  expect(nearnessTo([], space)(3)).toBe(0)
})

test('points keep their coordinates to within the half of a step', () => {
  const rows = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), {
    minLength: DIMENSIONS,
    maxLength: DIMENSIONS,
  })
  fc.assert(
    fc.property(rows, (numbers) => {
      const { coordinates, scales } = pointsOf(Float32Array.from(numbers))
      const [scale = 0] = scales
      for (const [i, number] of numbers.entries()) {
        const kept = (coordinates[i] ?? 0) * scale
        expect(Math.abs(kept - number)).toBeLessThanOrEqual(scale * 0.501 + Number.MIN_VALUE)
      }
    }),
  )
})
