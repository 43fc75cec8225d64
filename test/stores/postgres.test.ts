/** What only a PostgreSQL server has: ways to refuse, and connections that are lost. */
import { inspect } from 'node:util'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import type { AnswerId, Store } from '../../src/core/store.ts'
import { openPostgresStore } from '../../src/stores/postgres.ts'
import { freePort } from '../support/free-port.ts'
import { listen } from '../support/loopback.ts'
import { answered, noon } from './answered.ts'
import { asNewUser, changed, endOthers, lockedClaims, newDatabase, rowsOf, run } from './database.ts'
import { postgresServers } from './places.ts'
import { relayTo } from './relay.ts'

/** The store waits for a server that may come back. */
const PATIENT = { timeout: 30_000 }

async function opened(url: string): Promise<Store> {
  const store = await openPostgresStore(url)
  onTestFinished(() => store.close())
  return store
}

function later(hours: number): Date {
  return new Date(noon.getTime() + hours * 3_600_000)
}

/** What is said of an address that cannot be used. */
async function refusalOf(url: string): Promise<UserError> {
  const error: unknown = await openPostgresStore(url).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UserError)) throw new Error(`This is no refusal: ${String(error)}`)
  // In the log with its cause, too.
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(new URL(url).password)
  return error
}

/** A server of another kind, which answers every connection with the same, or with nothing. */
async function serverThatSays(answer: string | null): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    if (answer !== null) socket.once('data', () => socket.end(answer))
  })
  const port = await listen(server)
  onTestFinished(() => void server.close())
  return `postgresql://bot:p4ssw0rd@127.0.0.1:${port}/notes`
}

test(
  'a server that cannot be reached is waited for, and then named, without the password',
  PATIENT,
  async () => {
    const port = await freePort()
    const refusals = await Promise.all(
      [
        `postgresql://bot:p4ssw0rd@127.0.0.1:${port}/notes`,
        `postgresql://bot:p4ssw0rd@localhost:${port}/notes`,
        `postgresql://bot:p4ssw0rd@127.0.0.1/notes?host=/no/such/folder`,
        await serverThatSays(null),
        await serverThatSays(''),
        await serverThatSays('HTTP/1.1 400 Bad Request\r\n\r\n'),
      ].map(refusalOf),
    )
    expect(refusals.map(({ message }) => message.replaceAll(/:\d+/gu, ':PORT'))).toEqual([
      'No PostgreSQL server can be reached at 127.0.0.1:PORT: connect ECONNREFUSED 127.0.0.1:PORT.',
      // Every address of the host is refused, so that the error names none of them.
      expect.stringMatching(/^No PostgreSQL server can be reached at localhost:PORT: .*ECONNREFUSED/u),
      'No PostgreSQL server can be reached at /no/such/folder:PORT: connect ENOENT /no/such/folder/.s.PGSQL.5432.',
      expect.stringMatching(/^No PostgreSQL server can be reached at 127\.0\.0\.1:PORT: .*timeout/u),
      'No PostgreSQL server can be reached at 127.0.0.1:PORT: Connection terminated unexpectedly.',
      'No PostgreSQL server can be reached at 127.0.0.1:PORT: Connection terminated unexpectedly.',
    ])
    for (const { hint } of refusals) expect(hint).toContain('DATABASE_URL')
  },
)

test('a certificate that is not there is named', async () => {
  const { message, hint } = await refusalOf(
    'postgresql://bot:p4ssw0rd@127.0.0.1/notes?sslmode=verify-full&sslrootcert=/no/such/file',
  )
  expect(message).toMatch(/^There is no encrypted connection .*127\.0\.0\.1:5432: .*\/no\/such\/file/u)
  expect(hint).toContain('sslmode')
})

