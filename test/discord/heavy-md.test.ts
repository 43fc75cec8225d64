/** A note's own Markdown, as Discord shows it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discordPieces } from '../../src/adapters/discord/markdown.ts'
import { HOSTILE } from '../support/answers.ts'
import { pinged, shownByDiscord } from './client-text.ts'

function shown(markdown: string, longest = 1_900): string {
  return discordPieces(markdown, longest).join('\n\n')
}

test('headings stand on what they head, three levels deep; smaller ones are bold', () => {
  expect(shown('# One\n\n## Two\n\nText.\n\n### Three #\n\n- point\n\n#### Four *five*\n\nEnd.')).toBe(`# One
## Two
Text.

### Three
- point

**Four *five***
End.`)
})

test('a number sign at the end of a heading is kept', () => {
  const { effects } = shownByDiscord(shown('# About C#'))
  expect(effects.map(({ type, text }) => [type, text.replaceAll('\u200B', '')])).toEqual([
    ['heading', 'About C#'],
  ])
})

test('weights nest and stay apart', () => {
  expect(shown('**a *b*** *c **d*** ~~e~~ ***f***')).toBe('**a *b*** *c **d*** ~~e~~ ***f***')
  expect(shown('==marked== **a**b*c*')).toBe('marked **a**b*c*')
  expect(shownByDiscord(shown('**a***b*')).effects.map(({ type }) => type)).toEqual(['strong', 'em'])
})

test('styles end with the line and go on in the next', () => {
  expect(shown('**a<br>b** *c <b>d</b>*')).toBe('**a**\n**b** *c d*')
})

test('lists are nested under the text of their item, numbers go on from where they start', () => {
  expect(shown('3. three\n   - in\n     - deeper\n4. four\n\n   Still four.\n- [ ] to do\n- [x] done'))
    .toBe(`3. three
   - in
     - deeper
4. four
   Still four.

- ☐ to do
- ☑ done`)
})

test('an item holds code and quotes', () => {
  expect(shown('- one\n\n  ```js\n  x()\n  ```\n\n  > said\n- two')).toBe(
    '- one\n  ```js\n  x()\n  ```\n  > said\n- two',
  )
})

test('a quote has its mark on every line; a quote in it shows its own', () => {
  expect(shown('> one\n> two\n>\n> three\n> > deeper\n>\n> ```\n> x\n> ```')).toBe(
    '> one two\n> \n> three\n> \n> \\> deeper\n> \n> ```\n> x\n> ```',
  )
})

test('a callout has a bold first line', () => {
  expect(shown('> [!warning] Mind this\n> The body.')).toBe('> **Mind this**\n> The body.')
})

test('code is as it was written, in the language that it names', () => {
  expect(shown('```ts title="a"\nconst a = "[[b]]" // %%c%% *d*\n\te()\n```')).toBe(
    '```ts\nconst a = "[[b]]" // %%c%% *d*\n    e()\n```',
  )
  expect(shown('Inline `a_b*c` and `` a`b ``.')).toBe('Inline `a_b*c` and ``a`b``.')
})

test('long code is several blocks, each with its fences', () => {
  const lines = Array.from({ length: 500 }, (_, i) => `line ${i}`)
  const pieces = discordPieces(`\`\`\`js\n${lines.join('\n')}\n\`\`\``, 1_900)
  expect(pieces.length).toBeGreaterThan(2)
  for (const piece of pieces) {
    expect(piece.length).toBeLessThanOrEqual(1_900)
    expect(piece).toMatch(/^```js\n[^`]*\n```$/u)
  }
  expect(pieces.flatMap((piece) => piece.split('\n').slice(1, -1))).toEqual(lines)
})

test('a narrow table is aligned in code', () => {
  expect(shown('| Note | Cites | Kind |\n| --- | --: | :-: |\n| 共感 | 1 | a |\n| `two` | **22** | b |'))
    .toBe(`\`\`\`
Note  Cites  Kind
────  ─────  ────
共感      1   a
two      22   b
\`\`\``)
})

test('a wide table, or one with links, is a list of its rows', () => {
  const wide = `${'long '.repeat(12)}words`
  expect(shown(`| Note | Says |\n| --- | --- |\n| One | ${wide} |\n| Two | |`)).toBe(
    `- **Note:** One\n  - **Says:** ${wide}\n- **Note:** Two`,
  )
  expect(shown('| Note |\n| --- |\n| [One](https://a.example/) |')).toBe(
    '- **Note:** [One](<https://a.example/>)',
  )
})

test('a long table is several, each with its header', () => {
  const rows = Array.from({ length: 200 }, (_, i) => `| row ${i} | ${i} |`)
  const pieces = discordPieces(`| Name | Number |\n| --- | --- |\n${rows.join('\n')}`, 1_900)
  expect(pieces.length).toBeGreaterThan(1)
  for (const piece of pieces) expect(piece).toMatch(/^```\nName +Number\n─+ {2}─+\nrow [\s\S]*\n```$/u)
  expect(pieces.join('\n').match(/row \d+/gu)).toHaveLength(200)
})

test('links have no preview, images are their text, footnotes and rules are drawn', () => {
  expect(
    shown(
      'A [paper][p], a [file](./a.md), ![a plot](x.png), https://a.example/x.[^1]\n\n---\n\n[p]: https://a.example/p\n[^1]: At *length*.',
    ),
  ).toBe(String.raw`A [paper](<https://a.example/p>), a file, \[image: a plot], https\://a.example/x.\[^1]

──────────

\[^1] At *length*.`)
})

test('wikilinks and maths are read as in the terminal', () => {
  const text = shownByDiscord(shown('See [[a|the a]] and $a_1 * b_2$ with $$\\sum_{i} *x*$$ for $5.')).text
  expect(text).toBe('See the a and $a_1 * b_2$ with $$\\sum_{i} *x*$$ for $5.')
})

test('a long paragraph is broken after a sentence, styles go on', () => {
  const sentence = `${'word '.repeat(30)}end.`
  const pieces = discordPieces(`**${`${sentence} `.repeat(20).trim()}**`, 500)
  expect(pieces.length).toBeGreaterThan(3)
  for (const piece of pieces) expect(piece).toMatch(/^\*\*word .*end\.\*\*$/u)
})

test('words that come to stand at the start of a line do not act there', () => {
  for (const mark of ['#', '-', '1.', '>']) {
    const pieces = discordPieces(`${'x'.repeat(398)} ${mark} ${'y'.repeat(300)}`, 400)
    expect(pieces.map((piece) => shownByDiscord(piece).effects)).toEqual([[], []])
  }
})

const CONTAINED = [
  'paragraph',
  'bold',
  'list',
  'numbers',
  'task',
  'quote',
  'code',
  'table',
  'heading',
  'footnote',
] as const

/** A note of blocks whose words are numbered, with what would act put between them. */
const notes = fc
  .array(
    fc.record({
      type: fc.constantFrom(...CONTAINED),
      sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
      hostile: fc.constantFrom(...HOSTILE.filter((text) => !/[`\n]|%%|\$/u.test(text)), 'plain'),
      depth: fc.integer({ min: 0, max: 12 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((blocks) => {
    let count = 0
    const words = (size: number) => Array.from({ length: size }, () => `word${(count += 1)}`).join(' ')
    const markdown = blocks.map(({ type, sizes, hostile, depth }) => {
      const indent = '  '.repeat(depth)
      switch (type) {
        case 'paragraph':
          return sizes.map((size) => `${words(size)} ${hostile.replace(/^[>#-].*/u, '')}`).join(' ')
        case 'bold':
          return sizes.map((size, i) => (i % 2 === 0 ? `**${words(size)}**` : `*${words(size)}*`)).join(' ')
        case 'list':
          return sizes
            .map((size, i) => `${'  '.repeat(Math.min(i, depth))}- ${words(size)} ${hostile}`)
            .join('\n')
        case 'numbers':
          return sizes.map((size, i) => `${i + 1}. ${words(size)} ${hostile}`).join('\n')
        case 'task':
          return sizes.map((size) => `- [x] ${words(size)}`).join('\n')
        case 'quote':
          return sizes.map((size) => `${'> '.repeat(1 + (depth % 4))}${words(size)}`).join('\n')
        case 'code':
          return `${'> '.repeat(depth % 3)}\`\`\`js\n${sizes.map((size) => `${'> '.repeat(depth % 3)}${indent}${words(size)}`).join('\n')}\n${'> '.repeat(depth % 3)}\`\`\``
        case 'table':
          return `| ${words(1)} | ${words(1)} |\n| --- | --- |\n${sizes.map((size) => `| ${words(1)} | ${words(size)} |`).join('\n')}`
        case 'heading':
          return `${'#'.repeat(1 + (depth % 6))} ${words(sizes[0] ?? 1)}`
        case 'footnote':
          return `${words(3)}[^${count}]\n\n[^${count}]: ${words(sizes[0] ?? 1)}`
      }
    })
    return { markdown: markdown.join('\n\n'), count }
  })

const lengths = fc.integer({ min: 400, max: 2_500 })

test('no piece is too long or empty', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        notes.map(({ markdown }) => markdown),
        fc
          .array(fc.constantFrom(...HOSTILE, '\n\n', '\n', '| a |\n| - |\n', '- ', '> '))
          .map((all) => all.join('')),
      ),
      lengths,
      (markdown, longest) => {
        for (const piece of discordPieces(markdown, longest)) {
          expect(piece.length).toBeLessThanOrEqual(longest)
          expect(piece.trim()).not.toBe('')
          expect(piece.isWellFormed()).toBe(true)
        }
      },
    ),
    { numRuns: 4_000 },
  )
})

