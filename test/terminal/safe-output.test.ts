import * as fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { jsonText } from '../../src/adapters/terminal/json.ts'
import { markdownLines } from '../../src/adapters/terminal/markdown.ts'
import { paint } from '../../src/adapters/terminal/paint.ts'
import { answerLines, render, type RenderOptions } from '../../src/adapters/terminal/render.ts'
import type { Answer, Block, Citation, Inline } from '../../src/core/answers/answer.ts'
import type { NoteId } from '../../src/core/notes/note.ts'

const OBEYED = /[\p{Cc}\u202A-\u202E\u2066-\u2069\p{Cs}]/u
const ADDRESS = /\(?https?:\/\/\S+/u

const options = (changes: Partial<RenderOptions>): RenderOptions => ({
  width: 60,
  colour: false,
  links: false,
  steps: true,
  typed: (command) => command,
  ...changes,
})

/** Anything that a note could hold, with what would harm a terminal made likely. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        ' ',
        '\n',
        '\r',
        '\t',
        '\u001B[31m',
        '\u001B]8;;https://evil.example\u0007',
        '\u009B2J',
      ),
      fc.constantFrom(
        '\u001B]0;title\u001B\\',
        '\u001B',
        '\u0007',
        '\u0085',
        '\u2028',
        '\u202E',
        '\u2066',
        '\uD800',
      ),
      fc.constantFrom('a'.repeat(90), '漢'.repeat(45), '👨‍👩‍👧‍👦'.repeat(30), 'ा'.repeat(70), '1\u20E3', '❤\uFE0F'),
      fc.constantFrom(
        '\uFDD0',
        '\uFDD10\uFDD1',
        '\u200D',
        '\u00AD',
        '\u0600',
        '`',
        '$',
        '[[',
        ']]',
        '%%',
        '|',
        '> ',
        '- ',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const anyUrl = fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), anyText)

const anyInline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ type: fc.constantFrom('text', 'strong', 'code'), text: anyText }),
  fc.record({ type: fc.constant('link'), text: anyText, url: anyUrl }),
  fc.record({ type: fc.constant('note'), note: fc.constant('a' as NoteId), title: anyText, url: anyUrl }),
  fc.record({ type: fc.constant('cite'), number: fc.integer({ min: 1, max: 99 }) }),
)
const anyInlines = fc.array(anyInline, { maxLength: 4 })

const anyCitation: fc.Arbitrary<Citation> = fc.record({
  number: fc.integer({ min: 1, max: 99 }),
  note: fc.constant('a' as NoteId),
  title: anyText,
  heading: fc.option(anyText),
  claim: fc.option(anyText),
  date: fc.option(anyText),
  url: fc.option(anyUrl),
})

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom('question', 'heading'), text: anyText }),
  fc.record({ type: fc.constantFrom('lead', 'paragraph', 'aside'), inlines: anyInlines }),
  fc.record({
    type: fc.constant('list'),
    ordered: fc.boolean(),
    items: fc.array(anyInlines, { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('quotes'),
    role: fc.constant('because'),
    label: anyText,
    items: fc.array(anyInlines, { maxLength: 3 }),
    leftOut: fc.nat({ max: 9 }),
  }),
  fc.record({
    type: fc.constant('table'),
    header: fc.array(anyText, { maxLength: 5 }),
    rows: fc.array(fc.array(anyText, { maxLength: 5 }), { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('citations'),
    items: fc.array(anyCitation, { maxLength: 2 }),
    more: fc.array(anyCitation, { maxLength: 2 }),
  }),
  fc.record({ type: fc.constant('markdown'), markdown: anyText }),
)

const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  blocks: fc.array(anyBlock, { maxLength: 4 }),
  steps: fc.array(
    fc.record({
      label: anyText,
      step: fc.record({ type: fc.constant('question'), question: fc.constant('next') }),
    }),
    { maxLength: 3 },
  ),
})

const anyWidth = fc.integer({ min: 20, max: 120 })

test('without colours nothing but visible characters and newlines comes through', () => {
  fc.assert(
    fc.property(anyAnswer, anyWidth, (answer, width) => {
      for (const line of render(answer, options({ width })).split('\n')) expect(line).not.toMatch(OBEYED)
    }),
    { numRuns: 300 },
  )
})

test('with colours and links only sequences of the renderer itself come through, each one whole', () => {
  // oxlint-disable-next-line no-control-regex -- the two sequences that the renderer writes
  const own = /\u001B\[(?:\d;?)+m|\u001B\]8;;(?:https?:\/\/[!-~]+)?\u001B\\/gu
  fc.assert(
    fc.property(anyAnswer, anyWidth, (answer, width) => {
      const shown = render(answer, options({ width, colour: true, links: true }))
      for (const line of shown.replace(own, '').split('\n')) expect(line).not.toMatch(OBEYED)
    }),
    { numRuns: 300 },
  )
})

test('no line is wider than the terminal, apart from an address or a line of code', () => {
  fc.assert(
    fc.property(anyAnswer, anyWidth, (answer, width) => {
      for (const line of answerLines(answer, options({ width }))) {
        if (line.some(({ whole }) => whole)) continue
        expect(stringWidth(line.map((each) => each.text).join(''))).toBeLessThanOrEqual(width)
      }
    }),
    { numRuns: 300 },
  )
})

test('what is kept whole in an answer without Markdown is an address alone', () => {
  const blocks = anyBlock.filter(({ type }) => type !== 'markdown')
  fc.assert(
    fc.property(blocks, anyWidth, (block, width) => {
      for (const line of render({ blocks: [block], steps: [] }, options({ width })).split('\n')) {
        expect(stringWidth(line.replace(ADDRESS, ''))).toBeLessThanOrEqual(width)
      }
    }),
    { numRuns: 300 },
  )
})

test('words come through unaltered and in order', () => {
  const words = fc.array(fc.stringMatching(/^[A-Za-z0-9.,;:'"“”()é漢-]{1,30}$/u), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(words, anyWidth, (given, width) => {
      const block: Block = { type: 'paragraph', inlines: [{ type: 'text', text: given.join(' ') }] }
      const shown = render({ blocks: [block], steps: [] }, options({ width }))
      expect(shown.replaceAll(/\s/gu, '')).toBe(given.join(''))
    }),
  )
})

test('any Markdown is shown without a throw', () => {
  fc.assert(
    fc.property(anyText, anyText, anyWidth, (one, other, width) => {
      const lines = markdownLines(`${one}\n\n${other}`, { width, links: false })
      expect(paint(lines, { colour: false, links: false })).not.toMatch(/[^\P{Cc}\n]/u)
    }),
    { numRuns: 300 },
  )
})

test('a note cannot move the cursor, set a title, forge a link or turn the writing direction', () => {
  const nasty =
    'a\u001B[2J\u001B[1;1Hb \u001B]0;owned\u0007c \u001B]8;;https://evil.example\u001B\\d\u001B]8;;\u001B\\ \u202Eevil\u202C \u2067e\u2069'
  const block: Block = { type: 'paragraph', inlines: [{ type: 'text', text: nasty }] }
  expect(render({ blocks: [block], steps: [] }, options({}))).toBe('ab c d evil e\n')
})

test('JSON for programs is one document and says the same, with what a terminal would obey spelled out', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyText), (one, others) => {
      const data = { one, others }
      const json = jsonText(data)
      expect(JSON.parse(json)).toEqual(data)
      expect(json.replaceAll('\n', '')).not.toMatch(OBEYED)
    }),
  )
})
