/**
 * What Markdown parsers do not know and would damage: wikilinks, embeds, comments, block ids, math.
 * Before parsing each becomes a short token of two characters that Unicode reserves for such use;
 * in text the token stands for what a reader sees, in code for what was written.
 */

const OPEN = '\uFDD0'
const CLOSE = '\uFDD1'
const TOKEN = /\uFDD0(\d+)\uFDD1/gu

/** A parser's time grows faster than a line; no prose is as long. */
const MAX_LINE_CHARACTERS = 20_000
/** Quotes and lists nested deeper than any writer would: `>>>>>>…`. */
const MANY_CONTAINERS = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])(?=[ \t>]|$)){30}/u

interface Hidden {
  readonly written: string
  readonly seen: string
}

export interface Masked {
  readonly markdown: string
  /** What a reader sees for the tokens in a text. */
  readonly seen: (text: string) => string
  /** What was written for the tokens in code or an address. */
  readonly written: (text: string) => string
}

export function mask(source: string): Masked {
  const hidden: Hidden[] = []
  const text = source.replace(/[\uFDD0\uFDD1]/gu, '').replace(/\r\n?/gu, '\n')
  const markdown = linesOf(text)
    .map((part) => (part.isCode ? part.text : maskedProse(part.text, hidden)))
    .join('\n')
  const shown = (masked: string, side: keyof Hidden) =>
    masked.replace(TOKEN, (_, at: string) => hidden[Number(at)]?.[side] ?? '')
  return {
    markdown,
    seen: (masked) => shown(masked, 'seen'),
    written: (masked) => shown(masked, 'written'),
  }
}

interface Part {
  readonly isCode: boolean
  readonly text: string
}

/** Fenced code line by line; what stands between two fences in one part. */
function linesOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let fence: string | null = null
  let prose: string[] = []
  const endProse = () => {
    if (prose.length > 0) parts.push({ isCode: false, text: prose.join('\n') })
    prose = []
  }
  for (const line of text.split('\n')) {
    const mark: string | null = /^[ \t>]*(`{3,}|~{3,})/u.exec(line)?.[1] ?? null
    if (fence !== null) {
      parts.push({ isCode: true, text: line })
      if (mark?.startsWith(fence) === true) fence = null
    } else if (mark !== null) {
      endProse()
      parts.push({ isCode: true, text: line })
      fence = mark
    } else {
      prose.push(line)
    }
  }
  endProse()
  return parts
}

const MARKS = /[`$%]|!?\[\[|\\/gu
const WIKILINK = /!?\[\[([^[\]\n]{1,500})\]\]/uy
/** A dollar before a blank, or after one, is money. */
const INLINE_MATH = /\$(?![\s$])(?:[^$\n\\]|\\[^\n]){0,500}?(?<!\s)\$(?!\d)/uy
const BLOCK_ID = /[ \t]\^[A-Za-z0-9-]+[ \t]*$/u

function maskedProse(prose: string, hidden: Hidden[]): string {
  const tokenOf = (written: string, seen: string) => `${OPEN}${hidden.push({ written, seen }) - 1}${CLOSE}`
  const text = prose
    .split('\n')
    .map((line) =>
      line.length > MAX_LINE_CHARACTERS || MANY_CONTAINERS.test(line)
        ? tokenOf(line, line)
        : line.replace(BLOCK_ID, (written) => tokenOf(written, '')),
    )
    .join('\n')
  const missing = new Set<string>()
  /** The end of what `mark` opens; looked for in vain once at most. */
  const endOf = (mark: string, from: number): number | null => {
    if (missing.has(mark)) return null
    const at = text.indexOf(mark, from)
    if (at === -1) missing.add(mark)
    return at === -1 ? null : at + mark.length
  }
  let result = ''
  let done = 0
  const take = (from: number, to: number, seen: string | null) => {
    const written = text.slice(from, to)
    result += text.slice(done, from) + (seen === null ? written : tokenOf(written, seen))
    done = to
  }
  MARKS.lastIndex = 0
  for (let found = MARKS.exec(text); found !== null; found = MARKS.exec(text)) {
    const from = found.index
    const [mark] = found
    if (mark === '\\') {
      take(from, from + 2, null)
    } else if (mark === '`') {
      const ticks = /`+/uy
      ticks.lastIndex = from
      const [run = '`'] = ticks.exec(text) ?? []
      take(from, endOfCode(text, from, run, missing) ?? from + run.length, null)
    } else if (mark === '%') {
      const to = text.startsWith('%%', from) ? endOf('%%', from + 2) : null
      if (to !== null) take(from, to, '')
    } else if (mark === '$') {
      const to = text.startsWith('$$', from) ? endOf('$$', from + 2) : sticky(INLINE_MATH, text, from)
      if (to !== null) take(from, to, text.slice(from, to))
    } else {
      const to = sticky(WIKILINK, text, from)
      if (to !== null) take(from, to, mark === '![[' ? '' : wikilinkText(text.slice(from + 2, to - 2)))
    }
    MARKS.lastIndex = Math.max(done, from + mark.length)
  }
  return result + text.slice(done)
}

/** The end of inline code: the next run of as many backticks. */
function endOfCode(text: string, from: number, run: string, missing: Set<string>): number | null {
  if (missing.has(run)) return null
  for (let at = text.indexOf(run, from + run.length); at !== -1;) {
    let end = at
    while (text[end] === '`') end += 1
    if (end - at === run.length) return text.slice(from, at).includes('\n\n') ? null : end
    at = text.indexOf(run, end)
  }
  missing.add(run)
  return null
}

function sticky(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

/** `note|shown` is shown; `folder/note#Heading` is `note > Heading`, `#Heading` the heading. */
function wikilinkText(inner: string): string {
  const [target = '', ...display] = inner.split(/\\?\|/u)
  if (display.length > 0) return display.join('|').trim()
  const [path = '', ...headings] = target.split('#')
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/iu, '')
  const anchors = headings.filter((heading) => !heading.startsWith('^'))
  return [name, ...anchors]
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .join(' > ')
}