test('fences are closed in every piece', () => {
  fc.assert(
    fc.property(notes, lengths, ({ markdown }, longest) => {
      for (const piece of discordPieces(markdown, longest)) {
        expect((piece.match(/```/gu) ?? []).length % 2).toBe(0)
      }
    }),
    { numRuns: 4_000 },
  )
})

test('no word is lost, and their order is kept', () => {
  fc.assert(
    fc.property(notes, lengths, ({ markdown, count }, longest) => {
      const found = new Set(shown(markdown, longest).match(/word\d+/gu))
      expect([...found]).toHaveLength(count)
      expect(new Set([...found].toSorted((a, b) => Number(a.slice(4)) - Number(b.slice(4))))).toEqual(found)
    }),
    { numRuns: 4_000 },
  )
})

test('nothing of a note pings, links by itself or is drawn as anything but text', () => {
  fc.assert(
    fc.property(notes, lengths, ({ markdown }, longest) => {
      const text = shown(markdown, longest)
      const types = shownByDiscord(text).effects.map(({ type }) => type)
      const forbidden = new Set(['mention', 'emoji', 'date', 'spoiler', 'underline', 'small'])
      expect(types.filter((type) => forbidden.has(type))).toEqual([])
      expect(pinged(text)).toEqual([])
    }),
    { numRuns: 4_000 },
  )
})
