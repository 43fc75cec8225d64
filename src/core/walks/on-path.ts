/** What an answer is on the path of its walk: where the path stands with it, and where it leads from there. */
import type { Answer, AnswerStep, Block } from '../answers/answer.ts'
import { text } from '../answers/inlines.ts'
import type { Step } from '../answers/step.ts'
import type { Bot } from '../bot.ts'
import type { Reply } from '../commands/command.ts'
import type { SoFar } from '../explain/so-far.ts'
import type { NoteId } from '../notes/note.ts'
import type { Stop } from '../store.ts'
import { breadcrumbOf } from './path.ts'

/** What an answer is the answer to. */
export interface Occasion {
  /** How its note was reached. */
  readonly by: Stop['by']
  readonly question: string | null
  readonly press: string | null
  /** Whether it goes back instead of on. */
  readonly isBack?: boolean
}

/** What came before an answer. */
export interface Before {
  readonly path: readonly Stop[]
  readonly soFar: SoFar
}

/** The answer with its place on the path, what the walk offers there, and no step to a note that was shown. */
export function onPath(
  { answer, notes: [note] }: Reply,
  { by, question, isBack = false }: Occasion,
  { path: before, soFar }: Before,
  bot: Bot,
): { readonly answer: Answer; readonly path: readonly Stop[] } {
  const path = pathTo()
  const steps = answer.steps.filter(({ step }) => !isTaken(step, soFar.seen))
  // Lists, and what is said about the note that the walk is at already, are no stops.
  if (note === undefined) return { answer: { ...answer, steps }, path }
  return {
    answer: {
      blocks: [...answer.blocks, ...crumbs(path)],
      steps: [...steps, ...moves(path, bot)],
    },
    path,
  }

  function pathTo(): readonly Stop[] {
    if (isBack) return before.slice(0, -1)
    if (note === undefined || note === before.at(-1)?.note) return before
    return [...before, { note, name: question ?? bot.name(note), by }]
  }
}

/** What a walk offers beside the steps of an answer. */
function moves(path: readonly Stop[], bot: Bot): readonly AnswerStep[] {
  const [before, at] = [path.at(-2), path.at(-1)]
  const sides: readonly AnswerStep[] =
    at === undefined || !bot.hasBothSides(at.note)
      ? []
      : [{ label: 'Both sides', step: { type: 'sides', note: at.note } }]
  if (before === undefined) return sides
  return [
    ...sides,
    { label: 'Back', step: { type: 'back', note: before.note } },
    { label: 'Recap', step: { type: 'recap' } },
  ]
}

export function occasionOf(step: Step, press: string | null): Occasion {
  if (step.type === 'relation') return { by: step.relation, question: null, press }
  if (step.type === 'question') return { by: 'asked', question: step.question, press }
  return { by: 'opened', question: null, press, isBack: step.type === 'back' }
}

/** Whether a relation leads to a note that the walk has shown. */
function isTaken(step: Step, seen: ReadonlySet<NoteId>): boolean {
  if (step.type !== 'relation') return false
  const { relation, from } = step
  return seen.has(relation.from === from ? relation.to : relation.from)
}

function crumbs(path: readonly Stop[]): readonly Block[] {
  return path.length < 2 ? [] : [{ type: 'aside', inlines: [text(breadcrumbOf(path))] }]
}
