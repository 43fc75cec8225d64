/** What the author of a relation gives as its reason. */
import type { Library, Relation } from '../notes/note.ts'
import type { ChainLink, Quote } from './explanation.ts'
import type { SourceList } from './sources.ts'

/** Null for a relation without a reason. */
export function reasonOf(relation: Relation, library: Library, sources: SourceList): Quote | null {
  const author = library.notes.get(relation.saidIn ?? relation.from)
  return author === undefined || relation.reason === '' ? null : sources.quoteReason(author, relation.reason)
}

export function chainLink(relation: Relation, library: Library, sources: SourceList): ChainLink {
  return { relation, reason: reasonOf(relation, library, sources) }
}
