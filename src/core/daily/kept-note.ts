/** A note that the bot itself brings up, as an answer that can be gone on from. */
import type { AnswerId, Channel, KeptAnswer, Person, WalkId } from '../store.ts'
import type { DailyNote } from './daily-note.ts'

export interface Bringing {
  /** Null where it is for all of a channel. */
  readonly person: Person | null
  readonly channel: Channel
  /** A few words for the note. */
  readonly name: string
  readonly newId: () => string
  readonly at: Date
}

export function keptNote(
  { note, reply }: DailyNote,
  { person, channel, name, newId, at }: Bringing,
): KeptAnswer {
  return {
    id: newId() as AnswerId,
    answer: reply.answer,
    asker: person,
    isShared: false,
    channel,
    isPrivate: person !== null,
    walk: newId() as WalkId,
    path: [{ note, name, by: 'opened' }],
    question: null,
    press: null,
    at,
  }
}
