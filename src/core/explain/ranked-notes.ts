/** Passages that were found, gathered by note: a note is as good as its best passage. */
import type { Note, NoteId } from '../notes/note.ts'
import type { Hit, SearchResult } from '../search/search-index.ts'

export interface RankedNote {
  readonly note: Note
  readonly hit: Hit
  /** The score against the best note's, 0 to 1. */
  readonly share: number
  /** The same by its words alone, however common they are in the language. */
  readonly plainShare: number
}

/** A line touches on everything that it cites; unless it asks the same question, notes come first. */
const LINE_WEIGHT = 0.8

/** Best first. `lineFirst`: a line that asks the same question, if there is one. */
export function rankedNotes(result: SearchResult, lineFirst: NoteId | null): readonly RankedNote[] {
  const best = new Map<NoteId, { hit: Hit; score: number }>()
  for (const hit of result.hits) {
    const { note } = hit.passage
    const weight = note.kind === 'line' ? LINE_WEIGHT : 1
    const score = hit.score * weight
    if (score > (best.get(note.id)?.score ?? 0)) best.set(note.id, { hit, score })
  }
  const ranked = [...best.values()].toSorted((a, b) => {
    const aFirst = a.hit.passage.note.id === lineFirst ? 1 : 0
    const bFirst = b.hit.passage.note.id === lineFirst ? 1 : 0
    return bFirst - aFirst || b.score - a.score
  })
  const plainScoreOf = ({ hit, score }: (typeof ranked)[number]): number =>
    hit.plainScore * (score / hit.score)
  const top = Math.max(...ranked.map(({ score }) => score))
  const plainTop = Math.max(...ranked.map(plainScoreOf))
  return ranked.map((each) => ({
    note: each.hit.passage.note,
    hit: each.hit,
    share: each.score / top,
    plainShare: plainScoreOf(each) / plainTop,
  }))
}
