import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../src/core/notes/plain-text.ts'

describe('marks go', () => {
  test.each([
    ['*one* _two_ **three** __four__ ***five***', 'one two three four five'],
    ['~~gone~~ ==seen==', 'gone seen'],
    ['`code *as is*` and ``a ` b``', 'code *as is* and a ` b'],
    ['[text](a.md "T") and [[Note]] and [[Note|shown *so*]]', 'text and Note and shown so'],
    ['[[Note#Part]] and [[#Part]] and [[Note#^b1]]', 'Note > Part and Part and Note'],
    ['![alt](a.png) ![alt|300](a.png) ![[embed]]', 'alt alt'],
    ['[![alt](a.png)](https://example.org)', 'alt'],
    ['a <b>bold</b> word<br>next <!-- no --> %%nor this%% end', 'a bold word next end'],
    ['told[^1] so[^note].', 'told so.'],
    ['a paragraph ^block-1', 'a paragraph'],
    ['so <span title="$5 [[x]] `y`">it</span> is', 'so it is'],
    ['fish &amp; chips &mdash; &#8364;5 &unknown;', 'fish & chips — €5 &unknown;'],
    [String.raw`\*not so\* and \[this\]`, '*not so* and [this]'],
    ['<https://example.org/a_b_c>', 'https://example.org/a_b_c'],
    ['two\n  lines\\\nthree', 'two lines\\ three'],
    ['**Note:**text and **重要。**文', 'Note:text and 重要。文'],
    ['^^seen^^ here {{embed [[X]]}} and {{query (todo now)}}', 'seen here and'],
    [
      '![alt](a.png){:height 300, :width 400} as ((650a1b2c-0d1e-4f2a-8b3c-4d5e6f7a8b9c)) says',
      'alt as says',
    ],
    [
      'ran for [duration:: 12 weeks] with (participants:: 48) adults',
      'ran for duration: 12 weeks with 48 adults',
    ],
    ['applied as (map:: Int -> Int) at [fe80:: 1]', 'applied as (map:: Int -> Int) at [fe80:: 1]'],
    [
      'slower (supports:: [[Drift|the drift]]) and [see:: [[a]] [b]].',
      'slower (supports the drift) and (see a [b]).',
    ],
    ['*[[a|b]]* and **`code`**', 'b and code'],
  ])('%s', (markdown, words) => {
    expect(plainText(markdown)).toBe(words)
  })
})

describe('words stay', () => {
  test.each([
    'snake_case and __init__.py_x',
    '2 * 3 * 4 and 2*3*4 and a*b*c',
    '$a_1 * b_2$ and $$x_i * y_i$$',
    'it costs $5 or $6 and 10 % less',
    'a == b and c==d, x = y',
    'about ~5 or ~6',
    'x ^^ y, ((a)) and {{ name }}',
    'x[i][j] and [12] and [sic]',
    'f (x :: Int) and [a::b] and (std::vector) and [a:: b',
    'if a < b and c > d',
    'a ** b and 5 * a_b',
    'C:\\temp and R&D',
    '#tag and user@example.org',
    'pass@k at k = 128',
  ])('%s', (words) => {
    expect(plainText(words)).toBe(words.replace('__init__', 'init'))
  })
})

/** Text with all marks that Markdown knows. */
const MARKS =
  '*•**•_•^^•`•``•$•$$•[•]•[[•]]•(•)•|•!•<•>•<!--•-->•%%•==•~~•&•&amp;•^•[^1]•a•B.•1•é•😀•#•{{<•::•\\• •\n•\n\n'.split(
    '•',
  )

const marked = fc.array(fc.constantFrom(...MARKS), { maxLength: 60 }).map((parts) => parts.join(''))

const words = fc
  .array(fc.stringMatching(/^[A-Za-zÀ-ž0-9,.;:'-]{1,12}$/), { maxLength: 20 })
  .map((each) => each.join(' '))

describe('whatever the text', () => {
  test('it is read without an error and stays on one line', () => {
    fc.assert(
      fc.property(fc.oneof(marked, fc.string({ unit: 'binary' })), (text) => {
        expect(plainText(text)).not.toMatch(/\n/)
      }),
      { numRuns: 2000 },
    )
  })

  test('plain words come out as they went in', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(plainText(text)).toBe(text)
      }),
    )
  })

  test('bold and italics around plain words leave the words', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,4}$/),
        fc.constantFrom('*', '**', '_', '__', '~~', '=='),
        (text, mark) => {
          expect(plainText(`so ${mark}${text}${mark}, then`)).toBe(`so ${text}, then`)
        },
      ),
    )
  })

  test('math is never damaged', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z](?:[a-z_*^{}= ]{0,12}[a-z])?$/), (formula) => {
        expect(plainText(`*see* $${formula}$ _there_`)).toBe(`see $${formula}$ there`)
      }),
    )
  })

  test.each([
    '[',
    '[[',
    '](',
    '`',
    '` ',
    '$',
    '$$',
    '<',
    '<!--',
    '*a ',
    '_',
    '==',
    '%%',
    '\\',
    '[^',
    '&',
    ' ',
    '\n',
    '![',
  ])('60 kB of %j take no time', (mark) => {
    const started = performance.now()
    plainText(mark.repeat(60_000 / mark.length))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
