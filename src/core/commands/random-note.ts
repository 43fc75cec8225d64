import { tasteOfNoteAnswer } from '../explain/note-answer.ts'
import type { Answer } from '../answers/answer.ts'
import { UserError } from '../errors.ts'
import { topicNamed } from '../notes/lookup.ts'
import { stepLabel } from '../explain/steps.ts'
import type { Library, Note } from '../notes/note.ts'
import { isPickable } from '../daily/choice.ts'
import { defineCommand, type CommandContext } from './command.ts'
import { noteData } from './explain.ts'

export const randomNoteCommand = defineCommand({
  name: 'random-note',
  description: 'Show a note picked at random, one that was not shown here lately',
  options: { topic: { type: 'topic', description: 'Only notes with this topic' } },
  run: ({ topic }, context) => {
    const wanted = topic === undefined ? null : topicNamed(topic, context.library)
    const notes = [...context.library.notes.values()].filter((note) =>
      isPickable(note, { topic: wanted, isExcluded: context.isExcluded }),
    )
    const note = freshOf(notes, context)
    if (note === undefined) {
      throw new UserError(
        'unknown-note',
        wanted === null ? 'No note here says anything yet.' : `No note about "${wanted}" says anything yet.`,
        'Write a sentence into one of them, or look whether they are kept out (daily: false, DAILY_EXCLUDE).',
      )
    }
    return {
      answer: withAnother(tasteOfNoteAnswer(note, context), wanted, context.library),
      data: noteData(note, context.addressOf),
      notes: [note.id],
      isMiss: false,
    }
  },
})

/** A button for the next one. */
function withAnother(answer: Answer, topic: string | null, library: Library): Answer {
  const step = { type: 'another', topic } as const
  return { ...answer, steps: [...answer.steps, { step, label: stepLabel(step, library) }] }
}

/** One that was never shown here; when all were, the one that was shown longest ago. */
function freshOf(notes: readonly Note[], { shown, random }: CommandContext): Note | undefined {
  const seen = new Set(shown.map(({ note }) => note))
  const fresh = notes.filter(({ id }) => !seen.has(id))
  if (fresh.length > 0) return fresh[Math.floor(random() * fresh.length)]
  const oldest = shown.findLast(({ note }) => notes.some(({ id }) => id === note))
  return notes.find(({ id }) => id === oldest?.note)
}
