import { wholeNoteAnswer } from '../explain/note-answer.ts'
import { relationsOf } from '../explain/objections.ts'
import { noteNamed } from '../notes/lookup.ts'
import { defineCommand } from './command.ts'
import { noteData } from './explain.ts'

export const openNoteCommand = defineCommand({
  name: 'open-note',
  description: 'Show a note whole: claim, body, relations in both directions, sources',
  options: { title: { type: 'note', description: 'Title, alias or path of the note', required: true } },
  run: ({ title }, context) => {
    const note = noteNamed(title, context.library)
    return {
      answer: wholeNoteAnswer(note, context),
      data: {
        ...noteData(note, context.addressOf),
        kind: note.kind,
        topics: note.topics,
        tags: note.tags,
        aliases: note.aliases,
        sections: note.sections.map(({ heading, markdown }) => ({ heading, markdown: markdown.trim() })),
        relations: relationsOf(note.id, context.library).map(({ kind, from, to, reason }) => ({
          relation: kind,
          from,
          to,
          reason,
        })),
        sources: note.sources,
      },
      notes: [note.id],
      isMiss: false,
    }
  },
})
