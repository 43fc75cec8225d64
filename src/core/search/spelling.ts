/**
 * What an unknown word may have been meant to be: words of the library one or two slips away, or words
 * that it begins. Known words are never touched.
 */
import { termOf } from './tokens.ts'
import { lettersOf } from '../letters.ts'
import { LETTERS_OF_A_BEGINNING, type Vocabulary, type WrittenWord } from './vocabulary.ts'

export interface Suggestion {
  readonly word: string
  /** Number of its term in the vocabulary. */
  readonly number: number
  /** 0 to 1: how far the suggestion can be trusted. */
  readonly trust: number
}

/** One slip from 4 letters, two from 8: as good on typos as a laxer rule, harmless on clean questions. */
const LETTERS_FOR_ONE_SLIP = 4
const LETTERS_FOR_TWO_SLIPS = 8
const MAX_SUGGESTIONS = 3

const TRUST = { oneSlip: 0.8, beginning: 0.7, twoSlips: 0.5 } as const
/** Most slips leave the first letter alone. */
const TRUST_WITH_OTHER_FIRST_LETTER = 0.4

/** The best suggestions, most trusted first; of equals, the one that more passages hold. */
export function suggestionsFor(word: string, vocabulary: Vocabulary): readonly Suggestion[] {
  if (word.length < LETTERS_FOR_ONE_SLIP || /\p{N}/u.test(word)) return []
  const most = word.length >= LETTERS_FOR_TWO_SLIPS ? 2 : 1
  const found = new Map<number, Suggestion>()
  const suggest = (candidate: WrittenWord, trust: number): void => {
    const { number } = candidate
    if (trust > (found.get(number)?.trust ?? 0)) found.set(number, { word: candidate.word, number, trust })
  }
  const letters = lettersOf(word)
  for (let length = word.length - most; length <= word.length + most; length++) {
    // Each slip changes at most two letters: one goes, another comes.
    vocabulary.eachLike(letters, length, 2 * most, (candidate) => {
      suggest(candidate, trustIn(candidate.word, word, most))
    })
  }
  // `params` begins `parameters`: what counts as a beginning is the stem.
  const beginning = termOf(word)
  if (beginning.length >= LETTERS_OF_A_BEGINNING) {
    for (const candidate of vocabulary.beginningWith(beginning)) suggest(candidate, TRUST.beginning)
  }
  return [...found.values()]
    .toSorted(
      (a, b) => b.trust - a.trust || vocabulary.passagesWith(b.number) - vocabulary.passagesWith(a.number),
    )
    .slice(0, MAX_SUGGESTIONS)
}

function trustIn(candidate: string, word: string, most: number): number {
  const slips = slipsBetween(candidate, word, most)
  if (slips > most) return 0
  const trust = slips <= 1 ? TRUST.oneSlip : TRUST.twoSlips
  return candidate[0] === word[0] ? trust : trust * TRUST_WITH_OTHER_FIRST_LETTER
}

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours each
 * count one. Gives up with `most + 1` as soon as it must be larger. Of each row only what lies at most `most`
 * beside the diagonal is looked at: farther off it takes more slips anyway (Ukkonen 1985).
 */
export function slipsBetween(a: string, b: string, most: number): number {
  const tooMany = most + 1
  if (Math.abs(a.length - b.length) > most) return tooMany
  // The middle of a row is the diagonal; what no path leads to is too many.
  const width = 2 * most + 3
  let before = new Uint8Array(width).fill(tooMany)
  let above = new Uint8Array(width).fill(tooMany)
  let row = new Uint8Array(width).fill(tooMany)
  for (let j = 0; j <= most; j++) above[most + 1 + j] = j
  for (let i = 1; i <= a.length; i++) {
    let least = tooMany
    for (let at = 1; at < width - 1; at++) {
      const j = i + at - most - 1
      let slips = tooMany
      if (j === 0) slips = i
      else if (j > 0 && j <= b.length) {
        const other = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
        slips = Math.min((above[at + 1] ?? 0) + 1, (row[at - 1] ?? 0) + 1, (above[at] ?? 0) + other)
        if (isSwap(a, i, b, j)) slips = Math.min(slips, (before[at] ?? 0) + 1)
      }
      row[at] = Math.min(slips, tooMany)
      least = Math.min(least, slips)
    }
    if (least > most) return tooMany
    const free = before
    before = above
    above = row
    row = free
  }
  return above[b.length - a.length + most + 1] ?? tooMany
}

/** Whether the two letters before these places are the same in the other order. */
function isSwap(a: string, i: number, b: string, j: number): boolean {
  if (i < 2 || j < 2) return false
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
}
