/**
 * The words that a reader sees. Marks go, words stay as they are; code and math are kept whole, so that
 * `$a_1 * b_2$` is never taken for emphasis.
 */
import { entityText } from './entities.ts'
import { bracketedFieldsIn } from './inline-fields.ts'
import { linksIn, type WrittenLink } from './links.ts'
import { maskOf, type Mask, type Range, type Span } from './mask.ts'

/** The text, where in it each link stands, and which parts may not be cut. */
export interface Readable {
  readonly text: string
  readonly links: readonly { readonly target: string; readonly at: number }[]
  readonly whole: readonly Range[]
}

/** Inline Markdown, or one block of it, as plain text on one line. Never throws. */
export function plainText(inlineMarkdown: string): string {
  return readable(inlineMarkdown).text
}

/** What can make plain words anything else. */
const SPECIAL = /[\\`$<*_~=[\]&%^{\n\t]| {2}|:: |\(\(/

export function readable(markdown: string): Readable {
  if (!SPECIAL.test(markdown)) return { text: markdown.trim(), links: [], whole: [] }
  const mask = maskOf(markdown)
  const reader = new Reader(markdown, mask, linksIn(markdown, mask))
  return reader.read()
}

type Piece =
  | { readonly type: 'text' | 'whole'; readonly text: string }
  | { readonly type: 'link'; readonly target: string }
  | Delimiter

interface Delimiter {
  readonly type: 'delimiter'
  readonly char: string
  /** How many are left; the rest was matched and is not shown. */
  left: number
  readonly opens: boolean
  readonly closes: boolean
}

const MARK =
  /\n[ \t]*|\*+|_+|~+|=+|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});|<|\[\^[^[\]\s]{1,100}\]|\^\[|\^\^|\{\{(?:[<%]|(?=[a-z]))|\{:(?=[a-z])|\(\((?=[\da-f]{8}-)|[ \t]\^(?=[A-Za-z\d-]+[ \t]*(?:\n|$))/g
const TAG = /<(?:\/?([A-Za-z][A-Za-z\d-]*)(?:[\s/][^<>]{0,2000})?|![A-Z][^<>]{0,2000})>/y
const AUTOLINK = /<([A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>]{0,2000}|[^\s<>@]{1,100}@[^\s<>@]{1,200})>/y
const BLOCK_ID = /[ \t]\^[A-Za-z\d-]+[ \t]*/y
const SHORTCODE = /\{\{[<%][^{}]{0,1000}[>%]\}\}/y
/** What Logseq fills in, its sizes of images and its references to blocks. */
const LOGSEQ =
  /\{\{(?:query|embed|renderer|video|youtube|youtube-timestamp|tweet|twitter|cards|namespace|function)[ \t][^{}]{0,1000}\}\}|\{:(?:height|width)\b[^{}\n]{0,200}\}|\(\([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\)\)/y
const FOOTNOTE = /\^\[[^[\]]{0,1000}\]/y
const BREAKING_TAGS = new Set(['br', 'p', 'div', 'li', 'td', 'th', 'tr', 'hr'])
const WORD = /[\p{L}\p{N}]/u
const PUNCTUATION = /[\p{P}\p{S}]/u

class Reader {
  readonly #text: string
  readonly #pieces: Piece[] = []
  /** By where they begin: what is not read character by character. */
  readonly #jumps = new Map<number, { readonly end: number; readonly pieces: readonly Piece[] }>()
  readonly #starts: readonly number[]
  /** The next mark; null when there is none left. */
  #mark: RegExpExecArray | null

  constructor(text: string, mask: Mask, links: readonly WrittenLink[]) {
    this.#text = text
    for (const span of mask.spans) this.#jump(span, [pieceOf(text, span)])
    for (const link of links) this.#addLink(link)
    for (const { start, end, before, after } of bracketedFieldsIn(mask.text)) {
      this.#jump(start, [{ type: 'text', text: before }])
      this.#jump(end, [{ type: 'text', text: after }])
    }
    for (const remark of mask.remarks) this.#jump(remark, [])
    this.#starts = [...this.#jumps.keys()].toSorted((a, b) => a - b)
    MARK.lastIndex = 0
    this.#mark = MARK.exec(text)
  }

  read(): Readable {
    let at = 0
    for (const start of this.#starts) {
      if (start >= at) at = this.#readPlain(at, start)
      const jump = this.#jumps.get(start)
      if (jump === undefined || start < at) continue
      this.#pieces.push(...jump.pieces)
      at = jump.end
    }
    this.#readPlain(at, this.#text.length)
    matchDelimiters(this.#pieces)
    return assembled(this.#pieces)
  }

  #jump(range: Range, pieces: readonly Piece[]): void {
    const known = this.#jumps.get(range.start)
    if (known === undefined || known.end <= range.end)
      this.#jumps.set(range.start, { end: range.end, pieces })
  }

  #addLink(link: WrittenLink): void {
    const mark: Piece = { type: 'link', target: link.target }
    if (link.style === 'wiki') {
      const pieces: Piece[] = link.embed ? [] : [mark, { type: 'whole', text: shownOf(link) }]
      this.#jump(link, pieces)
      return
    }
    if (link.label === null) return
    this.#jump({ start: link.start, end: link.label.start }, link.embed ? [] : [mark])
    const size = /\|\d+(?:x\d+)?$/.exec(link.embed ? (link.display ?? '') : '')?.[0].length ?? 0
    this.#jump({ start: link.label.end - size, end: link.end }, [])
  }

  /** Reads to `end`, or to where a tag that begins before it ends. */
  #readPlain(start: number, end: number): number {
    let at = start
    for (let mark = this.#markFrom(at); mark !== null && mark.index < end; mark = this.#markFrom(at)) {
      this.#push(this.#text.slice(at, mark.index))
      at = this.#readMark(mark[0], mark.index)
    }
    this.#push(this.#text.slice(at, end))
    return Math.max(at, end)
  }

  /** Searched for once, however often it is asked for. */
  #markFrom(at: number): RegExpExecArray | null {
    if (this.#mark !== null && this.#mark.index < at) {
      MARK.lastIndex = at
      this.#mark = MARK.exec(this.#text)
    }
    return this.#mark
  }

  /** Where to go on after the mark. */
  #readMark(mark: string, at: number): number {
    const after = at + mark.length
    const first = mark.charAt(0)
    if (first === '\n') this.#push(' ')
    else if (first === '&') this.#pieces.push({ type: 'text', text: entityText(mark) ?? mark })
    else if (first === '<') return this.#readAngle(at)
    else if (first === '[') return after
    else if (mark === '^[') return endOf(FOOTNOTE, this.#text, at) ?? this.#pushed(mark, after)
    else if (first === '{' || first === '(')
      return endOf(SHORTCODE, this.#text, at) ?? endOf(LOGSEQ, this.#text, at) ?? this.#pushed(mark, after)
    else if (first === ' ' || first === '\t')
      return endOf(BLOCK_ID, this.#text, at) ?? this.#pushed(mark, after)
    else this.#pieces.push(delimiterAt(this.#text, mark, at))
    return after
  }

  #readAngle(at: number): number {
    AUTOLINK.lastIndex = at
    const address = AUTOLINK.exec(this.#text)
    if (address !== null) {
      const target = address[1] ?? ''
      this.#pieces.push({ type: 'link', target }, { type: 'whole', text: target })
      return AUTOLINK.lastIndex
    }
    TAG.lastIndex = at
    const tag = TAG.exec(this.#text)
    if (tag === null) return this.#pushed('<', at + 1)
    if (BREAKING_TAGS.has(tag[1]?.toLowerCase() ?? '')) this.#push(' ')
    return TAG.lastIndex
  }

  #pushed(text: string, after: number): number {
    this.#push(text)
    return after
  }

  #push(text: string): void {
    if (text !== '') this.#pieces.push({ type: 'text', text })
  }
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

function pieceOf(text: string, { kind, start, end }: Span): Piece {
  const written = text.slice(start, end)
  switch (kind) {
    case 'code':
      return { type: 'whole', text: codeText(written) }
    case 'math':
    case 'display-math':
      return { type: 'whole', text: written.replace(/\n[ \t]*/g, ' ') }
    case 'escape':
      return { type: 'text', text: written.slice(1) }
    case 'fence':
    case 'comment':
    case 'raw-html':
      return { type: 'text', text: '' }
    default:
      return kind satisfies never
  }
}

function codeText(written: string): string {
  const ticks = /^`+/.exec(written)?.[0].length ?? 0
  const inside = written.slice(ticks, -ticks).replaceAll('\n', ' ')
  return inside.trim() !== '' && inside.startsWith(' ') && inside.endsWith(' ') ? inside.slice(1, -1) : inside
}

