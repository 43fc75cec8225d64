/** Kysely on the SQLite that is part of Node. The only file that imports `node:sqlite`. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'

/** SQLite is synchronous: while it waits for another process's lock itself, nothing else goes on. */
const BUSY_MS = 20
/** What is locked is tried again this often, without blocking; 5 s in all. */
const RETRIES = 100
const RETRY_MS = 30
/** https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6

/** `file` is opened at once, and made where it is missing. */
export function sqliteDialect(file: string): Dialect {
  const driver = new SqliteDriver(file)
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** One connection, lent to one user at a time, so that no statement slips into another's transaction. */
class SqliteDriver implements Driver {
  readonly #database: DatabaseSync
  readonly #connection: DatabaseConnection
  /** Settles when the connection is given back by the last one who waits for it. */
  #free: Promise<void> = Promise.resolve()
  #release: () => void = () => undefined

  constructor(file: string) {
    this.#database = new DatabaseSync(file)
    this.#connection = new SqliteConnection(this.#database)
  }

  async init(): Promise<void> {
    await untilFree(() => {
      this.#database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
      this.#database.exec('PRAGMA journal_mode = WAL')
      this.#database.exec('PRAGMA synchronous = FULL')
      this.#database.exec('PRAGMA foreign_keys = ON')
    })
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#free = promise
    await before
    this.#release = resolve
    return this.#connection
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // At once for writing: a lock that is taken later could not be waited for.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  async destroy(): Promise<void> {
    if (this.#database.isOpen) this.#database.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return untilFree(() => {
      const statement = this.#database.prepare(sql)
      const values = parameters.map(inputValue)
      if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] }
      const { changes, lastInsertRowid } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    })
  }

  // oxlint-disable-next-line require-yield -- the interface asks for it; nothing here is streamed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Rows are not streamed from SQLite.')
  }
}

/** Anything else, bound first, would be taken for named parameters and shift the columns in silence. */
function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value
  }
  if (typeof value === 'boolean') return value ? 1 : 0
  throw new TypeError(`SQLite cannot be given a ${typeof value} as a value.`)
}

/** Tries again, without blocking, while another process holds the lock. */
async function untilFree<T>(work: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work()
    } catch (error) {
      if (!isLocked(error) || attempt > RETRIES) throw error
      await pause(RETRY_MS)
    }
  }
}

function isLocked(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false
  // The lower eight bits are the primary code.
  return [SQLITE_BUSY, SQLITE_LOCKED].includes(error.errcode % 256)
}
