/**
 * Plain text in Discord's dialect. A backslash is drawn as nothing only before what is neither a letter, a
 * digit nor a blank; that is also what keeps copied text as it was typed. Where a text will stand is not
 * known, so nothing of it may act together with what stands beside it: `_` in `snake_case` would open
 * italics that a `_` in some code below closes.
 */
import { visibleText } from '../../core/answers/visible-text.ts'
import { LINK_ADDRESS_CHARACTERS } from './limits.ts'

/** Shows nothing, and parts what would act together where a backslash cannot. */
const NOTHING = '\u200B'

/** Acts wherever it stands. */
const ALWAYS = /[*_`[]/
/** Acts beside another of its kind; at an end one may follow. */
const DOUBLED = /(?<=^|[~|])[~|]|[~|](?=[~|]|$)/
/** Hides what follows it, except a letter, a digit or a blank; at an end anything may follow. */
const BACKSLASH = /\\(?![0-9A-Za-z ])/
/** Opens mentions, dates, commands and addresses. */
const BRACKET = /<(?! )/
/** Who is mentioned is read by the server too, which knows no backslashes before the bracket. */
const MENTION = /(?<=<)@/
/** Would end the words of a link that stands before. */
const PARENTHESIS = /(?<=^|\])\(/
const ESCAPED = new RegExp(
  [ALWAYS, DOUBLED, BACKSLASH, BRACKET, MENTION, PARENTHESIS].map(({ source }) => source).join('|'),
  'gu',
)
/** Makes a link of an address, wherever it stands. */
const SCHEME = /:(?=\/\/)|(?<=https?|steam|discord):$/
/** `:smile:` is drawn as an emoji even where a bot wrote it. */
const SHORTCODE = /:(?=[\w+-]+:)/
/** An invitation is drawn below a text that only names it. */
const INVITE = /(?<=discord(?:app)?)\.(?=[a-z]+\/)/
const LINKED = new RegExp([SCHEME, SHORTCODE, INVITE].map(({ source }) => source).join('|'), 'giu')
/** Headings, small print, quotes and lists. */
const LINE_START = /^(?<before>\s*(?:\d+(?=\.(?:\s|$)))?)(?<mark>#|>|[-+](?=[\s#]|$)|(?<=\d)\.)/u
const EVERYBODY = /@(?=everyone|here)/gu
/** Code is no shelter where the server takes backticks that were escaped before it for its beginning. */
const PINGING = /@(?=everyone|here)|(?<=<)@/gu

/** The text as it was typed, without effect wherever it is put. At most twice as long. */
export function escaped(text: string): string {
  return visibleText(text)
    .split('\n')
    .map((line) => line.replace(ESCAPED, '\\$&').replace(LINKED, '\\$&').replace(EVERYBODY, `@${NOTHING}`))
    .map(lineStartEscaped)
    .join('\n')
}

/** An escaped text that comes to stand at the start of a line. */
export function lineStartEscaped(text: string): string {
  return text.replace(LINE_START, '$<before>\\$<mark>')
}

/** Text as it is, in the letters of code; empty for what nothing can be seen of. */
export function codeSpan(text: string): string {
  const line = visibleText(text).replace(/\s/gu, ' ').replace(PINGING, `${NOTHING}$&${NOTHING}`)
  if (line.trim() === '') return ''
  const runs = new Set(line.match(/`+/gu)?.map((run) => run.length))
  // Three would open a block.
  const fence = runs.has(1) ? '``' : '`'
  const code = fence === '``' && runs.has(2) ? line.replace(/`(?=`)/gu, `$&${NOTHING}`) : line
  const [before, after] = [/^ *`/u.test(code) ? ' ' : '', /` *$/u.test(code) ? ' ' : '']
  return `${fence}${before}${code}${after}${fence}`
}

export const CODE_CLOSING = '```'

/** The line that opens a block of code. */
export function codeOpening(language: string | null): string {
  return `\`\`\`${/^[\w+.-]{1,20}$/u.test(language ?? '') ? language : ''}`
}

/** What can stand between fences. */
export function codeText(text: string): string {
  return visibleText(text.replaceAll('\t', '    '))
    .replace(/``(?=`)/gu, `$&${NOTHING}`)
    .replace(PINGING, `${NOTHING}$&${NOTHING}`)
}

/**
 * A link without a preview; null for what is not of the web or too long. In the words of a link backslashes
 * are drawn, and some words forbid it: those stand before their address.
 */
export function maskedLink(text: string, url: string): string | null {
  const address = webAddress(url)
  if (address === null) return null
  const words = visibleText(text).replace(/\s+/gu, ' ').trim()
  if (words === '' || words === url || words === address) return `<${address}>`
  const [before, linked, after] = emojiAround(words)
  if (linked === '' || !isLinkable(linked)) return `${escaped(words)} (<${address}>)`
  return `${escaped(before)}[${linked}](<${address}>)${escaped(after)}`
}

/** These three are drawn as letters. */
const EMOJI = /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u
const UNLINKABLE =
  /[*`\\]|<(?! )|~~|\|\||_(?![0-9A-Za-z])|:[\w+-]+:|:\/\/|\]\(|@everyone|@here|discord(?:app)?\.[a-z]+\//iu

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The emoji at either end, with blanks, and what is between. */
function emojiAround(words: string): readonly [string, string, string] {
  const segments = Array.from(graphemes.segment(words), ({ segment }) => segment)
  const from = segments.findIndex(isWord)
  if (from === -1) return [words, '', '']
  const to = segments.findLastIndex(isWord) + 1
  return [segments.slice(0, from).join(''), segments.slice(from, to).join(''), segments.slice(to).join('')]
}

function isWord(segment: string): boolean {
  return segment !== ' ' && !EMOJI.test(segment)
}

/** Discord draws no link where its words hold an emoji, or could be taken for another address. */
function isLinkable(words: string): boolean {
  const seen = words.normalize('NFKC')
  return !EMOJI.test(words) && !UNLINKABLE.test(seen) && hasPairedBrackets(words)
}

function hasPairedBrackets(words: string): boolean {
  let open = 0
  for (const [bracket] of words.matchAll(/[[\]]/gu)) {
    open += bracket === '[' ? 1 : -1
    if (open < 0) return false
  }
  return open === 0
}

/** Null for what is not of the web, names somebody, or is too long. */
function webAddress(url: string): string | null {
  const parsed = URL.parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null
  if (parsed.username !== '' || parsed.password !== '' || parsed.host.startsWith('[')) return null
  const address = parsed.href.replace(/[\s<>()[\]\\`*~|"'{}^]|@(?=everyone|here)/gu, percentEncoded)
  return address.length > LINK_ADDRESS_CHARACTERS ? null : address
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** An escaped text of at most `length` characters, cut at a word with an ellipsis. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const blank = text.lastIndexOf(' ', length - 1)
  const end = blank > length / 2 ? blank : wholeEnd(text, length - 1)
  return `${text.slice(0, end).trimEnd()}…`
}

/** The last place up to `end` where an escaped text can be cut: within no escape and no pair of surrogates. */
export function wholeEnd(text: string, end: number): number {
  const before = text.slice(0, end)
  const backslashes = /\\*$/u.exec(before)?.[0].length ?? 0
  if (backslashes % 2 === 1) return end - 1
  return /[\uD800-\uDBFF]$/.test(before) ? end - 1 : end
}
