/** The inlines that answers are made of. */
import type { Library, Note } from '../notes/note.ts'
import type { Inline, NoteInline } from './answer.ts'

/** What an answer needs to know to name notes. */
export interface Shown {
  readonly library: Library
  readonly addressOf: (note: Note) => string | null
}

/** The note's title, as an inline that links where it can. */
export function noteInline(note: Note, { addressOf }: Shown): NoteInline {
  return { type: 'note', note: note.id, title: note.title, url: addressOf(note) }
}

export function cite(number: number): Inline {
  return { type: 'cite', number }
}

export function text(value: string): Inline {
  return { type: 'text', text: value }
}
