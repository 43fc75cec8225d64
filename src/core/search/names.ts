/** Titles and aliases that a question says word for word. */
import type { Note, NoteId } from '../notes/note.ts'
import { runOf, runsIn } from './runs.ts'

/** Longer names are said in other words. */
const LONGEST_NAME = 10

/** Each name as a run of terms, with the notes that bear it. */
export type Names = ReadonlyMap<string, ReadonlySet<NoteId>>

export function namesOf(notes: Iterable<Note>): Names {
  const names = new Map<string, Set<NoteId>>()
  for (const note of notes) {
    for (const name of [note.title, ...note.aliases]) {
      const run = runOf(name)
      const bearers = names.get(run) ?? new Set()
      names.set(run, bearers.add(note.id))
    }
  }
  return names
}

/** How many words of the question name each note: those of the longest of its names that it says. */
export function namedIn(question: string, names: Names): ReadonlyMap<NoteId, number> {
  const named = new Map<NoteId, number>()
  for (const { run, words } of runsIn(question, LONGEST_NAME)) {
    for (const id of names.get(run) ?? []) named.set(id, words)
  }
  return named
}
