import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskOf } from '../../src/core/notes/mask.ts'
import type { NoteId } from '../../src/core/notes/note.ts'
import { parsedNote } from '../../src/core/notes/parsed-note.ts'

const conventions = { isLogseq: false, wikilinks: 'target-first' } as const
const parsed = (text: string): ReturnType<typeof parsedNote> =>
  parsedNote('n' as NoteId, 'n.md', text, conventions)

const PARTS = [
  '[[•]]•[•]•(•)•](•x•`•$•$$•%%•<!--•-->•<pre>•</pre>•#tag•::•|•!•😀•\uE000•{{<ref "•" >}}• ^id•supports:: •key:: • — ',
  '---\n•+++\n•title: x\n•a: &b [*b]\n•# h\n•## Related\n•===\n•[a]: b\n•```\n•~~~\n•- •> • •\n•\n\n•\t•\r•\\',
]
  .join('•')
  .split('•')

const markdown = fc.array(fc.constantFrom(...PARTS), { maxLength: 80 }).map((parts) => parts.join(''))

test('any text is read without an error, and links stand where they say', () => {
  fc.assert(
    fc.property(fc.oneof(markdown, fc.string({ unit: 'binary' })), (text) => {
      const { links, note, relations } = parsed(text)
      const lines = text.split('\n').length
      for (const { line } of [...links, ...relations, ...note.sections]) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(lines + 1)
      }
    }),
    { numRuns: 3000 },
  )
})

test('a mask has the length and the lines of its text', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const mask = maskOf(text).text
      expect(mask).toHaveLength(text.length)
      expect(mask.split('\n').map(({ length }) => length)).toEqual(
        text.split('\n').map(({ length }) => length),
      )
    }),
    { numRuns: 2000 },
  )
})

const hostile = [
  '[',
  '[[',
  '[[a]]',
  '](',
  '[a](b',
  '](a "',
  '`',
  '`` ` ',
  '$',
  '$a ',
  '$$',
  '<!--',
  '<pre>',
  '==',
  '%%',
  '\\',
]
const repeated = [
  '{{a}} ',
  '{{query ',
  '((',
  '^^',
  '#a, ',
  'Tags: #a ',
  '---\n',
  '#',
  ' #a',
  '> ',
  '- ',
  ' ',
  '\t',
  '(a:: [[b]]',
  'a:: ',
  '|-',
  '[a]: b\n',
  '- [[a]]\n',
  '# a\n',
  ' ^a',
  '![![',
]

test.each([...hostile, ...repeated])('60 kB of %j take no time', (mark) => {
  const text = mark.repeat(60_000 / mark.length)
  const started = performance.now()
  parsed(text)
  parsed(`## Related\n\n- [[x]] ${text}`)
  parsed(`---\n${text}\n---\n`)
  expect(performance.now() - started).toBeLessThan(3000)
})
