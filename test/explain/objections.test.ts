import { describe, expect, test } from 'vitest'
import { explanationAnswer } from '../../src/core/explain/explanation-answer.ts'
import { found, note, quoted } from '../support/asked.ts'
import { libraryOf } from '../support/library-of.ts'

const long = (start: string): string => `${start} ${'and so it was found in every cellar '.repeat(40)}.`
const TEA = note('Tea keeps longer in tin boxes.', 'A tin box keeps light and air from tea leaves.')

describe('what speaks against a cited note is shown unasked', () => {
  test('also when it is written in the other file, with its reason', async () => {
    const explanation = await found(
      {
        'tea.md': TEA,
        'glass.md': note(
          'Dark glass is as good.',
          'Glass.',
          '- challenges:: [[tea]] — Dark glass kept leaves for a year.',
        ),
      },
      'how should tea be kept in tin boxes?',
    )
    expect(explanation.but.map(({ quote }) => quoted(explanation, quote))).toEqual([
      ['glass', 'Dark glass is as good.'],
    ])
    expect(explanation.but[0]?.reason?.text).toBe('Dark glass kept leaves for a year.')
    expect(explanation.but[0]).toMatchObject({ relation: { from: 'glass', to: 'tea' }, about: 'tea' })
  })

  test('also what the cited note itself challenges', async () => {
    const explanation = await found(
      {
        'tea.md': note(
          'Tea keeps longer in tin boxes.',
          'Tin.',
          '- challenges:: [[paper]] — Paper lets air in.',
        ),
        'paper.md': note('Paper bags will do.', 'Bags.'),
      },
      'does tea keep in tin boxes?',
    )
    expect(explanation.but.map(({ reason }) => reason && quoted(explanation, reason))).toEqual([
      ['tea', 'Paper lets air in.'],
    ])
  })

  test('challenges before qualifications before contrasts, three at most, the rest counted', async () => {
    const explanation = await found(
      {
        'tea.md': TEA,
        'a.md': note('A.', 'One.', '- contrasts:: [[tea]] — Coffee differs.'),
        'b.md': note('B.', 'Two.', '- qualifies:: [[tea]] — Only for green tea.'),
        'c.md': note('C.', 'Three.', '- challenges:: [[tea]] — Tin rusts.'),
        'd.md': note('D.', 'Four.', '- contrasts:: [[tea]] — Spices differ.'),
        'e.md': note('E.', 'Five.', '- qualifies:: [[tea]] — Only when dry.'),
      },
      'how long does tea keep in tin boxes?',
    )
    expect(explanation.but.map(({ relation }) => relation.kind)).toEqual([
      'challenges',
      'qualifies',
      'qualifies',
    ])
    expect(explanation.moreObjections).toBe(2)
    expect(explanation.steps).toContainEqual(expect.objectContaining({ type: 'objections', count: 2 }))
  })

  test('those that the answer had to leave out to fit are counted behind a step too', async () => {
    const files = {
      'tea.md': TEA,
      'a.md': note('A.', 'One.', `- challenges:: [[tea]] — ${long('Tin rusts')}`),
      'b.md': note('B.', 'Two.', `- challenges:: [[tea]] — ${long('Tin leaks')}`),
      'c.md': note('C.', 'Three.', `- challenges:: [[tea]] — ${long('Tin smells')}`),
    }
    const explanation = await found(files, 'how long does tea keep in tin boxes?')
    const library = await libraryOf(files)
    const { blocks, steps } = explanationAnswer(explanation, { library, addressOf: () => null })
    const leftOut = blocks.flatMap((block) => (block.type === 'quotes' ? [block.leftOut] : []))
    expect([explanation.moreObjections, leftOut]).toEqual([0, [2]])
    expect(steps).toContainEqual({
      step: { type: 'objections', about: ['tea'], count: 2 },
      label: '2 more objections',
    })
  })

  test('two notes that challenge each other are one objection', async () => {
    const explanation = await found(
      {
        'tea.md': note(
          'Tea keeps longer in tin boxes.',
          'Tin.',
          '- challenges:: [[glass]] — Light harms tea.',
        ),
        'glass.md': note(
          'Glass is as good.',
          'Glass.',
          '- challenges:: [[tea]] — Dark glass keeps light out.',
        ),
      },
      'does tea keep in tin boxes?',
    )
    expect(explanation.but).toHaveLength(1)
    expect(explanation.moreObjections).toBe(0)
  })

  test('support is no objection', async () => {
    const explanation = await found(
      {
        'tea.md': TEA,
        'test.md': note(
          'A year in tin left tea fresh.',
          'We tried.',
          '- supports:: [[tea]] — Tasters found no loss.',
        ),
      },
      'does tea keep longer in tin boxes?',
    )
    expect(explanation.but).toEqual([])
    expect(explanation.because.map((quote) => quoted(explanation, quote))).toEqual([
      ['test', 'A year in tin left tea fresh.'],
    ])
  })
})
