/**
 * The words of a library: terms with a number and the count of passages that hold them, and the words
 * as they were written, to correct typing.
 */

/** A word as written, with the number of its term. */
export interface WrittenWord {
  readonly word: string
  readonly number: number
  /** One bit for each letter that it has, to tell unlike words apart at once. */
  readonly letters: number
}

/** Fewer letters begin too many words to mean one. */
export const LETTERS_OF_A_BEGINNING = 4
const NONE: readonly WrittenWord[] = []

export class Vocabulary {
  readonly #numbers = new Map<string, number>()
  readonly #passages: number[] = []
  readonly #words = new Map<string, number>()
  readonly #byLength: WrittenWord[][] = []
  readonly #byBeginning = new Map<string, WrittenWord[]>()

  /** The number of the word's term, a new one where it is new. */
  add(word: string, term: string): number {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    let number = this.#numbers.get(term)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(term, number)
      this.#passages.push(0)
    }
    this.#words.set(word, number)
    const written = { word, number, letters: lettersOf(word) }
    const alike = (this.#byLength[word.length] ??= [])
    alike.push(written)
    if (word.length > LETTERS_OF_A_BEGINNING) {
      const beginning = word.slice(0, LETTERS_OF_A_BEGINNING)
      const begun = this.#byBeginning.get(beginning)
      if (begun === undefined) this.#byBeginning.set(beginning, [written])
      else begun.push(written)
    }
    return number
  }

  /** Notes that one more passage holds the term, or so many more. */
  count(number: number, passages = 1): void {
    this.#passages[number] = (this.#passages[number] ?? 0) + passages
  }

  numberOf(term: string): number | undefined {
    return this.#numbers.get(term)
  }

  get terms(): number {
    return this.#numbers.size
  }

  /** How many passages hold the term. */
  passagesWith(number: number): number {
    return this.#passages[number] ?? 0
  }

  /** The words of so many letters. */
  ofLength(letters: number): readonly WrittenWord[] {
    return this.#byLength[letters] ?? NONE
  }

  /** The longer words that begin like this; at least LETTERS_OF_A_BEGINNING must be given. */
  beginningWith(beginning: string): readonly WrittenWord[] {
    const alike = this.#byBeginning.get(beginning.slice(0, LETTERS_OF_A_BEGINNING)) ?? NONE
    return alike.filter(({ word }) => word.length > beginning.length && word.startsWith(beginning))
  }
}

/** Inverse document frequency as in BM25 (Lucene's form, never negative), in nats. */
export function idf(passages: number, passagesWithTerm: number): number {
  return Math.log(1 + (passages - passagesWithTerm + 0.5) / (passagesWithTerm + 0.5))
}

const LETTER_BITS = 31

export function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) % LETTER_BITS)
  return letters
}
