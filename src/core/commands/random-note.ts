import { tasteOfNoteAnswer } from '../explain/note-answer.ts'
import { UserError } from '../errors.ts'
import { topicNamed } from '../notes/lookup.ts'
import type { Note } from '../notes/note.ts'
import { hasTopic } from '../search/search-index.ts'
import { defineCommand } from './command.ts'
import { noteData } from './explain.ts'

export const randomNoteCommand = defineCommand({
  name: 'random-note',
  description: 'Show a note picked at random',
  options: { topic: { type: 'topic', description: 'Only notes with this topic' } },
  run: ({ topic }, context) => {
    const wanted = topic === undefined ? null : topicNamed(topic, context.library)
    const notes = [...context.library.notes.values()].filter(
      (note) => saysSomething(note) && (wanted === null || hasTopic(note, wanted)),
    )
    const note = notes[Math.floor(context.random() * notes.length)]
    if (note === undefined) {
      throw new UserError(
        'unknown-note',
        'No note here says anything yet.',
        'Write a sentence into one of them.',
      )
    }
    return { answer: tasteOfNoteAnswer(note, context), data: noteData(note, context.addressOf) }
  },
})

function saysSomething(note: Note): boolean {
  return note.kind === 'note' && note.claim !== null
}
