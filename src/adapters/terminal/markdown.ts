/** A note's own Markdown, set for the terminal. */
import {
  footnoteMark,
  imageText,
  markdownTree,
  taskMark,
  type MarkdownTree,
  type Phrase,
  type TreeBlock,
  type TreeItem,
} from '../../core/answers/markdown-tree.ts'
import {
  LINE_BREAK,
  addressSpan,
  codeLineSpan,
  linkSpan,
  span,
  webAddress,
  type Line,
  type Span,
  type Style,
} from './span.ts'
import { tableLines } from './table.ts'
import { hang, stack, wrap } from './wrap.ts'
import type { Handlers } from '../../core/answers/handlers.ts'

/** However deep lists and quotes are nested, this many characters a line are left for the text. */
const MIN_TEXT_WIDTH = 10

interface Context {
  /** Whether a link can hold its address; if not, the address is written out. */
  readonly links: boolean
  readonly width: number
}

export function markdownLines(markdown: string, context: Context): readonly Line[] {
  return blocksLines(markdownTree(markdown), context)
}

const BLOCKS: Handlers<TreeBlock, [context: Context], readonly Line[]> = {
  blockquote: ({ children }, context) => {
    const bar = span('│ ', 'dim')
    return hang(bar, blocksLines(children, { ...context, width: narrower(context, 2) }), bar)
  },
  code: ({ value }) => value.split('\n').map((line) => [span('    '), codeLineSpan(line)]),
  footnoteDefinition: ({ label, children }, context) => {
    const mark = span(`${footnoteMark(label)} `, 'dim')
    return hang(mark, blocksLines(children, { ...context, width: narrower(context, mark.text.length) }))
  },
  heading: ({ children, depth }, context) =>
    wrap(spansOf(children, depth === 1 ? ['strong', 'underline'] : ['strong'], context), context.width),
  list: ({ start, spread, items }, context) => {
    const lines = items.map((item, i) => itemLines(item, start === null ? '• ' : `${start + i}. `, context))
    return spread ? spaced(lines) : lines.flat()
  },
  paragraph: ({ children }, context) => wrap(spansOf(children, [], context), context.width),
  table: ({ align, header, rows }, context) =>
    tableLines(
      header.map((cell) => spansOf(cell, [], context).map((each) => withStyle(each, 'strong'))),
      rows.map((row) => row.map((cell) => spansOf(cell, [], context))),
      context.width,
      align,
    ),
  thematicBreak: (_, { width }) => [[span('─'.repeat(Math.min(width, 20)), 'dim')]],
}

function blocksLines(blocks: MarkdownTree, context: Context): readonly Line[] {
  return stack(blocks.map((block) => ({ type: block.type, lines: linesOf(block, context) })))
}

function linesOf(block: TreeBlock, context: Context): readonly Line[] {
  const handle = BLOCKS[block.type] as (block: TreeBlock, context: Context) => readonly Line[]
  return handle(block, context)
}

function spansOf(phrases: readonly Phrase[], styles: readonly Style[], context: Context): readonly Span[] {
  return phrases.flatMap((phrase) => spansOfPhrase(phrase, styles, context))
}

function spansOfPhrase(phrase: Phrase, styles: readonly Style[], context: Context): readonly Span[] {
  switch (phrase.type) {
    case 'text':
      return [span(phrase.value, ...styles)]
    case 'inlineCode':
      return [span(phrase.value, ...styles, 'code')]
    case 'break':
      return [LINE_BREAK]
    case 'emphasis':
    case 'strong':
      return spansOf(phrase.children, [...styles, phrase.type], context)
    case 'delete':
      return spansOf(phrase.children, [...styles, 'struck'], context)
    case 'link':
      return linked(spansOf(phrase.children, styles, context), phrase.url, context)
    case 'image':
      return [span(imageText(phrase.alt), ...styles, 'dim')]
    case 'footnoteReference':
      return [span(footnoteMark(phrase.label), ...styles, 'dim')]
  }
}

function itemLines({ children, checked, spread }: TreeItem, mark: string, context: Context): readonly Line[] {
  const first = span(checked === null ? mark : taskMark(checked))
  const inner = { ...context, width: narrower(context, first.text.length) }
  const blocks = children.map((child) => linesOf(child, inner)).filter((lines) => lines.length > 0)
  return hang(first, spread ? spaced(blocks) : blocks.flat())
}

function spaced(blocks: readonly (readonly Line[])[]): readonly Line[] {
  return stack(blocks.map((lines) => ({ type: 'block', lines })))
}

function narrower({ width }: Context, by: number): number {
  return Math.max(MIN_TEXT_WIDTH, width - by)
}

function linked(spans: readonly Span[], url: string, { links }: Context): readonly Span[] {
  const address = webAddress(url)
  if (address === null) return spans
  if (links) return spans.map((each) => ({ ...withStyle(each, 'underline'), href: address }))
  const text = spans.map((each) => each.text).join('')
  const shown = addressSpan(url, '(', ')')
  if (shown === null || text === '') return spans
  return text === url || text === address ? [linkSpan(text, url)].map(kept) : [...spans, span(' '), shown]
}

function kept(each: Span): Span {
  return { ...each, whole: true }
}

function withStyle(each: Span, style: Style): Span {
  return each.styles.includes(style) ? each : { ...each, styles: [...each.styles, style] }
}