/** As Obsidian shows it: the display text, else the name and the heading. */
function shownOf({ target, anchor, display }: WrittenLink): string {
  if (display !== null) return plainText(display)
  const headings = (anchor ?? '').split('#').filter((part) => part !== '' && !part.startsWith('^'))
  return [target, ...headings].filter((part) => part !== '').join(' > ')
}

/** Struck through, highlighted, and highlighted in Logseq: two signs, never one or three. */
const PAIRED = new Set('~=^')

/**
 * CommonMark's flanking rules with two differences. A star between letters or digits opens nothing: `2*3*4` is
 * a product. Double marks need no blank beside punctuation, so that `**Note:**text` and `**。**` work.
 */
function delimiterAt(text: string, mark: string, at: number): Piece {
  const char = mark.charAt(0)
  const before = characterBefore(text, at)
  const after = characterAt(text, at + mark.length)
  if (PAIRED.has(char) && mark.length !== 2) return { type: 'text', text: mark }
  const isDouble = mark.length > 1 && char !== '_'
  const leftFlanking = isDouble ? isInk(after) : isFlanking(after, before)
  const rightFlanking = isDouble ? isInk(before) : isFlanking(before, after)
  const isInWord = isWord(before) && isWord(after)
  const opensInWord = char !== '_' && !(char === '*' && mark.length === 1) && char !== '='
  return {
    type: 'delimiter',
    char,
    left: mark.length,
    opens: leftFlanking && (!isInWord || (opensInWord && !isAscii(before))),
    closes: rightFlanking && (!isInWord || char === '*' || (char !== '_' && !isAscii(after))),
  }
}

