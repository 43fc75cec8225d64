/**
 * A broad question is answered by several notes together, and some of them say it in words of their own: what
 * was found by words spreads one step along relations and links, the more where the author's reason speaks of
 * the question, and along the kinds of relation that the question asks for.
 */
import type { Library, Note, NoteId } from '../notes/note.ts'
import type { KnownKind, RelationKind } from '../notes/relation-kinds.ts'
import type { Query } from '../search/query.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { relationsOf } from './objections.ts'
import type { RankedNote } from './ranked-notes.ts'
import { coverageBy, termsIn } from './weights.ts'

/** A question is broad where so many notes are found about as well as the best, and no few words say it all. */
const MANY_NOTES = 6
const ABOUT_AS_WELL = 0.6
const LEAST_WORDS = 4
const MOST_CLOSENESS = 0.9

export function isBroad(ranked: readonly RankedNote[], { words }: Query): boolean {
  const [top] = ranked
  return (
    top !== undefined &&
    words.length >= LEAST_WORDS &&
    top.hit.closeness < MOST_CLOSENESS &&
    ranked.filter(({ plainShare }) => plainShare >= ABOUT_AS_WELL).length >= MANY_NOTES
  )
}

/** What is passed on to neighbours; the rest stays with the note that was found. */
const PASSED_ON = 0.7
/** What reasons that speak of the question count beside a note's own words. */
const REASONS_WEIGHT = 0.5
/** A relation whose reason is all about the question carries so much more. */
const REASON_CARRIES = 2
/** The best of what was found stands out from the rest. */
const CONTRAST = 3
/** A link says less than a relation. */
const LINK_WEIGHT = 0.5
const ASKED_FOR = 1.5

/** Which kinds of relation a question asks for by its words. */
const ASKS_FOR: readonly { readonly words: RegExp; readonly kinds: readonly KnownKind[] }[] = [
  {
    words: /\b(?:but|against|disagree|dissent|objections?|wrong|doubts?|dispute[sd]?|or is|really)\b/iu,
    kinds: ['challenges', 'contrasts'],
  },
  {
    words: /\b(?:when|unless|only|depends?|conditions?|limits?|limited|how far|separates?)\b/iu,
    kinds: ['qualifies', 'contrasts'],
  },
  {
    words: /\b(?:why|mechanism|causes?|because|explains?|keeps?|behind)\b/iu,
    kinds: ['supports', 'extends', 'example-of'],
  },
]

interface Edge {
  readonly from: NoteId
  readonly to: NoteId
  readonly weight: number
}

/** Notes with what they are worth to the question, the best first; lines are left out. None where nothing joins what was found. */
export function spreadFrom(
  ranked: readonly RankedNote[],
  question: string,
  query: Query,
  { library, index }: { readonly library: Library; readonly index: SearchIndex },
): readonly { readonly note: Note; readonly worth: number }[] {
  const found = ranked.filter(({ note }) => note.kind !== 'line')
  const wanted = new Set(ASKS_FOR.flatMap(({ words, kinds }) => (words.test(question) ? kinds : [])))
  const reasons = new Map<NoteId, number>()
  const edges: Edge[] = []
  const relations = new Set(found.flatMap(({ note }) => relationsOf(note.id, library)))
  for (const { from, to, kind, reason } of relations) {
    const about = coverageBy(termsIn(reason, index), query, index)
    for (const id of [from, to]) reasons.set(id, (reasons.get(id) ?? 0) + about)
    edges.push({ from, to, weight: weightOf(kind, wanted) * (1 + REASON_CARRIES * about) })
  }
  for (const { note } of found) edges.push(...linksOf(note, library))

  if (edges.length === 0) return []

  const mostReasons = Math.max(1e-9, ...reasons.values())
  const shares = new Map(found.map(({ note, share }) => [note.id, share]))
  const base = new Map<NoteId, number>()
  for (const id of new Set([...shares.keys(), ...reasons.keys()])) {
    const own = (shares.get(id) ?? 0) + (REASONS_WEIGHT * (reasons.get(id) ?? 0)) / mostReasons
    base.set(id, (own / (1 + REASONS_WEIGHT)) ** CONTRAST)
  }
  const worth = passedOn(base, edges)
  return [...worth]
    .flatMap(([id, value]) => {
      const note = library.notes.get(id)
      return note === undefined || note.kind === 'line' || note.claim === null ? [] : [{ note, worth: value }]
    })
    .toSorted((a, b) => b.worth - a.worth)
}

/** Every note passes a part of its worth to its neighbours, shared out by the weight of what joins them. */
function passedOn(base: ReadonlyMap<NoteId, number>, edges: readonly Edge[]): ReadonlyMap<NoteId, number> {
  const whole = new Map<NoteId, number>()
  for (const { from, to, weight } of edges) {
    for (const id of [from, to]) whole.set(id, (whole.get(id) ?? 0) + weight)
  }
  const worth = new Map([...base].map(([id, value]) => [id, (1 - PASSED_ON) * value]))
  const pass = (from: NoteId, to: NoteId, weight: number): void => {
    const share = (base.get(from) ?? 0) * (weight / (whole.get(from) ?? weight))
    worth.set(to, (worth.get(to) ?? 0) + PASSED_ON * share)
  }
  for (const { from, to, weight } of edges) {
    pass(from, to, weight)
    pass(to, from, weight)
  }
  return worth
}

function weightOf(kind: RelationKind, wanted: ReadonlySet<RelationKind>): number {
  return wanted.has(kind) ? ASKED_FOR : kind === 'related' ? LINK_WEIGHT : 1
}

/** Links to other notes that no relation of the note says more about. */
function linksOf(note: Note, library: Library): readonly Edge[] {
  const related = new Set(relationsOf(note.id, library).flatMap(({ from, to }) => [from, to]))
  const linked = new Set(note.links.flatMap(({ to }) => (to.type === 'note' ? [to.note] : [])))
  return [...linked]
    .filter((id) => id !== note.id && !related.has(id) && library.notes.get(id)?.kind === 'note')
    .map((id) => ({ from: note.id, to: id, weight: LINK_WEIGHT }))
}
