/**
 * Acronyms meet their long form where a note defines it: `proximal policy optimisation (PPO)`, or
 * `PPO (proximal policy optimisation)`. After Schwartz and Hearst, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text" (2003), narrowed to initial letters.
 */

const SHORT_IN_BRACKETS = /\(([A-Z][A-Za-z0-9]{1,7})s?\)/g
const LONG_IN_BRACKETS = /\b([A-Z][A-Za-z0-9]{1,7}) \(([\p{L}\- ]{6,80})\)/gu
const MAX_DEFINITION_CHARACTERS = 120

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
