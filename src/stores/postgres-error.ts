/** What a PostgreSQL server, or the way to it, refuses, by what can be done about it. */

export type PostgresProblem =
  | 'unreachable'
  | 'credentials'
  | 'no-database'
  | 'no-rights'
  | 'read-only'
  | 'encryption'
  | 'busy'
  | 'full'
  | 'other'

/** SQLSTATE codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) and Node's own. */
const PROBLEMS: ReadonlyMap<unknown, PostgresProblem> = new Map([
  ['28P01', 'credentials'], // invalid_password
  ['28000', 'credentials'], // invalid_authorization_specification
  ['3D000', 'no-database'], // invalid_catalog_name
  ['42501', 'no-rights'], // insufficient_privilege
  ['25006', 'read-only'], // read_only_sql_transaction
  ['53300', 'busy'], // too_many_connections
  ['55P03', 'busy'], // lock_not_available
  ['57014', 'busy'], // query_canceled: the statement's time is over
  ['57P03', 'busy'], // cannot_connect_now: it is starting
  ['53100', 'full'], // disk_full
  ['08000', 'unreachable'], // connection_exception
  ['08001', 'unreachable'], // sqlclient_unable_to_establish_sqlconnection
  ['08003', 'unreachable'], // connection_does_not_exist
  ['08006', 'unreachable'], // connection_failure
  ['57P01', 'unreachable'], // admin_shutdown
  ['57P02', 'unreachable'], // crash_shutdown
  ['57P05', 'unreachable'], // idle_session_timeout
  ['25P03', 'unreachable'], // idle_in_transaction_session_timeout
  ['EACCES', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['ECONNREFUSED', 'unreachable'],
  ['ECONNRESET', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EPIPE', 'unreachable'],
  ['ETIMEDOUT', 'unreachable'],
  ['EPROTO', 'encryption'],
])

/** Of what has no code that is known: pg's own errors, and those of certificates. */
const WORDS: readonly (readonly [RegExp, PostgresProblem])[] = [
  [/timeout|terminated|connection error/iu, 'unreachable'],
  [/SASL|password/u, 'credentials'],
  [/\b(?:SSL|TLS|altnames)\b|certificate|sslmode|sslnegotiation/iu, 'encryption'],
]

export function postgresProblemOf(error: unknown): PostgresProblem {
  if (!(error instanceof Error)) return 'other'
  const code = 'code' in error ? error.code : null
  // A server that takes encrypted connections only says so in these words.
  if (code === '28000' && error.message.includes('no encryption')) return 'encryption'
  // A file is missing: the socket's when connecting, else a certificate's.
  if (code === 'ENOENT')
    return 'syscall' in error && error.syscall === 'connect' ? 'unreachable' : 'encryption'
  return PROBLEMS.get(code) ?? WORDS.find(([words]) => words.test(error.message))?.[1] ?? 'other'
}
