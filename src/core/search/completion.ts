/**
 * Titles and aliases while they are typed. What begins as typed is looked up at once; MiniSearch finds the
 * names that have words beginning as those typed, in any script, and where there are none, words nearly so.
 */
import MiniSearch from 'minisearch'
import { breather } from '../breather.ts'
import { withoutAccents } from '../folds.ts'
import type { NoteName } from '../notes/lookup.ts'
import type { Library } from '../notes/note.ts'
import { wordsOf } from './tokens.ts'

interface Name extends NoteName {
  readonly id: number
  /** As names are compared. */
  readonly key: string
  /** The title of the note where this is an alias. */
  readonly aliasOf: Name | null
}

/** One slip in five letters, as MiniSearch's README has it. */
const FUZZY = 0.2
/** Shorter words are too alike. */
const LETTERS_FOR_A_SLIP = 4
/** A title before an alias that fits as well. */
const TITLE_BOOST = 1.5
/** Some 15 milliseconds' work; more is done in slices, and until then only beginnings are found. */
const MOST_AT_ONCE = 1000

export class Completion {
  readonly #names: readonly Name[]
  readonly #engine = new MiniSearch<Name>({
    fields: ['name'],
    tokenize: (text) => [...wordsOf(text)],
    processTerm: withoutAccents,
  })
  #state: 'empty' | 'building' | 'ready' = 'empty'

  constructor(library: Library) {
    const names: Name[] = []
    for (const { id: note, title, aliases } of library.notes.values()) {
      const entry = { id: names.length, name: title, note, key: keyOf(title), aliasOf: null }
      names.push(entry)
      for (const name of aliases)
        names.push({ id: names.length, name, note, key: keyOf(name), aliasOf: entry })
    }
    this.#names = names
  }

  /** The title of an alias that is typed whole, then what begins as typed, then what has words that do. */
  like(typed: string, limit: number): readonly NoteName[] {
    const key = keyOf(typed)
    const exact = this.#names.flatMap((each) => (each.key === key ? (each.aliasOf ?? []) : []))
    const beginning = this.#names
      .filter((each) => each.key.startsWith(key))
      .toSorted((a, b) => Number(a.aliasOf !== null) - Number(b.aliasOf !== null))
    const found = new Set([...exact, ...beginning])
    if (found.size < limit) for (const name of this.#withWordsLike(typed)) found.add(name)
    return [...found].slice(0, limit)
  }

  #withWordsLike(typed: string): readonly Name[] {
    this.#build()
    if (this.#state !== 'ready') return []
    const options = {
      prefix: true,
      combineWith: 'AND',
      boostDocument: (id: number) => this.#boostOf(id),
    } as const
    const found = this.#engine.search(typed, options)
    const all = found.length > 0 ? found : this.#engine.search(typed, { ...options, fuzzy })
    return all.flatMap(({ id }) => this.#names[Number(id)] ?? [])
  }

  #boostOf(id: number): number {
    return this.#names[id]?.aliasOf === null ? TITLE_BOOST : 1
  }

  /** Nobody completes a name in the moment of the start, and many never do: it is built when first asked. */
  #build(): void {
    if (this.#state !== 'empty') return
    if (this.#names.length <= MOST_AT_ONCE) {
      this.#engine.addAll(this.#names)
      this.#state = 'ready'
    } else void this.#buildInSlices()
  }

  async #buildInSlices(): Promise<void> {
    this.#state = 'building'
    const pause = breather()
    for (const name of this.#names) {
      this.#engine.add(name)
      await pause()
    }
    this.#state = 'ready'
  }
}

function fuzzy(word: string): number | false {
  return word.length < LETTERS_FOR_A_SLIP ? false : FUZZY
}

function keyOf(name: string): string {
  return withoutAccents(name.normalize('NFC').trim().toLowerCase())
}
