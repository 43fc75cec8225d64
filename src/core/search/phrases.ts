/** Names and long forms of several words, found where a text says them, by their terms. */
import { termOf, wordsOf } from './tokens.ts'

interface Found<T> {
  readonly value: T
  /** How many words the phrase has. */
  readonly words: number
}

export class Phrases<T> {
  readonly #byTerms = new Map<string, T[]>()
  /** By the first term: how many words the longest phrase has that begins with it. */
  readonly #longest = new Map<string, number>()
  readonly #most: number

  /** Phrases of more than `most` words are left out: they are said in other words. */
  constructor(most: number) {
    this.#most = most
  }

  add(phrase: string, value: T): void {
    const terms = termsOf(phrase)
    const [first] = terms
    if (first === undefined || terms.length > this.#most) return
    const run = terms.join(' ')
    const values = this.#byTerms.get(run)
    if (values === undefined) this.#byTerms.set(run, [value])
    else values.push(value)
    this.#longest.set(first, Math.max(terms.length, this.#longest.get(first) ?? 0))
  }

  /** What a text with these terms says, in the order in which it says it. */
  in(terms: readonly string[]): readonly Found<T>[] {
    const found: Found<T>[] = []
    for (const [start, first] of terms.entries()) {
      const longest = Math.min(this.#longest.get(first) ?? 0, terms.length - start)
      let run = first
      for (let words = 1; words <= longest; words++) {
        if (words > 1) run += ` ${terms[start + words - 1] ?? ''}`
        for (const value of this.#byTerms.get(run) ?? []) found.push({ value, words })
      }
    }
    return found
  }
}

/** Every word of a text as a term, in order. */
export function termsOf(text: string): readonly string[] {
  return wordsOf(text).map(termOf)
}
