import { expect, test } from 'vitest'
import { markdownLines } from '../../src/adapters/terminal/markdown.ts'
import { paint } from '../../src/adapters/terminal/paint.ts'

interface Setting {
  readonly width?: number
  readonly links?: boolean
  readonly colour?: boolean
}

function shown(markdown: string, { width = 40, links = false, colour = false }: Setting = {}): string {
  return paint(markdownLines(markdown, { width, links }), { colour, links })
}

test('paragraphs are wrapped, headings stand on what they head', () => {
  const note = `An opening that is a little longer than one line.

## How the leak was tested

Twice.`
  expect(shown(note)).toBe(`An opening that is a little longer than
one line.

How the leak was tested
Twice.
`)
})

test('lists are nested with hanging indents, tasks have boxes, numbers go on from where they start', () => {
  const note = `- one point that needs more than one line of text
  - inside
- [ ] to do
- [x] done

3. third
4. fourth`
  expect(shown(note)).toBe(`• one point that needs more than one
  line of text
  • inside
☐ to do
☑ done

3. third
4. fourth
`)
})

test('wikilinks read as their words, embeds are dropped', () => {
  const note =
    'See [[crossover|the crossover]], [[notes/pass-at-k]], [[ceiling#Main result]] and [[#Here]]. ![[figure.png]]'
  expect(shown(note, { width: 90 })).toBe('See the crossover, pass-at-k, ceiling > Main result and Here.\n')
})

test('a wikilink with a bar does not break the table it stands in', () => {
  const note = '| Note | Says |\n| --- | --: |\n| [[a|First]] | 1 |\n| [[b\\|Second]] | 22 |'
  expect(shown(note)).toBe(`Note    Says
──────  ────
First      1
Second    22
`)
})

test('comments, block ids and HTML are dropped, a line break in HTML breaks the line', () => {
  const note = `Seen %%hidden%% and <b>bold</b>.<br>Next line. ^block-1

%%
a whole
paragraph
%%

<div>gone</div>

<!-- gone too -->

Last.`
  expect(shown(note)).toBe('Seen and bold.\nNext line.\n\nLast.\n')
})

test('math and prices are left as they are written', () => {
  const note = 'With $a_1 * b_2 * c_3$ and $$\\sum_{i} *x* _y_$$ it costs $5 or *about* $6.'
  expect(shown(note, { width: 90 })).toBe(
    'With $a_1 * b_2 * c_3$ and $$\\sum_{i} *x* _y_$$ it costs $5 or about $6.\n',
  )
})

test('code is indented and neither wrapped nor read as Markdown', () => {
  const note =
    '```js\nconst link = "[[a|b]]" // %%kept%% $x$ and longer than the line\n\tindented()\n```\n\nInline `[[a|b]] %%c%%` too.'
  expect(shown(note)).toBe(`    const link = "[[a|b]]" // %%kept%% $x$ and longer than the line
        indented()

Inline [[a|b]] %%c%% too.
`)
})

test('a quote keeps its bar on every line, and a callout has a bold first line', () => {
  expect(shown('> quoted words that run over the end of one line\n> > deeper'))
    .toBe(`│ quoted words that run over the end of
│ one line
│
│ │ deeper
`)
  expect(shown('> [!warning]- Mind **this**\n> The body.', { colour: true })).toContain(
    '\u001B[1mMind \u001B[0m\u001B[1;1mthis\u001B[0m',
  )
  expect(shown('> [!note]\n> The body.')).toBe('│ Note\n│ The body.\n')
})

test('a link is its text with the address behind it, or holds the address where that is supported', () => {
  const note =
    'A [paper](https://arxiv.org/abs/2504.13837), a [file](./other.md), a [trap](javascript:alert(1)).'
  expect(shown(note, { width: 90 })).toBe('A paper (https://arxiv.org/abs/2504.13837), a file, a trap.\n')
  expect(shown(note, { width: 90, links: true })).toBe(
    'A \u001B]8;;https://arxiv.org/abs/2504.13837\u001B\\paper\u001B]8;;\u001B\\, a file, a trap.\n',
  )
})

test('reference links and footnotes find what they refer to', () => {
  const note = 'A [paper][p] says so.[^1]\n\n[p]: https://example.org/p\n[^1]: In the appendix.'
  expect(shown(note, { width: 60 })).toBe(
    'A paper (https://example.org/p) says so.[^1]\n\n[^1] In the appendix.\n',
  )
})

test('weights are shown with colours and leave no marks without them', () => {
  const note = '*soft* **strong** ~~gone~~ ==marked== `code`'
  expect(shown(note)).toBe('soft strong gone marked code\n')
  expect(shown(note, { colour: true })).toBe(
    '\u001B[3msoft\u001B[0m \u001B[1mstrong\u001B[0m \u001B[9mgone\u001B[0m marked \u001B[33mcode\u001B[0m\n',
  )
})

test('a line of more than 20,000 characters is shown as it is written', () => {
  const line = '*a* '.repeat(6_000)
  expect(shown(`Before *it*.\n\n${line}\n\nAfter *it*.`, { width: 80 }).replaceAll(/\s+/gu, ' ')).toBe(
    `Before it. ${line}After it. `,
  )
})

test.each([
  ['quotes', '>'.repeat(19_000)],
  ['lists', '- '.repeat(9_500)],
  ['brackets', '['.repeat(19_000)],
  ['wikilinks', '[['.repeat(9_500)],
  ['stars', '*a **b '.repeat(2_700)],
  ['dollars', '$a '.repeat(6_300)],
  ['backticks', Array.from({ length: 190 }, (_, i) => '`'.repeat(i + 1)).join(' ')],
  ['comments', '%%a%'.repeat(4_700)],
])('%s without end are shown all the same', (_, markdown) => {
  expect(shown(markdown, { width: 80 }).length).toBeGreaterThan(0)
})
