/** An Answer in Slack's shape: blocks, in pages where it is long, and a text that says it all. */
import type { KnownBlock, RichTextBlock, RichTextSection } from '@slack/types'
import type { Answer, Block, Citation, Inline } from '../../core/answers/answer.ts'
import { rowInlines } from '../../core/answers/inlines.ts'
import { labelOf } from '../../core/answers/label.ts'
import { richText, TITLE_CHARACTERS } from './inlines.ts'
import { BLOCKS_IN_MESSAGE, HEADER_CHARACTERS, TEXT_CHARACTERS, TEXT_OBJECT_CHARACTERS } from './limits.ts'
import { slackBlocks } from './markdown.ts'
import { typedInSlack } from './names.ts'
import {
  mrkdwnEscaped,
  plainElements,
  portionsOf,
  RICH_TEXT_CHARACTERS,
  type Style,
  type TextElement,
} from './rich-text.ts'
import { webAddress } from './web-address.ts'
import type { Handlers } from '../../core/answers/handlers.ts'

/** A page is read in one go. Slack refuses a message of some 13,200. */
const PAGE_CHARACTERS = 4_000
/** Actions, credits and notices come on top. */
const PAGE_BLOCKS = BLOCKS_IN_MESSAGE - 10
/** Beside a title among the sources; the note itself has the rest of its claim. */
const CLAIM_CHARACTERS = 300
/** What the text does not hold is announced. */
const MORE = '… more in the message'
const TEXT_ROOM = TEXT_CHARACTERS - MORE.length - 1
/** Escaping makes a line five times as long at most. */
const LINE_CHARACTERS = 700

export interface Rendered {
  /** For notifications and screen readers. */
  readonly text: string
  /** At least one. */
  readonly pages: readonly (readonly KnownBlock[])[]
}

export interface Surface {
  /** Whether the surface takes table blocks: messages do, modals do not. */
  readonly tables: boolean
}

export function renderedAnswer({ blocks }: Answer, surface: Surface): Rendered {
  return { text: textOf(blocks), pages: pagesOf(blocks.flatMap((block) => blocksOf(block, surface))) }
}

const BLOCKS: Handlers<Block, [surface: Surface], readonly KnownBlock[]> = {
  question: ({ text }) => [
    { type: 'header', text: { type: 'plain_text', text: labelOf(text, HEADER_CHARACTERS), emoji: false } },
  ],
  lead: ({ inlines, under }) => [
    ...(under === undefined ? [] : small(labelOf(under.title, TITLE_CHARACTERS))),
    ...paragraphs(inlines, { bold: true }),
  ],
  arrival: ({ inlines }) => paragraphs(inlines, {}),
  heading: ({ text }) => [rich([boldLine(text)])],
  paragraph: ({ inlines }) => paragraphs(inlines, {}),
  list: ({ items, ordered }) => listBlocks(null, items, ordered ? 'ordered' : 'bullet'),
  table: ({ rows }) => listBlocks(null, rows.map(rowInlines), 'bullet'),
  quotes: ({ label, items, leftOut }) => [
    ...listBlocks(label, items, 'bullet'),
    ...(leftOut === 0 ? [] : small(`… and ${leftOut} more`)),
  ],
  citations: ({ items, more }) => [
    ...(items.length === 0 ? [] : [rich([boldLine('Sources')])]),
    ...items.map(citationBlock),
    ...(more.length === 0 ? [] : small(moreText(more))),
  ],
  markdown: ({ markdown }, surface) => slackBlocks(markdown, surface),
  aside: ({ inlines }) => small(inlines.map(plainOf).join('')),
}

function blocksOf(block: Block, surface: Surface): readonly KnownBlock[] {
  const handle = BLOCKS[block.type] as (block: Block, surface: Surface) => readonly KnownBlock[]
  return handle(block, surface)
}

function rich(elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements }
}

function section(elements: readonly TextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] }
}

/** A line in bold, as headings and labels are. */
function boldLine(text: string): RichTextSection {
  return section(plainElements(labelOf(text, TITLE_CHARACTERS), { bold: true }))
}

/** As many blocks as the text needs. */
function paragraphs(inlines: readonly Inline[], style: Style): readonly KnownBlock[] {
  return portionsOf(richText(inlines, style)).map((portion) => rich([section(portion)]))
}

/** A label stays with its first item; long lists are several blocks. */
function listBlocks(
  label: string | null,
  items: readonly (readonly Inline[])[],
  style: 'bullet' | 'ordered',
): readonly KnownBlock[] {
  const head = label === null ? [] : [boldLine(label)]
  const blocks: KnownBlock[] = []
  let group: RichTextSection[] = []
  let count = 0
  const end = () => {
    if (group.length === 0) return
    const list = {
      type: 'rich_text_list' as const,
      style,
      elements: group,
      ...(style === 'ordered' && count > group.length && { offset: count - group.length }),
    }
    blocks.push(rich(blocks.length === 0 ? [...head, list] : [list]))
    group = []
  }
  for (const portion of items.flatMap((item) => portionsOf(richText(item)))) {
    const next = section(portion)
    if (charactersOf(group) + charactersOf(next) > RICH_TEXT_CHARACTERS) end()
    group.push(next)
    count += 1
  }
  end()
  return blocks
}

