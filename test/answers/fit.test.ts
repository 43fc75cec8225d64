import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Block, Citation, Inline } from '../../src/core/answers/answer.ts'
import { citedNumbers, fit, lengthOf } from '../../src/core/answers/fit.ts'
import type { NoteId } from '../../src/core/notes/note.ts'

const words = fc.lorem({ maxCount: 25 })

function quoteOf(said: string, number: number): readonly Inline[] {
  return [
    { type: 'text', text: said },
    { type: 'cite', number },
  ]
}

function citationOf(number: number, claim: string): Citation {
  const note = `note-${number}` as NoteId
  return { number, note, title: `Title of ${number}`, heading: null, claim, date: null, url: null }
}

/** Answers in the form that explaining gives them: each quotation with a source of its own. */
const answers: fc.Arbitrary<Answer> = fc
  .tuple(words, fc.array(words, { maxLength: 3 }), fc.array(words, { maxLength: 3 }), words)
  .map(([lead, because, but, claim]) => {
    const numberOfBut = (i: number): number => 2 + because.length + i
    const blocks: readonly Block[] = [
      { type: 'question', text: 'Why?' },
      { type: 'lead', inlines: quoteOf(lead, 1) },
      {
        type: 'quotes',
        role: 'because',
        label: 'Because',
        items: because.map((each, i) => quoteOf(each, 2 + i)),
        leftOut: 0,
      },
      {
        type: 'quotes',
        role: 'but',
        label: 'But',
        items: but.map((each, i) => quoteOf(each, numberOfBut(i))),
        leftOut: 4,
      },
      {
        type: 'citations',
        items: Array.from({ length: 1 + because.length + but.length }, (_, i) => citationOf(i + 1, claim)),
        more: [],
      },
    ]
    return { blocks, steps: [] }
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

describe('an answer cut to a budget', () => {
  test('keeps to it, unless nothing is left that may go', () => {
    fc.assert(
      fc.property(answers, budgets, (answer, budget) => {
        const fitted = fit(answer, budget)
        const isBare =
          blockOf(fitted, 'quotes').every(({ items }) => items.length <= 1) &&
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
        const numbers = blockOf(fitted, 'citations').flatMap(({ items, more }) =>
          [...items, ...more].map(({ number }) => number),
        )
        expect(numbers.toSorted((a, b) => a - b)).toEqual(
          blockOf(answer, 'citations').flatMap(({ items }) => items.map(({ number }) => number)),
        )
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
