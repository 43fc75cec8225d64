/** What the bot remembers, in the real file. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { NoteId } from '../../src/core/notes/note.ts'
import type { AnswerId, Channel, Store } from '../../src/core/store.ts'
import { openEmbeddedStore } from '../../src/stores/embedded.ts'
import { keptAnswers } from '../support/answers.ts'
import { answered, noon } from './answered.ts'

const KEEPER = fileURLToPath(new URL('keeper.ts', import.meta.url))
const CLAIMANT = fileURLToPath(new URL('claimant.ts', import.meta.url))
const LOCKER = fileURLToPath(new URL('locker.ts', import.meta.url))
/** Processes start slowly where all tests run at once. */
const PROCESSES = { timeout: 30_000 }
const PAPERS = 'test/group/papers' as Channel
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

/** A process of its own, ended with the test. */
function started(program: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [program, ...words], { stdio: 'pipe' })
  const exited = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return { child, exited }
}

/** Line by line; where the process ends instead of saying something, what it had to complain of is thrown. */
function talk(child: ChildProcessWithoutNullStreams) {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const complaint = text(child.stderr)
  return {
    say: (line: string) => void child.stdin.write(`${line}\n`),
    heard: async (): Promise<string> => {
      const { done, value } = await lines.next()
      if (done === true) throw new Error(await complaint)
      return value
    },
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
      fc.asyncProperty(keptAnswers, async (any) => {
        const kept = { ...any, id: `answer-${(count += 1)}` as AnswerId }
        await store.keepAnswer(kept)
        expect(await store.keptAnswer(kept.id)).toEqual(kept)
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['quotes', `'"\`; DROP TABLE answers; --`],
    ['characters of no width', 'a\u0000b\u200Bc\uFEFF'],
    ['half a character', 'a\uD800b\uDC00'],
    ['right to left', 'ריצוף \u202Eevil'],
    ['emoji', '👩‍🔬'],
    ['100 kB', 'long '.repeat(20_000)],
  ])('comes back with %s', async (_, nasty) => {
    const store = await opened(await folder())
    await store.keepAnswer(answered('a', nasty))
    expect(await store.keptAnswer('a' as AnswerId)).toEqual(answered('a', nasty))
  })

  test.each([
    ['torn', '{'],
    ['nothing', 'null'],
    ['of another shape', '{"blocks":1}'],
    ['without its time', JSON.stringify({ ...answered('old'), at: null })],
    ['without its channel', JSON.stringify({ ...answered('old'), at: 0, channel: undefined })],
    [
      'with blocks of no type',
      JSON.stringify({ ...answered('old'), at: 0, answer: { blocks: [1], steps: [] } }),
    ],
  ])('is null where what is stored is %s', async (_, document) => {
    const path = await folder()
    const store = await opened(path)
    const database = new DatabaseSync(join(path, 'notewalk.db'))
    database
      .prepare(`INSERT INTO answers (id, channel, document, kept_at) VALUES ('old', 'c', ?, 0)`)
      .run(document)
    database.close()
    expect(await store.keptAnswer('old' as AnswerId)).toBeNull()
  })

  test('is null where there is none', async () => {
    const store = await opened(await folder())
    expect(await store.keptAnswer('nothing' as AnswerId)).toBeNull()
  })

  test('is forgotten when it is old', async () => {
    const store = await opened(await folder())
    await store.keepAnswer(answered('old', 'old', noon))
    await store.keepAnswer(answered('new', 'new', two))
    await store.forget(one, two)
    expect(await store.keptAnswer('old' as AnswerId)).toBeNull()
    expect(await store.keptAnswer('new' as AnswerId)).not.toBeNull()
  })

  test('is there after the process was killed in the middle of its work', PROCESSES, async () => {
    const path = await folder()
    for (let round = 0; round < 6; round += 1) {
      const ids = await keptUntilKilled(path, round)
      const store = await openEmbeddedStore(path)
      for (const id of ids) expect(await store.keptAnswer(id as AnswerId), id).not.toBeNull()
      await store.close()
    }
  })
})

