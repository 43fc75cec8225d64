/** A note's own Markdown, set for the terminal. */
import type { Definition, ListItem, PhrasingContent, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { mask, type Masked } from './markdown-mask.ts'
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

/** A page longer than this is shown as it is written: parsing it would take seconds. */
const MAX_PARSED_CHARACTERS = 300_000
/** However deep lists and quotes are nested, this many characters a line are left for the text. */
const MIN_TEXT_WIDTH = 10

interface Context {
  readonly masked: Masked
  readonly definitions: ReadonlyMap<string, Definition>
  /** Whether a link can hold its address; if not, the address is written out. */
  readonly links: boolean
  readonly width: number
}

export function markdownLines(
  markdown: string,
  { width, links }: Pick<Context, 'width' | 'links'>,
): readonly Line[] {
  if (markdown.length > MAX_PARSED_CHARACTERS) {
    return markdown.split('\n').flatMap((line) => wrap([span(line)], width))
  }
  const masked = mask(markdown)
  const tree = fromMarkdown(masked.markdown, {
    extensions: [gfmTable(), gfmStrikethrough(), gfmTaskListItem(), gfmFootnote()],
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      gfmFootnoteFromMarkdown(),
    ],
  })
  return blocksLines(tree.children, { masked, definitions: definitionsIn(tree), links, width })
}

type Handlers<Node extends { type: string }, Result> = {
  readonly [Type in Node['type']]: (node: Extract<Node, { type: Type }>, context: Context) => Result
}

type Block = Exclude<RootContent, PhrasingContent> | Extract<RootContent, { type: 'html' }>

const BLOCKS: Handlers<Block, readonly Line[]> = {
  blockquote: (node, context) => {
    const inner = { ...context, width: narrower(context, 2) }
    const bar = span('│ ', 'dim')
    return hang(bar, blocksLines(calloutTitled(node.children), inner), bar)
  },
  code: ({ value }, { masked }) =>
    masked
      .written(value)
      .split('\n')
      .map((line) => [span('    '), codeLineSpan(line)]),
  definition: () => [],
  footnoteDefinition: (node, context) => {
    const mark = span(`[^${node.label ?? node.identifier}] `, 'dim')
    return hang(mark, blocksLines(node.children, { ...context, width: narrower(context, mark.text.length) }))
  },
  heading: ({ children, depth }, context) =>
    wrap(spansOf(children, depth === 1 ? ['strong', 'underline'] : ['strong'], context), context.width),
  html: () => [],
  list: (node, context) => {
    const items = node.children.map((item, i) => {
      const mark = node.ordered === true ? `${(node.start ?? 1) + i}. ` : '• '
      return itemLines(item, mark, context)
    })
    return node.spread === true ? spaced(items) : items.flat()
  },
  listItem: (node, context) => itemLines(node, '• ', context),
  paragraph: ({ children }, context) => wrap(spansOf(children, [], context), context.width),
  table: (node, context) => {
    const [header = [], ...rows] = node.children.map(({ children }) =>
      children.map((cell) => spansOf(cell.children, [], context)),
    )
    const titles = header.map((cell) => cell.map((each) => ({ ...each, styles: withStyle(each, 'strong') })))
    return tableLines(titles, rows, context.width, node.align ?? [])
  },
  tableCell: (node, context) => wrap(spansOf(node.children, [], context), context.width),
  tableRow: (node, context) => node.children.flatMap((cell) => BLOCKS.tableCell(cell, context)),
  thematicBreak: (_, { width }) => [[span('─'.repeat(Math.min(width, 20)), 'dim')]],
  yaml: () => [],
}

const PHRASES: Handlers<PhrasingContent, (styles: readonly Style[]) => readonly Span[]> = {
  break: () => () => [LINE_BREAK],
  delete:
    ({ children }, context) =>
    (styles) =>
      spansOf(children, [...styles, 'struck'], context),
  emphasis:
    ({ children }, context) =>
    (styles) =>
      spansOf(children, [...styles, 'emphasis'], context),
  footnoteReference:
    ({ label, identifier }) =>
    (styles) => [span(`[^${label ?? identifier}]`, ...styles, 'dim')],
  html:
    ({ value }) =>
    () =>
      /^<br\s*\/?>$/iu.test(value) ? [LINE_BREAK] : [],
  image: ({ alt }, context) => imageSpans(alt, context),
  imageReference: ({ alt }, context) => imageSpans(alt, context),
  inlineCode:
    ({ value }, { masked }) =>
    (styles) => [span(masked.written(value), ...styles, 'code')],
  link:
    ({ children, url }, context) =>
    (styles) =>
      linked(spansOf(children, styles, context), url, context),
  linkReference:
    ({ children, identifier }, context) =>
    (styles) =>
      linked(spansOf(children, styles, context), context.definitions.get(identifier)?.url ?? '', context),
  strong:
    ({ children }, context) =>
    (styles) =>
      spansOf(children, [...styles, 'strong'], context),
  text:
    ({ value }, { masked }) =>
    (styles) => [span(withoutHighlights(masked.seen(value)), ...styles)],
}

