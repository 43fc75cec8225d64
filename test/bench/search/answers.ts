/** Whether an explanation quotes the gold answer, in its first sixty words. */
import { explain } from '../../../src/core/explain/explain.ts'
import type { Explanation } from '../../../src/core/explain/explanation.ts'
import { sampleOf, type Collection } from './collection.ts'
import { mean } from './measures.ts'
import { documentOf } from './note-files.ts'
import type { Ready } from './notewalk.ts'

export interface AnswersFigures {
  readonly questions: number
  /** Share of questions whose gold answer stands in the quoted sentences; a miss quotes none. */
  readonly quoted: number
  /** The same of the lead alone. */
  readonly inLead: number
  /** Share whose right note is cited first. */
  readonly citedFirst: number
  readonly answered: number
  /** Words quoted, of at most MOST_WORDS. */
  readonly words: number
}

const MOST_WORDS = 60
const MOST_QUESTIONS = 2_000

/** Null where the collection has no short answers. */
export function answersFigures(collection: Collection, ready: Ready): AnswersFigures | null {
  const { answers, documents } = collection
  const questions = sampleOf(
    collection.questions.filter(({ id }) => answers.get(id)?.doc !== undefined),
    MOST_QUESTIONS,
  )
  if (questions.length === 0) return null
  const rows = questions.map(({ id, text: question }) => {
    const explanation = explain(question, ready)
    const gold = answers.get(id)
    const quoted = quotedWords(explanation)
    const lead = explanation.type === 'miss' ? '' : (explanation.lead[0]?.text ?? '')
    const isIn = (text: string): boolean => (gold?.answers ?? []).some((answer) => holds(text, answer))
    const first = explanation.type === 'found' ? explanation.sources[0]?.note.id : undefined
    return {
      isQuoted: isIn(quoted),
      isInLead: isIn(lead),
      isCitedFirst: first !== undefined && documentOf(first, documents)?.id === gold?.doc,
      isAnswered: explanation.type === 'found',
      words: wordCount(quoted),
    }
  })
  const share = (is: (row: (typeof rows)[number]) => boolean): number =>
    mean(rows.map((row) => (is(row) ? 1 : 0)))
  return {
    questions: rows.length,
    quoted: share(({ isQuoted }) => isQuoted),
    inLead: share(({ isInLead }) => isInLead),
    citedFirst: share(({ isCitedFirst }) => isCitedFirst),
    answered: share(({ isAnswered }) => isAnswered),
    words: mean(rows.map(({ words }) => words)),
  }
}

/** The first words that are quoted, in the order in which they are shown. */
function quotedWords(explanation: Explanation): string {
  if (explanation.type === 'miss') return ''
  const text = [...explanation.lead, ...explanation.because].map((quote) => quote.text).join(' ')
  return text.split(/\s+/).slice(0, MOST_WORDS).join(' ')
}

function holds(text: string, answer: string): boolean {
  return ` ${bare(text)} `.includes(` ${bare(answer)} `)
}

/** Letters and digits alone; how a mark is written makes no difference. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}
