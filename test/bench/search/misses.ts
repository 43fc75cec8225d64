/** Whether questions are told apart whose answer is there from those whose answer is not. */
import { evidenceOf, oddsOf } from '../../../src/core/explain/answerable.ts'
import { rankedNotes } from '../../../src/core/explain/ranked-notes.ts'
import { sampleOf, type Collection } from './collection.ts'
import { areaUnderCurve, passedAt } from './measures.ts'
import { indexOf } from './notewalk.ts'

export interface MissesFigures {
  readonly answerable: number
  readonly unanswerable: number
  /** Shares of the unanswerable that are answered where 95 % and 90 % of the answerable are. */
  readonly at95: number
  readonly at90: number
  readonly areaUnderCurve: number
}

const MOST_QUESTIONS = 4_000
/** Documents with one title, on average, from which a title is a group of them. */
const LEAST_IN_GROUP = 3
const PASSAGES_SEARCHED = 50

/** Every other group of documents is left out. Null where the collection has no groups. */
export async function missesFigures(collection: Collection): Promise<MissesFigures | null> {
  const { documents, grades } = collection
  const groups = [...new Set(documents.map(({ title }) => title))]
  if (groups.length < 2 || documents.length < LEAST_IN_GROUP * groups.length) return null
  const keptGroups = new Set(groups.filter((_, i) => i % 2 === 0))
  const kept = documents.filter(({ title }) => keptGroups.has(title))
  const isKept = new Set(kept.map(({ id }) => id))
  const { index } = await indexOf(kept)
  const answerable: number[] = []
  const unanswerable: number[] = []
  // The weights of the refusal were fitted on the first half.
  const secondHalf = collection.questions.slice(Math.floor(collection.questions.length / 2))
  for (const { id, text } of sampleOf(secondHalf, MOST_QUESTIONS)) {
    const result = index.search(text, { limit: PASSAGES_SEARCHED })
    const [top] = rankedNotes(result, null)
    const odds = top === undefined ? -Infinity : oddsOf(evidenceOf(top.hit, result, index))
    const relevant = [...(grades.get(id)?.keys() ?? [])]
    if (relevant.some((document) => isKept.has(document))) answerable.push(odds)
    else unanswerable.push(odds)
  }
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    at95: passedAt(0.95, answerable, unanswerable),
    at90: passedAt(0.9, answerable, unanswerable),
    areaUnderCurve: areaUnderCurve(answerable, unanswerable),
  }
}
