/** Other words for the words of a question, as terms: they lift a passage that was found, and find none. */
import type { Query } from './query.ts'
import type { Thesaurus } from './thesaurus.ts'
import { isJoiningWord } from './tokens.ts'
import { idf, type Vocabulary } from './vocabulary.ts'

/** What one word of a question may be called in the notes. */
export interface Alternatives {
  /** Numbers of the word's own terms. */
  readonly own: readonly number[]
  readonly others: readonly { readonly number: number; readonly mass: number }[]
}

const MOST_SYNONYMS = 6
/** Farther words bring in more noise than sense. */
const LEAST_NEARNESS = 0.6
/** A passage that has the word itself gains little by another word for it. */
const BESIDE_THE_WORD = 0.3

export function alternativesOf(
  { words, terms }: Query,
  thesaurus: Thesaurus,
  vocabulary: Vocabulary,
  passages: number,
): readonly Alternatives[] {
  return words.map((word) => {
    const own = new Set(terms.filter((term) => term.word === word).map(({ number }) => number))
    const others = thesaurus
      .synonymsOf(word)
      .filter((synonym) => synonym.nearness >= LEAST_NEARNESS && !isJoiningWord(synonym.word))
      .flatMap((synonym) => {
        const number = vocabulary.numberOfWord(synonym.word)
        if (number === undefined || own.has(number)) return []
        return [{ number, mass: synonym.nearness * idf(passages, vocabulary.passagesWith(number)) }]
      })
    return { own: [...own], others: others.slice(0, MOST_SYNONYMS) }
  })
}

/** The idf mass that other words bring to a passage that has certain terms. */
export function massOfAlternatives(
  alternatives: readonly Alternatives[],
  has: (number: number) => boolean,
): number {
  let sum = 0
  for (const { own, others } of alternatives) {
    let best = 0
    for (const { number, mass } of others) if (mass > best && has(number)) best = mass
    sum += own.some(has) ? BESIDE_THE_WORD * best : best
  }
  return sum
}
