/** Other words for the words of a question, as terms: they lift a passage that was found, and find none. */
import type { Query } from './query.ts'
import { remembered } from './remembered.ts'
import type { Thesaurus } from './thesaurus.ts'
import { isJoiningWord } from './tokens.ts'
import { idf, type Vocabulary } from './vocabulary.ts'

/** What one word of a question may be called in the notes. */
export interface Alternatives {
  /** Numbers of the word's own terms. */
  readonly own: readonly number[]
  /** The idf of the rarest of them; no limit where the notes have none. */
  readonly rarity: number
  readonly others: readonly OtherTerm[]
}

const MOST_SYNONYMS = 6
/** A passage that has the word itself gains little by another word for it. */
const BESIDE_THE_WORD = 0.3

interface OtherTerm {
  readonly number: number
  readonly mass: number
}

/** Looks words up in a thesaurus. */
export class Synonyms {
  readonly #thesaurus: Thesaurus
  readonly #vocabulary: Vocabulary
  readonly #passages: number
  readonly #termsLike = remembered((word) => this.#found(word))

  constructor(thesaurus: Thesaurus, vocabulary: Vocabulary, passages: number) {
    this.#thesaurus = thesaurus
    this.#vocabulary = vocabulary
    this.#passages = passages
  }

  alternativesOf({ words, terms }: Query): readonly Alternatives[] {
    return words.map((word) => {
      const readings = terms.filter((term) => term.word === word)
      const own = readings.map(({ number }) => number)
      const rarity = readings.length === 0 ? Infinity : Math.max(...readings.map((reading) => reading.idf))
      const others = this.#termsLike(word).filter(({ number }) => !own.includes(number))
      return { own, rarity, others: others.slice(0, MOST_SYNONYMS) }
    })
  }

  #found(word: string): readonly OtherTerm[] {
    return this.#thesaurus
      .synonymsOf(word)
      .filter((synonym) => !isJoiningWord(synonym.word))
      .flatMap((synonym) => {
        const number = this.#vocabulary.numberOfWord(synonym.word)
        if (number === undefined) return []
        const mass = synonym.nearness * idf(this.#passages, this.#vocabulary.passagesWith(number))
        return [{ number, mass }]
      })
  }
}

/**
 * The idf mass of the words that a text has only in other words. A rare word for a common one helps to find a
 * passage; in a quotation it says no more than the one that was asked for.
 */
export function massInOtherWords(alternatives: readonly Alternatives[], terms: ReadonlySet<number>): number {
  const has = (number: number): boolean => terms.has(number)
  return alternatives
    .filter(({ own }) => !own.some(has))
    .reduce((sum, each) => sum + Math.min(each.rarity, massOfAlternatives([each], has)), 0)
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