/** Small print. */
function small(text: string): readonly KnownBlock[] {
  const label = { type: 'plain_text' as const, text: labelOf(text, TEXT_OBJECT_CHARACTERS), emoji: false }
  return [{ type: 'context', elements: [label] }]
}

/** `[2] Title › Heading, 2026-03-01 — claim`; the number leads to the note's own address. */
function citationBlock({ number, title, heading, claim, date, url }: Citation): KnownBlock {
  const address = url === null ? null : webAddress(url)
  const place = [
    heading === null ? '' : ` › ${labelOf(heading, TITLE_CHARACTERS)}`,
    date === null ? '' : `, ${date}`,
    claim === null ? '' : ` — ${labelOf(claim, CLAIM_CHARACTERS)}`,
  ].join('')
  const name = `${labelOf(title, TITLE_CHARACTERS)}${place}`
  if (address === null) {
    return {
      type: 'context',
      elements: [
        { type: 'plain_text', text: labelOf(`[${number}] ${name}`, TEXT_OBJECT_CHARACTERS), emoji: false },
      ],
    }
  }
  return {
    type: 'context',
    elements: [
      { type: 'mrkdwn', text: `<${addressInMarks(address)}|[${number}]>`, verbatim: true },
      { type: 'plain_text', text: labelOf(name, TEXT_OBJECT_CHARACTERS), emoji: false },
    ],
  }
}

/** Between `<` and `|` an address may hold neither of them. */
function addressInMarks(url: string): string {
  return mrkdwnEscaped(url.replaceAll('|', '%7C'))
}

/** Sources that nothing above is quoted from: their titles alone. */
function moreText(more: readonly Citation[]): string {
  const count = more.length === 1 ? '1 more source: ' : `${more.length} more sources: `
  return count + more.map(({ number, title }) => `[${number}] ${labelOf(title, TITLE_CHARACTERS)}`).join('; ')
}

function pagesOf(blocks: readonly KnownBlock[]): readonly (readonly KnownBlock[])[] {
  const pages: KnownBlock[][] = [[]]
  let size = 0
  for (const block of blocks) {
    const length = charactersOf(block)
    const page = pages.at(-1)
    if (
      page === undefined ||
      page.length >= PAGE_BLOCKS ||
      (size + length > PAGE_CHARACTERS && page.length > 1)
    ) {
      pages.push([block])
      size = length
    } else {
      page.push(block)
      size += length
    }
  }
  return pages
}

/** Of all texts in it. */
function charactersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, each]: [string, unknown]) =>
      sum + (key === 'text' && typeof each === 'string' ? each.length : charactersOf(each)),
    0,
  )
}

/** How it was reached and the lead first, then what speaks against it, then the sources. */
function textOf(blocks: readonly Block[]): string {
  const leads = blocks.flatMap((block) =>
    block.type === 'lead' || block.type === 'arrival' ? [block.inlines.map(plainOf).join('')] : [],
  )
  const others = blocks.flatMap((block) => {
    // What carries the lead can be had from the blocks; what speaks against it must not be missed.
    if (block.type === 'quotes' && block.role !== 'because') {
      return block.items.map((item) => `${block.label}: ${item.map(plainOf).join('')}`)
    }
    return block.type === 'list' ? block.items.map((item) => item.map(plainOf).join('')) : []
  })
  const sources = blocks.flatMap((block) =>
    block.type === 'citations' ? block.items.map(({ number, title }) => `[${number}] ${title}`) : [],
  )
  const question = blocks.find((block) => block.type === 'question')?.text ?? ''
  const lines = [...leads, ...others, ...sources].map((line) => mrkdwnEscaped(labelOf(line, LINE_CHARACTERS)))
  const [first = mrkdwnEscaped(labelOf(question, LINE_CHARACTERS)), ...rest] = lines
  const fitting = rest.findIndex((_, i) => [first, ...rest.slice(0, i + 1)].join('\n').length > TEXT_ROOM)
  return fitting === -1 ? [first, ...rest].join('\n') : [first, ...rest.slice(0, fitting), MORE].join('\n')
}

function plainOf(inline: Inline): string {
  switch (inline.type) {
    case 'cite':
      return `[${inline.number}]`
    case 'note':
      return inline.title
    case 'code':
      return typedInSlack(inline.text)
    case 'text':
    case 'strong':
    case 'link':
    case 'time':
      return inline.text
  }
}
