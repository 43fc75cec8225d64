/** How close together the words of a question stand in a passage. */

/** Between title, aliases, claim and body: no window reaches over it. */
export const BREAK = 0xff_ff_ff_ff
const WINDOW_WORDS = 12

export interface Closeness {
  /** The heaviest run of WINDOW_WORDS words. */
  readonly mass: number
  /** What neighbouring terms of the question weigh that stand side by side here too. */
  readonly pairs: number
}

/** Looks through passages for the terms of one question. What it needs to count with is made once. */
export class Windows {
  /** For each term of the library, its place in the question, from 1; 0 for the others. */
  readonly #places: Uint16Array
  #terms: readonly { readonly number: number; readonly mass: number }[] = []
  #others: readonly number[] = []
  /** What a place of the question weighs; others weigh nothing. */
  #masses = new Float64Array()
  #counts = new Uint16Array()
  #isPresent = new Uint8Array()
  /** Terms whose neighbour in the question has been met as their neighbour. */
  #kept = new Uint8Array()

  constructor(terms: number) {
    this.#places = new Uint16Array(terms)
  }

  /** What to look for from now on: the question's terms in order, and others that are only to be noticed. */
  ask(terms: readonly { readonly number: number; readonly mass: number }[], others: readonly number[]): void {
    for (const { number } of this.#terms) this.#places[number] = 0
    for (const number of this.#others) this.#places[number] = 0
    this.#terms = terms
    this.#others = others
    for (const [i, number] of others.entries()) this.#places[number] = terms.length + i + 1
    for (const [i, { number }] of terms.entries()) this.#places[number] = i + 1
    this.#masses = new Float64Array(terms.length + others.length + 1)
    for (const [i, { mass }] of terms.entries()) this.#masses[i + 1] = mass
    this.#counts = new Uint16Array(terms.length + others.length + 1)
    this.#isPresent = new Uint8Array(terms.length + others.length + 1)
    this.#kept = new Uint8Array(terms.length + 1)
  }

  /** Whether the passage that was looked through last has the term. */
  has(number: number): boolean {
    return this.#isPresent[this.#places[number] ?? 0] === 1
  }

  closenessIn(sequence: Uint32Array): Closeness {
    const places = this.#places
    const counts = this.#counts.fill(0)
    const isPresent = this.#isPresent.fill(0)
    const own = this.#terms.length
    const kept = this.#kept.fill(0)
    const masses = this.#masses
    let mass = 0
    let best = 0
    let start = 0
    let pairs = 0
    let before = 0
    for (let i = 0; i < sequence.length; i++) {
      const number = sequence[i] ?? BREAK
      if (number === BREAK) {
        if (mass > 0) counts.fill(0)
        mass = 0
        start = i + 1
        before = 0
        continue
      }
      if (i - start >= WINDOW_WORDS) {
        const leaving = places[sequence[start++] ?? 0] ?? 0
        if (leaving > 0) {
          counts[leaving] = (counts[leaving] ?? 0) - 1
          if (counts[leaving] === 0) mass -= masses[leaving] ?? 0
        }
      }
      const place = places[number] ?? 0
      if (place > 0) {
        isPresent[place] = 1
        counts[place] = (counts[place] ?? 0) + 1
        if (counts[place] === 1) mass += masses[place] ?? 0
        if (mass > best) best = mass
        if (before > 0 && before < own && place === before + 1 && kept[place] === 0) {
          kept[place] = 1
          pairs += ((masses[place] ?? 0) + (masses[before] ?? 0)) / 2
        }
      }
      before = place
    }
    return { mass: best, pairs }
  }
}
