/** A store over a database: the queries, the same for every dialect. */
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { NoteId } from '../core/notes/note.ts'
import type { Store } from '../core/store.ts'
import { answerRowOf, keptAnswerIn, shownAnswersIn } from './answer-row.ts'
import { dailyOver } from './daily-over.ts'
import type { Schema } from './schema.ts'
import { recordShown } from './shown-notes.ts'
import { threadRowOf, threadStateIn } from './thread-row.ts'

/** Milliseconds since 1970, by the clock that says when a claim has run out; it is given the caller's. */
export type Clock = (now: Date) => RawBuilder<number>

export function storeOver(database: Kysely<Schema>, clock: Clock): Store {
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
    markShown: async (id, link) => {
      await db().updateTable('answers').set({ is_shown: 1, link }).where('id', '=', id).execute()
    },
    dropAnswer: async (id) => {
      await db().deleteFrom('answers').where('id', '=', id).execute()
    },
    shownAnswers: async (walk) =>
      shownAnswersIn(
        await db()
          .selectFrom('answers')
          .select(['document', 'link'])
          .where('walk', '=', walk)
          .where('is_shown', '=', 1)
          .orderBy('kept_at')
          .orderBy('id')
          .execute(),
      ),
    shownAnswerTo: async (press) => {
      const rows = await db()
        .selectFrom('answers')
        .select(['document', 'link'])
        .where('press', '=', press)
        .where('is_shown', '=', 1)
        .orderBy('kept_at')
        .limit(1)
        .execute()
      return shownAnswersIn(rows)[0] ?? null
    },
    thread: async (thread) => {
      const row = await db()
        .selectFrom('threads')
        .select('document')
        .where('thread', '=', thread)
        .executeTakeFirst()
      return row === undefined ? null : threadStateIn(row.document)
    },
    keepThread: async (thread, state, at) => {
      const { document, used_at: used } = threadRowOf(thread, state, at)
      await db()
        .insertInto('threads')
        .values({ thread, document, used_at: used })
        .onConflict((conflict) => conflict.column('thread').doUpdateSet({ document, used_at: used }))
        .execute()
    },
    claim: async (key, now, until) => {
      const time = clock(now)
      const end = until === null ? null : sql<number>`${time} + ${until.getTime() - now.getTime()}`
      const result = await db()
        .insertInto('claims')
        .values({ key, until: end })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({ until: end }).where('claims.until', '<=', time),
        )
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },
    release: async (key) => {
      await db().deleteFrom('claims').where('key', '=', key).execute()
    },
    recordShown: (channel, notes, at) => recordShown(db(), channel, notes, at),
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
    daily: dailyOver({ db, clock }),
    forget: async (before, now) => {
      await db()
        .transaction()
        .execute(async (transaction) => {
          // A walk that is still walked keeps its first answers, too.
          const used = transaction
            .selectFrom('answers')
            .select('walk')
            .where('kept_at', '>=', before.getTime())
          await transaction
            .deleteFrom('answers')
            .where('kept_at', '<', before.getTime())
            .where('walk', 'not in', used)
            .execute()
          await transaction.deleteFrom('threads').where('used_at', '<', before.getTime()).execute()
          await transaction.deleteFrom('claims').where('until', '<=', clock(now)).execute()
        })
    },
    close: () => (closing ??= database.destroy()),
  }
}
