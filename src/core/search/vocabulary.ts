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

export class Vocabulary {
  readonly #numbers = new Map<string, number>()
  readonly #passages: number[] = []
  readonly #words = new Map<string, number>()
  readonly #byLength: WrittenWord[][] = []

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
    const alike = (this.#byLength[word.length] ??= [])
    alike.push({ word, number, letters: lettersOf(word) })
    return number
  }

  /** Notes that one more passage holds the term. */
  count(number: number): void {
    this.#passages[number] = (this.#passages[number] ?? 0) + 1
  }

  numberOf(term: string): number | undefined {
    return this.#numbers.get(term)
  }

  /** How many passages hold the term. */
  passagesWith(number: number): number {
    return this.#passages[number] ?? 0
  }

  /** The words of so many letters, or more. */
  *words(from: number, to = Infinity): Iterable<WrittenWord> {
    for (let length = Math.max(from, 0); length < this.#byLength.length && length <= to; length++) {
      yield* this.#byLength[length] ?? []
    }
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
