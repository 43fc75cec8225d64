/**
 * The words of a library: terms with a number and the count of passages that hold them, and the words
 * as they were written, to correct typing.
 */

export class Vocabulary {
  readonly #numbers = new Map<string, number>()
  readonly #passages: number[] = []
  /** Term number of each word as written. */
  readonly #words = new Map<string, number>()

  /** The term's number, a new one where it is new. */
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

  /** Words as written, with the number of their term. */
  words(): Iterable<readonly [word: string, number: number]> {
    return this.#words
  }
}

/** Inverse document frequency as in BM25 (Lucene's form, never negative), in nats. */
export function idf(passages: number, passagesWithTerm: number): number {
  return Math.log(1 + (passages - passagesWithTerm + 0.5) / (passagesWithTerm + 0.5))
}
