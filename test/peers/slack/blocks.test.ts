/** What counts as valid blocks and views, and whom a message would reach. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageBlockFaults, textLength, viewFaults } from './blocks.ts'
import type { Json } from '../json.ts'
import { reachOf } from './mentions.ts'

const plain = (text: string): Json => ({ type: 'plain_text', text })
const mrkdwn = (text: string, verbatim?: boolean): Json => ({
  type: 'section',
  text: { type: 'mrkdwn', text, ...(verbatim === undefined ? {} : { verbatim }) },
})
const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Go on'), action_id: 'go', ...more })
const actions = (...elements: readonly Json[]): Json => ({ type: 'actions', elements })
const option = (text: string, value = text): Json => ({ text: plain(text), value })
const rich = (...elements: readonly Json[]): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
const list = (indent: number): Json => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_list',
      style: 'bullet',
      indent,
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
    },
  ],
})
const table = (rows: number, cells: number, text = 'x'): Json => ({
  type: 'table',
  rows: Array.from({ length: rows }, () => Array.from({ length: cells }, () => ({ type: 'raw_text', text }))),
})
const times = (count: number, block: Json): readonly Json[] => Array.from({ length: count }, () => block)

test.for<readonly [what: string, good: readonly Json[], bad: readonly Json[], reason: string]>([
  ['blocks', times(50, { type: 'divider' }), times(51, { type: 'divider' }), 'no more than 50 items allowed'],
  ['section text', [mrkdwn('x'.repeat(3000))], [mrkdwn('x'.repeat(3001))], 'must be less than 3001'],
  ['no text', [mrkdwn('x')], [mrkdwn('')], 'must be more than 0 characters'],
  [
    'header',
    [{ type: 'header', text: plain('x'.repeat(150)) }],
    [{ type: 'header', text: plain('x'.repeat(151)) }],
    'must be less than 151',
  ],
  [
    'context',
    [{ type: 'context', elements: times(10, plain('x')) }],
    [{ type: 'context', elements: times(11, plain('x')) }],
    'no more than 10 items',
  ],
  [
    'button text',
    [actions(button({ text: plain('x'.repeat(75)) }))],
    [actions(button({ text: plain('x'.repeat(76)) }))],
    'must be less than 76',
  ],
  [
    'button value',
    [actions(button({ value: 'x'.repeat(2000) }))],
    [actions(button({ value: 'x'.repeat(2001) }))],
    'must be less than 2001',
  ],
  [
    'button address',
    [actions(button({ url: 'https://example.org' }))],
    [actions(button({ url: 'notes/a.md' }))],
    'invalid url',
  ],
  [
    'action ids',
    [actions(button(), button({ action_id: 'b' }))],
    [actions(button(), button())],
    'action_id "go" already exists',
  ],
  [
    'block ids',
    [{ type: 'divider', block_id: 'a' }],
    times(2, { type: 'divider', block_id: 'a' }),
    'block_id "a" already exists',
  ],
  [
    'additional property',
    [actions(button())],
    [actions(button({ disabled: true }))],
    'additional property: disabled',
  ],
  [
    'overflow',
    [actions({ type: 'overflow', options: times(5, option('a')) })],
    [actions({ type: 'overflow', options: times(6, option('a')) })],
    'no more than 5 items',
  ],
  [
    'option value',
    [actions({ type: 'static_select', options: [option('a', 'x'.repeat(150))] })],
    [actions({ type: 'static_select', options: [option('a', 'x'.repeat(151))] })],
    'must be less than 151',
  ],
  [
    'rich text',
    [rich({ type: 'text', text: 'a' })],
    [rich({ type: 'text', text: '' })],
    'more than 0 characters',
  ],
  ['empty rich text', [rich({ type: 'text', text: 'a' })], [rich()], 'no fewer than 1 items'],
  ['list indent', [list(8)], [list(9)], 'must be at most 8'],
  ['table rows', [table(100, 1)], [table(101, 1)], 'no more than 100 items'],
  ['table cells', [table(1, 20)], [table(1, 21)], 'no more than 20 items'],
  ['table text', [table(100, 10, 'x'.repeat(10))], [table(100, 11, 'x'.repeat(10))], 'less than 10001'],
  ['tables', [table(1, 1)], [table(1, 1), table(1, 1)], 'only one table'],
  [
    'markdown',
    [{ type: 'markdown', text: 'x'.repeat(12_000) }],
    times(2, { type: 'markdown', text: 'x'.repeat(6001) }),
    'less than 12001',
  ],
  ['block type', [{ type: 'divider' }], [{ type: 'alert', text: plain('x') }], 'unsupported type'],
])('%s: at the limit it is taken, above it is refused', ([, good, bad, reason]) => {
  expect(messageBlockFaults(good)).toEqual([])
  expect(messageBlockFaults(bad).join('\n')).toContain(reason)
})

test('a modal has a title of at most 24 characters, and a button to submit what it asks for', () => {
  const input = { type: 'input', label: plain('Question'), element: { type: 'plain_text_input' } }
  const modal = { type: 'modal', title: plain('x'.repeat(24)), submit: plain('Ask'), blocks: [input] }
  expect(viewFaults(modal)).toEqual([])
  expect(viewFaults({ ...modal, title: plain('x'.repeat(25)) }).join()).toContain('/view/title/text')
  expect(viewFaults({ ...modal, submit: undefined }).join()).toContain('submit')
  expect(viewFaults({ ...modal, private_metadata: 'x'.repeat(3001) }).join()).toContain('private_metadata')
  expect(viewFaults({ type: 'modal', title: plain('x'), blocks: [table(1, 1)] }).join()).toContain(
    'unsupported',
  )
})

const names = new Map([
  ['@anna', 'U1'],
  ['#papers', 'C1'],
])

test.for<readonly [text: string, pinged: readonly string[], links: readonly string[]]>([
  ['<!channel> <!here|here> <@U1> <!subteam^S1|team>', ['channel', 'here', 'U1', 'S1'], []],
  ['&lt;!channel&gt; @channel', [], []],
  ['<https://a.org/?x=1&amp;y=2|here> <#C1|papers>', [], ['https://a.org/?x=1&y=2', '#C1']],
  ['see https://a.org/b.', [], ['https://a.org/b']],
  ['<!date^1392734382^{date}|then>', [], []],
])('in a text, %s reaches whom it marks', ([text, pinged, links]) => {
  expect(reachOf(text, 'linked', [], names)).toEqual({ pinged, links })
})

test('bare names are read in full parsing and in mrkdwn that is not verbatim', () => {
  const text = '@channel. And @anna in #papers, not me@here.org'
  const everything = { pinged: ['channel', 'U1'], links: ['#papers'] }
  expect(reachOf(text, 'full', [], names)).toEqual(everything)
  expect(reachOf('', 'linked', [mrkdwn(text)], names)).toEqual(everything)
  expect(reachOf('', 'linked', [mrkdwn(text, true)], names)).toEqual({ pinged: [], links: [] })
})

test('rich text pings by its elements alone, never by its text', () => {
  const blocks = [
    rich(
      { type: 'text', text: '<!channel> @here https://a.org' },
      { type: 'user', user_id: 'U1' },
      { type: 'broadcast', range: 'everyone' },
      { type: 'link', url: 'https://b.org' },
    ),
    actions(button({ url: 'https://c.org' })),
  ]
  const reach = { pinged: ['U1', 'everyone'], links: ['https://b.org', 'https://c.org'] }
  expect(reachOf('', 'linked', blocks, names)).toEqual(reach)
})

test('escaped text marks nobody, whatever it says', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '&', '!', '@', '#', 'channel', 'U1', '|', ' ') }),
      (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(reachOf(escaped, 'linked', [mrkdwn(`${escaped}.`, true)], names)).toEqual({
          pinged: [],
          links: [],
        })
      },
    ),
  )
})

test('any JSON at all is judged without an exception', () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.constantFrom('type', 'text', 'elements', 'rows'), fc.jsonValue())),
      (blocks) => {
        expect(messageBlockFaults(blocks).every((fault) => fault.startsWith('[ERROR] '))).toBe(true)
        expect(textLength(blocks)).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})
