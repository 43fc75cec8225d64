/** How the tables came to be, step by step. A step that was released is never changed. */
import type { Kysely, Migration, MigrationProvider } from 'kysely'
import { dailyMigration } from './daily-schema.ts'

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-answers-claims-shown-notes': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('answers')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('document', 'text', (column) => column.notNull())
        .addColumn('kept_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('answers_kept_at').on('answers').column('kept_at').execute()
      await db.schema
        .createTable('claims')
        .addColumn('key', 'text', (column) => column.primaryKey().notNull())
        .addColumn('until', 'bigint')
        .execute()
      await db.schema
        .createTable('shown_notes')
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('note', 'text', (column) => column.notNull())
        .addColumn('shown_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('shown_notes_key', ['channel', 'note'])
        .execute()
    },
  },
  '002-walks-threads': {
    up: async (db: Kysely<unknown>) => {
      // Answers from before belong to no walk yet; they were shown, so that their buttons go on working.
      await db.schema
        .alterTable('answers')
        .addColumn('walk', 'text', (column) => column.notNull().defaultTo(''))
        .execute()
      await db.schema.alterTable('answers').addColumn('press', 'text').execute()
      await db.schema
        .alterTable('answers')
        .addColumn('is_shown', 'integer', (column) => column.notNull().defaultTo(1))
        .execute()
      await db.schema.alterTable('answers').addColumn('link', 'text').execute()
      await db.schema.createIndex('answers_walk').on('answers').columns(['walk', 'kept_at']).execute()
      await db.schema.createIndex('answers_press').on('answers').column('press').execute()
      await db.schema
        .createTable('threads')
        .addColumn('thread', 'text', (column) => column.primaryKey().notNull())
        .addColumn('document', 'text', (column) => column.notNull())
        .addColumn('used_at', 'bigint', (column) => column.notNull())
        .execute()
    },
  },
  '003-daily-notes': dailyMigration,
}

export const migrations: MigrationProvider = { getMigrations: async () => MIGRATIONS }
