/**
 * What speaks against the cited notes: challenges, qualifications and contrasts in both directions, also
 * those written in the other note's file.
 */
import type { Library, Note, NoteId, Relation } from '../notes/note.ts'
import type { KnownKind, RelationKind } from '../notes/relation-kinds.ts'

/** A relation of a cited note, and the note at its other end. */
export interface Opposition {
  readonly relation: Relation
  readonly about: Note
  readonly other: Note
}

/** Challenges first, then what narrows, then what differs. */
const ORDER: readonly KnownKind[] = ['challenges', 'qualifies', 'contrasts']

/**
 * Each opposing note once, in the order in which they matter: by kind, then the lead's note first (`cited`
 * begins with it), then what opposes a cited note before what it opposes, then by `relevance`.
 */
export function oppositionsTo(
  cited: readonly Note[],
  library: Library,
  relevance: (note: Note) => number,
): readonly Opposition[] {
  const found = cited.flatMap((about, position) =>
    relationsOf(about.id, library).flatMap((relation) => {
      const kind = ORDER.indexOf(relation.kind as KnownKind)
      const isIncoming = relation.to === about.id
      const other = library.notes.get(isIncoming ? relation.from : relation.to)
      // A note that says nothing has no objection that could be quoted.
      if (kind === -1 || other === undefined || other.claim === null) return []
      return [{ relation, about, other, kind, position, outgoing: isIncoming ? 0 : 1 }]
    }),
  )
  const sorted = found.toSorted(
    (a, b) =>
      a.kind - b.kind ||
      Number(a.position > 0) - Number(b.position > 0) ||
      a.outgoing - b.outgoing ||
      relevance(b.other) - relevance(a.other) ||
      a.position - b.position,
  )
  const seen = new Set<string>()
  return sorted.filter(({ about, other }) => {
    // Two cited notes that oppose each other are met from both ends.
    const isNew = !seen.has(other.id) && !seen.has(`${other.id} ${about.id}`)
    seen.add(other.id).add(`${about.id} ${other.id}`)
    return isNew
  })
}

/** Relations that a note has or is the target of. */
export function relationsOf(id: NoteId, library: Library): readonly Relation[] {
  return [...(library.outgoing.get(id) ?? []), ...(library.incoming.get(id) ?? [])]
}

/** Whether two notes stand against each other in one of the given kinds. */
export function areRelatedBy(
  a: NoteId,
  b: NoteId,
  kinds: readonly RelationKind[],
  library: Library,
): boolean {
  return relationsOf(a, library).some(
    ({ kind, from, to }) => kinds.includes(kind) && (from === b || to === b),
  )
}
