/** The store for several copies of the bot: a PostgreSQL server. */
import { Kysely, sql } from 'kysely'
import { UserError } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import { migrated } from './migrate.ts'
import { POOL_SIZE, postgresDialect } from './postgres-driver.ts'
import { postgresProblemOf } from './postgres-error.ts'
import type { Schema } from './schema.ts'
import { storeOver, type Clock } from './store-over.ts'

/** The tables stand apart from whatever else the database holds. */
const SCHEMA = 'notewalk'
const DEFAULT_PORT = '5432'

/** The server's, so that copies of the bot agree on when a claim has run out whatever theirs say. */
const clock: Clock = () => sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`

/** Throws UserError where the server or the database cannot be used; it never names the password. */
export async function openPostgresStore(url: string): Promise<Store> {
  const place = placeIn(url)
  const db = new Kysely<Schema>({ dialect: postgresDialect(url) }).withSchema(SCHEMA)
  try {
    await migrated(db, {
      name: `the database "${place.database}" at ${place.server}`,
      another: 'name another database in DATABASE_URL',
      schema: SCHEMA,
    })
    return storeOver(db, clock)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw refusal(error, place)
  }
}

interface Place {
  readonly server: string
  readonly database: string
  readonly user: string
}

function placeIn(url: string): Place {
  const { hostname, port, pathname, username, searchParams } = new URL(url)
  const user = searchParams.get('user') ?? decodeURIComponent(username)
  const host = searchParams.get('host') ?? decodeURIComponent(hostname)
  return {
    server: `${host === '' ? 'localhost' : host}:${searchParams.get('port') ?? (port === '' ? DEFAULT_PORT : port)}`,
    database: pathname.length > 1 ? decodeURIComponent(pathname.slice(1)) : user,
    user,
  }
}

function refusal(error: unknown, { server, database, user }: Place): UserError {
  const said = reasonIn(error)
  const refused = (message: string, hint: string) => new UserError('store', message, hint, { cause: error })
  switch (postgresProblemOf(error)) {
    case 'unreachable':
      return refused(
        `No PostgreSQL server can be reached at ${server}: ${said}.`,
        'Look whether it runs, whether DATABASE_URL has the right host and port, and whether a firewall is in between.',
      )
    case 'credentials':
      return refused(
        `The PostgreSQL server at ${server} does not let the user "${user}" in: ${said}.`,
        'Check the user and the password in DATABASE_URL; in them, characters such as @ : / ? # % are percent-encoded.',
      )
    case 'no-database':
      return refused(
        `The PostgreSQL server at ${server} has no database "${database}".`,
        `Create it (CREATE DATABASE "${database}"), or name another database in DATABASE_URL.`,
      )
    case 'no-rights':
      return refused(
        `The user "${user}" may not keep anything in the database "${database}" at ${server}: ${said}.`,
        `Let it (GRANT CREATE ON DATABASE "${database}" TO "${user}"), or, where another user has made the schema ${SCHEMA}, connect as that one.`,
      )
    case 'read-only':
      return refused(
        `The database "${database}" at ${server} can only be read: ${said}.`,
        'Name the primary server in DATABASE_URL, not a copy of it.',
      )
    case 'encryption':
      return refused(
        `There is no encrypted connection to the PostgreSQL server at ${server}: ${said}.`,
        'In DATABASE_URL, sslmode=disable does not encrypt, sslmode=require does, and sslmode=verify-full with sslrootcert=(a file) checks the certificate too.',
      )
    case 'busy':
      return refused(
        `The PostgreSQL server at ${server} is too busy: ${said}.`,
        `Start again in a moment. Each copy of the bot takes up to ${POOL_SIZE} connections.`,
      )
    case 'full':
      return refused(
        `The PostgreSQL server at ${server} has no room on its disk: ${said}.`,
        'Make room there, or name another database in DATABASE_URL.',
      )
    case 'other':
      return refused(
        `What the bot remembers cannot be kept in the database "${database}" at ${server}: ${said}.`,
        "Look into the server's log, or name another database in DATABASE_URL.",
      )
  }
}

function reasonIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Where every address of a host refuses, there is a code only.
  if (error.message === '' && 'code' in error) return String(error.code)
  if (error.message.includes('client password must be')) return 'no password was given'
  return error.message.replace(/\.$/u, '')
}
