/** What can be done from a kept answer, in the groups that chat platforms show. */
import { citationsOf } from '../answers/answer.ts'
import type { KeptAnswer } from '../store.ts'
import type { Press } from './press.ts'

export interface Offer {
  readonly label: string
  readonly press: Press
  /** Whether it walks a relation: what moves a talk on. */
  readonly isRelation: boolean
}

export interface Offers {
  /** Answered anew. */
  readonly steps: readonly Offer[]
  /** What takes the place of the answer: other pages, topics to browse. */
  readonly turns: readonly Offer[]
  /** Notes to open, sources first; each once. */
  readonly notes: readonly Offer[]
}

export function offersOf({ id, answer }: KeptAnswer): Offers {
  const offers = answer.steps.map(({ label, step }, at) => ({
    group:
      step.type === 'open' ? 'notes' : step.type === 'page' || step.type === 'browse' ? 'turns' : 'steps',
    offer: { label, at, isRelation: step.type === 'relation' },
  }))
  const grouped = (group: string, type: 'step' | 'turn'): readonly Offer[] =>
    offers.flatMap(({ group: own, offer: { label, at, isRelation } }) =>
      own === group ? [{ label, press: { type, answer: id, at }, isRelation }] : [],
    )
  const sources = new Map(
    citationsOf(answer).map(({ number, title }): [number, Offer] => [
      number,
      {
        label: `[${number}] ${title}`,
        press: { type: 'open', answer: id, at: number },
        isRelation: false,
      },
    ]),
  )
  return {
    steps: grouped('steps', 'step'),
    turns: grouped('turns', 'turn'),
    notes: [...sources.values(), ...grouped('notes', 'step')],
  }
}
