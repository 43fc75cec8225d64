/**
 * Running text of a note in Discord's dialect, in lines of a given length. Styles are closed at the end of a
 * line and opened again on the next, blanks stand outside of them, and no link or code is torn apart.
 */
import { footnoteMark, imageText, textOf, type Phrase } from '../../core/answers/markdown-tree.ts'
import { codeSpan, escaped, lineStartEscaped, maskedLink, wholeEnd } from './text.ts'

type Style = 'strong' | 'emphasis' | 'delete'

const MARKS: Readonly<Record<Style, string>> = { strong: '**', emphasis: '*', delete: '~~' }

/** All marks of all styles around a word, and what parts them. */
const MARKS_CHARACTERS = 16

/** Parts marks that would act as one; shows nothing. */
const NOTHING = '\u200B'

/** A text is broken after a sentence where one ends in this last part of the line. */
const SENTENCE_FROM = 0.6
const SENTENCE_END = /[.!?…。！？]["'”’)\]*~]*$/u

interface Word {
  readonly text: string
  readonly styles: readonly Style[]
  /** Whether a blank stands before it. */
  readonly apart: boolean
}

/** No line is empty or longer than `longest`; nothing in them acts that the note's author did not mean. */
export function phraseLines(
  phrases: readonly Phrase[],
  longest: number,
  styles: readonly Style[] = [],
): readonly string[] {
  const lines: Word[][] = [[]]
  let apart = false
  for (const token of tokensOf(phrases, styles, longest - MARKS_CHARACTERS)) {
    if (token === 'break') {
      lines.push([])
      apart = false
    } else if (token === 'blank') {
      apart = true
    } else {
      lines.at(-1)?.push({ ...token, apart })
      apart = false
    }
  }
  return lines.flatMap((words) => fittingLines(words, longest))
}

type Token = 'break' | 'blank' | Omit<Word, 'apart'>

function tokensOf(phrases: readonly Phrase[], styles: readonly Style[], longest: number): readonly Token[] {
  return phrases.flatMap((phrase) => tokensOfPhrase(phrase, styles, longest))
}

function tokensOfPhrase(phrase: Phrase, styles: readonly Style[], longest: number): readonly Token[] {
  switch (phrase.type) {
    case 'text':
      return textTokens(phrase.value, styles, longest)
    case 'image':
      return textTokens(imageText(phrase.alt), styles, longest)
    case 'footnoteReference':
      return textTokens(footnoteMark(phrase.label), styles, longest)
    case 'break':
      return ['break']
    case 'inlineCode': {
      // Marks in code would end the style around it.
      const around = /[*~\\]/u.test(phrase.value) ? [] : styles
      return codeParts(phrase.value, longest).map((text) => ({ text, styles: around }))
    }
    case 'strong':
    case 'emphasis':
    case 'delete': {
      const inner = styles.includes(phrase.type) ? styles : [...styles, phrase.type]
      return tokensOf(phrase.children, inner, longest)
    }
    case 'link': {
      const link = maskedLink(textOf(phrase.children), phrase.url)
      if (link !== null && link.length <= longest) return [{ text: link, styles }]
      const words = tokensOf(phrase.children, styles, longest)
      const address = maskedLink('', phrase.url)
      return address === null || address.length > longest
        ? words
        : [...words, 'blank', { text: address, styles }]
    }
  }
}

function textTokens(text: string, styles: readonly Style[], longest: number): readonly Token[] {
  return escaped(text)
    .split(/(\s+)/u)
    .filter((part) => part !== '')
    .flatMap((part): readonly Token[] =>
      part.trim() === '' ? ['blank'] : wordParts(part, longest).map((each) => ({ text: each, styles })),
    )
}

function wordParts(word: string, longest: number): readonly string[] {
  const parts: string[] = []
  let rest = word
  while (rest.length > longest) {
    const end = wholeEnd(rest, longest)
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...parts, rest]
}

/** Code that is too long for a line is halved until it fits, between words where it can be. */
function codeParts(code: string, longest: number): readonly string[] {
  const span = codeSpan(code)
  if (span === '') return []
  if (span.length <= longest) return [span]
  const middle = Math.ceil(code.length / 2)
  const blank = code.indexOf(' ', middle)
  const end = blank === -1 || blank > code.length * 0.75 ? wholeEnd(code, middle) : blank
  return [code.slice(0, end), code.slice(end)].flatMap((half) => codeParts(half, longest))
}

function fittingLines(words: readonly Word[], longest: number): readonly string[] {
  const lines: string[] = []
  let line = EMPTY
  let from = 0
  let sentence: { readonly at: number; readonly line: OpenLine } | null = null
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]
    if (word === undefined) break
    const longer = i === from ? lineOf(word) : withWord(line, word)
    if (i > from && closed(longer).length > longest) {
      const end = sentence !== null && sentence.line.text.length > longest * SENTENCE_FROM ? sentence : null
      lines.push(closed(end?.line ?? line))
      from = end?.at ?? i
      i = from - 1
      sentence = null
    } else {
      line = longer
      if (SENTENCE_END.test(word.text) && words[i + 1]?.apart === true) sentence = { at: i + 1, line }
    }
  }
  return from < words.length ? [...lines, closed(line)] : lines
}

interface OpenLine {
  readonly text: string
  readonly styles: readonly Style[]
}

const EMPTY: OpenLine = { text: '', styles: [] }

function lineOf(word: Word): OpenLine {
  return withWord(EMPTY, { ...word, text: lineStartEscaped(word.text), apart: false })
}

function withWord({ text, styles }: OpenLine, word: Word): OpenLine {
  let shared = 0
  while (shared < styles.length && styles[shared] === word.styles[shared]) shared += 1
  const closing = marksOf(styles.slice(shared).toReversed())
  const opening = marksOf(word.styles.slice(shared))
  const parts = [closing, word.apart ? ' ' : '', opening, word.text]
  return { text: parts.reduce(parted, text), styles: word.styles }
}

function closed({ text, styles }: OpenLine): string {
  return parted(text, marksOf(styles.toReversed()))
}

function marksOf(styles: readonly Style[]): string {
  return styles.map((style) => MARKS[style]).join('')
}

function parted(before: string, after: string): string {
  const last = before.at(-1)
  const acts = last !== undefined && '*~`'.includes(last) && after.startsWith(last)
  return acts ? before + NOTHING + after : before + after
}
