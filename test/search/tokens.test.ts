import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentWordsOf, termOf, wordsOf } from '../../src/core/search/tokens.ts'

/** The terms of a text, as an index would hold them. */
const terms = (text: string) => wordsOf(text).map(termOf)

describe('compounds are found in all their spellings', () => {
  test.each([
    ['pass@k', ['pass', 'k', 'passk']],
    ['o1-mini', ['o1', 'mini', 'o1mini']],
    ['chain-of-thought', ['chain', 'of', 'thought', 'chainofthought']],
    ['GPT-4', ['gpt', '4', 'gpt4']],
    ['gpt4', ['gpt', '4', 'gpt4']],
    ['1-shot', ['1', 'shot', '1shot']],
    ['contrastsWith', ['contrasts', 'with', 'contrastswith']],
    ['snake_case', ['snake', 'case', 'snakecase']],
    ['Node.js', ['node', 'js', 'nodejs']],
    ['Qwen2.5-Math-7B', ['qwen', '2.5', 'math', '7b', 'qwen25math7b']],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  test('what is typed in any of the spellings meets what was written in another', () => {
    for (const [typed, written] of [
      ['gpt4', 'GPT-4'],
      ['chain of thought', 'chain-of-thought'],
      ['prorl', 'ProRL'],
      ['MATH500', 'MATH-500'],
    ] as const) {
      const found = new Set(terms(written))
      expect(
        terms(typed).filter((term) => found.has(term)),
        `${typed} in ${written}`,
      ).not.toEqual([])
    }
  })
})

describe('words', () => {
  test('possessives and cases are the same word', () => {
    expect(terms("model's Models MODEL")).toEqual(['model', 'model', 'model'])
  })

  test('soft hyphens, which only a broken line shows, part no word', () => {
    expect(wordsOf('har\u00ADbour pi\u00ADlot\u00ADage, mid\u00AD-tide \u00AD')).toEqual([
      'harbour',
      'pilotage',
      'mid',
      'tide',
      'midtide',
    ])
  })

  test('British and American spellings are the same word', () => {
    for (const [british, american] of [
      ['optimisation', 'optimization'],
      ['generalises', 'generalizes'],
      ['analysed', 'analyzed'],
      ['behaviour', 'behavior'],
      ['modelling', 'modeling'],
      ['centre', 'center'],
    ] as const) {
      expect(termOf(british), british).toBe(termOf(american))
    }
  })

  test('the spelling rules leave ordinary words apart', () => {
    expect(termOf('calling')).toBe(termOf('call'))
    expect(termOf('installing')).toBe(termOf('install'))
    expect(termOf('four')).not.toBe(termOf('for'))
  })

  test('question words leave a question only where something else is left', () => {
    expect(contentWordsOf('how does the entropy collapse?')).toEqual(['entropy', 'collapse'])
    expect(contentWordsOf('why?')).toEqual(['why'])
  })

  test('other scripts are words too', () => {
    expect(wordsOf('Größe 日本語 модель')).toEqual(['größe', '日本語', 'модель'])
  })

  test('any text has words, all of them in lower case and without blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const word of wordsOf(text)) {
          expect(word).not.toMatch(/\s/u)
          expect(word).toBe(word.toLowerCase())
        }
      }),
      // A letter that stands for a blank and a mark.
      { examples: [['\uFC5E']] },
    )
  })
})