function isFlanking(inner: string, outer: string): boolean {
  return isInk(inner) && (!PUNCTUATION.test(inner) || !isInk(outer) || PUNCTUATION.test(outer))
}

function isInk(char: string): boolean {
  return char !== '' && !/\s/.test(char)
}

function isWord(char: string): boolean {
  return WORD.test(char)
}

function isAscii(char: string): boolean {
  return char !== '' && char.charCodeAt(0) < 128
}

function characterBefore(text: string, at: number): string {
  return at === 0
    ? ''
    : String.fromCodePoint(text.codePointAt(at - (isLowSurrogate(text, at - 1) ? 2 : 1)) ?? 32)
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff && at > 0
}

/** Takes away the marks that have a partner. What opened inside a matched pair can match nothing outside. */
function matchDelimiters(pieces: readonly Piece[]): void {
  const openers = new Map<string, number[]>([
    ['*', []],
    ['_', []],
    ['~', []],
    ['=', []],
    ['^', []],
  ])
  for (const [i, piece] of pieces.entries()) {
    if (piece.type !== 'delimiter') continue
    const own = openers.get(piece.char) ?? []
    while (piece.closes && piece.left > 0 && own.length > 0) {
      const at = own.at(-1) ?? 0
      const opener = pieces[at]
      if (opener?.type !== 'delimiter' || !fit(opener.left, piece.left)) break
      const matched = Math.min(opener.left, piece.left)
      opener.left -= matched
      piece.left -= matched
      if (opener.left === 0) own.pop()
      for (const others of openers.values()) if (others !== own) dropAfter(others, at)
    }
    if (piece.opens && piece.left > 0) own.push(i)
  }
}

function dropAfter(openers: number[], at: number): void {
  const first = openers.findLastIndex((opener) => opener <= at) + 1
  openers.length = first
}

/** One star cannot end what two began. */
function fit(left: number, right: number): boolean {
  return left === right || left > 2 || right > 2
}

/** The pieces in order, each run of blanks as one, none at the ends. */
function assembled(pieces: readonly Piece[]): Readable {
  const parts: string[] = []
  const links: { readonly target: string; readonly at: number }[] = []
  const whole: Range[] = []
  let length = 0
  let endsBlank = true
  for (const piece of pieces) {
    if (piece.type === 'link') {
      links.push({ target: piece.target, at: length })
      continue
    }
    const written = piece.type === 'delimiter' ? piece.char.repeat(piece.left) : piece.text
    const single: string = piece.type === 'whole' ? written : written.replace(/[ \t\n]+/g, ' ')
    const text: string =
      endsBlank && single.startsWith(' ') && piece.type !== 'whole' ? single.slice(1) : single
    if (text === '') continue
    if (piece.type === 'whole') whole.push({ start: length, end: length + text.length })
    parts.push(text)
    length += text.length
    endsBlank = text.endsWith(' ')
  }
  const joined = parts.join('')
  const lead = joined.length - joined.trimStart().length
  return {
    text: joined.trim(),
    links: links.map(({ target, at }) => ({ target, at: Math.max(0, at - lead) })),
    whole: whole.map(({ start, end }) => ({ start: start - lead, end: end - lead })),
  }
}
