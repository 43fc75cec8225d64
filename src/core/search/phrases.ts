/** Names and long forms of several words, found where a text says them, by their terms. */
import { termOf, wordsOf } from './tokens.ts'

interface Found<T> {
  readonly value: T
  /** How many words the phrase has. */
  readonly words: number
}

export class Phrases<T> {
  readonly #byTerms = new Map<string, T[]>()
  /** By the first two terms: how many words the longest phrase has that begins with them. */
  readonly #longest = new Map<string, number>()
  readonly #most: number

  /** Phrases of more than `most` words are left out: they are said in other words. */
  constructor(most: number) {
    this.#most = most
  }

  add(phrase: string, value: T): void {
    const terms = termsOf(phrase)
    if (terms.length === 0 || terms.length > this.#most) return
    const run = terms.join(' ')
    const values = this.#byTerms.get(run)
    if (values === undefined) this.#byTerms.set(run, [value])
    else values.push(value)
    if (terms.length === 1) return
    const pair = terms.slice(0, 2).join(' ')
    this.#longest.set(pair, Math.max(terms.length, this.#longest.get(pair) ?? 0))
  }

  /** What a text with these terms says, in the order in which it says it. */
  in(terms: readonly string[]): readonly Found<T>[] {
    const found: Found<T>[] = []
    for (const [start, first] of terms.entries()) {
      const next = terms[start + 1]
      const longest = next === undefined ? 1 : (this.#longest.get(`${first} ${next}`) ?? 1)
      const end = Math.min(start + longest, terms.length)
      let run = first
      for (let at = start; at < end; at++) {
        if (at > start) run += ` ${terms[at] ?? ''}`
        for (const value of this.#byTerms.get(run) ?? []) found.push({ value, words: at - start + 1 })
      }
    }
    return found
  }
}

/** Every word of a text as a term, in order. */
export function termsOf(text: string): readonly string[] {
  return wordsOf(text).map(termOf)
}
