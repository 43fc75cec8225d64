/** The tables. Times are milliseconds since 1970; what is nested is JSON text. */
import type { DailySchema } from './daily-schema.ts'

export interface Schema extends DailySchema {
  readonly answers: AnswersTable
  readonly claims: ClaimsTable
  readonly shown_notes: ShownNotesTable
  readonly threads: ThreadsTable
}

export interface AnswersTable {
  readonly id: string
  readonly channel: string
  /** JSON of the kept answer. */
  readonly document: string
  readonly kept_at: number
  readonly walk: string
  readonly press: string | null
  /** Whether people have seen it: 1 or 0. */
  readonly is_shown: number
  readonly link: string | null
}

interface ClaimsTable {
  readonly key: string
  /** Null for ever. */
  readonly until: number | null
}

export interface ThreadsTable {
  readonly thread: string
  /** JSON of the state. */
  readonly document: string
  readonly used_at: number
}

interface ShownNotesTable {
  readonly channel: string
  readonly note: string
  readonly shown_at: number
}
