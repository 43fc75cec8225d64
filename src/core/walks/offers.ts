/** What can be done from a kept answer, in the groups that chat platforms show. */
import { citationsOf } from '../answers/answer.ts'
import type { Step } from '../answers/step.ts'
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
  /** What takes the place of the answer: other pages, topics to browse, another note. */
  readonly turns: readonly Offer[]
  /** Both sides of the note, back, the path so far. */
  readonly moves: readonly Offer[]
  /** Notes to open, sources first; each once. */
  readonly notes: readonly Offer[]
}

const GROUPS: Readonly<Record<Step['type'], keyof Offers>> = {
  relation: 'steps',
  question: 'steps',
  objections: 'steps',
  sources: 'steps',
  sides: 'moves',
  back: 'moves',
  recap: 'moves',
  open: 'notes',
  page: 'turns',
  browse: 'turns',
  another: 'turns',
}

export function offersOf({ id, answer }: KeptAnswer): Offers {
  const inGroup = (group: keyof Offers): readonly Offer[] =>
    answer.steps.flatMap(({ label, step }, at) =>
      GROUPS[step.type] === group
        ? [
            {
              label,
              press: { type: group === 'turns' ? 'turn' : 'step', answer: id, at },
              isRelation: step.type === 'relation',
            },
          ]
        : [],
    )
  const sources = citationsOf(answer).map(({ number, title }): [number, Offer] => [
    number,
    { label: `[${number}] ${title}`, press: { type: 'open', answer: id, at: number }, isRelation: false },
  ])
  return {
    steps: inGroup('steps'),
    turns: inGroup('turns'),
    moves: inGroup('moves'),
    notes: [...new Map(sources).values(), ...inGroup('notes')],
  }
}
