/** A store over a database: the queries, the same for every dialect. */
import type { Kysely } from 'kysely'
import type { NoteId } from '../core/notes/note.ts'
import type { Store } from '../core/store.ts'
import { answerRowOf, keptAnswerIn } from './answer-row.ts'
import type { Schema } from './schema.ts'

export function storeOver(database: Kysely<Schema>): Store {
  let closing: Promise<void> | null = null
  const db = (): Kysely<Schema> => {
    if (closing !== null) throw new Error('The store is closed: nothing is remembered or looked up any more.')
    return database
  }
  return {
    keepAnswer: async (kept) => {
      await db().insertInto('answers').values(answerRowOf(kept)).execute()
    },
    keptAnswer: async (id) => {
      const row = await db().selectFrom('answers').select('document').where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : keptAnswerIn(row.document)
    },
    claim: async (key, now, until) => {
      const end = until?.getTime() ?? null
      const result = await db()
        .insertInto('claims')
        .values({ key, until: end })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({ until: end }).where('claims.until', '<=', now.getTime()),
        )
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },
    release: async (key) => {
      await db().deleteFrom('claims').where('key', '=', key).execute()
    },
    recordShown: async (channel, notes, at) => {
      if (notes.length === 0) return
      const time = at.getTime()
      await db()
        .insertInto('shown_notes')
        .values([...new Set(notes)].map((note) => ({ channel, note, shown_at: time })))
        .onConflict((conflict) =>
          conflict
            .columns(['channel', 'note'])
            .doUpdateSet({ shown_at: time })
            // Of two processes the one that is late must not turn the time back.
            .where('shown_notes.shown_at', '<', time),
        )
        .execute()
    },
    shownIn: async (channel) => {
      const rows = await db()
        .selectFrom('shown_notes')
        .select(['note', 'shown_at'])
        .where('channel', '=', channel)
        .orderBy('shown_at', 'desc')
        .orderBy('note')
        .execute()
      return rows.map(({ note, shown_at: at }) => ({ note: note as NoteId, at: new Date(at) }))
    },
    forget: async (before, now) => {
      await db()
        .transaction()
        .execute(async (transaction) => {
          await transaction.deleteFrom('answers').where('kept_at', '<', before.getTime()).execute()
          await transaction.deleteFrom('claims').where('until', '<=', now.getTime()).execute()
        })
    },
    close: () => (closing ??= database.destroy()),
  }
}
