/**
 * The words of all passages as they are written, before it is known which of them are English. That is
 * decided for each word once, by the passages that it stands in: a word is English unless it stands mostly in
 * passages that are not. So a word has one term wherever it stands, and a question needs no language to find
 * it.
 */
import { languageBitsOf, languageOf, OTHER_LANGUAGES, type Language } from './languages.ts'
import { NumberList } from './number-list.ts'
import { eachWord, isStopWord, termOf } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'
import { BREAK } from './windows.ts'

/** How many different small words of another language make a passage one of that language. */
const FEWEST_SMALL_WORDS = 3

interface Word {
  readonly number: number
  /** The last passage, from 1, in which it was seen. */
  passage: number
  /** How often it stands in all passages, and in those of another language than English. */
  all: number
  foreign: number
  readonly languageBits: number
}

/** The term numbers of all passages in one array; that of passage `i` begins at `starts[i]`. */
export interface Sequences {
  readonly numbers: Uint32Array
  readonly starts: Uint32Array
}

export class WordList {
  readonly #words = new Map<string, Word>()
  readonly #byNumber: Word[] = []
  /** Word numbers in reading order, parted by BREAK. */
  readonly #numbers = new NumberList()
  readonly #starts = new NumberList()
  readonly #languages = new Set<Language>()
  #languageBits: number[] = []

  /** Other languages than English that passages are in. */
  get languages(): readonly Language[] {
    return [...this.#languages]
  }

  beginPassage(): void {
    this.#starts.push(this.#numbers.length)
    this.#languageBits = []
  }

  read(text: string): void {
    eachWord(text, (written) => {
      const word = this.#words.get(written) ?? this.#added(written)
      word.all++
      this.#numbers.push(word.number)
      if (word.passage === this.#starts.length || word.languageBits === 0) return
      word.passage = this.#starts.length
      this.#languageBits.push(word.languageBits)
    })
    this.#numbers.push(BREAK)
  }

  endPassage(): void {
    const language = languageOf(this.#languageBits, OTHER_LANGUAGES, FEWEST_SMALL_WORDS)
    if (language === 'en') return
    this.#languages.add(language)
    const numbers = this.#numbers.view()
    for (let i = this.#starts.view().at(-1) ?? 0; i < numbers.length; i++) {
      const word = this.#byNumber[numbers[i] ?? BREAK]
      if (word !== undefined) word.foreign++
    }
  }

  /** The passages as numbers of terms, which are added to the vocabulary; English stop words are left out. */
  sequencesIn(vocabulary: Vocabulary): Sequences {
    const terms = new Uint32Array(this.#words.size)
    for (const [written, { number, all, foreign }] of this.#words) {
      const isEnglish = foreign * 2 <= all
      if (!isEnglish) terms[number] = vocabulary.add(written, written)
      else terms[number] = isStopWord(written) ? BREAK : vocabulary.add(written, termOf(written))
    }
    const words = this.#numbers.view()
    const ends = [...this.#starts.view(), words.length]
    const numbers = new NumberList()
    const starts = new Uint32Array(ends.length)
    for (let i = 0, passage = 0; i <= words.length; i++) {
      while (ends[passage] === i) starts[passage++] = numbers.length
      const word = words[i]
      if (word === undefined) break
      const term = word === BREAK ? BREAK : (terms[word] ?? BREAK)
      if (word === BREAK || term !== BREAK) numbers.push(term)
    }
    return { numbers: numbers.view().slice(), starts }
  }

  #added(written: string): Word {
    const word = {
      number: this.#words.size,
      passage: 0,
      all: 0,
      foreign: 0,
      languageBits: languageBitsOf(written),
    }
    this.#words.set(written, word)
    this.#byNumber.push(word)
    return word
  }
}
