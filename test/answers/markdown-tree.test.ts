/** A note's Markdown, with what no platform has taken out or turned into what all have. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownTree, textOf, type Phrase } from '../../src/core/answers/markdown-tree.ts'
import { visibleText } from '../../src/core/answers/visible-text.ts'

function phrasesIn(markdown: string): readonly Phrase[] {
  const [block, ...others] = markdownTree(markdown)
  expect(others).toEqual([])
  return block?.type === 'paragraph' ? block.children : []
}

function text(value: string): Phrase {
  return { type: 'text', value }
}

test('wikilinks, embeds, comments, block ids and highlights are what a reader sees of them', () => {
  expect(phrasesIn('See [[a/note|the note]], [[b#Part]] ![[c.png]]%%d%%and ==e==. ^id')).toEqual([
    text('See the note, b > Part and e.'),
  ])
})

test('code and addresses hold what was written', () => {
  expect(phrasesIn('`[[a|b]] %%c%% ==d==` [e](https://a.example/$x$)')).toEqual([
    { type: 'inlineCode', value: '[[a|b]] %%c%% ==d==' },
    text(' '),
    { type: 'link', url: 'https://a.example/$x$', children: [text('e')] },
  ])
  expect(markdownTree('```js {1}\n[[a]] %%b%%\n```')).toEqual([
    { type: 'code', language: 'js', value: '[[a]] %%b%%' },
  ])
})

test('maths is text on one line', () => {
  expect(phrasesIn('$$\na_1 *b*\n$$')).toEqual([text('$$ a_1 *b* $$')])
})

test('references are resolved, their definitions are gone', () => {
  expect(markdownTree('A [paper][p] and ![plot][q].\n\n[p]: https://a.example/p\n[q]: q.png')).toEqual([
    {
      type: 'paragraph',
      children: [
        text('A '),
        { type: 'link', url: 'https://a.example/p', children: [text('paper')] },
        text(' and '),
        { type: 'image', alt: 'plot' },
        text('.'),
      ],
    },
  ])
})

test('HTML is dropped, its line breaks break the line, and texts that it parted are one', () => {
  expect(phrasesIn('one <b>two</b> three<br/>four\n![](no-text.png)')).toEqual([
    text('one two three'),
    { type: 'break' },
    text('four '),
  ])
  expect(markdownTree('<div>\ngone\n</div>\n\n<!-- gone -->')).toEqual([])
})

test('a callout is a quote with a strong first line, named after its kind where it has no title', () => {
  const strong = (title: string): Phrase => ({ type: 'strong', children: [text(title)] })
  expect(markdownTree('> [!warning]- Mind this\n> The body.')).toEqual([
    {
      type: 'blockquote',
      children: [
        { type: 'paragraph', children: [strong('Mind this'), { type: 'break' }, text('The body.')] },
      ],
    },
  ])
  expect(markdownTree('> [!tip]')).toEqual([
    { type: 'blockquote', children: [{ type: 'paragraph', children: [strong('Tip')] }] },
  ])
})

test('footnotes are kept with their labels', () => {
  expect(markdownTree('A.[^long name]\n\n[^long name]: B.').map(({ type }) => type)).toEqual(['paragraph'])
  expect(markdownTree('A.[^n]\n\n[^n]: B.')).toEqual([
    { type: 'paragraph', children: [text('A.'), { type: 'footnoteReference', label: 'n' }] },
    { type: 'footnoteDefinition', label: 'n', children: [{ type: 'paragraph', children: [text('B.')] }] },
  ])
})

test('lists know their first number and their tasks, tables their header', () => {
  const [list, table] = markdownTree('4. [ ] a\n5. b\n\n| c | d |\n| - | -: |\n| e |')
  expect(list).toMatchObject({ type: 'list', start: 4, items: [{ checked: false }, { checked: null }] })
  expect(table).toEqual({
    type: 'table',
    align: [null, 'right'],
    header: [[text('c')], [text('d')]],
    rows: [[[text('e')]]],
  })
})

test('a page of more than 300,000 characters is taken line by line as it is written', () => {
  const [block, ...others] = markdownTree('*a* [[b]]\n\n'.repeat(30_000))
  expect(others).toEqual([])
  expect(block?.type === 'paragraph' && block.children.slice(0, 3)).toEqual([
    text('*a* [[b]]'),
    { type: 'break' },
    text('*a* [[b]]'),
  ])
})

test('the text of phrases is what a reader sees of them', () => {
  expect(textOf(phrasesIn('*a **b*** `c` [d](e) ![f](g)<br>h'))).toBe('a b c d [image: f] h')
})

test('no text is empty or of several lines, and none stands beside another', () => {
  const pieces = fc.constantFrom(
    '*',
    '**',
    '`',
    '[[a]]',
    '%%b%%',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '<b>',
    '<br>',
    '$c$',
    '==',
    '![',
    '](d)',
    '| e |',
    'f ',
    '[^1]',
  )
  const check = (phrases: readonly Phrase[]) => {
    for (const [i, phrase] of phrases.entries()) {
      if ('children' in phrase) check(phrase.children)
      if (phrase.type !== 'text') continue
      expect(phrase.value).toMatch(/^[^\n]+$/u)
      expect(phrases[i + 1]?.type).not.toBe('text')
    }
  }
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (all) => {
      for (const block of markdownTree(all.join(''))) {
        if (block.type === 'paragraph' || block.type === 'heading') check(block.children)
      }
    }),
    { numRuns: 500 },
  )
})

test.each([
  '👩‍🔬 👨‍👩‍👧 ❤️‍🔥 🏳️‍🌈 👩🏽‍🔬 1️⃣ ☑️',
  '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
  'می‌خواهم',
  'क्‍ष',
  'é ü 한국어 עברית',
])('%s is seen as it is', (written) => {
  expect(visibleText(written)).toBe(written)
})

test('what hides, turns the direction or is no character is not seen', () => {
  expect(
    visibleText('a\u200Bb\u200Dc\u202Ed\u2066e\u00ADf\uFEFFg\u0000h\u3164i\u{E0041}j\uFDD0k\uFE0Fl'),
  ).toBe('abcdefghijkl')
  expect(visibleText('a\uD800b')).toBe('a\uFFFDb')
  expect(visibleText('a\r\nb\u2028c\td')).toBe('a\nb c d')
})

test('what is seen stays as it is when it is looked at again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (written) => {
      const seen = visibleText(written)
      expect(visibleText(seen)).toBe(seen)
      expect(seen.isWellFormed()).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
