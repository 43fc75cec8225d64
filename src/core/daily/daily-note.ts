/** The note of a day as a reply: the choice, put into words. */
import type { Answer } from '../answers/answer.ts'
import type { CommandContext, Reply } from '../commands/command.ts'
import { noteData } from '../commands/explain.ts'
import { tasteOfNoteAnswer } from '../explain/note-answer.ts'
import { stepLabel } from '../explain/steps.ts'
import type { Library, Note, NoteId } from '../notes/note.ts'
import { chosenNote, postableNotes, type ChannelMemory } from './choice.ts'
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
  const { library, isExcluded, addressOf } = context
  const choice = chosenNote(memory, { topic, library, isExcluded, now, random: seededRandom(seed) })
  if (choice === null) return null
  const { note, why } = choice
  const words = whyInlines(why, { ...context, now, zone })
  return {
    note: note.id,
    reply: {
      answer: withWhole(tasteOfNoteAnswer(note, context, words), note, library),
      data: { ...noteData(note, addressOf), why: why.type },
      notes: [note.id],
      isMiss: false,
    },
  }
}

/** It can be read whole; this is also how a platform knows the post again. */
function withWhole(answer: Answer, { id }: Note, library: Library): Answer {
  const step = { type: 'open', note: id } as const
  return { ...answer, steps: [...answer.steps, { step, label: stepLabel(step, library) }] }
}

/** All that can come up for a topic. */
export function dailyNotes(topic: string | null, context: Context): readonly NoteId[] {
  return postableNotes({ topic, ...context }).map(({ id }) => id)
}
