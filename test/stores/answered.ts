/** A kept answer, to keep and to compare. */
import type { NoteId } from '../../src/core/notes/note.ts'
import type { AnswerId, Channel, KeptAnswer, WalkId } from '../../src/core/store.ts'

export const noon = new Date('2026-03-01T12:00:00Z')

export function answered(id: string, text = 'Why is the beacon lit?', at = noon): KeptAnswer {
  return {
    id: id as AnswerId,
    answer: { blocks: [{ type: 'question', text }], steps: [] },
    asker: { id: '1', name: text },
    channel: 'test/group/papers' as Channel,
    isPrivate: false,
    isShared: false,
    walk: `walk-of-${id}` as WalkId,
    path: [{ note: 'a' as NoteId, name: text, by: 'asked' }],
    question: text,
    press: null,
    at,
  }
}
