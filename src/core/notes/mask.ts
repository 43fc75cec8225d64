/**
 * Where a Markdown text says something else than its words: code, math, comments, escapes. Everything that
 * is looked for in a note is looked for in its masked text, which has the same length and the same lines.
 *
 * One pass from left to right. Each search for an end is bounded by the next mark of the same kind, or is
 * remembered as futile, so that a hostile line of 60 kB costs no more than a harmless one.
 */

type SpanKind = 'fence' | 'code' | 'math' | 'display-math' | 'comment' | 'raw-html' | 'escape'

export interface Span {
  readonly kind: SpanKind
  readonly start: number
  readonly end: number
}

export interface Range {
  readonly start: number
  readonly end: number
}

export interface Mask {
  /** In order, never overlapping. */
  readonly spans: readonly Span[]
  /** `%%…%%`: not for readers, but links in it count, as in Obsidian. */
  readonly remarks: readonly Range[]
  /** Code, math and escapes as MASKED, comments as blanks. */
  readonly text: string
}

/** Stands for each character that is code, math or escaped. */
export const MASKED = '\uFFFC'

const MARK = /\n|\\|`+|\$|<|%%/g
const FENCE = /[ \t]*((?:>[ \t]*)*)(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$/my
const RAW_HTML = /<(pre|script|style)[\s>]/iy
const RAW_HTML_END = { pre: /<\/pre>/gi, script: /<\/script>/gi, style: /<\/style>/gi }
const ESCAPABLE = /[!-/:-@[-`{}~]/

export function maskOf(text: string): Mask {
  const { spans, remarks } = new Scanner(text).scan()
  return { spans, remarks, text: blanked(text, spans) }
}

/** The same text with the ranges blanked, lines kept. */
export function withoutRanges(text: string, ranges: readonly Range[]): string {
  return filled(
    text,
    ranges.map((range) => ({ ...range, fill: ' ' })),
  )
}

function blanked(text: string, spans: readonly Span[]): string {
  return filled(
    text,
    spans.map((span) => ({ ...span, fill: span.kind === 'comment' ? ' ' : MASKED })),
  )
}

function filled(text: string, ranges: readonly (Range & { readonly fill: string })[]): string {
  if (ranges.length === 0) return text
  const parts: string[] = []
  let at = 0
  for (const { start, end, fill } of ranges) {
    if (start < at) continue
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\n]/g, fill))
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

class Scanner {
  readonly #text: string
  readonly #spans: Span[] = []
  readonly #remarks: Range[] = []
  /** Ends that were searched for and do not exist from here on. */
  readonly #futile = new Set<string>()
  readonly #closingTicks: ReadonlyMap<number, number>
  #paragraphEnd = -1
  #remarkEnd = -1

  constructor(text: string) {
    this.#text = text
    this.#closingTicks = closingTicksIn(text)
  }

  scan(): { readonly spans: readonly Span[]; readonly remarks: readonly Range[] } {
    let at = this.#afterFence(0)
    for (;;) {
      MARK.lastIndex = at
      const match = MARK.exec(this.#text)
      if (match === null) return { spans: this.#spans, remarks: this.#remarks }
      at = this.#after(match[0], match.index)
    }
  }

  /** Where to go on after the mark. */
  #after(mark: string, at: number): number {
    if (mark === '\n') return this.#afterFence(at + 1)
    if (mark === '\\') return this.#afterBackslash(at)
    if (mark === '$') return this.#text[at + 1] === '$' ? this.#afterDollars(at) : this.#afterDollar(at)
    if (mark === '<') return this.#afterAngle(at)
    if (mark === '%%') return this.#afterPercents(at)
    return this.#afterTicks(at, mark.length)
  }

  #push(kind: SpanKind, start: number, end: number): number {
    this.#spans.push({ kind, start, end })
    return end
  }

