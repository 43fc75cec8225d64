/** How much of a question a text covers, by the idf of the words that they share. */
import type { SearchIndex } from '../search/search-index.ts'
import type { Query, QueryTerm } from '../search/query.ts'
import { termOf, wordsOf } from '../search/tokens.ts'

/** Numbers of the terms that stand in a text. */
export function termsIn(text: string, index: SearchIndex): ReadonlySet<number> {
  return termsOfWords(wordsOf(text), index)
}

export function termsOfWords(words: readonly string[], index: SearchIndex): ReadonlySet<number> {
  const numbers = new Set<number>()
  for (const word of words) {
    const number = index.termNumberOf(word)
    if (number !== undefined) numbers.add(number)
  }
  return numbers
}

/**
 * The share of the question's idf mass that a set of terms covers, 0 to 1. A word with several readings
 * (spelling, acronym) counts once, by its best reading; words that no note knows count as not covered.
 */
export function coverageBy(terms: ReadonlySet<number>, query: Query, index: SearchIndex): number {
  const best = new Map<string, { covered: number; whole: number }>()
  for (const term of query.terms) {
    const seen = best.get(term.word) ?? { covered: 0, whole: 0 }
    best.set(term.word, {
      covered: Math.max(seen.covered, terms.has(term.number) ? term.weight * term.idf : 0),
      whole: Math.max(seen.whole, wholeWeightOf(term)),
    })
  }
  let covered = 0
  let whole = query.unknownMass * index.highestIdf
  for (const word of best.values()) {
    covered += word.covered
    whole += word.whole
  }
  return whole === 0 ? 0 : covered / whole
}

/** Neighbouring words, as terms. */
export function pairsOf(terms: readonly string[]): readonly string[] {
  return terms.slice(1).map((term, i) => `${terms[i] ?? ''} ${term}`)
}

/** The share of some pairs of neighbouring words that are neighbours among these too, 0 to 1. */
export function pairsKept(pairs: readonly string[], words: readonly string[]): number {
  const kept = new Set(pairsOf(words.map(termOf)))
  return pairs.length === 0 ? 0 : pairs.filter((pair) => kept.has(pair)).length / pairs.length
}

/** A word that had to be guessed may be one that no note knows: it weighs the more, the less sure the guess. */
export function wholeWeightOf({ how, weight, idf }: QueryTerm): number {
  if (how === 'word') return weight * idf
  return how === 'spelling' ? (2 - weight) * idf : idf
}

/** The idf mass of all that a question says. */
export function massOf({ terms }: Query): number {
  return Math.max(
    Number.MIN_VALUE,
    terms.reduce((sum, { idf, weight }) => sum + idf * weight, 0),
  )
}
