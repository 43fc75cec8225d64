import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Block, Citation, Inline } from '../../src/core/answers/answer.ts'
import { citedNumbers, fit, lengthOf } from '../../src/core/answers/fit.ts'
import type { NoteId } from '../../src/core/notes/note.ts'

const words = fc.lorem({ maxCount: 25 })
const sourceNumbers = fc.integer({ min: 1, max: 7 })

/** What a note says with the number of its source, and perhaps why, with a number of its own. */
const quotes: fc.Arbitrary<readonly Inline[]> = fc
  .tuple(words, sourceNumbers, fc.option(fc.tuple(words, sourceNumbers)))
  .map(([said, number, reason]) => [
    { type: 'text', text: said },
    { type: 'cite', number },
    ...(reason === null
      ? []
      : ([
          { type: 'text', text: reason[0] },
          { type: 'cite', number: reason[1] },
        ] as const)),
  ])

const leads: fc.Arbitrary<Block> = quotes.map((inlines) => ({ type: 'lead', inlines }))

function quotesUnder(role: 'because' | 'but' | 'chain'): fc.Arbitrary<readonly Block[]> {
  const items = fc.array(quotes, { maxLength: 3 })
  const leftOut = fc.integer({ min: 0, max: 5 })
  return fc
    .tuple(items, leftOut)
    .map(([each, more]) =>
      each.length === 0 ? [] : [{ type: 'quotes', role, label: role, items: each, leftOut: more }],
    )
}

function citationOf(number: number, heading: string | null, claim: string | null): Citation {
  const note = `note-${number}` as NoteId
  return { number, note, title: `Title of ${number}`, heading, claim, date: null, url: null }
}

/** Answers in the form that explaining gives them; several quotations may share a source. */
const answers: fc.Arbitrary<Answer> = fc
  .tuple(
    fc.array(leads, { minLength: 1, maxLength: 2 }),
    quotesUnder('chain'),
    quotesUnder('because'),
    quotesUnder('but'),
    fc.array(fc.tuple(fc.option(words), fc.option(words)), { minLength: 7, maxLength: 7 }),
  )
  .map(([lead, chain, because, but, sources]) => {
    const said: readonly Block[] = [{ type: 'question', text: 'Why?' }, ...lead, ...chain, ...because, ...but]
    const cited = citedNumbers(said)
    const all = sources.map(([heading, claim], i) => citationOf(i + 1, heading, claim))
    const citations: Block = {
      type: 'citations',
      items: all.filter(({ number }) => cited.has(number)),
      more: all.filter(({ number }) => !cited.has(number)).map((each) => ({ ...each, claim: null })),
    }
    return {
      blocks: [...said, citations],
      steps: [{ label: 'Open', step: { type: 'question', question: '' } }],
    }
  })

const budgets = fc.integer({ min: 0, max: 4_000 })

function blockOf<T extends Block['type']>(
  { blocks }: Answer,
  type: T,
): readonly Extract<Block, { type: T }>[] {
  return blocks.filter((block): block is Extract<Block, { type: T }> => block.type === type)
}

function totalOf({ items, leftOut }: Extract<Block, { type: 'quotes' }>): number {
  return items.length + leftOut
}

/** Numbers of all sources, whether in full or by their titles. */
function namedIn(answer: Answer): readonly number[] {
  const all = blockOf(answer, 'citations').flatMap(({ items, more }) => [...items, ...more])
  return all.map(({ number }) => number).toSorted((a, b) => a - b)
}

describe('an answer cut to a budget', () => {
  test('keeps to it, unless nothing is left that may go', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const fitted = fit(answer, budget)
        const isBare =
          blockOf(fitted, 'quotes').every(({ role, items }) => role === 'chain' || items.length <= 1) &&
          blockOf(fitted, 'citations').every(({ items }) => items.every(({ claim }) => claim === null))
        expect(isBare || lengthOf(fitted.blocks) <= budget).toBe(true)
      }),
    )
  })

  test('keeps its lead', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        expect(blockOf(fit(answer, budget), 'lead')).toEqual(blockOf(answer, 'lead'))
      }),
    )
  })

  test('lists the source of everything that it still quotes', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const fitted = fit(answer, budget)
        const listed = blockOf(fitted, 'citations').flatMap(({ items }) => items.map(({ number }) => number))
        expect(new Set(listed)).toEqual(citedNumbers(fitted.blocks))
      }),
    )
  })

  test('counts what it leaves out, and names its sources', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const fitted = fit(answer, budget)
        expect(blockOf(fitted, 'quotes').map(totalOf)).toEqual(blockOf(answer, 'quotes').map(totalOf))
        expect(namedIn(fitted)).toEqual(namedIn(answer))
      }),
    )
  })

  test('keeps what is said first, word for word', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const before = blockOf(answer, 'quotes')
        for (const [i, { items, role }] of blockOf(fit(answer, budget), 'quotes').entries()) {
          expect(items, role).toEqual(before[i]?.items.slice(0, items.length))
        }
      }),
    )
  })

  test('gives up every claim of a source before a quotation, and what carries before what opposes', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const fitted = fit(answer, budget)
        const lost = (role: string) =>
          blockOf(fitted, 'quotes').some(
            (block, i) => block.role === role && block.leftOut > (blockOf(answer, 'quotes')[i]?.leftOut ?? 0),
          )
        const claims = blockOf(fitted, 'citations').flatMap(({ items }) =>
          items.filter(({ claim }) => claim !== null),
        )
        const because = blockOf(fitted, 'quotes').find(({ role }) => role === 'because')
        expect((lost('because') || lost('but')) && claims.length > 0).toBe(false)
        expect(lost('but') && (because?.items.length ?? 0) > 1).toBe(false)
      }),
    )
  })

  test('keeps its question, its chain and its steps', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const fitted = fit(answer, budget)
        const chainOf = (each: Answer) => blockOf(each, 'quotes').filter(({ role }) => role === 'chain')
        expect([blockOf(fitted, 'question'), chainOf(fitted), fitted.steps]).toEqual([
          blockOf(answer, 'question'),
          chainOf(answer),
          answer.steps,
        ])
      }),
    )
  })

  test('comes out the same when it is cut to the same budget again', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const once = fit(answer, budget)
        expect(fit(once, budget)).toEqual(once)
      }),
    )
  })

  test('is unchanged where there is room', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(fit(answer, lengthOf(answer.blocks))).toEqual(answer)
      }),
    )
  })
})
