/** A store over a database: the queries, the same for every dialect. */
import type { Kysely } from 'kysely'
import type { NoteId } from '../core/notes/note.ts'
import type { KeptAnswer, Store } from '../core/store.ts'
import type { Schema } from './schema.ts'

export function storeOver(db: Kysely<Schema>): Store {
  let isClosed = false
  return {
    keepAnswer: async (kept) => {
      await db.insertInto('answers').values(rowOf(kept)).execute()
    },
    keptAnswer: async (id) => {
      const row = await db.selectFrom('answers').select('document').where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : keptAnswerIn(row.document)
    },
    claim: async (key, now, until) => {
      const end = until?.getTime() ?? null
      const result = await db
        .insertInto('claims')
        .values({ key, until: end })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({ until: end }).where('claims.until', '<=', now.getTime()),
        )
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },
    release: async (key) => {
      await db.deleteFrom('claims').where('key', '=', key).execute()
    },
    recordShown: async (channel, notes, at) => {
      if (notes.length === 0) return
      const rows = [...new Set(notes)].map((note) => ({ channel, note, shown_at: at.getTime() }))
      await db
        .insertInto('shown_notes')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['channel', 'note']).doUpdateSet({ shown_at: at.getTime() }),
        )
        .execute()
    },
    shownIn: async (channel) => {
      const rows = await db
        .selectFrom('shown_notes')
        .select(['note', 'shown_at'])
        .where('channel', '=', channel)
        .orderBy('shown_at', 'desc')
        .orderBy('note')
        .execute()
      return rows.map(({ note, shown_at: at }) => ({ note: note as NoteId, at: new Date(at) }))
    },
    forget: async (before, now) => {
      await db.deleteFrom('answers').where('kept_at', '<', before.getTime()).execute()
      await db.deleteFrom('claims').where('until', '<=', now.getTime()).execute()
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      await db.destroy()
    },
  }
}

function rowOf({ at, ...kept }: KeptAnswer) {
  const document = JSON.stringify({ ...kept, at: at.getTime() })
  return { id: kept.id, channel: kept.channel, document, kept_at: at.getTime() }
}

/** Null for what another version of the bot has written in another way. */
function keptAnswerIn(document: string): KeptAnswer | null {
  try {
    const { at, ...kept } = JSON.parse(document) as Omit<KeptAnswer, 'at'> & { readonly at: number }
    if (!Array.isArray(kept.answer.blocks) || !Array.isArray(kept.answer.steps)) return null
    return { ...kept, at: new Date(at) }
  } catch {
    return null
  }
}
