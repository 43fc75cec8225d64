/** What only the SQLite file has. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { AnswerId } from '../../src/core/store.ts'
import { openEmbeddedStore } from '../../src/stores/embedded.ts'
import type { StoreConfig } from '../../src/stores/open-store.ts'
import { answered, noon } from './answered.ts'
import { folder, opened } from './places.ts'
import { PROCESSES, started } from './processes.ts'

const one = new Date('2026-03-01T13:00:00Z')
const two = new Date('2026-03-01T14:00:00Z')

function configFor(dataDir: string): StoreConfig {
  return { dataDir, databaseUrl: null }
}

describe('another process', () => {
  test('that holds the lock is waited for, while other work goes on', async () => {
    const path = await folder()
    const store = await opened(configFor(path))
    const { child, exited } = started('locker', join(path, 'notewalk.db'))
    await once(child.stdout, 'data')
    let isKept = false
    const keeping = store.keepAnswer(answered('a')).then(() => (isKept = true))
    // Were this process to stand still until the lock is gone, nobody would ask for its release.
    for (let turns = 0; turns < 100; turns += 1) await turn()
    expect(isKept).toBe(false)
    child.stdin.write('release\n')
    await keeping
    await exited
    expect(await store.keptAnswer('a' as AnswerId)).not.toBeNull()
  })

  test('that is killed while it makes the store leaves one that opens', PROCESSES, async () => {
    for (let round = 0; round < 6; round += 1) {
      const path = await folder()
      const { child, exited } = started('keeper', JSON.stringify(configFor(path)), '0')
      while (!existsSync(join(path, 'notewalk.db'))) await turn()
      for (let turns = 0; turns < round * 200; turns += 1) await turn()
      child.kill('SIGKILL')
      await exited
      const store = await openEmbeddedStore(path)
      await expect(store.keepAnswer(answered('after')), `round ${round}`).resolves.toBeUndefined()
      await store.close()
    }
  })
})

describe('a claim', () => {
  test('runs out by the clock of who asks', async () => {
    const store = await opened(configFor(await folder()))
    await store.claim('hint', noon, one)
    expect(await store.claim('hint', noon, two)).toBe(false)
    expect(await store.claim('hint', one, two)).toBe(true)
  })

  test('that has run out is forgotten, and one that has not is kept', async () => {
    const store = await opened(configFor(await folder()))
    await store.claim('over', noon, one)
    await store.claim('running', noon, two)
    await store.claim('for ever', noon, null)
    await store.forget(noon, one)
    expect(await store.claim('over', noon, two)).toBe(true)
    expect(await store.claim('running', noon, two)).toBe(false)
    expect(await store.claim('for ever', two, two)).toBe(false)
  })
})

describe('what cannot be used', () => {
  test('a file that is no database is named, with what to do', async () => {
    const path = await folder()
    await writeFile(join(path, 'notewalk.db'), 'This is no database. '.repeat(100))
    await expect(openEmbeddedStore(path)).rejects.toMatchObject({
      code: 'store',
      message: `${join(path, 'notewalk.db')} is damaged, or is no database of Notewalk.`,
      hint: expect.stringContaining('NOTEWALK_DATA'),
    })
  })

  test('a folder that cannot be made is named', async () => {
    const path = await folder()
    await writeFile(join(path, 'file'), '')
    const data = join(path, 'file', 'data')
    await expect(openEmbeddedStore(data)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining(join(data, 'notewalk.db')),
      hint: expect.stringContaining(`write to ${data}, or set NOTEWALK_DATA`),
    })
  })

  test('a file that cannot be opened is named', async () => {
    const path = await folder()
    await mkdir(join(path, 'notewalk.db'))
    await expect(openEmbeddedStore(path)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining(join(path, 'notewalk.db')),
      hint: expect.stringContaining('NOTEWALK_DATA'),
    })
  })

  test('the store of a newer version is left alone', async () => {
    const path = await folder()
    const store = await openEmbeddedStore(path)
    await store.close()
    const database = new DatabaseSync(join(path, 'notewalk.db'))
    database.exec(`INSERT INTO kysely_migration VALUES ('999-from-the-future', '2030-01-01')`)
    database.close()
    await expect(openEmbeddedStore(path)).rejects.toMatchObject({
      code: 'store',
      message: `A newer version of Notewalk has written ${join(path, 'notewalk.db')}.`,
      hint: expect.stringContaining('NOTEWALK_DATA'),
    })
  })
})

/** Windows has none. */
const OWNER_ALONE = process.platform === 'win32' ? [] : [0o700]

test.each(OWNER_ALONE)('the folder is made for its owner alone', async (mode) => {
  const path = join(await folder(), 'deep', 'data')
  await opened(configFor(path))
  expect((await stat(path)).mode % 0o1000).toBe(mode)
})
