/** What the bot remembers of daily notes, in every kind of store. */
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Block } from '../../src/core/answers/answer.ts'
import type { ClaimedPost, Lease, Picked } from '../../src/core/daily/daily-store.ts'
import { daysIn } from '../../src/core/daily/days.ts'
import type { LocalDate, LocalTime } from '../../src/core/daily/local-time.ts'
import type { Schedule, ScheduleId } from '../../src/core/daily/schedule.ts'
import type { NoteId } from '../../src/core/notes/note.ts'
import type { AnswerId, Channel, Store } from '../../src/core/store.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { answered } from './answered.ts'
import { opened, storeKinds } from './places.ts'

const PAPERS = 'test/group/papers' as Channel
const MONDAY = '2026-03-02' as LocalDate
const TUESDAY = '2026-03-03' as LocalDate
const slot = { schedule: 'morning' as ScheduleId, date: MONDAY, channel: PAPERS, dueAt: new Date() }

/** From now on; leases run out by the clock of the store. */
function lease(owner: string, ms = 60_000): Lease {
  return { owner, now: new Date(), ms }
}

const CITED: Block = {
  type: 'citations',
  items: [
    { number: 1, note: 'cited' as NoteId, title: 'Cited', heading: null, claim: null, date: null, url: null },
  ],
  more: [],
}

let answers = 0

function picked(note: string): Picked {
  return { note: note as NoteId, kept: answered(`daily-${(answers += 1)}`) }
}

function schedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    id: 'morning' as ScheduleId,
    channel: PAPERS,
    topic: null,
    time: '09:00' as LocalTime,
    zone: 'Europe/Berlin',
    days: daysIn('weekdays'),
    setBy: { id: 'U1', name: 'Anna' },
    state: { type: 'on' },
    since: new Date('2026-03-01T12:00:00Z'),
    ...changes,
  }
}

/** A post whose lease has run out. */
async function stalled(store: Store, note = 'a'): Promise<ClaimedPost> {
  await store.daily.claim(slot, lease('first', 1), () => picked(note))
  await pause(20)
  const [post] = await store.daily.stalled(new Date())
  if (post === undefined) throw new Error('Nothing is stalled.')
  return post
}

