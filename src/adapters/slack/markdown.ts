/** A note's own Markdown as Slack's blocks, each small enough for a message to be filled block by block. */
import type { KnownBlock, RichTextBlock, RichTextList, RichTextSection } from '@slack/types'
import { textParts } from '../../core/answers/text-parts.ts'
import {
  footnoteMark,
  markdownTree,
  taskMark,
  type MarkdownTree,
  type TreeBlock,
  type TreeItem,
} from '../../core/answers/markdown-tree.ts'
import { visibleText } from '../../core/answers/visible-text.ts'
import { LIST_INDENT } from './limits.ts'
import {
  charactersOf,
  elementsOf,
  joined,
  plainElements,
  portionsOf,
  RICH_TEXT_CHARACTERS,
  type TextElement,
} from './rich-text.ts'
import { tableBlock, tableList } from './table.ts'
import type { Handlers } from '../../core/answers/handlers.ts'

/** Slack's types do not know `offset`, which is how far a list's first number is from 1. */
type List = RichTextList & { readonly offset?: number }
/** What stands under each other in a block of rich text. */
type Part = Exclude<RichTextBlock['elements'][number], RichTextList> | List

/** Slack takes no item without a text. */
const NOTHING_SAID = plainElements('–')

interface Place {
  /** How many lists it is in. */
  readonly lists: number
  /** Whether it is in a quote, and has the quote's bar. */
  readonly quoted: boolean
}

/** `tables` says whether the surface takes Slack's own tables; a message takes one, so later ones are lists. */
export function slackBlocks(
  markdown: string,
  { tables }: { readonly tables: boolean },
): readonly KnownBlock[] {
  const blocks: KnownBlock[] = []
  let heading: readonly Part[] = []
  let hasTable = false
  const flush = (parts: readonly Part[]) => {
    blocks.push(...packed(headed(heading, parts)))
    heading = []
  }
  for (const block of markdownTree(markdown)) {
    const table = block.type === 'table' && tables && !hasTable ? tableBlock(block) : null
    if (table !== null) {
      flush([])
      blocks.push(table)
      hasTable = true
    } else if (block.type === 'thematicBreak') {
      flush([])
      blocks.push({ type: 'divider' })
    } else {
      const parts = partsOf(block, { lists: 0, quoted: false })
      if (parts.length === 0) continue
      if (block.type === 'heading') heading = headed(heading, parts)
      else flush(parts)
    }
  }
  flush([])
  return blocks
}

/** A heading stands in one block with what it heads. */
function headed(heading: readonly Part[], [first, ...others]: readonly Part[]): readonly Part[] {
  const last = heading.at(-1)
  if (first === undefined || last === undefined) return first === undefined ? heading : [first, ...others]
  const joint = charactersOfPart(last) + charactersOfPart(first)
  if (
    first.type !== 'rich_text_section' ||
    last.type !== 'rich_text_section' ||
    joint > RICH_TEXT_CHARACTERS
  ) {
    return [...heading, first, ...others]
  }
  const elements = [...last.elements, { type: 'text' as const, text: '\n' }, ...first.elements]
  return [...heading.slice(0, -1), { ...first, elements }, ...others]
}

function packed(parts: readonly Part[]): readonly RichTextBlock[] {
  const blocks: Part[][] = []
  let used = RICH_TEXT_CHARACTERS
  for (const part of parts) {
    const length = charactersOfPart(part) + 1
    if (used + length > RICH_TEXT_CHARACTERS) {
      blocks.push([])
      used = 0
    }
    blocks.at(-1)?.push(part)
    used += length
  }
  return blocks.map((elements) => ({ type: 'rich_text', elements: elements.reduce(withPart, []) }))
}

function charactersOfPart(part: Part): number {
  return part.type === 'rich_text_list'
    ? part.elements.reduce((sum, section) => sum + charactersOf(section.elements), 0)
    : charactersOf(part.elements)
}

/** Items that follow each other are one list, quotes one quote. */
function withPart(parts: readonly Part[], part: Part): Part[] {
  const last = parts.at(-1)
  if (last?.type === 'rich_text_list' && part.type === 'rich_text_list' && continues(last, part)) {
    return [...parts.slice(0, -1), { ...last, elements: [...last.elements, ...part.elements] }]
  }
  if (last?.type === 'rich_text_quote' && part.type === 'rich_text_quote') {
    const elements = [...last.elements, { type: 'text' as const, text: '\n' }, ...part.elements]
    return [...parts.slice(0, -1), { ...last, elements }]
  }
  return [...parts, part]
}

