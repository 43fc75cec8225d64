/**
 * Which passages hold which terms, in typed arrays, and BM25 over them. The formula and its figures are
 * MiniSearch's, and a test holds both to the same ranking; what is left out is the object that MiniSearch
 * makes of every passage that matches, which takes most of its time.
 */
import { NumberList } from './number-list.ts'
import { idf } from './vocabulary.ts'

/** Those of term `t` lie from `starts[t]` to before `starts[t + 1]`, in order of passages. */
export interface Postings {
  readonly starts: Uint32Array
  readonly passages: Uint32Array
  /** How often each of these passages has the term. */
  readonly counts: Uint16Array
  /** For each passage of the library, how many different terms it has. */
  readonly lengths: Uint32Array
}

export interface ScoredPassage {
  readonly passage: number
  readonly score: number
}

/** Robertson's usual k, and BM25 without the plus; b chosen on the first halves of SQuAD and SciFact. */
export const BM25 = { k: 1.2, b: 0.85, d: 0 } as const
const MOST_COUNTED = 0xff_ff
/** How many times more passages than wanted are gathered before the worst of them are dropped. */
const SORTED_AT = 4

/** Takes the passages one by one, so that other work can go on in between. */
export class PostingsBuilder {
  readonly #countOf: Uint16Array
  readonly #passagesWith: Uint32Array
  readonly #terms = new NumberList()
  readonly #counts = new NumberList()
  readonly #lengths = new NumberList()

  constructor(terms: number) {
    this.#countOf = new Uint16Array(terms)
    this.#passagesWith = new Uint32Array(terms)
  }

  /** The next passage's terms, with repetitions. */
  add(terms: Iterable<number>): void {
    const different: number[] = []
    for (const term of terms) {
      const count = this.#countOf[term] ?? 0
      if (count === 0) different.push(term)
      if (count < MOST_COUNTED) this.#countOf[term] = count + 1
    }
    for (const term of different) {
      this.#terms.push(term)
      this.#counts.push(this.#countOf[term] ?? 0)
      this.#countOf[term] = 0
      this.#passagesWith[term] = (this.#passagesWith[term] ?? 0) + 1
    }
    this.#lengths.push(different.length)
  }

  postings(): Postings {
    const terms = this.#terms.view()
    const counted = this.#counts.view()
    const lengths = this.#lengths.view().slice()
    const starts = new Uint32Array(this.#passagesWith.length + 1)
    for (const [term, passages] of this.#passagesWith.entries()) {
      starts[term + 1] = (starts[term] ?? 0) + passages
    }
    const free = starts.slice()
    const passages = new Uint32Array(terms.length)
    const counts = new Uint16Array(terms.length)
    let at = 0
    for (const [passage, length] of lengths.entries()) {
      for (const end = at + length; at < end; at++) {
        const term = terms[at] ?? 0
        const place = free[term] ?? 0
        passages[place] = passage
        counts[place] = counted[at] ?? 0
        free[term] = place + 1
      }
    }
    return { starts, passages, counts, lengths }
  }
}

export function passagesWith(term: number, { starts }: Postings): number {
  return (starts[term + 1] ?? 0) - (starts[term] ?? 0)
}

/** Scores passages by the terms of a question. What it needs to count with is made once. */
export class Bm25 {
  readonly #postings: Postings
  readonly #scores: Float64Array
  readonly #touched: Uint32Array
  /** What a term's count is weighed against: k, by the passage's length against the mean. */
  readonly #saturation: Float64Array

  constructor(postings: Postings) {
    const { lengths } = postings
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
    this.#postings = postings
    this.#scores = new Float64Array(lengths.length)
    this.#touched = new Uint32Array(lengths.length)
    this.#saturation = Float64Array.from(
      lengths,
      (length) => BM25.k * (1 - BM25.b + (BM25.b * length) / mean),
    )
  }

  /** The best passages that hold one of the terms and pass; of equals, the first. */
  best(
    terms: readonly { readonly number: number; readonly weight: number }[],
    limit: number,
    passes: (passage: number) => boolean,
  ): readonly ScoredPassage[] {
    const found = this.#score(terms)
    let best: ScoredPassage[] = []
    let least = 0
    for (let i = 0; i < found; i++) {
      const passage = this.#touched[i] ?? 0
      const score = this.#scores[passage] ?? 0
      this.#scores[passage] = 0
      if (score < least || !passes(passage)) continue
      best.push({ passage, score })
      if (best.length < limit * SORTED_AT) continue
      best = best.toSorted(byScore).slice(0, limit)
      least = best.at(-1)?.score ?? 0
    }
    return best.toSorted(byScore).slice(0, limit)
  }

  /** Leaves the scores in `#scores` and the passages that have one in `#touched`; returns how many these are. */
  #score(terms: readonly { readonly number: number; readonly weight: number }[]): number {
    const { starts, passages, counts, lengths } = this.#postings
    const scores = this.#scores
    const touched = this.#touched
    const saturation = this.#saturation
    let found = 0
    for (const { number, weight } of terms) {
      const end = starts[number + 1] ?? 0
      const most = weight * idf(lengths.length, passagesWith(number, this.#postings)) * (BM25.k + 1)
      for (let i = starts[number] ?? end; i < end; i++) {
        const passage = passages[i] ?? 0
        const count = counts[i] ?? 0
        const before = scores[passage] ?? 0
        if (before === 0) touched[found++] = passage
        scores[passage] = before + (most * count) / (count + (saturation[passage] ?? 0))
      }
    }
    return found
  }
}

function byScore(a: ScoredPassage, b: ScoredPassage): number {
  return b.score - a.score || a.passage - b.passage
}
