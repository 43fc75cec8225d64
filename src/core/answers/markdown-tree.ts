/**
 * A note's own Markdown as a tree that a renderer only has to walk: what Markdown parsers do not know is text
 * again, callouts are quotes, references are resolved, comments and HTML are gone.
 */
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
import { capitalised } from '../capitalised.ts'
import { mask, type Masked } from './markdown-mask.ts'
import type { Handlers } from './handlers.ts'

/** A page longer than this is taken as it is written: with links and lists throughout, parsing it would take seconds. */
const MAX_PARSED_CHARACTERS = 100_000

export type Phrase =
  /** One line; never empty, never beside another text. */
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'inlineCode'; readonly value: string }
  | { readonly type: 'break' }
  | { readonly type: 'emphasis' | 'strong' | 'delete'; readonly children: readonly Phrase[] }
  /** The address is as it was written, for whatever scheme. */
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Phrase[] }
  /** Never without a text. */
  | { readonly type: 'image'; readonly alt: string }
  | { readonly type: 'footnoteReference'; readonly label: string }

export interface TreeItem {
  /** Null for what is no task. */
  readonly checked: boolean | null
  /** Whether its blocks are set apart. */
  readonly spread: boolean
  readonly children: MarkdownTree
}

export type Align = 'left' | 'right' | 'center' | null
export type Cell = readonly Phrase[]

export type TreeBlock =
  | { readonly type: 'paragraph'; readonly children: readonly Phrase[] }
  | { readonly type: 'heading'; readonly depth: number; readonly children: readonly Phrase[] }
  | { readonly type: 'blockquote'; readonly children: MarkdownTree }
  | { readonly type: 'code'; readonly value: string; readonly language: string | null }
  | {
      readonly type: 'list'
      /** The first number; null for points. */
      readonly start: number | null
      readonly spread: boolean
      readonly items: readonly TreeItem[]
    }
  | {
      readonly type: 'table'
      readonly align: readonly Align[]
      readonly header: readonly Cell[]
      readonly rows: readonly (readonly Cell[])[]
    }
  | { readonly type: 'thematicBreak' }
  | { readonly type: 'footnoteDefinition'; readonly label: string; readonly children: MarkdownTree }

export type MarkdownTree = readonly TreeBlock[]

export function markdownTree(markdown: string): MarkdownTree {
  if (markdown.length > MAX_PARSED_CHARACTERS) return [linesAsWritten(markdown)]
  const masked = mask(markdown)
  const root = fromMarkdown(masked.markdown, {
    extensions: [gfmTable(), gfmStrikethrough(), gfmTaskListItem(), gfmFootnote()],
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      gfmFootnoteFromMarkdown(),
    ],
  })
  return blocksOf(root.children, { masked, definitions: definitionsIn(root) })
}

/** What a reader sees of phrases, without their styles and addresses. */
export function textOf(phrases: readonly Phrase[]): string {
  return phrases.map(textOfPhrase).join('')
}

function textOfPhrase(phrase: Phrase): string {
  switch (phrase.type) {
    case 'text':
    case 'inlineCode':
      return phrase.value
    case 'break':
      return ' '
    case 'image':
      return imageText(phrase.alt)
    case 'footnoteReference':
      return footnoteMark(phrase.label)
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'link':
      return textOf(phrase.children)
  }
}

/** How an image reads where it cannot be seen. */
export function imageText(alt: string): string {
  return `[image: ${alt}]`
}

export function footnoteMark(label: string): string {
  return `[^${label}]`
}

/** What stands before the text of a task. */
export function taskMark(checked: boolean): string {
  return checked ? '☑ ' : '☐ '
}

