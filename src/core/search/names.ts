/** Titles and aliases that a question says word for word. */
import type { Note, NoteId } from '../notes/note.ts'
import { Phrases } from './phrases.ts'

/** Longer names are said in other words. */
const LONGEST_NAME = 10

export class Names {
  readonly #names = new Phrases<NoteId>(LONGEST_NAME)

  add({ id, title, aliases }: Note): void {
    for (const name of [title, ...aliases]) this.#names.add(name, id)
  }

  /** How many words of the question, given as terms, name each note: those of the longest of its names that it says. */
  in(question: readonly string[]): ReadonlyMap<NoteId, number> {
    const named = new Map<NoteId, number>()
    for (const { value: id, words } of this.#names.in(question)) {
      named.set(id, Math.max(words, named.get(id) ?? 0))
    }
    return named
  }
}
