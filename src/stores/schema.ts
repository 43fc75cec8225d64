/** The tables. Times are milliseconds since 1970; what is nested is JSON text. */

export interface Schema {
  readonly answers: AnswersTable
  readonly claims: ClaimsTable
  readonly shown_notes: ShownNotesTable
}

export interface AnswersTable {
  readonly id: string
  readonly channel: string
  /** JSON of the kept answer. */
  readonly document: string
  readonly kept_at: number
}

interface ClaimsTable {
  readonly key: string
  /** Null for ever. */
  readonly until: number | null
}

interface ShownNotesTable {
  readonly channel: string
  readonly note: string
  readonly shown_at: number
}
