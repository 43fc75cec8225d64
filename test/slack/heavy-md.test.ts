/** A note's own Markdown, as Slack is given it. */
import type { KnownBlock } from '@slack/types'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slackBlocks } from '../../src/adapters/slack/markdown.ts'
import { mrkdwnEscaped } from '../../src/adapters/slack/rich-text.ts'
import { messageBlockFaults, textLength } from '../peers/slack/blocks.ts'
import { HOSTILE } from '../support/answers.ts'

function shown(markdown: string, tables = true): readonly KnownBlock[] {
  return slackBlocks(markdown, { tables })
}

/** The elements of the only block. */
function elementsIn(markdown: string): unknown {
  const [block, ...others] = shown(markdown)
  expect(others).toEqual([])
  return block?.type === 'rich_text' ? block.elements : block
}

function text(value: string, style?: Readonly<Record<string, true>>): unknown {
  return { type: 'text', text: value, ...(style !== undefined && { style }) }
}

function section(...elements: readonly unknown[]): unknown {
  return { type: 'rich_text_section', elements }
}

function textsIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, each]: [string, unknown]) =>
      key === 'text' && typeof each === 'string' ? `${each}\n` : textsIn(each),
    )
    .join('')
}

test('a paragraph is a section, its styles are those of its texts', () => {
  expect(elementsIn('A **bold *and* so** ~~gone~~ `co_de`, ==marked==.')).toEqual([
    section(
      text('A '),
      text('bold ', { bold: true }),
      text('and', { bold: true, italic: true }),
      text(' so', { bold: true }),
      text(' '),
      text('gone', { strike: true }),
      text(' '),
      text('co_de', { code: true }),
      text(', marked.'),
    ),
  ])
})

test('headings are bold and stand in one block with what they head', () => {
  expect(elementsIn('# One\n\n## Two\n\nText.')).toEqual([
    section(text('One', { bold: true }), text('\n'), text('Two', { bold: true }), text('\n'), text('Text.')),
  ])
  expect(elementsIn('# One\n\n- point')).toEqual([
    section(text('One', { bold: true })),
    { type: 'rich_text_list', style: 'bullet', elements: [section(text('point'))] },
  ])
})

test('lists are nested by indents, and numbers go on after what is between', () => {
  expect(elementsIn('3. three\n   - in\n   - [x] done\n4. four\n\n   Still four.')).toEqual([
    { type: 'rich_text_list', style: 'ordered', offset: 2, elements: [section(text('three'))] },
    {
      type: 'rich_text_list',
      style: 'bullet',
      indent: 1,
      elements: [section(text('in')), section(text('☑ done'))],
    },
    { type: 'rich_text_list', style: 'ordered', offset: 3, elements: [section(text('four\nStill four.'))] },
  ])
})

test('quotes have their bar, lists and code in them too', () => {
  expect(elementsIn('> [!note] Title\n> said\n>\n> more\n>\n> - point\n>\n> ```\n> x\n> ```')).toEqual([
    {
      type: 'rich_text_quote',
      elements: [text('Title', { bold: true }), text('\nsaid'), text('\n'), text('more')],
    },
    { type: 'rich_text_list', style: 'bullet', border: 1, elements: [section(text('point'))] },
    { type: 'rich_text_preformatted', border: 1, elements: [text('x')] },
  ])
})

test('only addresses of the web are linked to', () => {
  expect(
    elementsIn(
      'A [*paper*][p], a [file](./a.md), a [trap](javascript:alert(1)).\n\n[p]: https://a.example/p',
    ),
  ).toEqual([
    section(
      text('A '),
      { type: 'link', url: 'https://a.example/p', text: 'paper' },
      text(', a file, a trap.'),
    ),
  ])
})

test('what Slack would take for a name, an address or a mark is text', () => {
  const note =
    'Say &lt;!here&gt; <@U123> <https://evil.example|good> https://a.example @channel :smile: \\*a\\* &amp;'
  expect(elementsIn(note)).toEqual([
    section(text('Say <!here> <@U123> https://evil.example|good https://a.example @channel :smile: *a* &')),
  ])
})

test('text that turns its direction or hides is dropped', () => {
  expect(elementsIn('a\u202Eb\u200Bc 👩‍🔬 \u2066d')).toEqual([section(text('abc 👩‍🔬 d'))])
})

