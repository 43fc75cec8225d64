/** How the tables came to be, step by step. A step that was released is never changed. */
import type { Kysely, Migration, MigrationProvider } from 'kysely'

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
}

export const migrations: MigrationProvider = { getMigrations: async () => MIGRATIONS }
