/** Kysely on the SQLite that is part of Node. The only file that imports `node:sqlite`. */
import { DatabaseSync } from 'node:sqlite'
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
import { boundValue } from './bound-value.ts'
import { SqliteError } from './sqlite-error.ts'

/** SQLite is synchronous: while it waits for another process's lock itself, nothing else goes on. */
const BUSY_MS = 20
/** Between one try and the next everything else goes on. */
const RETRY_MS = 30
/** How long what another process has locked is waited for in all. */
const WAIT_MS = 5_000

/** `file` is opened with the first query, and made where it is missing. Throws SqliteError. */
export function sqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => new SqliteDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/**
 * Has migrations run in one transaction, which Kysely's own adapter does not: two processes that start at
 * once do not both make a table, and one that is killed leaves nothing half made.
 */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** One connection, lent to one user at a time, so that no statement slips into another's transaction. */
class SqliteDriver implements Driver {
  readonly #file: string
  #connection: SqliteConnection | null = null
  /** Settles when the connection is given back by the last one who waits for it. */
  #free: Promise<void> = Promise.resolve()
  #release: () => void = () => undefined

  constructor(file: string) {
    this.#file = file
  }

  async init(): Promise<void> {
    const connection = SqliteConnection.to(this.#file)
    try {
      await connection.prepare()
    } catch (error) {
      connection.close()
      throw error
    }
    this.#connection = connection
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turn()
    if (this.#connection !== null) return this.#connection
    this.#release()
    throw new Error(`${this.#file} is not open.`)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // At once for writing: a lock that is taken later could not be waited for.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has rolled back by itself where the disk is full; a second time would hide that error.
    if (this.#connection?.isInTransaction === true) {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    }
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  /** What was begun before is finished first. */
  async destroy(): Promise<void> {
    await this.#turn()
    this.#connection?.close()
    this.#connection = null
    this.#release()
  }

  async #turn(): Promise<void> {
    const before = this.#free
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#free = promise
    await before
    this.#release = resolve
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync
  readonly #file: string

  private constructor(database: DatabaseSync, file: string) {
    this.#database = database
    this.#file = file
  }

  static to(file: string): SqliteConnection {
    try {
      return new SqliteConnection(new DatabaseSync(file, { timeout: BUSY_MS }), file)
    } catch (error) {
      throw SqliteError.of(error, file)
    }
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction
  }

  async prepare(): Promise<void> {
    await this.#whenUnlocked(() => {
      this.#database.exec('PRAGMA journal_mode = WAL')
      this.#database.exec('PRAGMA synchronous = FULL')
    })
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const values = parameters.map(boundValue)
    return this.#whenUnlocked(() => {
      const statement = this.#database.prepare(sql)
      if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] }
      const { changes, lastInsertRowid } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    })
  }

  // oxlint-disable-next-line require-yield -- the interface asks for it; nothing here is streamed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Rows are not streamed from SQLite.')
  }

  close(): void {
    this.#database.close()
  }

  /** Tries again, without blocking, while another process holds the lock. */
  async #whenUnlocked<T>(work: () => T): Promise<T> {
    const end = performance.now() + WAIT_MS
    for (;;) {
      try {
        return work()
      } catch (thrown) {
        const error = SqliteError.of(thrown, this.#file)
        if (error.problem !== 'locked' || performance.now() > end) throw error
        await pause(RETRY_MS)
      }
    }
  }
}
