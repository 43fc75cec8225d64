/**
 * Typed relations as people write them (`note-formats`): fields, list items that begin with a kind or a link,
 * front matter. The note is always the subject: *this note* challenges the linked one.
 *
 * A list item is read as a skeleton in which each link is one sign, so that the patterns stay small.
 */
import type { WrittenLink } from './links.ts'
import { MAX_LINE } from './long-lines.ts'
import { plainText } from './plain-text.ts'
import { isKnownKind, relationKindOf, type RelationKind } from './relation-kinds.ts'
import { lineAt, type Body } from './scan.ts'

export interface WrittenRelation {
  readonly kind: RelationKind
  /** The word for the kind, as written. */
  readonly word: string
  readonly link: WrittenLink
  /** Plain text; empty when none was written. */
  readonly reason: string
  readonly line: number
}

export interface LineRange {
  readonly from: number
  readonly to: number
}

const LINK = '\uE000'
const LINKS = `${LINK}(?:[ \\t]*(?:,|;|&|and)[ \\t]*${LINK})*`
const KEY = '[\\p{L}][\\p{L}\\p{N}_ -]{0,40}'
/** `key:: [[X]] — why`, as a line or a list item. */
const FIELD = new RegExp(`^[*_]{0,2}(${KEY})[*_]{0,2}::[*_]{0,2}[ \\t]*(${LINKS})(.*)$`, 'su')
/** `[key:: [[X]]] — why`, `(key:: [[X]]): why`. */
const BRACKETED = new RegExp(`^[[(](${KEY})::[ \\t]*(${LINKS})[ \\t]*[\\])](.*)$`, 'su')
/** `(key:: [[X]])` anywhere in a text. */
const INLINE = new RegExp(`[[(](${KEY})::[ \\t]*(${LINKS})([^\\[\\]()${LINK}]*)[\\])]`, 'gu')
/** `[[X]] — challenges: why`. */
const KIND_AFTER =
  /^[ \t]*(?:—|–|-{1,3}|:|,)?[ \t]*[*_([]{0,2}([\p{L}][\p{L} -]{1,30}?)[*_)\]]{0,2}(?:[ \t]+this(?:[ \t]+(?:note|one|claim))?)?[*_]{0,2}(?:[ \t]*[:—–][*_]{0,2}(.*)|[ \t]*)$/su
