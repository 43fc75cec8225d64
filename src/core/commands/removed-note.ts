/** What stands behind a step whose note is no longer there. */
import type { NoteId } from '../notes/note.ts'
import { noteInline, text } from '../answers/inlines.ts'
import { stepLabel } from '../explain/steps.ts'
import type { CommandContext, Reply } from './command.ts'

const MAX_NEAREST = 3

/** The nearest notes are found by the words of its path, which is all that is left of it. */
export function removedNoteReply(id: NoteId, context: CommandContext): Reply {
  const words = id.split('/').at(-1)?.replaceAll('-', ' ') ?? id
  const found = context.index
    .search(words, { limit: 4 * MAX_NEAREST })
    .hits.map(({ passage }) => passage.note)
  const nearest = [...new Set(found)].slice(0, MAX_NEAREST)
  const steps = nearest.map((note) => {
    const step = { type: 'open', note: note.id } as const
    return { step, label: stepLabel(step, context.library) }
  })
  return {
    answer: {
      blocks: [
        { type: 'lead', inlines: [text(`This note was removed: ${id}.`)] },
        ...(nearest.length === 0
          ? []
          : ([
              { type: 'heading', text: 'Nearest notes' },
              { type: 'list', ordered: false, items: nearest.map((note) => [noteInline(note, context)]) },
            ] as const)),
      ],
      steps,
    },
    data: { removed: id, nearest: nearest.map((note) => note.id) },
    notes: [],
    isMiss: true,
  }
}
