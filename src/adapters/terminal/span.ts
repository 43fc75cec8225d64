/**
 * A piece of text on its way to the terminal. `span` is the only way to make one, and the only place
 * where text is made harmless: a note can move no cursor, set no title, forge no link and turn no
 * writing direction.
 */

export type Style = 'strong' | 'emphasis' | 'dim' | 'struck' | 'code' | 'number' | 'underline'

export interface Span {
  readonly text: string
  readonly styles: readonly Style[]
  /** Only http and https; free of control characters. */
  readonly href: string | null
  /** Never broken, even where it is wider than the line: an address, a line of code. */
  readonly whole: boolean
}

export type Line = readonly Span[]

export const LINE_BREAK: Span = { text: '\n', styles: [], href: null, whole: false }

export function span(text: string, ...styles: readonly Style[]): Span {
  return { text: visibleText(text), styles, href: null, whole: false }
}

/** Text that leads to an address; plain text where the address is not for the web. */
export function linkSpan(text: string, url: string, ...styles: readonly Style[]): Span {
  return { ...span(text, ...styles), href: webAddress(url) }
}

/** A line of code: kept whole, its blanks too. */
export function codeLineSpan(text: string): Span {
  return { ...span(text.replaceAll('\t', '    '), 'code'), whole: true }
}

/** An address to be read and copied, kept whole; null where it is not for the web. */
export function addressSpan(url: string, before = '', after = ''): Span | null {
  const address = webAddress(url)
  return address === null ? null : { ...span(`${before}${address}${after}`, 'dim'), whole: true }
}

/** The same line in as few spans as it needs. */
export function merged(line: Line): Line {
  const result: Span[] = []
  for (const each of line) {
    const last = result.at(-1)
    if (last !== undefined && isAlike(last, each)) {
      result[result.length - 1] = { ...last, text: last.text + each.text }
    } else {
      result.push(each)
    }
  }
  return result
}

function isAlike(one: Span, other: Span): boolean {
  return (
    one.href === other.href && one.whole === other.whole && one.styles.join(' ') === other.styles.join(' ')
  )
}

/** An http or https address in its ASCII form, in which nothing can end an escape sequence. */
export function webAddress(url: string): string | null {
  const parsed = URL.parse(url)
  return parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:') ? parsed.href : null
}

// oxlint-disable no-control-regex -- they are looked for in order to be dropped
const COLOUR_OR_CURSOR_SEQUENCE = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]/gu
const TITLE_OR_LINK_SEQUENCE = /(?:\u001B\]|\u009D)[^\u0007\u001B\u009C\u009D]*(?:\u0007|\u001B\\|\u009C)/gu
// oxlint-enable no-control-regex
const WHITE = /[\t\n\v\f\r\u0085\u2028\u2029]/gu
const CONTROL = /\p{Cc}/gu
/** Marks that turn the writing direction for what follows. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu

function visibleText(text: string): string {
  return text
    .replace(TITLE_OR_LINK_SEQUENCE, '')
    .replace(COLOUR_OR_CURSOR_SEQUENCE, '')
    .replace(WHITE, ' ')
    .replace(CONTROL, '')
    .replace(DIRECTION, '')
    .toWellFormed()
}
