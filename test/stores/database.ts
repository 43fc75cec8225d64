/** Databases of a test's own on the server there is to test with. */
import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'

/** The address of an empty database, which is gone when the test is over. */
export async function newDatabase(server: string): Promise<string> {
  const name = newName()
  await run(server, `CREATE DATABASE ${name}`)
  onTestFinished(() => run(server, `DROP DATABASE ${name} WITH (FORCE)`))
  return changed(server, (url) => (url.pathname = `/${name}`))
}

/** The address of `database` for a user of its own who was granted nothing. */
export async function asNewUser(server: string, database: string): Promise<string> {
  const name = newName()
  await run(server, `CREATE ROLE ${name} LOGIN PASSWORD 'secret'`)
  onTestFinished(async () => {
    await run(database, `DROP OWNED BY ${name}`)
    await run(server, `DROP ROLE ${name}`)
  })
  return changed(database, (url) => {
    url.username = name
    url.password = 'secret'
  })
}

export async function run(database: string, sql: string, values: readonly unknown[] = []): Promise<void> {
  await rowsOf(database, sql, values)
}

export async function rowsOf(
  database: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: database })
  await client.connect()
  try {
    return (await client.query(sql, [...values])).rows
  } finally {
    await client.end()
  }
}

export function changed(address: string, change: (url: URL) => void): string {
  const url = new URL(address)
  change(url)
  return url.href
}

function newName(): string {
  return `notewalk_test_${randomBytes(6).toString('hex')}`
}

/** Ends the connections of everybody else to a database, but for one. */
export async function endOthers(database: string, but = 0): Promise<void> {
  await run(
    database,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), $1)`,
    [but],
  )
}

/** Keeps everybody else from claiming. */
export async function lockedClaims(database: string) {
  const client = new Client({ connectionString: database })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('BEGIN')
  await client.query('LOCK TABLE notewalk.claims')
  const { rows } = await client.query<{ readonly id: number }>('SELECT pg_backend_pid() AS id')
  return {
    id: rows[0]?.id ?? 0,
    isWaitedFor: async () => {
      const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'notewalk.claims'::regclass`
      while ((await client.query(waiting)).rowCount === 0) await turn()
    },
    release: () => client.query('COMMIT'),
  }
}
