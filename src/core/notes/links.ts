/**
 * Links as written: wikilinks, embeds, Markdown links, reference links and Hugo's relref, found in the masked
 * text by matching brackets from left to right. Where they lead is worked out in resolve.ts.
 */
import { MASKED, maskOf, withoutRanges, type Mask } from './mask.ts'

export interface WrittenLink {
  readonly start: number
  readonly end: number
  /** A `name` is a relation's target in front matter without brackets. */
  readonly style: 'wiki' | 'markdown' | 'name'
  /** Decoded, without anchor and display text; an external address whole. */
  readonly target: string
  readonly anchor: string | null
  readonly display: string | null
  readonly embed: boolean
  /** What a reader sees of a Markdown link: the text between its brackets. */
  readonly label: { readonly start: number; readonly end: number } | null
}

/** Beyond this a destination or title is not one, and a hostile line would cost too much. */
const MAX_DESTINATION = 2000
const MAX_NESTING = 32

const SCHEME = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:mailto|tel|data|javascript|vbscript|sms|geo|magnet|about):)/i
const MARKDOWN_SCHEME = /^(?:[a-z][a-z0-9+.-]+:(?!\s)|\/\/)/i
const SIZE = /^\s*\d+(?:\s*x\s*\d+)?\s*$/

/** All links, in the order in which they stand. */
export function linksIn(text: string, mask: Mask): readonly WrittenLink[] {
  if (!text.includes('[')) return []
  const wikilinks = wikilinksIn(text, mask.text)
  const rest = withoutRanges(mask.text, wikilinks)
  const markdown = rest.includes(']') ? markdownLinksIn(text, rest, mask.text) : []
  if (markdown.length === 0) return wikilinks
  return [...wikilinks, ...markdown].toSorted((a, b) => a.start - b.start)
}

/** Only `]]` ends a wikilink, and it belongs to the nearest `[[` before it on the same line. */
export function wikilinksIn(text: string, masked: string): readonly WrittenLink[] {
  const links: WrittenLink[] = []
  let open: number | null = null
  for (const { 0: mark, index } of masked.matchAll(/\[(?=\[)|\]\]|\n/g)) {
    if (mark === '[') open = index
    else if (mark === '\n') open = null
    else if (open !== null) {
      const link = wikilinkAt(text, masked, open, index)
      if (link !== null) links.push(link)
      open = null
    }
  }
  return links
}

function wikilinkAt(text: string, masked: string, open: number, close: number): WrittenLink | null {
  const content = text.slice(open + 2, close)
  const bar = content.indexOf('|')
  const first = bar === -1 ? content : content.slice(0, bar).replace(/\\$/, '')
  const shown = bar === -1 ? null : content.slice(bar + 1)
  const { target, anchor } = wikiAddress(first)
  if (target === '' && anchor === null) return null
  const isMarkedEmbed = masked[open - 1] === '!'
  const embed = isMarkedEmbed || masked.slice(Math.max(0, open - 8), open).endsWith('{{embed ')
  return {
    start: isMarkedEmbed ? open - 1 : open,
    end: close + 2,
    style: 'wiki',
    target,
    anchor,
    display: shown === null || shown.trim() === '' || (embed && SIZE.test(shown)) ? null : shown.trim(),
    embed,
    label: null,
  }
}

/** Dendron writes `[[text|target]]`: its text with wikilinks as all others write them. */
export function withTargetsFirst(text: string): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end } of wikilinksIn(text, maskOf(text).text)) {
    const link = text.slice(start, end).replace(/^(!?\[\[)([^|]*?)(\\?\|)(.*)(\]\])$/, '$1$4$3$2$5')
    parts.push(text.slice(at, start), link)
    at = end
  }
  return [...parts, text.slice(at)].join('')
}

