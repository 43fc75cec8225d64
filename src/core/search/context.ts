/** What was said before a question, as words that help to find what it is about. */
import type { Query, QueryTerm } from './query.ts'

export interface ContextText {
  readonly text: string
  /** Against 1 for the question's own words. */
  readonly weight: number
}

/** Chosen on MTRAG-UN's conversations, where both halves gain: earlier questions count, and less the longer ago they were asked. */
const QUESTION_WEIGHT = 0.3
const FADING = 0.6
const ANSWER_WEIGHT = 0.1
const MOST_QUESTIONS = 5

/** `questions` the latest first; `answer` is what was said last. */
export function contextOf(questions: readonly string[], answer: string): readonly ContextText[] {
  const asked = questions
    .slice(0, MOST_QUESTIONS)
    .map((text, i) => ({ text, weight: QUESTION_WEIGHT * FADING ** i }))
  return answer === '' ? asked : [...asked, { text: answer, weight: ANSWER_WEIGHT }]
}

/** The question's terms, and those of the context that it does not have itself, with less weight. */
export function withContext(query: Query, context: readonly (Query & Pick<ContextText, 'weight'>)[]): Query {
  const terms = new Map<number, QueryTerm>(query.terms.map((term) => [term.number, term]))
  for (const { terms: said, weight } of context) {
    for (const term of said) {
      const known = terms.get(term.number)
      if (known === undefined || known.weight < term.weight * weight) {
        terms.set(term.number, { ...term, weight: term.weight * weight })
      }
    }
  }
  return { ...query, terms: [...terms.values()] }
}
