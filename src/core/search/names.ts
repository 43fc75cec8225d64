/** Titles and aliases that a question says word for word. */
import type { NoteId } from '../notes/note.ts'
import type { Passage } from './passages.ts'
import { termOf, wordsOf } from './tokens.ts'

/** Longer names are said in other words. */
const LONGEST_NAME = 10

/** Each name as a run of terms, with the notes that bear it. */
export type Names = ReadonlyMap<string, ReadonlySet<NoteId>>

export function namesOf(passages: readonly Passage[]): Names {
  const names = new Map<string, Set<NoteId>>()
  for (const { note } of passages) {
    for (const name of [note.title, ...note.aliases]) {
      const run = runOf(wordsOf(name))
      const bearers = names.get(run) ?? new Set()
      names.set(run, bearers.add(note.id))
    }
  }
  return names
}

/** How many words of the question name each note: those of the longest of its names that it says. */
export function namedIn(question: string, names: Names): ReadonlyMap<NoteId, number> {
  const words = wordsOf(question)
  const named = new Map<NoteId, number>()
  for (let length = 1; length <= Math.min(words.length, LONGEST_NAME); length++) {
    for (let start = 0; start + length <= words.length; start++) {
      const bearers = names.get(runOf(words.slice(start, start + length))) ?? []
      for (const id of bearers) named.set(id, length)
    }
  }
  return named
}

function runOf(words: readonly string[]): string {
  return words.map(termOf).join(' ')
}
