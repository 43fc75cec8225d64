/** Kysely on a PostgreSQL server. The only file that imports `pg`. */
import { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import { DatabaseError, Pool, types, type PoolClient, type PoolConfig } from 'pg'
import { boundValue } from './bound-value.ts'
import { postgresProblemOf } from './postgres-error.ts'

/** A statement takes milliseconds, and a server has 100 connections for all (`max_connections`). */
export const POOL_SIZE = 5
/** How long one connection may take, and how long a free one is waited for. */
const CONNECT_MS = 5_000
/** How long a server that takes no connections is waited for in all; a restart takes a second or two. */
const WAIT_MS = 5_000
/** Between one try and the next. */
const RETRY_MS = 100
/** After this the server gives up a statement, which has then changed nothing. */
const STATEMENT_MS = 5_000
/** After this a server that has not given up either is taken for lost, and the connection with it. */
const ANSWER_MS = 7_000
/** After this the server frees what a process has locked that stands still in the middle of its work. */
const STANDSTILL_MS = 10_000
/** How long a server is waited for that does not end its connections. */
const CLOSE_MS = 2_000

/** `url` is connected to with the first query. */
export function postgresDialect(url: string): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(url),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

/**
 * In place of Kysely's own, which gives lost connections back for the next one to use, and on closing drops
 * what waits for a connection.
 */
class PostgresDriver implements Driver {
  readonly #pool: Pool
  readonly #sockets = new Set<Socket>()
  #users = 0
  #whenUnused: () => void = () => undefined

  constructor(url: string) {
    this.#pool = new Pool({ ...poolConfig(url), stream: () => this.#socket() })
    // The pool has dropped it already, and the next query connects anew.
    this.#pool.on('error', () => undefined)
    // While it is lent the pool does not listen; what was asked on it is told.
    this.#pool.on('connect', (client) => client.on('error', () => undefined))
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    this.#users += 1
    try {
      return new PostgresConnection(await this.#connected())
    } catch (error) {
      this.#left()
      throw error
    }
  }

  async beginTransaction(connection: PostgresConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    // A server has rolled back what was begun on a connection that is lost.
    if (!connection.isLost) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release()
    this.#left()
  }

  /** What was begun before is finished first. */
  async destroy(): Promise<void> {
    if (this.#users > 0) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#whenUnused = resolve
      await promise
    }
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, CLOSE_MS)
    await Promise.race([this.#pool.end(), late])
    clearTimeout(timer)
    // What a server does not end, and what pg leaves open where no password was given.
    for (const socket of this.#sockets) socket.destroy()
  }

  #socket(): Socket {
    const socket = new Socket()
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    return socket
  }

  #left(): void {
    this.#users -= 1
    if (this.#users === 0) this.#whenUnused()
  }

  /** Tries again while the server is away for a moment. */
  async #connected(): Promise<PoolClient> {
    const end = performance.now() + WAIT_MS
    for (;;) {
      try {
        return await this.#proven()
      } catch (error) {
        const mayPass = ['unreachable', 'busy'].includes(postgresProblemOf(error))
        if (!mayPass || performance.now() + RETRY_MS > end) throw error
        await pause(RETRY_MS)
      }
    }
  }

  /** One that is not found to be lost in the middle of a statement, when nobody could say what it has done. */
  async #proven(): Promise<PoolClient> {
    const client = await this.#pool.connect()
    try {
      await client.query('select 1')
      return client
    } catch (error) {
      client.release(true)
      throw error
    }
  }
}

class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient
  isLost = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const values = parameters.map(boundValue)
    try {
      const { rows, rowCount } = await this.#client.query(sql, values)
      return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
    } catch (error) {
      if (!(error instanceof DatabaseError) || postgresProblemOf(error) === 'unreachable') this.isLost = true
      throw error
    }
  }

  // oxlint-disable-next-line require-yield -- the interface asks for it; nothing here is streamed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Rows are not streamed from PostgreSQL.')
  }

  /** One that is lost, or still in a transaction, is not lent again. */
  release(): void {
    this.#client.release(this.isLost || this.#client.getTransactionStatus() !== 'I')
  }
}

function poolConfig(url: string): PoolConfig {
  return {
    connectionString: withUsualTls(url),
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    idle_in_transaction_session_timeout: STANDSTILL_MS,
    keepAlive: true,
    application_name: 'notewalk',
    types: {
      // Milliseconds since 1970, which pg would leave a text; for this pool alone.
      getTypeParser: (oid, format) =>
        oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format),
    },
  }
}

/**
 * Has `sslmode` mean what it means to every other program of PostgreSQL: require encrypts, verify-full
 * checks the certificate too. pg would take each for verify-full, and warn that it is going to change that.
 */
function withUsualTls(url: string): string {
  const address = new URL(url)
  const mode = address.searchParams.get('sslmode')
  // The last is a mode of pg alone.
  if (mode === null || mode === 'no-verify' || address.searchParams.has('uselibpqcompat')) return url
  address.searchParams.set('uselibpqcompat', 'true')
  return address.href
}
