/** The inlines that answers are made of. */
import { titleIn } from '../notes/lookup.ts'
import type { Library, Note } from '../notes/note.ts'
import type { Inline, NoteInline } from './answer.ts'

/** What an answer needs to know to name notes. */
export interface Shown {
  readonly library: Library
  readonly addressOf: (note: Note) => string | null
}

/** The note's title, as an inline that links where it can. */
export function noteInline(note: Note, { library, addressOf }: Shown): NoteInline {
  return { type: 'note', note: note.id, title: titleIn(library, note), url: addressOf(note) }
}

export function cite(number: number): Inline {
  return { type: 'cite', number }
}

export function text(value: string): Inline {
  return { type: 'text', text: value }
}

/** A row of a table on one line, `cell — cell`; a command in the first cell is something to type. */
export function rowInlines(row: readonly string[]): readonly Inline[] {
  return row
    .filter((cell) => cell !== '')
    .flatMap((cell, i): readonly Inline[] => {
      if (i > 0) return [text(` — ${cell}`)]
      return [cell.startsWith('/') ? { type: 'code', text: cell } : { type: 'strong', text: cell }]
    })
}