const APART = /^[ \t*_]*[—–:,([-]/
/** `Extends [[X]] because …`, `**Example of** [[X]]: why`. */
const KIND_BEFORE = new RegExp(`^[*_]{0,2}(${KEY})[*_:]{0,3}[ \\t]*[*_:]{0,3}[ \\t]*(${LINKS})(.*)$`, 'su')
const BARE = new RegExp(`^[*_]{0,2}(${LINKS})[*_]{0,2}(.*)$`, 'su')
const SEPARATOR = /^[ \t\n*_]*(?:—|–|-{1,3}|:|;|,|\.(?=\s))?[ \t\n]*/
/** A link that begins a line of prose is none of a list. */
const SEPARATED = /^[ \t*_]*(?:$|[—–:;,·•|/(\\#→<-])/
/** Nothing but links, or links and why: among relations that is one, whatever stands above. */
const LISTED = new RegExp(`^[*_]{0,2}${LINKS}[*_]{0,2}[ \\t]*(?:$|\\\\$|<br|[—–(#→]|-{1,3}[ \\t])`, 'u')

/** Fields that hold a link and state no relation. */
const METADATA = new Set(
  'tag tags alias aliases title type template icon id up down created updated date author authors source sources status topic topics category categories parent'.split(
    ' ',
  ),
)
const PREFIX = /^([ \t]*)((?:>[ \t]*)*)(?:((?:[-*+]|\d{1,9}[.)])[ \t]+)(\[[^[\]\d]\][ \t]+)?)?/

interface Statement {
  readonly kind: RelationKind
  readonly word: string
  readonly links: readonly WrittenLink[]
  /** Markdown after the links. */
  readonly rest: string
}

/** A list item or line that states a relation, and what else belongs to it. */
interface Item extends Statement {
  readonly line: number
  readonly indent: number
  /** Whether the next line goes on with it though it is not indented; a field that is no item ends with its line. */
  readonly isLazy: boolean
}

interface RelationsInBody {
  readonly relations: readonly WrittenRelation[]
  /** The lines of the body that state them, with those that go on with them, counted from 0. */
  readonly lines: ReadonlySet<number>
}

/** The relations in a body that begins in the file's line `bodyLine`; only in `related` lines is a bare link one. */
export function relationsIn(body: Body, related: readonly LineRange[], bodyLine: number): RelationsInBody {
  const found: { readonly relation: WrittenRelation; readonly order: number }[] = []
  const items = new Map<number, Item>()
  for (const [line, links] of linksByLine(body)) {
    const text = lineText(body, line)
    if (text.length > MAX_LINE) continue
    const inRelated = related.some(({ from, to }) => line >= from && line < to)
    const [prefix = '', blanks = '', , marker, task] = PREFIX.exec(text) ?? []
    const start = (body.lineStarts[line] ?? 0) + prefix.length
    const skeleton = skeletonOf(text.slice(prefix.length), start, links)
    const isItem = marker !== undefined
    const isListed = inRelated
      ? isItem || items.has(line - 1) || beginsParagraph(body, line) || LISTED.test(skeleton.text)
      : isItem && task === undefined
    const field = fieldIn(skeleton)
    const statement = field ?? (isListed ? statementOf(skeleton, isItem, inRelated) : null)
    if (statement !== null) {
      const indent = isItem ? blanks.length : prefix.length
      items.set(line, { ...statement, line, indent, isLazy: isItem || field === null })
      continue
    }
    for (const inline of inlineStatements(skeleton)) {
      const reason = plainText(inline.rest.replace(SEPARATOR, ''))
      for (const link of inline.links) {
        const relation = { kind: inline.kind, word: inline.word, link, reason, line: line + bodyLine }
        found.push({ relation, order: link.start })
      }
    }
  }
  for (const item of unlinkedItems(body, related)) if (!items.has(item.line)) items.set(item.line, item)
  const headings = new Set(body.headings.map(({ line }) => line))
  const lines = new Set([...items.keys(), ...pointersIn(body, related)])
  for (const item of items.values()) {
    const continued = continuationOf(body, item, (line) => items.has(line) || headings.has(line))
    for (const { line } of continued) lines.add(line)
    const continuation = continued.map(({ text }) => `\n${text}`).join('')
    const reason = plainText(`${item.rest}${continuation}`.replace(SEPARATOR, ''))
    for (const link of item.links) {
      const relation = { kind: item.kind, word: item.word, link, reason, line: item.line + bodyLine }
      found.push({ relation, order: link.start })
    }
  }
  const relations = found.toSorted((a, b) => a.order - b.order).map(({ relation }) => relation)
  return { relations, lines }
}

/** Nothing but an address. */
const POINTER = /^<?(?:https?:\/\/|www\.)[^\s<>]+>?[ \t]*$/i

/** Among relations an address by itself is no text either. */
function* pointersIn(body: Body, related: readonly LineRange[]): Generator<number> {
  for (const { from, to } of related) {
    for (let line = from; line < to; line++) {
      const text = lineText(body, line).slice(0, MAX_LINE)
      if (POINTER.test(text.slice(PREFIX.exec(text)?.[0].length ?? 0))) yield line
    }
  }
}

const UNLINKED = new RegExp(
  `^(${KEY})::[ \\t]+([^ \\t].{0,200}?)[ \\t]*(?:[ \\t](?:—|–|-)[ \\t]+(.*))?$`,
  'su',
)

/** `- supports:: Some note — why`, where someone forgot the brackets: a known kind in a list of relations. */
function* unlinkedItems(body: Body, related: readonly LineRange[]): Generator<Item> {
  for (const { from, to } of related) {
    for (let line = from; line < to; line++) {
      const start = body.lineStarts[line] ?? 0
      const text = lineText({ ...body, text: body.masked }, line)
      const [prefix = '', blanks = '', , marker] = PREFIX.exec(text) ?? []
      const [, word = '', name = '', rest = ''] = UNLINKED.exec(text.slice(prefix.length, MAX_LINE)) ?? []
      const kind = relationKindOf(word)
      if (marker === undefined || !isKnownKind(kind) || /[[\uFFFC]|:\/\//.test(name)) continue
      const link = nameAsLink(name, start + prefix.length)
      const written = lineText(body, line)
      const reason = rest === '' ? '' : written.slice(-rest.length)
      const item = { line, indent: blanks.length, isLazy: true }
      yield { kind, word: word.trim(), links: [link], rest: reason, ...item }
    }
  }
}

/** A name without brackets where a link belongs. */
export function nameAsLink(target: string, start: number): WrittenLink {
  return { start, end: start, style: 'wiki', target, anchor: null, display: null, embed: false, label: null }
}

function linksByLine(body: Body): ReadonlyMap<number, readonly WrittenLink[]> {
  const byLine = new Map<number, WrittenLink[]>()
  for (const link of body.links) {
    if (link.embed) continue
    const line = lineAt(body.lineStarts, link.start)
    const links = byLine.get(line)
    if (links === undefined) byLine.set(line, [link])
    else links.push(link)
  }
  return byLine
}

function lineText({ text, lineStarts }: Body, line: number): string {
  return text.slice(lineStarts[line] ?? 0, (lineStarts[line + 1] ?? text.length + 1) - 1)
}

function beginsParagraph(body: Body, line: number): boolean {
  return (
    /^[\s>]*$/.test(lineText(body, line - 1)) || body.headings.some((heading) => heading.line === line - 1)
  )
}

interface Skeleton {
  /** The text with a sign for each link. */
  readonly text: string
  readonly links: readonly WrittenLink[]
  readonly sources: readonly string[]
}

function skeletonOf(text: string, start: number, links: readonly WrittenLink[]): Skeleton {
  const parts: string[] = []
  const sources: string[] = []
  const kept: WrittenLink[] = []
  let at = 0
  for (const link of links) {
    const from = link.start - start
    const to = link.end - start
    if (from < at || to > text.length) continue
    parts.push(text.slice(at, from).replaceAll(LINK, ' '), LINK)
    sources.push(text.slice(from, to))
    kept.push(link)
    at = to
  }
  parts.push(text.slice(at).replaceAll(LINK, ' '))
  return { text: parts.join(''), links: kept, sources }
}

function fieldIn(skeleton: Skeleton): Statement | null {
  const field = FIELD.exec(skeleton.text) ?? BRACKETED.exec(skeleton.text)
  return field === null ? null : fieldStatement(skeleton, field)
}

/** What a list item says, or a line that could stand for one. */
function statementOf(skeleton: Skeleton, isItem: boolean, inRelated: boolean): Statement | null {
  const { text } = skeleton
  const before = KIND_BEFORE.exec(text)
  if (before !== null) {
    const kind = relationKindOf(before[1] ?? '')
    if (isKnownKind(kind)) return statementWith(skeleton, kind, before[1], before[2], before[3])
  }
  const bare = BARE.exec(text)
  if (bare === null || (!isItem && !SEPARATED.test(bare[2] ?? ''))) return null
  // In `[[X]] supports: why` with nothing between them, it is X that supports.
  const after = inRelated || APART.test(bare[2] ?? '') ? KIND_AFTER.exec(bare[2] ?? '') : null
  const kind = relationKindOf(after?.[1] ?? '')
  if (after !== null && isKnownKind(kind)) return statementWith(skeleton, kind, after[1], bare[1], after[2])
  return inRelated ? statementWith(skeleton, 'related', 'related', bare[1], bare[2]) : null
}

function fieldStatement(skeleton: Skeleton, [, word = '', links, rest]: RegExpExecArray): Statement | null {
  if (METADATA.has(word.trim().toLowerCase())) return null
  return statementWith(skeleton, relationKindOf(word), word, links, rest)
}

function statementWith(
  skeleton: Skeleton,
  kind: RelationKind,
  word = '',
  written = '',
  rest = '',
): Statement {
  const count = signsIn(written)
  let next = count
  return {
    kind,
    word: word.trim(),
    links: skeleton.links.slice(0, count),
    rest: rest.replaceAll(LINK, () => skeleton.sources[next++] ?? ''),
  }
}

function signsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf(LINK); at !== -1; at = text.indexOf(LINK, at + 1)) count++
  return count
}

function inlineStatements(skeleton: Skeleton): readonly Statement[] {
  if (!skeleton.text.includes('::')) return []
  const statements: Statement[] = []
  let passed = 0
  let at = 0
  for (const match of skeleton.text.matchAll(INLINE)) {
    passed += signsIn(skeleton.text.slice(at, match.index))
    at = match.index
    const word = (match[1] ?? '').trim()
    if (METADATA.has(word.toLowerCase())) continue
    const links = skeleton.links.slice(passed, passed + signsIn(match[2] ?? ''))
    statements.push({ kind: relationKindOf(word), word, links, rest: match[3] ?? '' })
  }
  return statements
}

/** Lines that go on with the item: continued, or nested and stating no relation of their own. */
function continuationOf(
  body: Body,
  item: Item,
  isOther: (line: number) => boolean,
): readonly { readonly line: number; readonly text: string }[] {
  const lines: { readonly line: number; readonly text: string }[] = []
  let afterBlank = false
  for (let line = item.line + 1; line < body.lineStarts.length; line++) {
    const text = lineText(body, line)
    if (text.trim() === '') {
      afterBlank = true
      continue
    }
    if (isOther(line)) break
    const seen = body.masked.slice(body.lineStarts[line], (body.lineStarts[line] ?? 0) + text.length)
    const [prefix = '', blanks = '', quote, marker] = PREFIX.exec(text) ?? []
    const isNested = blanks.length > item.indent
    const isLazy =
      item.isLazy &&
      !afterBlank &&
      marker === undefined &&
      quote === '' &&
      !/^(?:\||#|[\p{L}\w-]+::)/u.test(text)
    if (!isNested && !isLazy) break
    lines.push({ line, text: /^[ \t\uFFFC]*$/.test(seen) ? '' : text.slice(prefix.length) })
    afterBlank = false
  }
  return lines
}

/** A line of a front matter entry with its links. */
export interface EntryLine {
  readonly text: string
  readonly links: readonly WrittenLink[]
  /** In the file, counted from 1. */
  readonly line: number
}

/** A key that is a known kind makes relations of its links: `supports: "[[X]] — why"`. */
export function relationsOfEntry(key: string, lines: readonly EntryLine[]): readonly WrittenRelation[] {
  const kind = relationKindOf(key)
  if (!isKnownKind(kind)) return []
  return lines.flatMap(({ text, links, line }) => {
    const rest = text.slice(links.at(-1)?.end ?? text.length)
    const why = rest.replace(/^["'\]\s]+/, '').replace(/["'\],\s]+$/, '')
    const reason = plainText(why.replace(SEPARATOR, ''))
    return links.map((link) => ({ kind, word: key, link, reason, line }))
  })
}