  #afterFence(lineStart: number): number {
    FENCE.lastIndex = lineStart
    const match = FENCE.exec(this.#text)
    if (match === null) return lineStart
    const fence = match[2] ?? match[3] ?? ''
    const isQuoted = match[1] !== ''
    let at = lineStart + match[0].length
    while (at < this.#text.length) {
      const start = at + 1
      at = endOfLine(this.#text, start)
      const line = this.#text.slice(start, at).replace(/^[\s>]+/, '')
      if (isQuoted && !/^\s*>/.test(this.#text.slice(start, at))) {
        return this.#push('fence', lineStart, start - 1)
      }
      if (line.startsWith(fence) && line.trimEnd().replaceAll(fence.charAt(0), '') === '') break
    }
    return this.#push('fence', lineStart, at)
  }

  #afterBackslash(at: number): number {
    const next = this.#text.charAt(at + 1)
    if (next === '|') return at + 2
    return ESCAPABLE.test(next) ? this.#push('escape', at, at + 2) : at + 1
  }

  #afterTicks(at: number, length: number): number {
    const close = this.#closingTicks.get(at)
    if (close === undefined || close >= this.#endOfParagraph(at)) return at + length
    return this.#push('code', at, close + length)
  }

  #afterDollars(at: number): number {
    const close = this.#find('$$', at + 2)
    if (close === -1) return at + 2
    const fits =
      close < this.#endOfParagraph(at) ||
      (isAloneOnLine(this.#text, at, 2) && endsLine(this.#text, close + 2))
    return fits ? this.#push('display-math', at, close + 2) : at + 2
  }

  /** As in Pandoc: no blank inside the dollars, no digit after them, so that `$5 and $6` is money. */
  #afterDollar(at: number): number {
    let close = at
    do close = this.#find('$', close + 1)
    while (close !== -1 && this.#text[close - 1] === '\\')
    if (close === -1 || close === at + 1 || this.#text.slice(at, close).includes('\n')) return at + 1
    const isMath =
      /\S/.test(this.#text.charAt(at + 1)) &&
      /\S/.test(this.#text.charAt(close - 1)) &&
      !/[\d$]/.test(this.#text.charAt(close + 1))
    return isMath ? this.#push('math', at, close + 1) : at + 1
  }

  #afterAngle(at: number): number {
    if (this.#text.startsWith('<!--', at)) {
      const close = this.#find('-->', at + 4)
      return close === -1 ? at + 4 : this.#push('comment', at, close + 3)
    }
    RAW_HTML.lastIndex = at
    const name = RAW_HTML.exec(this.#text)?.[1]?.toLowerCase() as keyof typeof RAW_HTML_END | undefined
    if (name === undefined || this.#futile.has(name)) return at + 1
    const pattern = RAW_HTML_END[name]
    pattern.lastIndex = at
    const close = pattern.exec(this.#text)
    if (close === null) {
      this.#futile.add(name)
      return at + 1
    }
    return this.#push('raw-html', at, close.index + close[0].length)
  }

  #afterPercents(at: number): number {
    if (at < this.#remarkEnd) return at + 2
    const close = this.#find('%%', at + 2)
    if (close === -1) return at + 2
    const fits = close < this.#endOfParagraph(at) || isFirstOnLine(this.#text, at)
    if (!fits) return at + 2
    this.#remarkEnd = close + 2
    this.#remarks.push({ start: at, end: close + 2 })
    return at + 2
  }

  #find(wanted: string, from: number): number {
    if (this.#futile.has(wanted)) return -1
    const found = this.#text.indexOf(wanted, from)
    if (found === -1) this.#futile.add(wanted)
    return found
  }

  /** Where the next blank line begins. */
  #endOfParagraph(at: number): number {
    if (at >= this.#paragraphEnd) {
      const blank = /\n[ \t]*\n/g
      blank.lastIndex = at
      this.#paragraphEnd = blank.exec(this.#text)?.index ?? this.#text.length
    }
    return this.#paragraphEnd
  }
}

/** For each run of backticks, the next one of the same length; a fence-like run ends on its line. */
function closingTicksIn(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>()
  const latest = new Map<number, number>()
  for (const run of [...text.matchAll(/`+/g)].toReversed()) {
    const next = latest.get(run[0].length)
    if (next !== undefined && (run[0].length < 3 || !text.slice(run.index, next).includes('\n'))) {
      closing.set(run.index, next)
    }
    latest.set(run[0].length, run.index)
  }
  return closing
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/** Nothing before it but blanks and list or quote marks. */
function isFirstOnLine(text: string, at: number): boolean {
  return /^[\s>*+-]*$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))
}

function endsLine(text: string, at: number): boolean {
  return text.slice(at, endOfLine(text, at)).trim() === ''
}

function isAloneOnLine(text: string, at: number, length: number): boolean {
  return isFirstOnLine(text, at) && endsLine(text, at + length)
}
