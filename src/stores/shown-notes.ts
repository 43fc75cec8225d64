/** Which notes a channel has seen, as rows. */
import type { Kysely } from 'kysely'
import type { NoteId } from '../core/notes/note.ts'
import type { Channel } from '../core/store.ts'
import type { Schema } from './schema.ts'

/** Also within a transaction. */
export async function recordShown(
  db: Kysely<Schema>,
  channel: Channel,
  notes: readonly NoteId[],
  at: Date,
): Promise<void> {
  if (notes.length === 0) return
  const time = at.getTime()
  await db
    .insertInto('shown_notes')
    // In one order: a server would end one of two processes that lock the same rows crosswise.
    .values([...new Set(notes)].toSorted().map((note) => ({ channel, note, shown_at: time })))
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'note'])
        .doUpdateSet({ shown_at: time })
        // Of two processes the one that is late must not turn the time back.
        .where('shown_notes.shown_at', '<', time),
    )
    .execute()
}
