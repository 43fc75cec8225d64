/** What SQLite refuses, by what can be done about it. */

export type SqliteProblem = 'locked' | 'damaged' | 'full' | 'unwritable' | 'other'

/** Primary result codes: https://www.sqlite.org/rescode.html */
const PROBLEMS: ReadonlyMap<number, SqliteProblem> = new Map([
  [3, 'unwritable'], // SQLITE_PERM
  [5, 'locked'], // SQLITE_BUSY
  [6, 'locked'], // SQLITE_LOCKED
  [8, 'unwritable'], // SQLITE_READONLY
  [11, 'damaged'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [14, 'unwritable'], // SQLITE_CANTOPEN
  [26, 'damaged'], // SQLITE_NOTADB
])

/** Names the file, which SQLite's own message does not. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError'
  readonly problem: SqliteProblem

  private constructor(message: string, problem: SqliteProblem, cause: unknown) {
    super(message, { cause })
    this.problem = problem
  }

  static of(error: unknown, file: string): SqliteError {
    const message = error instanceof Error ? error.message : String(error)
    return new SqliteError(`${file}: ${message}`, problemOf(error), error)
  }
}

function problemOf(error: unknown): SqliteProblem {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 'other'
  // The lower eight bits are the primary code.
  return PROBLEMS.get(error.errcode % 256) ?? 'other'
}