function linesAsWritten(markdown: string): TreeBlock {
  const lines = markdown
    .replaceAll('\r', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const children = lines.flatMap((value, i): readonly Phrase[] =>
    i === 0 ? [{ type: 'text', value }] : [{ type: 'break' }, { type: 'text', value }],
  )
  return { type: 'paragraph', children }
}

interface Context {
  readonly masked: Masked
  readonly definitions: ReadonlyMap<string, Definition>
}

type Block = Exclude<RootContent, PhrasingContent> | Extract<RootContent, { type: 'html' }>

const BLOCKS: Handlers<Block, [context: Context], MarkdownTree> = {
  blockquote: ({ children }, context) => [
    { type: 'blockquote', children: blocksOf(calloutTitled(children), context) },
  ],
  code: ({ value, lang }, { masked }) => [
    {
      type: 'code',
      value: masked.written(value),
      language: typeof lang === 'string' ? masked.written(lang) : null,
    },
  ],
  definition: () => [],
  footnoteDefinition: ({ label, identifier, children }, context) => [
    {
      type: 'footnoteDefinition',
      label: oneLine(context.masked.seen(label ?? identifier)),
      children: blocksOf(children, context),
    },
  ],
  heading: ({ depth, children }, context) => [
    { type: 'heading', depth, children: phrasesOf(children, context) },
  ],
  html: () => [],
  list: ({ ordered, start, spread, children }, context) => [
    {
      type: 'list',
      start: ordered === true ? (start ?? 1) : null,
      spread: spread === true,
      items: children.map((item) => itemOf(item, context)),
    },
  ],
  paragraph: ({ children }, context) => [{ type: 'paragraph', children: phrasesOf(children, context) }],
  table: ({ align, children }, context) => {
    const [header = [], ...rows] = children.map((row) =>
      row.children.map((cell) => phrasesOf(cell.children, context)),
    )
    return [{ type: 'table', align: align ?? [], header, rows }]
  },
  thematicBreak: () => [{ type: 'thematicBreak' }],
  // Items stand in lists only, rows and cells in tables; front matter was taken off with the file.
  listItem: () => [],
  tableCell: () => [],
  tableRow: () => [],
  yaml: () => [],
}

const PHRASES: Handlers<PhrasingContent, [context: Context], readonly Phrase[]> = {
  break: () => [{ type: 'break' }],
  delete: ({ children }, context) => [{ type: 'delete', children: phrasesOf(children, context) }],
  emphasis: ({ children }, context) => [{ type: 'emphasis', children: phrasesOf(children, context) }],
  footnoteReference: ({ label, identifier }, { masked }) => [
    { type: 'footnoteReference', label: oneLine(masked.seen(label ?? identifier)) },
  ],
  html: ({ value }) => (/^<br\s*\/?>$/iu.test(value) ? [{ type: 'break' }] : []),
  image: ({ alt }, context) => imageOf(alt, context),
  imageReference: ({ alt }, context) => imageOf(alt, context),
  inlineCode: ({ value }, { masked }) => [{ type: 'inlineCode', value: masked.written(value) }],
  link: ({ children, url }, context) => [
    { type: 'link', url: context.masked.written(url), children: phrasesOf(children, context) },
  ],
  linkReference: ({ children, identifier }, context) => [
    {
      type: 'link',
      url: context.masked.written(context.definitions.get(identifier)?.url ?? ''),
      children: phrasesOf(children, context),
    },
  ],
  strong: ({ children }, context) => [{ type: 'strong', children: phrasesOf(children, context) }],
  text: ({ value }, { masked }) => {
    const text = oneLine(withoutHighlights(masked.seen(value)))
    return text === '' ? [] : [{ type: 'text', value: text }]
  },
}

function blocksOf(nodes: readonly RootContent[], context: Context): MarkdownTree {
  return nodes.flatMap((node): MarkdownTree => {
    if (!isBlock(node)) return [{ type: 'paragraph', children: phrasesOf([node], context) }]
    const handle = BLOCKS[node.type] as (node: Block, context: Context) => MarkdownTree
    return handle(node, context)
  })
}

function isBlock(node: RootContent): node is Block {
  return node.type in BLOCKS
}

function phrasesOf(nodes: readonly PhrasingContent[], context: Context): readonly Phrase[] {
  const phrases: Phrase[] = []
  for (const node of nodes) {
    const handle = PHRASES[node.type] as (node: PhrasingContent, context: Context) => readonly Phrase[]
    for (const phrase of handle(node, context)) {
      const last = phrases.at(-1)
      if (phrase.type === 'text' && last?.type === 'text') {
        phrases[phrases.length - 1] = { type: 'text', value: last.value + phrase.value }
      } else {
        phrases.push(phrase)
      }
    }
  }
  return phrases
}

function itemOf({ checked, spread, children }: ListItem, context: Context): TreeItem {
  return { checked: checked ?? null, spread: spread === true, children: blocksOf(children, context) }
}

function imageOf(alt: string | null | undefined, { masked }: Context): readonly Phrase[] {
  const text = oneLine(masked.seen(alt ?? ''))
  return text.trim() === '' ? [] : [{ type: 'image', alt: text }]
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ')
}

function withoutHighlights(text: string): string {
  return text.replace(/==(?=\S)([^=\n]{1,500})(?<=\S)==/gu, '$1')
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
  const name = capitalised(kind)
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

function definitionsIn(tree: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>()
  const visit = (node: Root | RootContent) => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
    if ('children' in node) node.children.forEach(visit)
  }
  visit(tree)
  return found
}
