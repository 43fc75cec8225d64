/** The numbered sources of one explanation, collected while it is made. */
import type { Note } from '../notes/note.ts'
import type { CitedSource, Quote } from './explanation.ts'

export class SourceList {
  readonly #sources: CitedSource[] = []

  /** Quotes a section of a note (`null`: its claim or opening); the same section keeps its number. */
  quote(note: Note, heading: string | null, text: string): Quote {
    return { text, source: this.cite(note, heading) }
  }

  /** A note's claim; the title of a note that says nothing. */
  quoteClaim(note: Note): Quote {
    return this.quote(note, headingOfClaim(note), note.claim?.text ?? note.title)
  }

  /** The number of a section of a note. */
  cite(note: Note, heading: string | null): number {
    const known = this.#sources.find((source) => source.note.id === note.id && source.heading === heading)
    if (known !== undefined) return known.number
    const number = this.#sources.length + 1
    this.#sources.push({ number, note, heading })
    return number
  }

  /** A relation's reason stands in its author's list of relations: it is cited with the note as a whole. */
  quoteReason(note: Note, reason: string): Quote {
    const known = this.#sources.find((source) => source.note.id === note.id)
    return { text: reason, source: known?.number ?? this.cite(note, null) }
  }

  has(note: Note): boolean {
    return this.#sources.some((source) => source.note.id === note.id)
  }

  /** In the order of first citation. */
  list(): readonly CitedSource[] {
    return this.#sources
  }
}

/** A claim that is the opening sentence stands in the section that it opens. */
function headingOfClaim(note: Note): string | null {
  if (note.claim?.from !== 'opening') return null
  return (
    note.sections.find(({ role, markdown }) => role === 'text' && markdown.trim() !== '')?.heading ?? null
  )
}
