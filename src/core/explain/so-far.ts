/** What a walk has shown and asked before, as far as the next answer depends on it. */
import type { NoteId } from '../notes/note.ts'

export interface SoFar {
  /** The note that the walk stands at; null where it has reached none. */
  readonly note: NoteId | null
  /** What was asked in words, the latest first. */
  readonly questions: readonly string[]
  /** The text of the latest answer; empty where there is none. */
  readonly lastAnswer: string
  /** Notes that were shown as an answer. */
  readonly seen: ReadonlySet<NoteId>
  /** Whether these words were quoted before. */
  readonly isQuoted: (text: string) => boolean
}

export const NOTHING_SO_FAR: SoFar = {
  note: null,
  questions: [],
  lastAnswer: '',
  seen: new Set(),
  isQuoted: () => false,
}