function wikiAddress(written: string): { readonly target: string; readonly anchor: string | null } {
  const address = written.trim()
  if (SCHEME.test(address) && !address.startsWith('dendron:')) return { target: address, anchor: null }
  const local = address.replace(/^dendron:\/\/[^/]*\//, '')
  const hash = local.indexOf('#')
  return hash === -1
    ? { target: local, anchor: null }
    : { target: local.slice(0, hash).trim(), anchor: anchorOf(local.slice(hash + 1)) }
}

/** Without Dendron's offset and range (`head,1:#*`). */
function anchorOf(written: string): string | null {
  const anchor = written.replace(/(?:,\d+)?(?::#.*)?$/, '').trim()
  return anchor === '' ? null : anchor
}

/** True for an address that leads out of the folder whatever notes there are. */
export function isExternal(target: string, style: WrittenLink['style']): boolean {
  return (style === 'markdown' ? MARKDOWN_SCHEME : SCHEME).test(target)
}

interface Destination {
  readonly address: string
  readonly end: number
}

/** `masked` without wikilinks; `full` with them, to see that a destination is one. */
function markdownLinksIn(text: string, masked: string, full: string): readonly WrittenLink[] {
  const links: WrittenLink[] = []
  const definitions = definitionsIn(text, masked)
  const open: number[] = []
  const bracket = /[[\]]|\n[ \t]*\n/g
  for (let match = bracket.exec(masked); match !== null; match = bracket.exec(masked)) {
    const at = match.index
    if (match[0] === '[') {
      open.push(at)
      continue
    }
    if (match[0] !== ']') {
      open.length = 0
      bracket.lastIndex = at + 1
      continue
    }
    const start = open.pop()
    if (start === undefined) continue
    const found =
      masked[at + 1] === '('
        ? destinationAt(text, full, at + 2)
        : definitions.size > 0
          ? referenceAt(text, masked, start, at, definitions)
          : null
    if (found === null) continue
    const embed = masked[start - 1] === '!'
    const display = text.slice(start + 1, at).trim()
    links.push({
      start: embed ? start - 1 : start,
      end: found.end,
      style: 'markdown',
      ...markdownAddress(found.address),
      display: display === '' ? null : display,
      embed,
      label: { start: start + 1, end: at },
    })
    bracket.lastIndex = found.end
  }
  return links
}

function markdownAddress(address: string): { readonly target: string; readonly anchor: string | null } {
  if (isExternal(address, 'markdown')) return { target: address, anchor: null }
  const hash = address.indexOf('#')
  const path = (hash === -1 ? address : address.slice(0, hash)).replace(/\?.*$/s, '')
  const anchor = hash === -1 ? '' : decoded(address.slice(hash + 1))
  return { target: decoded(path), anchor: anchor === '' ? null : anchor }
}

/** A bad escape is left alone. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const RELREF = /\s*\{\{[<%]\s*(?:rel)?ref\s+"([^"\n]{0,500})"[^}\n]{0,200}\}\}\s*\)/y
const TITLE = /(?:[ \t]*(?:\n[ \t]*)?(?:"[^"]{0,2000}"|'[^']{0,2000}'|\([^()]{0,2000}\)))?[ \t]*\)/y

/** What stands in the round brackets that open before `from`; null where it is no destination. */
function destinationAt(text: string, masked: string, from: number): Destination | null {
  RELREF.lastIndex = from
  const relref = RELREF.exec(text)
  if (relref !== null) return { address: relref[1] ?? '', end: RELREF.lastIndex }
  const start = from + (/^[ \t]*/.exec(text.slice(from, from + 20))?.[0].length ?? 0)
  const inner = text[start] === '<' ? angledEnd(text, start) : bareEnd(text, masked, start)
  if (inner === null) return null
  TITLE.lastIndex = inner.next
  if (!TITLE.test(text)) return null
  const address = text.slice(inner.start, inner.end).replace(/\\([!-/:-@[-`{-~])/g, '$1')
  return { address, end: TITLE.lastIndex }
}

interface Inner {
  readonly start: number
  readonly end: number
  readonly next: number
}

function angledEnd(text: string, start: number): Inner | null {
  const inside = /^[^<>\n]*/.exec(text.slice(start + 1, start + 1 + MAX_DESTINATION))?.[0].length ?? 0
  const end = start + 1 + inside
  return text[end] === '>' ? { start: start + 1, end, next: end + 1 } : null
}

function bareEnd(text: string, masked: string, start: number): Inner | null {
  if (masked.startsWith('[[', start)) return null
  let depth = 0
  for (let at = start; at < start + MAX_DESTINATION; at++) {
    const char = text[at]
    if (char === undefined) return null
    if (char === '(' && masked[at] !== MASKED) depth++
    if (depth > MAX_NESTING) return null
    if (char <= ' ' || (char === ')' && masked[at] !== MASKED && depth-- === 0)) {
      return { start, end: at, next: at }
    }
  }
  return null
}

const DEFINITION = /^ {0,3}\[([^[\]\n^][^[\]\n]{0,999})\]:[ \t]*(?:<([^<>\n]*)>|(\S+))[^\n]*$/gm

/** `[label]: address "title"`; the first of two with the same label counts. */
function definitionsIn(text: string, masked: string): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>()
  if (!masked.includes(']:')) return definitions
  for (const match of masked.matchAll(DEFINITION)) {
    const line = text.slice(match.index, match.index + match[0].length)
    const address =
      line
        .slice(line.indexOf(']:') + 2)
        .trim()
        .split(/\s/)[0] ?? ''
    const label = labelOf(match[1] ?? '')
    if (!definitions.has(label)) definitions.set(label, match[2] ?? address)
  }
  return definitions
}

/** `[text][label]`, `[label][]` and `[label]`, where the label is defined. */
function referenceAt(
  text: string,
  masked: string,
  start: number,
  close: number,
  definitions: ReadonlyMap<string, string>,
): Destination | null {
  if (masked[close + 1] === ':' && /(?:^|\n) {0,3}$/.test(masked.slice(Math.max(0, start - 4), start)))
    return null
  const own = text.slice(start + 1, close)
  const second = /^\[([^[\]\n]*)\]/.exec(masked.slice(close + 1, close + 1002))
  const written = second?.[1] === undefined || second[1].trim() === '' ? own : second[1]
  if (written.length > 999) return null
  const address = definitions.get(labelOf(written))
  return address === undefined ? null : { address, end: close + 1 + (second?.[0].length ?? 0) }
}

function labelOf(written: string): string {
  return written.trim().toLowerCase().replace(/\s+/g, ' ')
}