/** A process keeps answers as fast as it can and says which; it is killed after some of them. */
async function keptUntilKilled(path: string, round: number): Promise<readonly string[]> {
  const { child, exited } = started(KEEPER, path, String(round))
  const ids: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line)
    if (ids.length === 5 + round * 7) child.kill('SIGKILL')
  }
  await exited
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

  test('is for one of several processes that open a new store at once', PROCESSES, async () => {
    const keys = Array.from({ length: 20 }, (_, i) => `event/${i}`)
    const claimants = Array.from({ length: 3 }, () => talk(started(CLAIMANT, ...keys).child))
    await Promise.all(claimants.map(({ heard }) => heard()))
    for (let round = 0; round < 10; round += 1) {
      const path = join(await folder(), 'data')
      for (const { say } of claimants) say(path)
      const won = await Promise.all(claimants.map(({ heard }) => heard()))
      expect(won.flatMap((line) => line.split(' ').filter(Boolean)).toSorted()).toEqual(keys.toSorted())
    }
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

  test('that has run out is forgotten, and one that has not is kept', async () => {
    const store = await opened(await folder())
    await store.claim('over', noon, one)
    await store.claim('running', noon, two)
    await store.claim('for ever', noon, null)
    await store.forget(noon, one)
    expect(await store.claim('over', noon, two)).toBe(true)
    expect(await store.claim('running', noon, two)).toBe(false)
    expect(await store.claim('for ever', two, two)).toBe(false)
  })

  test('without a real time or with half a character is refused, never taken for another', async () => {
    const store = await opened(await folder())
    await expect(store.claim('a', noon, new Date(Number.NaN))).rejects.toThrow(TypeError)
    await expect(store.claim('a\uD800', noon, null)).rejects.toThrow(TypeError)
    expect(await store.claim('a\uFFFD', noon, null)).toBe(true)
    expect(await store.claim('a', noon, null)).toBe(true)
    expect(await store.claim('a\u0000', noon, null)).toBe(true)
  })
})

describe('what a channel was shown', () => {
  test('is each note once, the latest first', async () => {
    const store = await opened(await folder())
    await store.recordShown(PAPERS, ['a', 'b'] as NoteId[], noon)
    await store.recordShown(PAPERS, ['c'] as NoteId[], one)
    await store.recordShown(PAPERS, ['a', 'a'] as NoteId[], two)
    await store.recordShown(PAPERS, [], two)
    await store.recordShown('test/group/other' as Channel, ['d'] as NoteId[], two)
    expect(await store.shownIn(PAPERS)).toEqual([
      { note: 'a', at: two },
      { note: 'c', at: one },
      { note: 'b', at: noon },
    ])
  })

  test('keeps the last time, also where an earlier one is recorded late', async () => {
    const store = await opened(await folder())
    await store.recordShown(PAPERS, ['a'] as NoteId[], two)
    await store.recordShown(PAPERS, ['a', 'b'] as NoteId[], noon)
    expect(await store.shownIn(PAPERS)).toEqual([
      { note: 'a', at: two },
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

describe('another process', () => {
  test('that holds the lock is waited for, while other work goes on', async () => {
    const path = await folder()
    const store = await opened(path)
    const { child, exited } = started(LOCKER, join(path, 'notewalk.db'))
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
      const { child, exited } = started(KEEPER, path, '0')
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

test('opening prints nothing, no warning of Node either', async () => {
  const { child } = started(CLAIMANT)
  const complaint = text(child.stderr)
  child.stdin.end(`${await folder()}\n`)
  expect(await text(child.stdout)).toBe('ready\n\n')
  expect(await complaint).toBe('')
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

test('the folder is made for its owner alone', async () => {
  const path = join(await folder(), 'deep', 'data')
  await opened(path)
  // Windows knows no such modes.
  expect((await stat(path)).mode % 0o1000).toBe(process.platform === 'win32' ? 0o666 : 0o700)
})

describe('closing', () => {
  test('twice is harmless', async () => {
    const store = await openEmbeddedStore(await folder())
    await store.close()
    await expect(store.close()).resolves.toBeUndefined()
  })

  test('finishes what was begun', async () => {
    const path = await folder()
    const store = await openEmbeddedStore(path)
    const kept = Promise.all(['a', 'b', 'c'].map((id) => store.keepAnswer(answered(id))))
    await store.close()
    await kept
    expect(await (await opened(path)).keptAnswer('c' as AnswerId)).not.toBeNull()
  })

  test('ends everything else with a readable error', async () => {
    const store = await openEmbeddedStore(await folder())
    await store.close()
    await expect(store.keepAnswer(answered('a'))).rejects.toThrow('The store is closed')
    await expect(store.forget(noon, noon)).rejects.toThrow('The store is closed')
  })
})
