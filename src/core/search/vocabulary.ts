/**
 * The words of a library: terms with a number and the count of passages that hold them, and the words
 * as they were written, to correct typing.
 */
import { foldsOf } from '../folds.ts'
import { bitsIn, lettersOf } from '../letters.ts'
import type { Language } from './languages.ts'
import { NumberList } from './number-list.ts'
import { isSpaceless, termOf } from './tokens.ts'

/** A word as written, with the number of its term. */
export interface WrittenWord {
  readonly word: string
  readonly number: number
}

/** Words of one length; `letters` has for each a bit for each letter in it, to tell unlike words apart at once. */
interface AlikeWords {
  readonly words: WrittenWord[]
  readonly letters: NumberList
}

/** Fewer letters begin too many words to mean one. */
export const LETTERS_OF_A_BEGINNING = 4
const NONE: readonly WrittenWord[] = []

export class Vocabulary {
  readonly #numbers = new Map<string, number>()
  readonly #passages: number[] = []
  readonly #words = new Map<string, number>()
  readonly #byLength: AlikeWords[] = []
  readonly #byBeginning = new Map<string, WrittenWord[]>()
  readonly #byFold = new Map<string, WrittenWord[]>()
  /** Words of scripts without spaces. */
  readonly spaceless: WrittenWord[] = []
  /** Other languages than English in which the library has passages. */
  readonly languages: readonly Language[]

  constructor(languages: readonly Language[] = []) {
    this.languages = languages
  }

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
    const written = { word, number }
    const alike = (this.#byLength[word.length] ??= { words: [], letters: new NumberList() })
    alike.words.push(written)
    alike.letters.push(lettersOf(word) >>> 0)
    if (word.length > LETTERS_OF_A_BEGINNING) {
      push(this.#byBeginning, word.slice(0, LETTERS_OF_A_BEGINNING), written)
    }
    for (const fold of foldsOf(word)) push(this.#byFold, fold, written)
    if (isSpaceless(word)) this.spaceless.push(written)
    return number
  }

  /** Every word with its term, in the order in which they were added. */
  *entries(): Iterable<readonly [word: string, term: string]> {
    const terms = [...this.#numbers.keys()]
    for (const [word, number] of this.#words) yield [word, terms[number] ?? word]
  }

  /** Notes that so many more passages hold the term. */
  count(number: number, passages: number): void {
    this.#passages[number] = (this.#passages[number] ?? 0) + passages
  }

  /** Whether a passage has the word as it is written. */
  has(word: string): boolean {
    return this.#words.has(word)
  }

  /** The number of a word's term: as the library writes the word, else as the stem of an English word. */
  numberOfWord(word: string): number | undefined {
    return this.#words.get(word) ?? this.#numbers.get(termOf(word))
  }

  /** Words that differ from this one by nothing but accents. */
  alikeWithoutAccents(word: string): readonly WrittenWord[] {
    const folds = foldsOf(word)
    const plain = folds.flatMap((fold) => {
      const number = this.numberOfWord(fold)
      return number === undefined ? [] : [{ word: fold, number }]
    })
    const accented = [word, ...folds].flatMap((fold) => this.#byFold.get(fold) ?? [])
    return [...plain, ...new Set(accented)].filter((alike) => alike.word !== word)
  }

  get terms(): number {
    return this.#numbers.size
  }

  /** How many passages hold the term. */
  passagesWith(number: number): number {
    return this.#passages[number] ?? 0
  }

  /** Calls `visit` with the words of so many letters that have the given ones but for at most so many. */
  eachLike(letters: number, length: number, most: number, visit: (word: WrittenWord) => void): void {
    const alike = this.#byLength[length]
    if (alike === undefined) return
    const all = alike.letters.view()
    for (let i = 0; i < all.length; i++) {
      const candidate = alike.words[i]
      if (candidate !== undefined && bitsIn((all[i] ?? 0) ^ letters) <= most) visit(candidate)
    }
  }

  /** The longer words that begin like this; at least LETTERS_OF_A_BEGINNING must be given. */
  beginningWith(beginning: string): readonly WrittenWord[] {
    const alike = this.#byBeginning.get(beginning.slice(0, LETTERS_OF_A_BEGINNING)) ?? NONE
    return alike.filter(({ word }) => word.length > beginning.length && word.startsWith(beginning))
  }
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [item])
  else known.push(item)
}

/** Inverse document frequency as in BM25 (Lucene's form, never negative), in nats. */
export function idf(passages: number, passagesWithTerm: number): number {
  return Math.log(1 + (passages - passagesWithTerm + 0.5) / (passagesWithTerm + 0.5))
}
