/** How two notes hang together: the shortest chain of relations between them, in either direction. */
import type { Library, NoteId, Relation } from '../notes/note.ts'
import { relationsOf } from './objections.ts'

export const LONGEST_CHAIN = 4

/** Null where no chain of at most LONGEST_CHAIN relations leads from one to the other. */
export function chainBetween(from: NoteId, to: NoteId, library: Library): readonly Relation[] | null {
  const cameBy = new Map<NoteId, { relation: Relation; before: NoteId }>()
  let frontier: readonly NoteId[] = [from]
  const seen = new Set<NoteId>([from])
  for (let length = 0; length < LONGEST_CHAIN && frontier.length > 0; length++) {
    const next: NoteId[] = []
    for (const id of frontier) {
      // What says more about a pair comes first: an untyped relation only where there is no other.
      const relations = relationsOf(id, library).toSorted((a, b) => strength(b) - strength(a))
      for (const relation of relations) {
        const other = relation.from === id ? relation.to : relation.from
        if (seen.has(other)) continue
        seen.add(other)
        cameBy.set(other, { relation, before: id })
        if (other === to) return walkBack(to, from, cameBy)
        next.push(other)
      }
    }
    frontier = next
  }
  return null
}

function strength({ kind, reason }: Relation): number {
  return (kind === 'challenges' ? 3 : kind === 'related' ? 0 : 2) + (reason === '' ? 0 : 1)
}

function walkBack(
  to: NoteId,
  from: NoteId,
  cameBy: ReadonlyMap<NoteId, { relation: Relation; before: NoteId }>,
): readonly Relation[] {
  const chain: Relation[] = []
  let at = to
  while (at !== from) {
    const step = cameBy.get(at)
    if (step === undefined) throw new Error(`The chain to ${to} breaks at ${at}.`)
    chain.unshift(step.relation)
    at = step.before
  }
  return chain
}
