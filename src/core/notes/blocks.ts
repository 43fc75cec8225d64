/**
 * The prose of a section: its paragraphs, list items, quotes, callouts and footnotes, each as Markdown without the
 * marks that make it a block. Code, tables, math on its own, headings, definitions and fields are no prose, nor is
 * HTML but for the text in its boxes.
 */
import { MAX_LINE } from './long-lines.ts'
import { maskOf, withoutRanges } from './mask.ts'
import { isKnownKind, relationKindOf } from './relation-kinds.ts'

export interface ProseBlock {
  readonly type: 'paragraph' | 'item' | 'quote'
  readonly markdown: string
}

const PREFIX = /^[ \t]*((?:>[ \t]*)*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[^[\]\d]\][ \t]+)?)*)/
const THEMATIC_BREAK = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/
const SETEXT = /^ {0,3}(?:=+|-+)[ \t]*$/
const CALLOUT = /^\[![\w-]+\][+-]?[ \t]*/
const FOOTNOTE = /^\[\^[^\]\s]+\]:[ \t]*/
/** A footnote that names a work asserts nothing. */
const REFERENCE = /\b(?:1[5-9]|20)\d\d\b|\bdoi\b|\barxiv\b|\bibid\b|https?:|\bpp?\.\s?\d/i
const TABLE_RULE = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/
const DEFINITION = /^ {0,3}\[[^\]]+\]:/
const HTML = /^ {0,3}<(?:\/?[A-Za-z]|!)[^>]*>?/
const FIELD = /^[*_[(]{0,4}[\p{L}\p{N}][\p{L}\p{N}_ -]{0,60}[*_]{0,2}::(?=[\s[*_]|$)/u
const FIELD_PARTS = /^([\p{L}\p{N}][\p{L}\p{N}_ -]{0,60})::[ \t]+(\S.*)$/u
/** A box around text, as exported from Notion: `<aside>`, `<details>`. Text stands between such lines. */
const BOX = /^ {0,3}<\/?(?:aside|article|center|details|div|figure|section)(?:\s[^<>]*)?>[ \t]*$/i
const BOXED_LINE = /^ {0,3}<(p|summary|figcaption)>.*<\/\1>[ \t]*$/i
const EMBEDS = /^(?:\s*!\[\[[^[\]]*\]\]|\s*!\[[^[\]]*\]\([^()\s]*\))+\s*(?:\^[\w-]+\s*|\{:[^{}]*\}\s*)?$/
/** `#+BEGIN_QUOTE`, as in Org and Logseq. */
const ORG_LINE = /^#\+[A-Za-z_]+/
const TAGS = /^(?:\s*#[^\s#]+)+\s*$/
/** `Status: #seedling`, `Tags: [[Car]], [[Home]]`; `Capital: [[Paris]]` says something. */
const LABELLED =
  /^[*_]{0,2}(?:\p{L}[\p{L} _-]{0,30}[*_]{0,2}[ \t]?:[*_]{0,2}(?:[ \t]*(?:#[^\s#,;·|[\]]+|[,;·|]))+|(?:tags?|topics?|categor(?:y|ies)|status|type|areas?|projects?|up|down|parent|links?|related|see also|keywords?)[*_]{0,2}[ \t]?:[*_]{0,2}(?:[ \t]*(?:#[^\s#,;·|[\]]+|\[\[[^[\]]*\]\]|[,;·|]))+)[ \t]*$/iu
/** `ID: 202401051230`, `tags : Physics, Heat`: a few words after a word of bookkeeping. */
const BOOKKEEPING =
  /^[*_]{0,2}(?:tags?|keywords?|categor(?:y|ies)|alias(?:es)?|u?id|date|created|updated|modified)[*_]{0,2}[ \t]?:[*_]{0,2}(?:[ \t]+[^\s.!?。]+){1,4}[ \t]*$/iu
/** Of a template that nobody filled in: `By {{author}}, {{date}}`; what ends like a sentence is one. */
const PLACEHOLDERS = /^(?:[\p{L}\p{N}*_ \t:,;·|-]{0,40}\{\{[^{}<%]{1,100}\}\})+[ \t*_,;·|]*$/u
/** An item that only points elsewhere. */
const LINKS = /^(?:\s*(?:\[\[[^[\]]*\]\]|\[[^[\]]*\]\([^()\s]*\)),?)+\s*$/
const INDENTED = /^(?: {4}|\t)/

interface OpenBlock {
  readonly type: ProseBlock['type']
  readonly quoted: boolean
  readonly lines: string[]
}

/** Lazily, so that the opening of a long note is cheap. */
export function* proseBlocks(markdown: string): Generator<ProseBlock> {
  const lines = markdown.split('\n')
  const seenLines = proseOnly(markdown).split('\n')
  let open: OpenBlock | null = null
  let skipping: 'html' | 'table' | null = null
  let inList = false
  for (const [i, line] of lines.entries()) {
    const seen = seenLines[i] ?? ''
    if (isBlank(seen) || line.length > MAX_LINE) {
      if (open !== null) yield closed(open)
      open = null
      skipping = null
      continue
    }
    if (skipping === 'html' || (skipping === 'table' && seen.includes('|'))) continue
    const { quoted, isItem, rest } = unmarked(line, seen)
    const besides = isCode(line, open, inList) ? null : saidBesides(rest, quoted)
    if (besides !== null) {
      if (open !== null) yield closed(open)
      open = null
      yield { type: 'quote', markdown: besides }
      continue
    }
    const starts = open === null || isItem || (quoted && !open.quoted)
    skipping = startOfSkipped(seen, seenLines[i + 1] ?? '', open === null)
    if (open?.type === 'paragraph' && SETEXT.test(seen)) {
      // As in scan.ts, only a single line is a heading where it is underlined.
      if (open.lines.length > 1) yield closed(open)
      open = null
    } else if (
      skipping === null &&
      !isCode(line, open, inList) &&
      !isNoProse(seen, rest, isItem, open === null)
    ) {
      if (!starts) {
        open?.lines.push(rest)
        continue
      }
      if (open !== null) yield closed(open)
      open = { type: isItem ? 'item' : quoted ? 'quote' : 'paragraph', quoted, lines: [rest] }
    } else {
      if (open !== null) yield closed(open)
      open = null
    }
    inList = isItem || (inList && /^\s/.test(line))
  }
  if (open !== null) yield closed(open)
}

/** The text with comments, fences and math on lines of its own blanked, and inline code and math masked. */
function proseOnly(markdown: string): string {
  const mask = maskOf(markdown)
  const blocks = mask.spans.filter(
    ({ kind, start, end }) =>
      kind === 'fence' ||
      kind === 'raw-html' ||
      (kind === 'display-math' && isAloneOnLines(markdown, start, end)),
  )
  return withoutRanges(withoutRanges(mask.text, mask.remarks), blocks)
}

const LINE_END = /[ \t]*(?:\n|$)/y

function isAloneOnLines(text: string, start: number, end: number): boolean {
  let at = start - 1
  while (at >= 0 && /[ \t>]/.test(text.charAt(at))) at--
  LINE_END.lastIndex = end
  return (at < 0 || text[at] === '\n') && LINE_END.test(text)
}

function closed({ type, lines }: OpenBlock): ProseBlock {
  return { type, markdown: lines.join('\n') }
}

/** The line without its quote and list marks. */
function unmarked(line: string, seen: string): { quoted: boolean; isItem: boolean; rest: string } {
  const [prefix = '', quote, marker] = PREFIX.exec(seen) ?? []
  return { quoted: quote !== '', isItem: marker !== '', rest: line.slice(prefix.length) }
}

function startOfSkipped(seen: string, next: string, isFirst: boolean): 'html' | 'table' | null {
  if (seen.includes('|') && next.includes('-') && next.length < MAX_LINE && TABLE_RULE.test(next))
    return 'table'
  const isHtml = HTML.test(seen) && !isInlineHtml(seen) && !BOX.test(seen) && !BOXED_LINE.test(seen)
  return isFirst && isHtml ? 'html' : null
}

/** What a callout's title, a footnote or a field says in words; null for any other line. */
function saidBesides(rest: string, quoted: boolean): string | null {
  const callout = quoted ? CALLOUT.exec(rest)?.[0] : undefined
  if (callout !== undefined) return rest.slice(callout.length)
  const footnote = FOOTNOTE.exec(rest)?.[0]
  if (footnote !== undefined) return REFERENCE.test(rest) ? null : rest.slice(footnote.length)
  const [, key = '', value = ''] = FIELD_PARTS.exec(rest) ?? []
  // With a link it is a relation; without its key it could mean the opposite.
  const isSentence = /[.!?。]$/.test(value) && /\s/.test(value) && !/[[\]]/.test(value)
  return isSentence && !isKnownKind(relationKindOf(key)) ? `${key}: ${value}` : null
}

/** Indented by four where no list goes on. */
function isCode(line: string, open: OpenBlock | null, inList: boolean): boolean {
  return open === null && !inList && INDENTED.test(line)
}

function isBlank(line: string): boolean {
  return /^[\s>]*$/.test(line)
}

/** A line that holds only marks, or what is not for reading. */
function isNoProse(seen: string, rest: string, isItem: boolean, isFirst: boolean): boolean {
  return (
    THEMATIC_BREAK.test(seen) ||
    HEADING.test(seen) ||
    HEADING.test(rest) ||
    BOX.test(seen) ||
    DEFINITION.test(seen) ||
    FIELD.test(rest) ||
    EMBEDS.test(rest) ||
    ORG_LINE.test(rest) ||
    TAGS.test(rest) ||
    LABELLED.test(rest) ||
    PLACEHOLDERS.test(rest) ||
    (isFirst && !isItem && BOOKKEEPING.test(rest)) ||
    (isItem && LINKS.test(rest)) ||
    /^\^[\w-]+\s*$/.test(rest)
  )
}

const INLINE_TAGS = new Set(
  'a abbr b bdi bdo br cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var'.split(
    ' ',
  ),
)

function isInlineHtml(seen: string): boolean {
  const name = /^\s*<\/?([A-Za-z][A-Za-z\d-]*)(?=[\s/>])/.exec(seen)?.[1]?.toLowerCase()
  return name === undefined ? /^\s*<[A-Za-z][\w+.-]*[:@]/.test(seen) : INLINE_TAGS.has(name)
}
