/**
 * Acronyms meet their long form where a note defines it: `proximal policy optimisation (PPO)`, or
 * `PPO (proximal policy optimisation)`. After Schwartz and Hearst, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text" (2003), narrowed to initial letters.
 */
import { Phrases } from './phrases.ts'

const SHORT_IN_BRACKETS = /\(([A-Z][A-Za-z0-9]{1,7})s?\)/g
const LONG_IN_BRACKETS = /\b([A-Z][A-Za-z0-9]{1,7}) \(([\p{L}\- ]{6,80})\)/gu
const MAX_DEFINITION_CHARACTERS = 120
/** Eight letters, and a small word between any two. */
const LONGEST_FORM = 15

interface Definition {
  readonly acronym: string
  readonly long: string
}

/** An acronym or long form that a question says, with the other. */
export interface OtherForm {
  readonly said: string
  readonly other: string
  readonly isLong: boolean
}

/** Definitions, found by either of their forms. */
export class Acronyms {
  readonly #byAcronym = new Map<string, Definition>()
  readonly #byLong = new Phrases<Definition>(LONGEST_FORM)

  /** Both in lower case. */
  add(acronym: string, long: string): void {
    const definition = { acronym, long }
    this.#byAcronym.set(acronym, definition)
    this.#byLong.add(long, definition)
  }

  /** The other forms of those that a question says: its terms in order, and its words. */
  otherForms(question: readonly string[], words: readonly string[]): readonly OtherForm[] {
    const short = words.flatMap((word) => this.#byAcronym.get(word) ?? [])
    const long = this.#byLong
      .in(question)
      .map(({ value }) => value)
      .filter((definition) => !short.includes(definition))
    return [
      ...short.map(({ acronym, long: other }) => ({ said: acronym, other, isLong: true })),
      ...new Set(long).values().map(({ acronym, long: said }) => ({ said, other: acronym, isLong: false })),
    ]
  }
}

/** Adds each definition found in a text: acronym in lower case to its long form. The first one stays. */
export function collectAcronyms(text: string, into: Map<string, string>): void {
  for (const match of text.matchAll(SHORT_IN_BRACKETS)) {
    const acronym = match[1] ?? ''
    const before = text.slice(Math.max(0, match.index - MAX_DEFINITION_CHARACTERS), match.index)
    add(acronym, longFormAtEnd(before, acronym), into)
  }
  for (const [, acronym = '', long = ''] of text.matchAll(LONG_IN_BRACKETS)) {
    add(acronym, longFormAtEnd(long, acronym), into)
  }
}

function add(acronym: string, long: string | null, into: Map<string, string>): void {
  const key = acronym.toLowerCase()
  if (long !== null && !into.has(key)) into.set(key, long)
}

/** The last words of `text` whose initials spell the acronym; small words between them are allowed. */
function longFormAtEnd(text: string, acronym: string): string | null {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const letters = acronym.toLowerCase()
  let at = words.length
  for (let i = letters.length - 1; i >= 0; i--) {
    at--
    while (at >= 0 && words[at]?.[0] !== letters[i] && SMALL_WORDS.has(words[at] ?? '')) at--
    if (words[at]?.[0] !== letters[i]) return null
  }
  return words.slice(at).join(' ')
}

const SMALL_WORDS = new Set([
  'of',
  'the',
  'and',
  'for',
  'in',
  'on',
  'with',
  'to',
  'a',
  'an',
  'by',
  'from',
  'as',
])