describe.each(postgresServers())('a PostgreSQL server', (server) => {
  describe('says what it refuses, and what to do, without the password', () => {
    test('a wrong password', async () => {
      const url = changed(await newDatabase(server), (to) => (to.password = 'p4ssw0rd'))
      const { message, hint } = await refusalOf(url)
      expect(message).toContain(
        `does not let the user "${new URL(url).username}" in: password authentication failed`,
      )
      expect(hint).toContain('DATABASE_URL')
    })

    test('no password', async () => {
      const url = new URL(await newDatabase(server))
      url.password = ''
      await expect(openPostgresStore(url.href)).rejects.toMatchObject({
        message: expect.stringContaining(
          `does not let the user "${url.username}" in: no password was given.`,
        ),
      })
    })

    test('a database that there is not', async () => {
      const { message, hint } = await refusalOf(changed(server, (to) => (to.pathname = '/no_such_notes')))
      expect(message).toContain('has no database "no_such_notes"')
      expect(hint).toContain('CREATE DATABASE "no_such_notes"')
    })

    test('a user without the right to make tables', async () => {
      const url = await asNewUser(server, await newDatabase(server))
      const { message, hint } = await refusalOf(url)
      expect(message).toContain(`The user "${new URL(url).username}" may not keep anything`)
      expect(hint).toContain('GRANT CREATE ON DATABASE')
    })

    test('a connection that is to be encrypted, where the server cannot', async () => {
      const url = changed(await newDatabase(server), (to) => to.searchParams.set('sslmode', 'require'))
      const { message, hint } = await refusalOf(url)
      expect(message).toContain('There is no encrypted connection')
      expect(hint).toContain('sslmode=disable')
    })

    test('a database that can only be read', async () => {
      const url = changed(await newDatabase(server), (to) =>
        to.searchParams.set('options', '-c default_transaction_read_only=on'),
      )
      const { message, hint } = await refusalOf(url)
      expect(message).toContain('can only be read')
      expect(hint).toContain('primary server')
    })

    test('a database that a newer version has written', async () => {
      const url = await newDatabase(server)
      await (await openPostgresStore(url)).close()
      await run(url, `INSERT INTO notewalk.kysely_migration VALUES ('999-from-the-future', '2030-01-01')`)
      const { message, hint } = await refusalOf(url)
      expect(message).toContain(
        `A newer version of Notewalk has written the database "${new URL(url).pathname.slice(1)}"`,
      )
      expect(hint).toContain('DATABASE_URL')
    })
  })

  test('is used by one who has rights in a schema that was made for the bot', async () => {
    const database = await newDatabase(server)
    const url = await asNewUser(server, database)
    await run(database, `CREATE SCHEMA notewalk AUTHORIZATION ${new URL(url).username}`)
    const store = await opened(url)
    expect(await store.claim('event', noon, null)).toBe(true)
  })

  test('has what other programs keep in the same database left alone', async () => {
    const url = await newDatabase(server)
    await run(url, `CREATE TABLE answers (text text); INSERT INTO answers VALUES ('42')`)
    await run(url, `CREATE TABLE kysely_migration (name text, timestamp text)`)
    await run(url, `INSERT INTO kysely_migration VALUES ('000-of-another-program', '2020-01-01')`)
    const store = await opened(url)
    await store.keepAnswer(answered('a'))
    expect(await store.keptAnswer('a' as AnswerId)).toEqual(answered('a'))
    expect(await rowsOf(url, 'SELECT * FROM public.answers')).toEqual([{ text: '42' }])
    expect(await rowsOf(url, 'SELECT name FROM public.kysely_migration')).toHaveLength(1)
  })

  test('says itself when a claim has run out, whatever the clocks of those say who ask', async () => {
    const url = await newDatabase(server)
    const store = await opened(url)
    expect(await store.claim('turn', noon, later(1))).toBe(true)
    expect(await store.claim('turn', later(24), later(25))).toBe(false)
    expect(await store.claim('over', later(24), later(24))).toBe(true)
    expect(await store.claim('over', noon, later(1))).toBe(true)
    await store.claim('over again', noon, noon)
    await store.forget(noon, later(24))
    expect(await rowsOf(url, 'SELECT key FROM notewalk.claims ORDER BY key')).toEqual([
      { key: 'over' },
      { key: 'turn' },
    ])
  })

  describe('whose connections are lost', () => {
    test('in the middle of nothing is connected to anew', async () => {
      const url = await newDatabase(server)
      const store = await opened(url)
      for (let round = 0; round < 3; round += 1) {
        await Promise.all(Array.from({ length: 8 }, (_, i) => store.claim(`event/${round}/${i}`, noon, null)))
        await endOthers(url)
        expect(await store.claim(`after/${round}`, noon, null)).toBe(true)
      }
    })

    test('is waited for while it starts again', PATIENT, async () => {
      const relay = await relayTo(await newDatabase(server))
      const store = await opened(relay.url)
      await relay.close()
      const claims = Promise.all(Array.from({ length: 8 }, (_, i) => store.claim(`event/${i}`, noon, null)))
      // The first of them have been refused by now.
      await new Promise((resolve) => setImmediate(resolve))
      await relay.open()
      expect(await claims).toEqual(Array.from({ length: 8 }, () => true))
    })

    test('and that stays away ends what was asked, and is found again later', PATIENT, async () => {
      const relay = await relayTo(await newDatabase(server))
      const store = await opened(relay.url)
      await relay.close()
      await expect(store.claim('event', noon, null)).rejects.toThrow('ECONNREFUSED')
      await relay.open()
      expect(await store.claim('event', noon, null)).toBe(true)
    })

    test('in the middle of a statement has changed nothing, and goes on with the next', async () => {
      const url = await newDatabase(server)
      const store = await opened(url)
      const lock = await lockedClaims(url)
      const claim = store.claim('event', noon, null)
      await lock.isWaitedFor()
      await Promise.all([expect(claim).rejects.toThrow('terminating connection'), endOthers(url, lock.id)])
      await lock.release()
      expect(await store.claim('event', noon, null)).toBe(true)
    })
  })

  test('that gives a statement up has changed nothing, and goes on with the next', PATIENT, async () => {
    const url = await newDatabase(server)
    const store = await opened(url)
    const lock = await lockedClaims(url)
    await expect(store.claim('event', noon, null)).rejects.toThrow('statement timeout')
    await lock.release()
    expect(await store.claim('event', noon, null)).toBe(true)
  })

  test('that does not answer any more ends what was asked, and closing', PATIENT, async () => {
    const relay = await relayTo(await newDatabase(server))
    const store = await openPostgresStore(relay.url)
    relay.hold()
    await expect(store.claim('event', noon, null)).rejects.toThrow('timeout')
    await expect(store.close()).resolves.toBeUndefined()
  })
})
