/** The note of a day as a reply: the choice, put into words. */
import type { Answer, AnswerStep, Inline } from '../answers/answer.ts'
import type { CommandContext, Reply } from '../commands/command.ts'
import { noteData } from '../commands/explain.ts'
import { bothSidesOf } from '../explain/both-sides.ts'
import { tasteOfNoteAnswer } from '../explain/note-answer.ts'
import { stepLabel } from '../explain/steps.ts'
import type { Library, Note, NoteId } from '../notes/note.ts'
import { chosenNote, isPostable, postableNotes, type ChannelMemory } from './choice.ts'
import { seededRandom } from './seeded.ts'
import { whyInlines } from './why.ts'

export interface DailyWanted {
  /** Null for all notes. */
  readonly topic: string | null
  readonly zone: string
  readonly now: Date
  /** The same text has the same choice among notes that are as good. */
  readonly seed: string
}

export interface DailyNote {
  readonly note: NoteId
  readonly reply: Reply
}

type Context = Pick<CommandContext, 'library' | 'addressOf' | 'isExcluded'>

/** Null where there is no note to post. */
export function dailyNote(
  memory: ChannelMemory,
  { topic, zone, now, seed }: DailyWanted,
  context: Context,
): DailyNote | null {
  const { library, isExcluded } = context
  const choice = chosenNote(memory, { topic, library, isExcluded, now, random: seededRandom(seed) })
  if (choice === null) return null
  const { note, why } = choice
  return noteOfTheDay(note, whyInlines(why, { ...context, now, zone }), context)
}

function noteOfTheDay(note: Note, why: readonly Inline[], context: Context): DailyNote {
  const answer = withMoves(tasteOfNoteAnswer(note, context, why), note, context.library)
  return {
    note: note.id,
    reply: { answer, data: noteData(note, context.addressOf), notes: [note.id], isMiss: false },
  }
}

/** The same of a note that was chosen before, for one who was not there; null where it may not come up any more. */
export function presentNote(id: NoteId, context: Context): DailyNote | null {
  const note = context.library.notes.get(id)
  if (note === undefined || !isPostable(note, { topic: null, ...context })) return null
  return noteOfTheDay(note, [], context)
}

/** It can be read whole; this is also how a platform knows the post again. */
function withMoves(answer: Answer, note: Note, library: Library): Answer {
  const sides: readonly AnswerStep[] =
    bothSidesOf(note, library) === null
      ? []
      : [{ step: { type: 'sides', note: note.id }, label: 'Both sides' }]
  const step = { type: 'open', note: note.id } as const
  return { ...answer, steps: [...answer.steps, { step, label: stepLabel(step, library) }, ...sides] }
}

/** All that can come up for a topic. */
export function dailyNotes(topic: string | null, context: Context): readonly NoteId[] {
  return postableNotes({ topic, ...context }).map(({ id }) => id)
}
