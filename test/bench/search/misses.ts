/** Whether questions are told apart whose answer is there from those whose answer is not. */
import {
  evidenceOf,
  isAnswered,
  MOST_LOOKED_AT,
  oddsOf,
  type Evidence,
} from '../../../src/core/explain/answerable.ts'
import { rankedNotes } from '../../../src/core/explain/ranked-notes.ts'
import type { SearchIndex } from '../../../src/core/search/search-index.ts'
import { sampleOf, type Collection, type Document, type Question } from './collection.ts'
import { areaUnderCurve, mean, passedAt, quantile } from './measures.ts'
import { indexOf } from './notewalk.ts'

export interface MissesFigures {
  readonly answerable: number
  readonly unanswerable: number
  /** Shares of the unanswerable that are answered where 95 % and 90 % of the answerable are. */
  readonly at95: number
  readonly at90: number
  readonly areaUnderCurve: number
  readonly small: SmallFigures
}

/** Each group of documents as a library of its own, without every other document. */
interface SmallFigures {
  /** Documents of the median library. */
  readonly documents: number
  /** Shares that are answered: of the questions to what was kept, to what was left out, and to another group. */
  readonly kept: number
  readonly leftOut: number
  readonly elsewhere: number
}

const MOST_QUESTIONS = 4_000
/** Documents with one title, on average, from which a title is a group of them. */
const LEAST_IN_GROUP = 3
const PASSAGES_SEARCHED = 50

/** Every other group of documents is left out. Null where the collection has no groups. */
export async function missesFigures(collection: Collection): Promise<MissesFigures | null> {
  const { documents, grades } = collection
  const groups = groupsOf(documents)
  if (groups.length < 2 || documents.length < LEAST_IN_GROUP * groups.length) return null
  const kept = groups.filter((_, i) => i % 2 === 0).flat()
  const isKept = new Set(kept.map(({ id }) => id))
  const { index } = await indexOf(kept)
  const answerable: number[] = []
  const unanswerable: number[] = []
  // The weights of the refusal were fitted on the first half.
  const secondHalf = collection.questions.slice(Math.floor(collection.questions.length / 2))
  for (const { id, text } of sampleOf(secondHalf, MOST_QUESTIONS)) {
    const odds = Math.max(...evidenceFor(text, index).map(oddsOf))
    if (relevantTo(id, grades).some((document) => isKept.has(document))) answerable.push(odds)
    else unanswerable.push(odds)
  }
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    at95: passedAt(0.95, answerable, unanswerable),
    at90: passedAt(0.9, answerable, unanswerable),
    areaUnderCurve: areaUnderCurve(answerable, unanswerable),
    small: await smallFigures(groups, secondHalf, grades),
  }
}

async function smallFigures(
  groups: readonly (readonly Document[])[],
  questions: readonly Question[],
  grades: Collection['grades'],
): Promise<SmallFigures> {
  const answered = { kept: [] as boolean[], leftOut: [] as boolean[], elsewhere: [] as boolean[] }
  const asked = groups.map((group) => {
    const ids = new Set(group.map(({ id }) => id))
    return questions.filter(({ id }) => relevantTo(id, grades).some((document) => ids.has(document)))
  })
  for (const [i, group] of groups.entries()) {
    const kept = group.filter((_, at) => at % 2 === 0)
    const isKept = new Set(kept.map(({ id }) => id))
    const { index } = await indexOf(kept)
    const isAnsweredHere = ({ text }: Question): boolean => evidenceFor(text, index).some(isAnswered)
    for (const question of asked[i] ?? []) {
      const isHere = relevantTo(question.id, grades).some((document) => isKept.has(document))
      answered[isHere ? 'kept' : 'leftOut'].push(isAnsweredHere(question))
    }
    for (const question of asked[(i + 1) % groups.length] ?? []) {
      answered.elsewhere.push(isAnsweredHere(question))
    }
  }
  return {
    documents: quantile(
      groups.map((group) => Math.ceil(group.length / 2)),
      0.5,
    ),
    kept: share(answered.kept),
    leftOut: share(answered.leftOut),
    elsewhere: share(answered.elsewhere),
  }
}

function share(answers: readonly boolean[]): number {
  return mean(answers.map(Number))
}

function groupsOf(documents: readonly Document[]): readonly (readonly Document[])[] {
  return [...Map.groupBy(documents, ({ title }) => title).values()]
}

function relevantTo(question: string, grades: Collection['grades']): readonly string[] {
  return [...(grades.get(question)?.keys() ?? [])]
}

/** Of the notes that explaining looks at. */
function evidenceFor(question: string, index: SearchIndex): readonly Evidence[] {
  const result = index.search(question, { limit: PASSAGES_SEARCHED })
  return rankedNotes(result, null)
    .slice(0, MOST_LOOKED_AT)
    .map(({ hit }) => evidenceOf(hit, result, index))
}