function continues(list: List, next: List): boolean {
  if (list.style !== next.style || list.indent !== next.indent || list.border !== next.border) return false
  return list.style === 'bullet' || (list.offset ?? 0) + list.elements.length === (next.offset ?? 0)
}

const BLOCKS: Handlers<TreeBlock, [place: Place], readonly Part[]> = {
  blockquote: ({ children }, place) => blocksParts(children, { ...place, quoted: true }),
  code: ({ value }, { quoted }) => codeParts(value, quoted),
  footnoteDefinition: ({ label, children }, place) => {
    const mark = plainElements(`${footnoteMark(label)} `)
    const [first, ...others] = children
    return first?.type === 'paragraph'
      ? [...sections(joined([mark, elementsOf(first.children)]), place), ...blocksParts(others, place)]
      : [...sections(mark, place), ...blocksParts(children, place)]
  },
  heading: ({ children }, place) => sections(elementsOf(children, { bold: true }), place),
  list: ({ start, items }, place) =>
    items.flatMap((item, i) => itemParts(item, start === null ? null : start + i, place)),
  paragraph: ({ children }, place) => sections(elementsOf(children), place),
  table: (table, place) => partsOf(tableList(table), place),
  thematicBreak: (_, place) => sections(plainElements('─'.repeat(10)), place),
}

function partsOf(block: TreeBlock, place: Place): readonly Part[] {
  const handle = BLOCKS[block.type] as (block: TreeBlock, place: Place) => readonly Part[]
  return handle(block, place)
}

function blocksParts(blocks: MarkdownTree, place: Place): readonly Part[] {
  return blocks.flatMap((block) => partsOf(block, place))
}

function sections(elements: readonly TextElement[], { quoted }: Place): readonly Part[] {
  const type = quoted ? 'rich_text_quote' : 'rich_text_section'
  return portionsOf(elements).map((portion) => ({ type, elements: [...portion] }))
}

/** An item's first paragraphs are its text; what else it holds stands below, lists further in. */
function itemParts({ checked, children }: TreeItem, number: number | null, place: Place): readonly Part[] {
  const end = children.findIndex(({ type }) => type !== 'paragraph')
  const [own, below] = end === -1 ? [children, []] : [children.slice(0, end), children.slice(end)]
  const texts = own.flatMap((block, i) => {
    const elements = block.type === 'paragraph' ? elementsOf(block.children) : []
    return i === 0 ? elements : [...plainElements('\n'), ...elements]
  })
  const all = joined([checked === null ? [] : plainElements(taskMark(checked)), texts])
  const [first = NOTHING_SAID, ...others] = portionsOf(all)
  return [
    listOf([...first], number, place),
    ...others.flatMap((portion) => sections(portion, place)),
    ...blocksParts(below, { ...place, lists: place.lists + 1 }),
  ]
}

function listOf(
  elements: RichTextSection['elements'],
  number: number | null,
  { lists, quoted }: Place,
): Part {
  const offset = number === null ? 0 : Math.max(0, number - 1)
  return {
    type: 'rich_text_list',
    style: number === null ? 'bullet' : 'ordered',
    elements: [{ type: 'rich_text_section', elements }],
    ...(lists > 0 && { indent: Math.min(lists, LIST_INDENT) }),
    ...(offset > 0 && { offset }),
    ...(quoted && { border: 1 }),
  }
}

function codeParts(code: string, quoted: boolean): readonly Part[] {
  const text = visibleText(code.replaceAll('\t', '    '))
  if (text.trim() === '') return []
  return linesWithin(text).map((part) => ({
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: part }],
    ...(quoted && { border: 1 }),
  }))
}

/** Whole lines, as many as a block takes; a line that is longer is cut. */
function linesWithin(text: string): readonly string[] {
  const parts: string[] = []
  for (const line of text.split('\n').flatMap((each) => textParts(each, RICH_TEXT_CHARACTERS))) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= RICH_TEXT_CHARACTERS) {
      parts[parts.length - 1] = `${last}\n${line}`
    } else {
      parts.push(line)
    }
  }
  return parts.filter((part) => part !== '')
}
