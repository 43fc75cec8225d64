/** The tables of daily notes. Times are milliseconds since 1970. */
import type { Kysely, Migration } from 'kysely'

export interface DailySchema {
  readonly daily_schedules: SchedulesTable
  readonly daily_posts: PostsTable
}

export interface SchedulesTable {
  readonly id: string
  readonly channel: string
  /** JSON of the topic in lower case: with the channel it tells one schedule from another. */
  readonly topic_key: string
  /** JSON of the rest of the schedule. */
  readonly document: string
  readonly state: string
  /** JSON of why it is paused. */
  readonly reason: string
  readonly since: number
}

export interface PostsTable {
  readonly schedule: string
  readonly date: string
  readonly channel: string
  readonly due_at: number
  readonly state: string
  readonly note: string | null
  readonly answer: string | null
  readonly attempt: number
  readonly owner: string | null
  readonly claimed_at: number | null
  readonly lease_until: number | null
  readonly message: string | null
  readonly sent_at: number | null
  /** JSON of why nothing was sent. */
  readonly reason: string | null
}

export const dailyMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('daily_schedules')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('topic_key', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('daily_schedules_place', ['channel', 'topic_key'])
      .execute()
    await db.schema
      .createTable('daily_posts')
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('note', 'text')
      .addColumn('answer', 'text')
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('claimed_at', 'bigint')
      .addColumn('lease_until', 'bigint')
      .addColumn('message', 'text')
      .addColumn('sent_at', 'bigint')
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('daily_posts_key', ['schedule', 'date'])
      .execute()
    await db.schema
      .createIndex('daily_posts_state')
      .on('daily_posts')
      .columns(['state', 'lease_until'])
      .execute()
    await db.schema
      .createIndex('daily_posts_channel')
      .on('daily_posts')
      .columns(['channel', 'sent_at'])
      .execute()
    await db.schema.createIndex('answers_channel').on('answers').columns(['channel', 'kept_at']).execute()
  },
}