test('a table is a table', () => {
  expect(shown('| Note | Cites |\n| --- | --: |\n| [One](https://a.example/) | 1 |\n| Two |')).toEqual([
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'Note' },
          { type: 'raw_text', text: 'Cites' },
        ],
        [
          {
            type: 'rich_text',
            elements: [section({ type: 'link', url: 'https://a.example/', text: 'One' })],
          },
          { type: 'raw_text', text: '1' },
        ],
        [
          { type: 'raw_text', text: 'Two' },
          { type: 'raw_text', text: '–' },
        ],
      ],
      column_settings: [
        { align: 'left', is_wrapped: true },
        { align: 'right', is_wrapped: true },
      ],
    },
  ])
})

test('a second table, a long one and one where there is no room for tables are lists', () => {
  const table = '| a | b |\n| - | - |\n| 1 | 2 |'
  const list = [
    { type: 'rich_text_list', style: 'bullet', elements: [section(text('a:', { bold: true }), text(' 1'))] },
    {
      type: 'rich_text_list',
      style: 'bullet',
      indent: 1,
      elements: [section(text('b:', { bold: true }), text(' 2'))],
    },
  ]
  expect(shown(`${table}\n\nand\n\n${table}`).map(({ type }) => type)).toEqual([
    'table',
    'rich_text',
    'rich_text',
  ])
  expect(shown(table, false)).toEqual([{ type: 'rich_text', elements: list }])
  expect(shown(`${table}${'\n| 1 | 2 |'.repeat(100)}`).map(({ type }) => type)).not.toContain('table')
})

test('rules, images and footnotes are drawn', () => {
  expect(shown('![a plot](x.png) as said.[^1]\n\n---\n\n[^1]: At *length*.')).toEqual([
    { type: 'rich_text', elements: [section(text('[image: a plot] as said.[^1]'))] },
    { type: 'divider' },
    { type: 'rich_text', elements: [section(text('[^1] At '), text('length', { italic: true }), text('.'))] },
  ])
})

test('long code is several blocks of whole lines', () => {
  const lines = Array.from({ length: 500 }, (_, i) => `line ${i}`)
  const blocks = shown(`\`\`\`js\n${lines.join('\n')}\n\`\`\``)
  expect(blocks.length).toBeGreaterThan(1)
  expect(blocks.flatMap((block) => textsIn(block).trimEnd().split('\n'))).toEqual(lines)
})

test('marks for small print are escaped', () => {
  expect(mrkdwnEscaped('a <!here> & <@U1>\u202E')).toBe('a &lt;!here&gt; &amp; &lt;@U1&gt;')
})

const parts = fc.oneof(
  fc.constantFrom(
    ...HOSTILE,
    '\n\n',
    '\n',
    '| a | b |\n| - | - |\n| 1 | 2 |\n',
    '- ',
    '  - ',
    '> ',
    '1. ',
    '[a](https://a.example/)',
    '```\n',
  ),
  fc.integer({ min: 1, max: 900 }).map((size) => 'word '.repeat(size)),
)
const notes = fc.array(parts, { maxLength: 30 }).map((all) => all.join(''))

test('Slack takes every block, and none is too long to be put on a page', () => {
  fc.assert(
    fc.property(notes, fc.boolean(), (markdown, tables) => {
      for (const block of shown(markdown, tables)) {
        expect(messageBlockFaults([{ ...block }])).toEqual([])
        expect(textLength(block)).toBeLessThanOrEqual(block.type === 'table' ? 10_000 : 3_000)
      }
    }),
    { numRuns: 3_000 },
  )
})

test('no word is lost, and their order is kept', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('', '- ', '> ', '# ', '    ', '1. ', '> - '), sizes), {
        maxLength: 5,
      }),
      (blocks) => {
        let count = 0
        const words = (size: number) => Array.from({ length: size }, () => `word${(count += 1)}`).join(' ')
        const markdown = blocks
          .map(([mark, all]) => all.map((size) => mark + words(size)).join('\n'))
          .join('\n\nand\n\n')
        const found = textsIn(shown(markdown)).match(/word\d+/gu) ?? []
        expect(found).toEqual(Array.from({ length: count }, (_, i) => `word${i + 1}`))
      },
    ),
    { numRuns: 3_000 },
  )
})

test('nothing but web links and text comes of a note', () => {
  fc.assert(
    fc.property(notes, (markdown) => {
      const types = new Set(JSON.stringify(shown(markdown)).match(/"type":"[a-z_]+"/gu))
      for (const type of ['user', 'usergroup', 'channel', 'broadcast', 'emoji', 'date', 'mrkdwn']) {
        expect(types).not.toContain(`"type":"${type}"`)
      }
    }),
    { numRuns: 3_000 },
  )
})
