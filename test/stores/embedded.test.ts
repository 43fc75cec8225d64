/** What the bot remembers, in the real file. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { NoteId } from '../../src/core/notes/note.ts'
import type { AnswerId, Channel, KeptAnswer, Store } from '../../src/core/store.ts'
import { openEmbeddedStore } from '../../src/stores/embedded.ts'

const KEEPER = fileURLToPath(new URL('keeper.ts', import.meta.url))
const PAPERS = 'test/group/papers' as Channel
const noon = new Date('2026-03-01T12:00:00Z')
const one = new Date('2026-03-01T13:00:00Z')
const two = new Date('2026-03-01T14:00:00Z')

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'notewalk-store-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

async function opened(path: string): Promise<Store> {
  const store = await openEmbeddedStore(path)
  onTestFinished(() => store.close())
  return store
}

function answered(id: string, text = 'Why is the beacon lit?', at = noon): KeptAnswer {
  return {
    id: id as AnswerId,
    answer: { blocks: [{ type: 'question', text }], steps: [] },
    asker: { id: '1', name: text },
    channel: PAPERS,
    isPrivate: false,
    isShared: false,
    seen: ['a' as NoteId],
    at,
  }
}

describe('a kept answer', () => {
  test('comes back as it was, after the store was closed and opened again', async () => {
    const path = await folder()
    const before = await openEmbeddedStore(path)
    await before.keepAnswer(answered('a'))
    await before.close()
    expect(await (await opened(path)).keptAnswer('a' as AnswerId)).toEqual(answered('a'))
  })

  test('comes back as it was, whatever stands in it', async () => {
    const store = await opened(await folder())
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (text) => {
        const kept = answered(`answer-${(count += 1)}`, text)
        await store.keepAnswer(kept)
        expect(await store.keptAnswer(kept.id)).toEqual(kept)
      }),
    )
  })

  test('is null where there is none, or where it was written in another way', async () => {
    const path = await folder()
    const store = await opened(path)
    expect(await store.keptAnswer('nothing' as AnswerId)).toBeNull()
    const database = new DatabaseSync(join(path, 'notewalk.db'))
    database.exec(`INSERT INTO answers VALUES ('old', 'c', '{"blocks":1}', 0), ('torn', 'c', '{', 0)`)
    database.close()
    expect(await store.keptAnswer('old' as AnswerId)).toBeNull()
    expect(await store.keptAnswer('torn' as AnswerId)).toBeNull()
  })

  test('is forgotten when it is old', async () => {
    const store = await opened(await folder())
    await store.keepAnswer(answered('old', 'old', noon))
    await store.keepAnswer(answered('new', 'new', two))
    await store.forget(one, two)
    expect(await store.keptAnswer('old' as AnswerId)).toBeNull()
    expect(await store.keptAnswer('new' as AnswerId)).not.toBeNull()
  })

  test('is there after the process was killed in the middle of its work', async () => {
    const path = await folder()
    for (let round = 0; round < 5; round += 1) {
      const ids = await keptUntilKilled(path, round)
      const store = await openEmbeddedStore(path)
      for (const id of ids) expect(await store.keptAnswer(id as AnswerId), id).not.toBeNull()
      await store.close()
    }
  })
})

/** A process keeps answers as fast as it can and says which; it is killed after some of them. */
async function keptUntilKilled(path: string, round: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [KEEPER, path, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ids: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line)
    if (ids.length === 5 + round * 7) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(ids.length).toBeGreaterThan(4)
  return ids
}

describe('a claim', () => {
  test('is for one of all who want it at once', async () => {
    const path = await folder()
    const stores = await Promise.all([opened(path), opened(path), opened(path)])
    const won = await Promise.all(
      Array.from({ length: 10 }, () => stores).flatMap((all) =>
        all.map((store) => store.claim('event/1', noon, null)),
      ),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
  })

  test('runs out, and can be let go', async () => {
    const store = await opened(await folder())
    expect(await store.claim('hint', noon, one)).toBe(true)
    expect(await store.claim('hint', noon, one)).toBe(false)
    expect(await store.claim('hint', one, two)).toBe(true)
    await store.release('hint')
    await store.release('nothing')
    expect(await store.claim('hint', one, null)).toBe(true)
    expect(await store.claim('hint', two, null)).toBe(false)
  })
})

describe('what a channel was shown', () => {
  test('is each note once, the latest first', async () => {
    const store = await opened(await folder())
    await store.recordShown(PAPERS, ['a', 'b'] as NoteId[], noon)
    await store.recordShown(PAPERS, ['c'] as NoteId[], one)
    await store.recordShown(PAPERS, ['a'] as NoteId[], two)
    await store.recordShown('test/group/other' as Channel, ['d'] as NoteId[], two)
    expect(await store.shownIn(PAPERS)).toEqual([
      { note: 'a', at: two },
      { note: 'c', at: one },
      { note: 'b', at: noon },
    ])
  })

  test('is not forgotten with the answers', async () => {
    const store = await opened(await folder())
    await store.recordShown(PAPERS, ['a'] as NoteId[], noon)
    await store.forget(two, two)
    expect(await store.shownIn(PAPERS)).toHaveLength(1)
  })
})

describe('another process that holds the lock', () => {
  test('is waited for, while other work goes on', async () => {
    const path = await folder()
    const store = await opened(path)
    const other = new DatabaseSync(join(path, 'notewalk.db'))
    other.exec('BEGIN IMMEDIATE')
    let turns = 0
    const ticking = setInterval(() => {
      turns += 1
    }, 5)
    const keeping = store.keepAnswer(answered('a'))
    setTimeout(() => other.exec('COMMIT'), 200)
    await keeping
    clearInterval(ticking)
    other.close()
    expect(turns).toBeGreaterThan(3)
    expect(await store.keptAnswer('a' as AnswerId)).not.toBeNull()
  })
})

describe('what cannot be used', () => {
  test('a file that is no database is named, with what to do', async () => {
    const path = await folder()
    await writeFile(join(path, 'notewalk.db'), 'This is no database. '.repeat(100))
    await expect(openEmbeddedStore(path)).rejects.toMatchObject({
      code: 'store',
      message: expect.stringContaining(join(path, 'notewalk.db')),
      hint: expect.stringContaining('NOTEWALK_DATA'),
    })
  })

  test('a folder that cannot be made is named', async () => {
    const path = await folder()
    await writeFile(join(path, 'file'), '')
    await chmod(path, 0o500)
    await expect(openEmbeddedStore(join(path, 'file', 'data'))).rejects.toMatchObject({ code: 'store' })
  })

  test('the store of a newer version is left alone', async () => {
    const path = await folder()
    const store = await openEmbeddedStore(path)
    await store.close()
    const database = new DatabaseSync(join(path, 'notewalk.db'))
    database.exec(`INSERT INTO kysely_migration VALUES ('999-from-the-future', '2030-01-01')`)
    database.close()
    await expect(openEmbeddedStore(path)).rejects.toThrow('A newer version of Notewalk')
  })
})

test('closing twice is harmless', async () => {
  const store = await openEmbeddedStore(await folder())
  await store.close()
  await expect(store.close()).resolves.toBeUndefined()
})
