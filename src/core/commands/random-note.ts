import { tasteOfNoteAnswer } from '../explain/note-answer.ts'
import { UserError } from '../errors.ts'
import { topicNamed } from '../notes/lookup.ts'
import type { Note } from '../notes/note.ts'
import { hasTopic } from '../search/search-index.ts'
import { defineCommand, type CommandContext } from './command.ts'
import { noteData } from './explain.ts'

export const randomNoteCommand = defineCommand({
  name: 'random-note',
  description: 'Show a note picked at random, one that was not shown here lately',
  options: { topic: { type: 'topic', description: 'Only notes with this topic' } },
  run: ({ topic }, context) => {
    const wanted = topic === undefined ? null : topicNamed(topic, context.library)
    const notes = [...context.library.notes.values()].filter(
      (note) => saysSomething(note) && (wanted === null || hasTopic(note, wanted)),
    )
    const note = freshOf(notes, context)
    if (note === undefined) {
      throw new UserError(
        'unknown-note',
        'No note here says anything yet.',
        'Write a sentence into one of them.',
      )
    }
    return {
      answer: tasteOfNoteAnswer(note, context),
      data: noteData(note, context.addressOf),
      notes: [note.id],
      isMiss: false,
    }
  },
})

/** One that was never shown here; when all were, the one that was shown longest ago. */
function freshOf(notes: readonly Note[], { shown, random }: CommandContext): Note | undefined {
  const seen = new Set(shown.map(({ note }) => note))
  const fresh = notes.filter(({ id }) => !seen.has(id))
  if (fresh.length > 0) return fresh[Math.floor(random() * fresh.length)]
  const oldest = shown.findLast(({ note }) => notes.some(({ id }) => id === note))
  return notes.find(({ id }) => id === oldest?.note)
}

function saysSomething(note: Note): boolean {
  return note.kind === 'note' && note.claim !== null
}