function blocksLines(nodes: readonly RootContent[], context: Context): readonly Line[] {
  return stack(nodes.map((node) => ({ type: node.type, lines: linesOf(node, context) })))
}

function linesOf(node: RootContent, context: Context): readonly Line[] {
  if (isBlock(node)) {
    const handle = BLOCKS[node.type] as (node: Block, context: Context) => readonly Line[]
    return handle(node, context)
  }
  return wrap(spansOf([node], [], context), context.width)
}

function isBlock(node: RootContent): node is Block {
  return node.type in BLOCKS
}

function spansOf(
  nodes: readonly PhrasingContent[],
  styles: readonly Style[],
  context: Context,
): readonly Span[] {
  return nodes.flatMap((node) => {
    const handle = PHRASES[node.type] as (
      node: PhrasingContent,
      context: Context,
    ) => (styles: readonly Style[]) => readonly Span[]
    return handle(node, context)(styles)
  })
}

function itemLines({ children, checked, spread }: ListItem, mark: string, context: Context): readonly Line[] {
  const box = checked === true ? '☑ ' : '☐ '
  const first = span(typeof checked === 'boolean' ? box : mark)
  const inner = { ...context, width: narrower(context, first.text.length) }
  const blocks = children.map((child) => linesOf(child, inner)).filter((lines) => lines.length > 0)
  return hang(first, spread === true ? spaced(blocks) : blocks.flat())
}

function spaced(blocks: readonly (readonly Line[])[]): readonly Line[] {
  return stack(blocks.map((lines) => ({ type: 'block', lines })))
}

function narrower({ width }: Context, by: number): number {
  return Math.max(MIN_TEXT_WIDTH, width - by)
}

function linked(spans: readonly Span[], written: string, { links, masked }: Context): readonly Span[] {
  const url = masked.written(written)
  const address = webAddress(url)
  if (address === null) return spans
  if (links) return spans.map((each) => ({ ...each, href: address, styles: withStyle(each, 'underline') }))
  const text = spans.map((each) => each.text).join('')
  const shown = addressSpan(url, '(', ')')
  if (shown === null || text === '') return spans
  return text === url || text === address ? [linkSpan(text, url)].map(kept) : [...spans, span(' '), shown]
}

function kept(each: Span): Span {
  return { ...each, whole: true }
}

function imageSpans(
  alt: string | null | undefined,
  { masked }: Context,
): (styles: readonly Style[]) => readonly Span[] {
  const text = masked.seen(alt ?? '')
  return (styles) => (text === '' ? [] : [span(`[image: ${text}]`, ...styles, 'dim')])
}

/** Obsidian's callout: `> [!note] Title` becomes a quote with a bold first line. */
function calloutTitled(children: readonly RootContent[]): readonly RootContent[] {
  const [paragraph, ...rest] = children
  if (paragraph?.type !== 'paragraph') return children
  const [first, ...others] = paragraph.children
  if (first?.type !== 'text') return children
  const [mark, kind = ''] = /^\[!([\w-]+)\][+-]?[ \t]*/u.exec(first.value) ?? []
  if (mark === undefined) return children
  const [title, body] = firstLineOf([{ type: 'text', value: first.value.slice(mark.length) }, ...others])
  const name = kind.charAt(0).toUpperCase() + kind.slice(1)
  const hasTitle = title.some((node) => node.type !== 'text' || node.value.trim() !== '')
  const strong: PhrasingContent = {
    type: 'strong',
    children: hasTitle ? [...title] : [{ type: 'text', value: name }],
  }
  const after: readonly PhrasingContent[] = body.length === 0 ? [] : [{ type: 'break' }, ...body]
  return [{ ...paragraph, children: [strong, ...after] }, ...rest]
}

function firstLineOf(
  nodes: readonly PhrasingContent[],
): readonly [readonly PhrasingContent[], readonly PhrasingContent[]] {
  const at = nodes.findIndex((node) => node.type === 'text' && node.value.includes('\n'))
  const node = nodes[at]
  if (node?.type !== 'text') return [nodes, []]
  const end = node.value.indexOf('\n')
  return [
    [...nodes.slice(0, at), { type: 'text', value: node.value.slice(0, end) }],
    [{ type: 'text', value: node.value.slice(end + 1) }, ...nodes.slice(at + 1)],
  ]
}

function withoutHighlights(text: string): string {
  return text.replace(/==(?=\S)([^=\n]{1,500})(?<=\S)==/gu, '$1')
}

function withStyle({ styles }: Span, style: Style): readonly Style[] {
  return styles.includes(style) ? styles : [...styles, style]
}

function definitionsIn(tree: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>()
  const visit = (node: Root | RootContent) => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
    if ('children' in node) node.children.forEach(visit)
  }
  visit(tree)
  return found
}
