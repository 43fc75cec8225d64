/** Which notes carry the lead: found for the same question, or standing behind it by a relation. */
import type { Library, Note, Relation } from '../notes/note.ts'
import type { RelationKind } from '../notes/relation-kinds.ts'
import { areRelatedBy, relationsOf } from './objections.ts'
import type { RankedNote } from './ranked-notes.ts'

/** What a relation to the lead's note adds to a note's share of the best score. */
const TOWARDS_LEAD: Readonly<Partial<Record<RelationKind, number>>> = {
  supports: 0.5,
  extends: 0.2,
  'example-of': 0.2,
}
const FROM_LEAD: Readonly<Partial<Record<RelationKind, number>>> = { supports: 0.15, extends: 0.15 }
/** Below it a note neither answers the question nor carries the lead. */
const ENOUGH = 0.5
/** A note that narrows the lead carries it only where it answers the question about as well. */
const COST_OF_QUALIFYING = 0.25

/** Best first; notes that challenge the lead are left to the objections. */
export function supportersOf(lead: Note, ranked: readonly RankedNote[], library: Library): readonly Note[] {
  const shares = new Map(ranked.map(({ note, share }) => [note.id, share]))
  const candidates = new Map(ranked.map(({ note }) => [note.id, note]))
  for (const relation of relationsOf(lead.id, library)) {
    const other = library.notes.get(relation.from === lead.id ? relation.to : relation.from)
    if (other !== undefined) candidates.set(other.id, other)
  }
  return [...candidates.values()]
    .filter((note) => note.id !== lead.id && note.kind !== 'line' && note.claim !== null)
    .filter((note) => !areRelatedBy(lead.id, note.id, ['challenges'], library))
    .map((note) => ({ note, value: (shares.get(note.id) ?? 0) + weightOfRelations(lead, note, library) }))
    .filter(({ value }) => value >= ENOUGH)
    .toSorted((a, b) => b.value - a.value)
    .map(({ note }) => note)
}

function weightOfRelations(lead: Note, note: Note, library: Library): number {
  const between = relationsOf(lead.id, library).filter(({ from, to }) => from === note.id || to === note.id)
  const weightOf = ({ kind, from }: Relation): number =>
    (from === note.id ? TOWARDS_LEAD[kind] : FROM_LEAD[kind]) ?? 0
  const sum = between.reduce((weight, relation) => weight + weightOf(relation), 0)
  return sum > 0 || !between.some(({ kind }) => kind === 'qualifies') ? sum : -COST_OF_QUALIFYING
}
