/** Notes for a follow-up, in the order in which they fit what was said before. */
import type { Note } from '../notes/note.ts'
import { contextOf } from '../search/context.ts'
import type { SearchResult } from '../search/search-index.ts'
import { evidenceOf, isAnswered } from './answerable.ts'
import { PASSAGES_SEARCHED, type Asked } from './asked.ts'
import { rankedNotes, type RankedNote } from './ranked-notes.ts'
import { NOTHING_SO_FAR } from './so-far.ts'

/** Share of the best score from which a note answers a follow-up about as well as the best. */
const ABOUT_AS_GOOD = 0.7

/**
 * Of the notes that a follow-up's own words find, those first that fit what was said before, too: it decides
 * between notes that answer about as well, and never makes an answer of a note that has none of the new words.
 */
export function inContext(
  alone: readonly RankedNote[],
  result: SearchResult,
  { question, on }: { readonly question: string; readonly on: Note },
  { index, soFar = NOTHING_SO_FAR }: Asked,
): readonly RankedNote[] {
  const answers = alone.filter(
    ({ share, hit }) => share >= ABOUT_AS_GOOD && isAnswered(evidenceOf(hit, result, index)),
  )
  const context = contextOf(soFar.questions, [on.title, soFar.lastAnswer].join('\n'))
  const together = rankedNotes(index.search(question, { limit: PASSAGES_SEARCHED, context }), null)
  const place = new Map(together.map(({ note }, i) => [note.id, i]))
  const placeOf = ({ note }: RankedNote): number => place.get(note.id) ?? place.size
  const ordered = answers.toSorted((a, b) => placeOf(a) - placeOf(b))
  return [...ordered, ...alone.filter((each) => !answers.includes(each))]
}
