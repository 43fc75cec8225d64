/** What stands where in a note's body: headings, links, tags, block ids and the properties at its top. */
import { linksIn, type WrittenLink } from './links.ts'
import { maskOf, withoutRanges } from './mask.ts'
import { plainText } from './plain-text.ts'

export interface Heading {
  /** Plain text. */
  readonly text: string
  /** As written, with its marks. */
  readonly markdown: string
  readonly level: number
  /** Of the line, counted from 0. */
  readonly line: number
  /** Where the text under it begins, as an offset. */
  readonly bodyStart: number
  readonly start: number
}

export interface Body {
  readonly text: string
  /** Code, math, comments and remarks are blanked or masked. */
  readonly masked: string
  readonly lineStarts: readonly number[]
  readonly headings: readonly Heading[]
  readonly links: readonly WrittenLink[]
  readonly tags: readonly string[]
  readonly blockIds: ReadonlySet<string>
  /** `key:: value` lines before anything else, by key in lower case. */
  readonly properties: ReadonlyMap<string, string>
  /** The first-level heading that is the first block: the body's own title. */
  readonly titleHeading: Heading | null
}

export function bodyOf(text: string): Body {
  const mask = maskOf(text)
  const masked = withoutRanges(mask.text, mask.remarks)
  const lineStarts = lineStartsOf(text)
  const links = linksIn(text, mask)
  const headings = headingsIn(text, masked, lineStarts)
  const top = topOf(text, masked, lineStarts, headings)
  return {
    text,
    masked,
    lineStarts,
    headings,
    links,
    tags: tagsIn(mask.text, links),
    blockIds: new Set([...masked.matchAll(BLOCK_ID)].map((match) => match[1] ?? '')),
    ...top,
  }
}

/** The line, counted from 0, in which the offset lies. */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const BLOCK_ID = /(?:^|[ \t])\^([\p{L}\p{N}_-]+)[ \t]*$/gmu
const ATX = /^ {0,3}(#{1,6})(?:[ \t]|$)/
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/
/** What an underline does not make a heading of. */
const NO_PARAGRAPH = /^(?: {4}|\t|[ \t]*(?:[-*+>|]|\d{1,9}[.)][ \t]|#{1,6}[ \t]))/
const MAX_HEADING = 1000

function lineStartsOf(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function headingsIn(text: string, masked: string, lineStarts: readonly number[]): readonly Heading[] {
  const headings: Heading[] = []
  let paragraphStart: number | null = null
  for (const [line, start] of lineStarts.entries()) {
    const end = (lineStarts[line + 1] ?? text.length + 1) - 1
    const seen = masked.slice(start, Math.min(end, start + MAX_HEADING))
    if (seen.trim() === '') {
      paragraphStart = null
      continue
    }
    const marks = ATX.exec(seen)?.[1]
    if (marks !== undefined) {
      headings.push(
        headingOf(text.slice(start, end).trim().slice(marks.length), marks.length, line, start, end + 1),
      )
      paragraphStart = null
    } else if (paragraphStart === line - 1 && UNDERLINE.test(seen)) {
      const from = lineStarts[paragraphStart] ?? 0
      headings.push(headingOf(text.slice(from, start), seen.includes('=') ? 1 : 2, line - 1, from, end + 1))
      paragraphStart = null
    } else if (paragraphStart === null && !NO_PARAGRAPH.test(seen)) paragraphStart = line
    else paragraphStart ??= Number.NEGATIVE_INFINITY
  }
  return headings
}

function headingOf(written: string, level: number, line: number, start: number, bodyStart: number): Heading {
  const markdown = written
    .slice(0, MAX_HEADING)
    .replace(/(?<![ \t])[ \t]+#+[ \t]*$/, '')
    .replace(/\{#[^{}]*\}\s*$/, '')
    .trim()
  return { text: plainText(markdown), markdown, level, line, start, bodyStart }
}

const TAG =
  /(?<=^|[\s([{"'“‘,;])#((?:[\p{L}\p{N}\p{M}_\-/]|\u{200D}|\u{FE0F}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})+)/gmu

/** As written, without `#`; a tag is not only digits. The first spelling of each counts. */
function tagsIn(masked: string, links: readonly WrittenLink[]): readonly string[] {
  if (!masked.includes('#')) return []
  const tags = new Map<string, string>()
  for (const match of withoutRanges(masked, links).matchAll(TAG)) {
    const tag = (match[1] ?? '').replace(/(?<!\/)\/+$/, '')
    if (/[^\p{N}_\-/]/u.test(tag) && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
  }
  return [...tags.values()]
}

const PROPERTY = /^[ \t]*([\p{L}][\p{L}\p{N}_-]{0,60})::(?:[ \t]+(.*))?$/u
const ONLY_TAGS = /^(?:\s*#[^\s#]+)+\s*$/
const ONLY_EMBEDS =
  /^(?:\s*(?:!\[\[[^[\]]*\]\]|!\[[^[\]]*\]\([^()\s]*\)|\[!\[[^[\]]*\]\([^()\s]*\)\]\([^()\s]*\)|<[^<>]*>))+\s*$/

/** A long line is text. */
const MAX_TOP_LINE = 2000

function topOf(
  text: string,
  masked: string,
  lineStarts: readonly number[],
  headings: readonly Heading[],
): { readonly properties: ReadonlyMap<string, string>; readonly titleHeading: Heading | null } {
  const properties = new Map<string, string>()
  const [first] = headings
  for (const [line, start] of lineStarts.entries()) {
    if (first?.line === line) return { properties, titleHeading: first.level === 1 ? first : null }
    const end = (lineStarts[line + 1] ?? text.length + 1) - 1
    const seen = masked.slice(start, end)
    if (seen.trim() === '') continue
    if (seen.length > MAX_TOP_LINE) break
    const property = PROPERTY.exec(seen)
    const key = property?.[1]?.toLowerCase()
    if (key !== undefined && !properties.has(key))
      properties.set(
        key,
        text
          .slice(start, end)
          .replace(/^.*?::/, '')
          .trim(),
      )
    if (property === null && !ONLY_TAGS.test(seen) && !ONLY_EMBEDS.test(seen)) break
  }
  return { properties, titleHeading: null }
}
