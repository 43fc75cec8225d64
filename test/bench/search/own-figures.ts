/** Notewalk's figures beside its ranking of plain questions: typos, follow-ups, halves. */
import { contextOf } from '../../../src/core/search/context.ts'
import { sampleOf, type Collection, type Question } from './collection.ts'
import { mean, ndcgOf } from './measures.ts'
import { rankingOf, type Ready } from './notewalk.ts'
import { withTypo } from './typos.ts'

const MOST_QUESTIONS = 2_000
const RANKED = 20

export interface HalvesFigures {
  /** nDCG@10 of the half on which parameters were chosen, and of the other. */
  readonly first: number
  readonly second: number
}

export function halvesFigures(collection: Collection, ready: Ready): HalvesFigures {
  const { questions } = collection
  const middle = Math.floor(questions.length / 2)
  const ndcg = (half: readonly Question[]): number =>
    meanNdcg(sampleOf(half, MOST_QUESTIONS), collection, ready, ({ text }) => text)
  return { first: ndcg(questions.slice(0, middle)), second: ndcg(questions.slice(middle)) }
}

export interface TyposFigures {
  readonly clean: number
  readonly typos: number
  /** What is kept of the clean nDCG@10. */
  readonly kept: number
}

export function typosFigures(collection: Collection, ready: Ready): TyposFigures {
  const questions = sampleOf(collection.questions, MOST_QUESTIONS)
  const places = new Map(questions.map(({ id }, i) => [id, i]))
  const clean = meanNdcg(questions, collection, ready, ({ text }) => text)
  const typos = meanNdcg(questions, collection, ready, ({ id, text }) => withTypo(text, places.get(id) ?? 0))
  return { clean, typos, kept: typos / clean }
}

export interface FollowUpsFigures {
  readonly questions: number
  /** nDCG@10 of the last question by itself, and with what was said before. */
  readonly alone: number
  readonly withHistory: number
}

/** Null where the collection has no conversations. */
export function followUpsFigures(collection: Collection, ready: Ready): FollowUpsFigures | null {
  const { questions, grades } = collection
  if (!questions.some(({ history = [] }) => history.length > 0)) return null
  const scores = questions.map(({ id, text, history = [] }) => {
    const asked = history.filter(({ speaker }) => speaker === 'user').map((turn) => turn.text)
    const answer = history.findLast(({ speaker }) => speaker !== 'user')?.text ?? ''
    const context = contextOf(asked.toReversed(), answer)
    const options = { ...ready, documents: collection.documents, limit: RANKED }
    const ofQuestion = grades.get(id) ?? new Map<string, number>()
    return {
      alone: ndcgOf(rankingOf(text, options), ofQuestion),
      withHistory: ndcgOf(rankingOf(text, { ...options, context }), ofQuestion),
    }
  })
  return {
    questions: scores.length,
    alone: mean(scores.map(({ alone }) => alone)),
    withHistory: mean(scores.map(({ withHistory }) => withHistory)),
  }
}

function meanNdcg(
  questions: readonly Question[],
  { documents, grades }: Collection,
  { index }: Ready,
  wordsOf: (question: Question) => string,
): number {
  return mean(
    questions.map((question) =>
      ndcgOf(
        rankingOf(wordsOf(question), { index, documents, limit: RANKED }),
        grades.get(question.id) ?? new Map<string, number>(),
      ),
    ),
  )
}