describe.each(storeKinds())('$name', ({ newPlace }) => {
  const emptyStore = async () => opened((await newPlace()).config)

  describe('a schedule', () => {
    test('comes back as it was, after the store was closed and opened again', async () => {
      const { config } = await newPlace()
      const before = await openStore(config)
      const strange = schedule({
        topic: 'Grenzen \u0000"\u202E',
        setBy: { id: 'U1', name: 'A\u0000\uD800n' },
      })
      await before.daily.saveSchedule(strange)
      await before.close()
      const { daily } = await opened(config)
      expect(await daily.schedules()).toEqual([strange])
      expect(await daily.schedulesIn(PAPERS)).toEqual([strange])
      expect(await daily.schedule(strange.id)).toEqual(strange)
    })

    test('takes the place of that of the same channel and topic, and keeps its name', async () => {
      const { daily } = await emptyStore()
      await daily.saveSchedule(schedule({ topic: 'Limits' }))
      const changed = await daily.saveSchedule(
        schedule({ id: 'other' as ScheduleId, topic: 'limits', time: '10:00' as LocalTime }),
      )
      expect(changed).toMatchObject({ id: 'morning', time: '10:00' })
      await daily.saveSchedule(schedule({ id: 'second' as ScheduleId, topic: 'methods' }))
      expect(await daily.schedulesIn(PAPERS)).toHaveLength(2)
    })

    test('is changed by one of all who want to change it', async () => {
      const { daily } = await emptyStore()
      const { id } = await daily.saveSchedule(schedule())
      const paused = { type: 'paused', reason: 'The channel is gone.' } as const
      const changes = await Promise.all(
        Array.from({ length: 5 }, () => daily.changeState(id, 'on', paused, new Date())),
      )
      expect(changes.filter(Boolean)).toHaveLength(1)
      expect(await daily.schedules()).toEqual([])
      expect(await daily.schedulesIn(PAPERS)).toMatchObject([{ state: paused }])
    })
  })

  describe('a slot', () => {
    test('is claimed by one of all, from several connections at once', async () => {
      const { config } = await newPlace()
      const stores = await Promise.all([opened(config), opened(config), opened(config)])
      const claims = await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          (stores[i % 3] ?? stores[0]).daily.claim(slot, lease(`process-${i}`), () => picked('a')),
        ),
      )
      const won = claims.filter((claim) => claim !== null)
      expect(won).toHaveLength(1)
      expect(won).toMatchObject([{ attempt: 1, note: 'a' }])
    })

    test('is claimed with the answer that is sent, or not at all', async () => {
      const store = await emptyStore()
      const mine = picked('a')
      const claimed = await store.daily.claim(slot, lease('first'), () => mine)
      expect(await store.keptAnswer(claimed?.answer ?? ('' as AnswerId))).toEqual(mine.kept)
      expect(await store.daily.claim({ ...slot, date: TUESDAY }, lease('first'), () => null)).toBeNull()
      expect(await store.daily.postsFrom(slot.schedule, MONDAY)).toHaveLength(1)
    })

    test('of another schedule of the channel gets another note, however many pick at once', async () => {
      const { config } = await newPlace()
      const stores = await Promise.all([opened(config), opened(config), opened(config)])
      for (let i = 0; i < 9; i += 1) {
        await stores[0].daily.saveSchedule(schedule({ id: `s${i}` as ScheduleId, topic: `topic ${i}` }))
      }
      const claims = await Promise.all(
        Array.from({ length: 9 }, (_, i) =>
          (stores[i % 3] ?? stores[0]).daily.claim(
            { ...slot, schedule: `s${i}` as ScheduleId },
            lease(`process-${i}`),
            ({ held }) => picked(`note-${held.size}`),
          ),
        ),
      )
      expect(new Set(claims.map((claim) => claim?.note)).size).toBe(9)
    })

    test('that was left out is free for who asks for it again, and tried as if it had been sent', async () => {
      const { daily } = await emptyStore()
      await daily.recordSkipped(schedule(), [{ date: MONDAY, at: new Date() }], 'asked')
      expect(await daily.claim(slot, lease('first'), () => picked('a'))).toBeNull()
      const late = { ...slot, dueAt: new Date('2026-03-02T20:00:00Z') }
      expect(await daily.claim(late, lease('first'), () => picked('a'), true)).toMatchObject({
        attempt: 2,
        dueAt: late.dueAt,
      })
      expect(await daily.claim(slot, lease('second'), () => picked('a'), true)).toBeNull()
    })

    test('that is taken is not recorded as left out', async () => {
      const { daily } = await emptyStore()
      await daily.claim(slot, lease('first'), () => picked('a'))
      const both = [MONDAY, TUESDAY].map((date) => ({ date, at: new Date() }))
      await daily.recordSkipped(schedule(), both, 'late')
      expect(await daily.postsFrom(slot.schedule, MONDAY)).toMatchObject([
        { type: 'claimed', date: MONDAY },
        { type: 'skipped', date: TUESDAY, reason: 'late' },
      ])
    })
  })

  describe('a claimed post', () => {
    test("is nobody else's before its lease has run out, and then one other's", async () => {
      const store = await emptyStore()
      const mine = await store.daily.claim(slot, lease('first'), () => picked('a'))
      expect(await store.daily.stalled(new Date())).toEqual([])
      expect(mine === null ? 'none' : await store.daily.takeOver(mine, lease('second'))).toBeNull()
      const other = { ...slot, date: TUESDAY }
      await store.daily.claim(other, lease('first', 1), () => picked('b'))
      await pause(20)
      const [post, ...more] = await store.daily.stalled(new Date())
      expect(more).toEqual([])
      if (post === undefined) throw new Error('Nothing is stalled.')
      const taken = await Promise.all(
        Array.from({ length: 9 }, (_, i) => store.daily.takeOver(post, lease(`process-${i}`))),
      )
      expect(taken.filter((each) => each !== null)).toMatchObject([
        { attempt: 2, note: 'b', since: post.since },
      ])
    })

    test('is marked as sent by its owner alone, and then remembered as shown', async () => {
      const store = await emptyStore()
      const first = await stalled(store)
      const second = await store.daily.takeOver(first, lease('second'))
      if (second === null) throw new Error('It was not taken over.')
      const at = new Date('2026-03-02T08:00:00Z')
      expect(await store.daily.markSent(first, 'message-1', at)).toBe(false)
      expect(await store.daily.markFailed(first, 'gone')).toBe(false)
      expect(await store.daily.retryIn(first, lease('first', 0))).toBe(false)
      expect(await store.shownIn(PAPERS)).toEqual([])
      expect(await store.daily.markSent(second, 'message-2', at)).toBe(true)
      expect(await store.shownIn(PAPERS)).toEqual([{ note: 'a', at }])
      expect(await store.daily.sentIn(PAPERS, 5)).toMatchObject([{ note: 'a', message: 'message-2', at }])
      expect(await store.daily.sentSince('test/', at)).toHaveLength(1)
      expect(await store.daily.sentSince('test/', new Date(at.getTime() + 1))).toEqual([])
      expect(await store.daily.stalled(new Date())).toEqual([])
    })

    test('is tried again when its owner says so', async () => {
      const store = await emptyStore()
      const mine = await store.daily.claim(slot, lease('first'), () => picked('a'))
      if (mine === null) throw new Error('It was not claimed.')
      expect(await store.daily.retryIn(mine, lease('first', 1))).toBe(true)
      await pause(20)
      expect(await store.daily.stalled(new Date())).toEqual([mine])
    })
  })

  test('a note that is on its way is known however much was posted lately', async () => {
    const { daily } = await emptyStore()
    for (let day = 1; day <= 70; day += 1) {
      const key = { ...slot, schedule: `number-${day}` as ScheduleId }
      const post = await daily.claim(key, lease('first'), () => picked(`sent-${day}`))
      if (post === null) throw new Error('It was not claimed.')
      await daily.markSent(post, 'message', new Date())
    }
    await daily.claim(slot, lease('first'), () => picked('held'))
    expect((await daily.memoryOf(PAPERS, new Date())).held).toEqual(new Set(['held']))
  })

  test('what a channel saw, was posted and asked in public is what notes are chosen by', async () => {
    const store = await emptyStore()
    const now = new Date('2026-03-05T08:00:00Z')
    const yesterday = new Date('2026-03-04T08:00:00Z')
    await store.recordShown(PAPERS, ['old' as NoteId], new Date('2026-01-01T08:00:00Z'))
    const first = await store.daily.claim(slot, { ...lease('first'), now }, () => picked('posted'))
    if (first === null) throw new Error('It was not claimed.')
    await store.daily.markSent(first, 'message', yesterday)
    await store.daily.claim({ ...slot, date: TUESDAY }, { ...lease('first'), now }, () => picked('held'))
    const asked = {
      ...answered('asked'),
      channel: PAPERS,
      at: yesterday,
      answer: { blocks: [CITED], steps: [] },
    }
    await store.keepAnswer(asked)
    await store.keepAnswer({ ...asked, id: 'step' as AnswerId, question: null, at: now })
    await store.keepAnswer({ ...asked, id: 'private' as AnswerId, isPrivate: true })
    await store.keepAnswer({ ...asked, id: 'long ago' as AnswerId, at: new Date('2026-02-01T08:00:00Z') })
    expect(await store.daily.memoryOf(PAPERS, now)).toEqual({
      shown: [
        { note: 'posted', at: yesterday },
        { note: 'old', at: new Date('2026-01-01T08:00:00Z') },
      ],
      posted: [{ note: 'posted', at: yesterday }],
      held: new Set(['held']),
      asked: [{ note: 'cited', at: yesterday }],
    })
  })
})
