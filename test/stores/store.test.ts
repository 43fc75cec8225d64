/** What the bot remembers, in every kind of store. */
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NoteId } from '../../src/core/notes/note.ts'
import type { AnswerId, Channel, KeptAnswer, Thread, ThreadState, WalkId } from '../../src/core/store.ts'
import { NOWHERE, type Given } from '../../src/core/walks/standing.ts'
import { openStore, type StoreConfig } from '../../src/stores/open-store.ts'
import { keptAnswers } from '../support/answers.ts'
import { chatBot } from '../support/chat-bot.ts'
import { COAST } from '../support/coast.ts'
import { answered, noon } from './answered.ts'
import { opened, storeKinds } from './places.ts'
import { PROCESSES, started, talk } from './processes.ts'

const PAPERS = 'test/group/papers' as Channel
/** Each sees for themselves, so that the same step can be taken again and again. */
const alone: Given = { by: { id: 'U2', name: 'Ben' }, channel: PAPERS, thread: null, isPrivate: true }
const one = new Date('2026-03-01T13:00:00Z')
const two = new Date('2026-03-01T14:00:00Z')

describe.each(storeKinds())('$name', ({ newPlace }) => {
  describe('a kept answer', () => {
    test('comes back as it was, after the store was closed and opened again', async () => {
      const { config } = await newPlace()
      const before = await openStore(config)
      await before.keepAnswer(answered('a'))
      await before.close()
      expect(await (await opened(config)).keptAnswer('a' as AnswerId)).toEqual(answered('a'))
    })

    test('comes back as it was, whatever stands in it', async () => {
      const store = await opened((await newPlace()).config)
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
      const store = await opened((await newPlace()).config)
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
      const place = await newPlace()
      const store = await opened(place.config)
      await place.plant(document)
      expect(await store.keptAnswer('old' as AnswerId)).toBeNull()
    })

    test('is null where there is none', async () => {
      const store = await opened((await newPlace()).config)
      expect(await store.keptAnswer('nothing' as AnswerId)).toBeNull()
    })

    test('is forgotten when it is old', async () => {
      const store = await opened((await newPlace()).config)
      await store.keepAnswer(answered('old', 'old', noon))
      await store.keepAnswer(answered('new', 'new', two))
      await store.forget(one, two)
      expect(await store.keptAnswer('old' as AnswerId)).toBeNull()
      expect(await store.keptAnswer('new' as AnswerId)).not.toBeNull()
    })
  })

  describe('a shown answer', () => {
    const walk = 'walk' as WalkId
    const step = (id: string, at: Date): KeptAnswer => ({ ...answered(id, id, at), walk, press: 'step:a:0' })

    test('is what its walk has shown, in order, with its address', async () => {
      const store = await opened((await newPlace()).config)
      for (const kept of [step('c', two), step('a', noon), step('b', one)]) await store.keepAnswer(kept)
      expect(await store.shownAnswers(walk)).toEqual([])
      await store.markShown('c' as AnswerId, 'https://chat.example.org/c')
      await store.markShown('a' as AnswerId, null)
      await store.markShown('nothing' as AnswerId, null)
      expect(await store.shownAnswers(walk)).toEqual([
        { kept: step('a', noon), link: null },
        { kept: step('c', two), link: 'https://chat.example.org/c' },
      ])
      expect(await store.shownAnswers('another' as WalkId)).toEqual([])
    })

    test('is found by the press that has made it, the first of several', async () => {
      const store = await opened((await newPlace()).config)
      for (const kept of [step('b', one), step('a', noon)]) await store.keepAnswer(kept)
      expect(await store.shownAnswerTo('step:a:0')).toBeNull()
      await store.markShown('b' as AnswerId, null)
      await store.markShown('a' as AnswerId, null)
      expect(await store.shownAnswerTo('step:a:0')).toEqual({ kept: step('a', noon), link: null })
      expect(await store.shownAnswerTo('step:a:1')).toBeNull()
    })

    test('is kept while its walk goes on, however old it is', async () => {
      const store = await opened((await newPlace()).config)
      await store.keepAnswer(step('old', noon))
      await store.keepAnswer(step('new', two))
      await store.keepAnswer(answered('other', 'other', noon))
      await store.forget(one, two)
      expect(await store.keptAnswer('old' as AnswerId)).not.toBeNull()
      expect(await store.keptAnswer('other' as AnswerId)).toBeNull()
    })
  })

  describe('a thread', () => {
    const thread = 'test/1' as Thread
    const state: ThreadState = {
      walk: 'walk' as WalkId,
      isOwn: true,
      talk: { isGuest: false, isQuiet: true, isTold: false, unanswered: 'anna' },
    }

    test('is as it was kept last, until it is forgotten', async () => {
      const store = await opened((await newPlace()).config)
      expect(await store.thread(thread)).toBeNull()
      await store.keepThread(thread, { ...state, isOwn: false }, noon)
      await store.keepThread(thread, state, two)
      expect(await store.thread(thread)).toEqual(state)
      await store.forget(two, two)
      expect(await store.thread(thread)).toEqual(state)
      await store.forget(new Date(two.getTime() + 1), two)
      expect(await store.thread(thread)).toBeNull()
    })
  })

  describe('a claim', () => {
    test('is for one of all who want it at once', async () => {
      const { config } = await newPlace()
      const stores = await Promise.all([opened(config), opened(config), opened(config)])
      const won = await Promise.all(
        Array.from({ length: 10 }, () => stores).flatMap((all) =>
          all.map((store) => store.claim('event/1', noon, null)),
        ),
      )
      expect(won.filter(Boolean)).toHaveLength(1)
    })

    test('is for one of several processes that open a new store at once', PROCESSES, async () => {
      const keys = Array.from({ length: 20 }, (_, i) => `event/${i}`)
      const claimants = Array.from({ length: 3 }, () => talk(started('claimant', ...keys).child))
      await Promise.all(claimants.map(({ heard }) => heard()))
      for (let round = 0; round < 10; round += 1) {
        const { config } = await newPlace()
        for (const { say } of claimants) say(JSON.stringify(config))
        const won = await Promise.all(claimants.map(({ heard }) => heard()))
        expect(won.flatMap((line) => line.split(' ').filter(Boolean)).toSorted()).toEqual(keys.toSorted())
      }
    })

    test('runs out, and can be let go', async () => {
      const store = await opened((await newPlace()).config)
      expect(await store.claim('hint', noon, one)).toBe(true)
      expect(await store.claim('hint', noon, one)).toBe(false)
      expect(await store.claim('over', noon, noon)).toBe(true)
      expect(await store.claim('over', noon, one)).toBe(true)
      expect(await store.claim('over', noon, one)).toBe(false)
      await store.release('hint')
      await store.release('nothing')
      expect(await store.claim('hint', one, null)).toBe(true)
      expect(await store.claim('hint', two, null)).toBe(false)
    })

    test('without a real time, with half a character or with none is refused, never taken for another', async () => {
      const store = await opened((await newPlace()).config)
      await expect(store.claim('a', noon, new Date(Number.NaN))).rejects.toThrow(TypeError)
      await expect(store.claim('a\uD800', noon, null)).rejects.toThrow(TypeError)
      await expect(store.claim('a\u0000', noon, null)).rejects.toThrow(TypeError)
      expect(await store.claim('a\uFFFD', noon, null)).toBe(true)
      expect(await store.claim('a', noon, null)).toBe(true)
    })
  })

  describe('what a channel was shown', () => {
    test('is each note once, the latest first', async () => {
      const store = await opened((await newPlace()).config)
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
      const store = await opened((await newPlace()).config)
      await store.recordShown(PAPERS, ['a'] as NoteId[], two)
      await store.recordShown(PAPERS, ['a', 'b'] as NoteId[], noon)
      expect(await store.shownIn(PAPERS)).toEqual([
        { note: 'a', at: two },
        { note: 'b', at: noon },
      ])
    })

    test('is recorded by several at once, in whatever order', async () => {
      const { config } = await newPlace()
      const stores = await Promise.all([opened(config), opened(config)])
      const notes = Array.from({ length: 30 }, (_, i) => `note-${i}`) as NoteId[]
      const orders = [notes, notes.toReversed()]
      for (let round = 0; round < 10; round += 1) {
        const at = new Date(noon.getTime() + round)
        await Promise.all(
          stores.flatMap((store) => orders.map((order) => store.recordShown(PAPERS, order, at))),
        )
      }
      expect(await stores[0]?.shownIn(PAPERS)).toHaveLength(30)
    })

    test('is not forgotten with the answers', async () => {
      const store = await opened((await newPlace()).config)
      await store.recordShown(PAPERS, ['a'] as NoteId[], noon)
      await store.forget(two, two)
      expect(await store.shownIn(PAPERS)).toHaveLength(1)
    })
  })

  test(
    'what was done is there after the process was killed in the middle of its work',
    PROCESSES,
    async () => {
      const { config } = await newPlace()
      const done: string[] = []
      for (let round = 0; round < 8; round += 1) {
        done.push(...(await linesUntilKilled('keeper', config, round)))
        const store = await openStore(config)
        for (const id of done) {
          expect(await store.keptAnswer(id as AnswerId), id).not.toBeNull()
          expect(await store.claim(`event/${id}`, two, null), id).toBe(false)
        }
        await store.close()
      }
    },
  )

  describe('a walk', () => {
    test('of an earlier version goes on: its answers have no path yet', async () => {
      const place = await newPlace()
      const store = await opened(place.config)
      const { walk: _, path: __, question: ___, press: ____, ...before } = answered('old')
      await place.plant(JSON.stringify({ ...before, seen: [], at: 0 }))
      expect(await store.keptAnswer('old' as AnswerId)).toMatchObject({ walk: 'old', path: [], press: null })
    })
  })

  test(
    'every step that was shown works after the process that took it was killed',
    { timeout: 60_000 },
    async () => {
      const { config } = await newPlace()
      const shown: string[] = []
      for (let round = 0; round < 5; round += 1)
        shown.push(...(await linesUntilKilled('walker', config, round)))
      const store = await opened(config)
      const { walks } = await chatBot(COAST, { store, ids: 'after' })
      for (const id of shown) {
        const { answer } = await walks.kept(id as AnswerId)
        for (const at of answer.steps.keys()) {
          const step = { type: 'step', answer: id as AnswerId, at } as const
          await expect(
            walks.step(step, alone, async () => NOWHERE),
            id,
          ).resolves.toEqual({ type: 'shown' })
        }
      }
    },
  )

  test(
    'opening prints nothing, no warning of Node either, and the process ends when it is closed',
    PROCESSES,
    async () => {
      const { config } = await newPlace()
      const { child } = started('claimant')
      const complaint = text(child.stderr)
      child.stdin.end(`${JSON.stringify(config)}\n`)
      expect(await text(child.stdout)).toBe('ready\n\n')
      expect(await complaint).toBe('')
    },
  )

  describe('closing', () => {
    test('twice is harmless', async () => {
      const store = await openStore((await newPlace()).config)
      await store.close()
      await expect(store.close()).resolves.toBeUndefined()
    })

    test('finishes what was begun', async () => {
      const { config } = await newPlace()
      const store = await openStore(config)
      // More than there are connections.
      const ids = Array.from({ length: 20 }, (_, i) => `answer-${i}` as AnswerId)
      const kept = Promise.all(ids.map((id) => store.keepAnswer(answered(id))))
      await store.close()
      await kept
      const again = await opened(config)
      for (const id of ids) expect(await again.keptAnswer(id), id).not.toBeNull()
    })

    test('ends everything else with a readable error', async () => {
      const store = await openStore((await newPlace()).config)
      await store.close()
      await expect(store.keepAnswer(answered('a'))).rejects.toThrow('The store is closed')
      await expect(store.forget(noon, noon)).rejects.toThrow('The store is closed')
    })
  })
})

/** A process works as fast as it can and says what it has done; it is killed after some of that. */
async function linesUntilKilled(
  program: 'keeper' | 'walker',
  config: StoreConfig,
  round: number,
): Promise<readonly string[]> {
  const { child, exited } = started(program, JSON.stringify(config), String(round))
  const ids: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line)
    if (ids.length === 5 + round * 7) child.kill('SIGKILL')
  }
  await exited
  expect(ids.length).toBeGreaterThan(4)
  return ids
}
