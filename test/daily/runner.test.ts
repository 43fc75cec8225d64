import { describe, expect, test } from 'vitest'
import type { LocalDate, LocalTime } from '../../src/core/daily/local-time.ts'
import type { ScheduleId } from '../../src/core/daily/schedule.ts'
import { GONE, type Fate } from './board.ts'
import { anna, chained, SQUARE, town, type Process } from './town.ts'

/** Any moment before all that is set. */
const EVER = '2000-01-01' as LocalDate

async function postsOf({ store }: Process) {
  const [schedule] = await store.daily.schedulesIn(SQUARE)
  return schedule === undefined ? [] : store.daily.postsFrom(schedule.id, EVER)
}

describe('a note that is due', () => {
  test('is posted at its time, once, with a reason', async () => {
    const { board, process, set, pass } = await town(chained(3))
    const bot = await process()
    await set(bot.store)
    await bot.runner.tick()
    expect(board.notices).toHaveLength(0)
    pass({ hours: 1 })
    await bot.runner.tick()
    await bot.runner.tick()
    expect(board.notices).toHaveLength(1)
    expect(JSON.stringify(board.notices[0]?.kept.answer.blocks)).toContain('Why today:')
    expect(await postsOf(bot)).toMatchObject([{ type: 'sent', date: '2026-03-02' }])
  })

  test('is posted by one of several processes', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bots = await Promise.all([process(), process(), process()])
    await set(bots[0].store)
    pass({ hours: 1 })
    for (let day = 0; day < 3; day += 1) {
      pass({ days: 1 })
      await Promise.all(bots.map(({ runner }) => runner.tick()))
    }
    expect(board.notices).toHaveLength(3)
  })

  test('two daily notes of one channel at the same minute are two notes', async () => {
    const { board, process, set, pass } = await town(chained(2))
    const bots = await Promise.all([process(), process()])
    await set(bots[0].store)
    await set(bots[0].store, { id: 'numbers' as ScheduleId, topic: 'numbers' })
    pass({ hours: 1 })
    await Promise.all(bots.map(({ runner }) => runner.tick()))
    expect(board.notices).toHaveLength(2)
    expect(new Set(board.notices.map(({ kept }) => kept.path[0]?.note)).size).toBe(2)
  })

  test('is remembered as shown, and starts a walk', async () => {
    const { board, process, set, pass } = await town(chained(3))
    const bot = await process()
    await set(bot.store)
    pass({ hours: 1 })
    await bot.runner.tick()
    const kept = board.notices[0]?.kept
    expect(await bot.store.shownIn(SQUARE)).toMatchObject([{ note: kept?.path[0]?.note }])
    expect(kept === undefined ? null : await bot.store.keptAnswer(kept.id)).toEqual(kept)
    expect(kept?.asker).toBeNull()
  })
})

describe('after an absence', () => {
  test('of some hours the note of today is made up for, once', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    pass({ hours: 6, minutes: 30 })
    const other = await process()
    await Promise.all([bot.runner.tick(), other.runner.tick()])
    expect(board.notices).toHaveLength(1)
  })

  test('of days the latest is made up for; the others are recorded as left out, not as posted', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    pass({ days: 3, hours: 2 })
    await bot.runner.tick()
    expect(board.notices).toHaveLength(1)
    expect(await postsOf(bot)).toMatchObject([
      { type: 'skipped', date: '2026-03-02', reason: 'late' },
      { type: 'skipped', date: '2026-03-03', reason: 'late' },
      { type: 'skipped', date: '2026-03-04', reason: 'late' },
      { type: 'sent', date: '2026-03-05' },
    ])
  })

  test('that ended too late, nothing is made up for', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    pass({ hours: 7, minutes: 1 })
    await bot.runner.tick()
    expect(board.notices).toHaveLength(0)
    expect(await postsOf(bot)).toMatchObject([{ type: 'skipped', reason: 'late' }])
  })
})

describe('a clock that jumps', () => {
  test('back a day posts nothing twice, forward a day makes up for one', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    pass({ hours: 1 })
    await bot.runner.tick()
    pass({ days: -1 })
    await bot.runner.tick()
    pass({ days: 1 })
    await bot.runner.tick()
    expect(board.notices).toHaveLength(1)
    pass({ days: 2 })
    await bot.runner.tick()
    expect(board.notices).toHaveLength(2)
  })
})

describe('a post whose outcome is not known', () => {
  test.each([
    ['was taken', 'taken, answer lost'],
    ['was lost', 'lost'],
  ] as const)('%s: it is looked for when the lease is over, and stands there once', async (_, fate) => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    board.fates.push(fate)
    pass({ hours: 1 })
    await bot.runner.tick()
    pass({ minutes: 1 })
    await bot.runner.tick()
    expect(await postsOf(bot)).toMatchObject([{ type: 'claimed' }])
    pass({ minutes: 1 })
    const other = await process()
    await other.runner.tick()
    await bot.runner.tick()
    expect(board.notices).toHaveLength(1)
    expect(await postsOf(bot)).toMatchObject([{ type: 'sent' }])
  })

  test('of a process that was ended is taken over by another one, with the same note', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const [bot, other] = await Promise.all([process(), process()])
    await set(bot.store)
    board.fates.push('hanging')
    pass({ hours: 1 })
    void bot.runner.tick()
    await expect.poll(() => board.posts).toBe(1)
    const [claimed] = await postsOf(other)
    pass({ minutes: 2 })
    await other.runner.tick()
    expect(board.notices).toHaveLength(1)
    expect(await postsOf(other)).toMatchObject([
      { type: 'sent', note: claimed?.type === 'claimed' ? claimed.note : '' },
    ])
  })
})

test('a post that hangs keeps no other from being posted, and is not tried by the same process meanwhile', async () => {
  const { board, process, set, pass } = await town(chained(9))
  const bot = await process()
  await set(bot.store)
  board.fates.push('hanging')
  pass({ hours: 1 })
  void bot.runner.tick()
  await expect.poll(() => board.posts).toBe(1)
  await set(bot.store, { id: 'later' as ScheduleId, topic: 'numbers', time: '09:01' as LocalTime })
  pass({ minutes: 5 })
  void bot.runner.tick()
  await expect.poll(() => board.notices.length).toBe(1)
  expect(board.posts).toBe(2)
})

describe('a post that is refused for now', () => {
  test('is tried again, later and later, with the same note under the same key', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    board.fates.push('busy', 'busy', 'busy')
    pass({ hours: 1 })
    await bot.runner.tick()
    const [first] = await postsOf(bot)
    let minutes = 0
    for (; board.notices.length === 0 && minutes < 60; minutes += 1) {
      pass({ minutes: 1 })
      await bot.runner.tick()
    }
    expect(board.posts).toBe(4)
    expect(board.notices).toMatchObject([
      { kept: { path: [{ note: first?.type === 'claimed' ? first.note : '' }] } },
    ])
  })

  test('every quarter of an hour at least, however often it was refused', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    board.fates.push(...Array.from({ length: 20 }, () => 'busy' as const))
    pass({ hours: 1 })
    let minutesBetween = 0
    let longest = 0
    for (let posts = 0; board.notices.length === 0 && minutesBetween < 60; pass({ minutes: 1 })) {
      await bot.runner.tick()
      minutesBetween = board.posts > posts ? 1 : minutesBetween + 1
      longest = Math.max(longest, minutesBetween)
      posts = board.posts
    }
    expect(board.notices).toHaveLength(1)
    expect(longest).toBeLessThanOrEqual(16)
  })

  test('until the window is over; then it is recorded as not posted', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    board.fates.push(...Array.from({ length: 100 }, () => 'busy' as const))
    pass({ hours: 1 })
    for (let quarter = 0; quarter < 30; quarter += 1) {
      await bot.runner.tick()
      pass({ minutes: 15 })
    }
    expect(board.notices).toHaveLength(0)
    expect(await postsOf(bot)).toMatchObject([{ type: 'failed', reason: 'it could not be posted in time' }])
  })
})

test('a post that is tried again is given up when the daily note is paused', async () => {
  const { board, process, set, pass, clock } = await town(chained(9))
  const bot = await process()
  const { id } = await set(bot.store)
  board.fates.push('busy')
  pass({ hours: 1 })
  await bot.runner.tick()
  pass({ minutes: 1 })
  await bot.store.daily.changeState(id, 'on', { type: 'paused', reason: null }, clock.now)
  pass({ minutes: 1 })
  await bot.runner.tick()
  expect(board.notices).toHaveLength(0)
  expect(await postsOf(bot)).toMatchObject([
    { type: 'failed', reason: 'the daily note was paused meanwhile' },
  ])
})

describe('a post that is refused for good', () => {
  test.each(['by the platform', 'by what is missing'])(
    '%s pauses the schedule and tells whoever set it, once',
    async (way) => {
      const { board, process, set, pass } = await town(chained(9))
      const bots = await Promise.all([process(), process()])
      await set(bots[0].store)
      if (way === 'by the platform') board.fates.push('gone')
      else board.obstacle = GONE
      pass({ hours: 1 })
      for (let day = 0; day < 3; day += 1) {
        await Promise.all(bots.map(({ runner }) => runner.tick()))
        pass({ days: 1 })
      }
      expect(board.notices).toHaveLength(0)
      expect(board.told).toEqual([{ person: anna, obstacle: GONE }])
      expect(await bots[0].store.daily.schedulesIn(SQUARE)).toMatchObject([
        { state: { type: 'paused', reason: GONE.message } },
      ])
    },
  )
})

/** Nobody knows what became of the post, and the bot may not look. */
async function townWithoutUs(fate: Fate) {
  const made = await town(chained(9))
  const { board, process, set, pass } = made
  const bot = await process()
  const schedule = await set(bot.store)
  const { find } = board.poster
  board.fates.push(fate)
  pass({ hours: 1 })
  await bot.runner.tick()
  board.obstacle = GONE
  Object.assign(board.poster, { find: () => Promise.reject(new Error('not a member')) })
  for (const minutes of [5, 5, 5]) {
    pass({ minutes })
    await bot.runner.tick()
  }
  const back = async (): Promise<void> => {
    board.obstacle = null
    Object.assign(board.poster, { find })
    pass({ minutes: 30 })
    await bot.runner.tick()
  }
  return { ...made, bot, schedule, back }
}

describe('of a post that may stand in a channel from which the bot was removed', () => {
  test('the schedule is paused, and whoever set it is told, once', async () => {
    const { board, bot } = await townWithoutUs('taken, answer lost')
    expect(board.told).toEqual([{ person: anna, obstacle: GONE }])
    expect(await bot.store.daily.schedulesIn(SQUARE)).toMatchObject([{ state: { type: 'paused' } }])
  })

  test('another one cannot be asked for before it is known', async () => {
    const { bot, schedule } = await townWithoutUs('taken, answer lost')
    await expect(bot.runner.postNow(schedule)).rejects.toThrow('on its way')
    expect(await postsOf(bot)).toMatchObject([{ type: 'claimed' }])
  })

  test('that stands there is found when the bot is back', async () => {
    const { board, bot, back } = await townWithoutUs('taken, answer lost')
    await back()
    expect(await postsOf(bot)).toMatchObject([{ type: 'sent' }])
    expect(board.notices).toHaveLength(1)
  })

  test('that does not stand there another one can be asked for when the bot is back', async () => {
    const { board, bot, schedule, back } = await townWithoutUs('lost')
    await back()
    expect(board.notices).toHaveLength(0)
    expect(await bot.runner.postNow(schedule)).toMatchObject({ type: 'sent' })
    expect(board.notices).toHaveLength(1)
  })
})

describe("today's note, asked for", () => {
  test('is posted also long after it was left out', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    const schedule = await set(bot.store)
    pass({ hours: 8 })
    await bot.runner.tick()
    expect(await postsOf(bot)).toMatchObject([{ type: 'skipped', reason: 'late' }])
    expect(await bot.runner.postNow(schedule)).toMatchObject({ type: 'sent' })
    expect(board.notices).toHaveLength(1)
  })

  test('is posted in a pause, and tried again where it must be', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    const { id } = await set(bot.store)
    board.fates.push('gone', 'busy')
    pass({ hours: 1 })
    await bot.runner.tick()
    pass({ minutes: 5 })
    const paused = await bot.store.daily.schedule(id)
    if (paused === null) throw new Error('There is no schedule.')
    expect(await bot.runner.postNow(paused)).toEqual({ type: 'later' })
    pass({ minutes: 5 })
    await bot.runner.tick()
    expect(board.notices).toHaveLength(1)
    expect(await bot.store.daily.schedule(id)).toMatchObject({ state: { type: 'paused' } })
  })

  test('by several people at once is posted once, and each of the others hears of it', async () => {
    const { board, process, set } = await town(chained(9))
    const bots = await Promise.all([process(), process(), process()])
    const schedule = await set(bots[0].store)
    const results = await Promise.allSettled(bots.map(({ runner }) => runner.postNow(schedule)))
    expect(board.notices).toHaveLength(1)
    const refusals = results.filter((result) => result.status === 'rejected').map(({ reason }) => `${reason}`)
    expect(refusals).toHaveLength(2)
    for (const refusal of refusals) expect(refusal).toMatch(/posted here already|on its way here already/u)
  })

  test('counts in its place, before and after its time, on the days when clocks are changed too', async () => {
    const { board, process, set, clock } = await town(chained(9), '2026-03-28T12:00:00Z')
    const bot = await process()
    const schedule = await set(bot.store, { time: '02:30' as LocalTime, zone: 'Europe/Berlin' })
    const at = async (moment: string, act: () => Promise<unknown>) => {
      clock.now = new Date(moment)
      await act()
    }
    // 02:30 is moved to 03:30, which is 01:30 in UTC.
    await at('2026-03-29T00:59:00Z', () => bot.runner.postNow(schedule))
    await at('2026-03-29T01:31:00Z', bot.runner.tick)
    expect(board.notices).toHaveLength(1)
    await at('2026-10-25T00:31:00Z', bot.runner.tick)
    expect(board.notices).toHaveLength(2)
    // 02:30 for the second time.
    await at('2026-10-25T01:30:00Z', bot.runner.tick)
    await at('2026-10-25T01:30:00Z', () =>
      expect(bot.runner.postNow(schedule)).rejects.toThrow('posted here already'),
    )
    expect(board.notices).toHaveLength(2)
  })
})

describe('a process that is shutting down', () => {
  test('finishes the post that is on its way', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const bot = await process()
    await set(bot.store)
    board.fates.push('slow')
    pass({ hours: 1 })
    void bot.runner.tick()
    await expect.poll(() => board.posts).toBe(1)
    await bot.runner.stop()
    expect(await postsOf(bot)).toMatchObject([{ type: 'sent' }])
    pass({ days: 1 })
    await bot.runner.tick()
    expect(board.notices).toHaveLength(1)
  })

  test('posts nothing more, and hands over at once what it has claimed', async () => {
    const { board, process, set, pass } = await town(chained(9))
    const [bot, other] = await Promise.all([process(), process()])
    await set(bot.store)
    pass({ hours: 1 })
    // It stops between the claim and the post.
    const { obstacle } = board.poster
    const stopped = Promise.withResolvers<void>()
    Object.assign(board.poster, {
      obstacle: async () => {
        void bot.runner.stop().then(stopped.resolve)
        return null
      },
    })
    await bot.runner.tick()
    await stopped.promise
    expect(board.notices).toHaveLength(0)
    Object.assign(board.poster, { obstacle })
    await bot.runner.tick()
    pass({ minutes: 0.01 })
    await other.runner.tick()
    expect(board.notices).toHaveLength(1)
  })
})

test('a note that was removed between two tries is not posted', async () => {
  const { board, process, set, pass, reload } = await town(chained(1))
  const bot = await process()
  await set(bot.store)
  board.fates.push('busy')
  pass({ hours: 1 })
  await bot.runner.tick()
  await reload(chained(1, 50))
  pass({ minutes: 5 })
  await bot.runner.tick()
  expect(board.notices).toHaveLength(0)
  expect(await postsOf(bot)).toMatchObject([
    { type: 'failed', reason: 'the note was removed before it could be posted' },
  ])
})

test('without a note to post the slot is left out, and the next day it is tried again', async () => {
  const { board, process, set, pass, reload } = await town({ 'stub.md': '# Stub\n' })
  const bot = await process()
  await set(bot.store)
  pass({ hours: 1 })
  await bot.runner.tick()
  expect(await postsOf(bot)).toMatchObject([{ type: 'skipped', reason: 'nothing' }])
  await reload(chained(1))
  pass({ days: 1 })
  await bot.runner.tick()
  expect(board.notices).toHaveLength(1)
})

test('60 days on 60 notes, 5 added and 3 removed on the way: none comes again before all were shown', async () => {
  const { board, process, set, pass, reload } = await town(chained(60))
  let bot = await process()
  await set(bot.store)
  pass({ hours: 1 })
  const shown = () => board.notices.map(({ kept }) => kept.path[0]?.note ?? '')
  let files = chained(60)
  for (let day = 1; day <= 60; day += 1) {
    if (day === 20) {
      files = Object.assign({}, files, chained(5, 101))
      await reload(files)
    }
    if (day === 40) {
      const unseen = Object.keys(files).filter((file) => !shown().includes(file.replace('.md', '') as never))
      const removed = new Set(unseen.slice(0, 3))
      files = Object.fromEntries(Object.entries(files).filter(([file]) => !removed.has(file)))
      await reload(files)
    }
    // It is started anew once in a while.
    if (day % 15 === 0) bot = await process()
    pass({ days: 1 })
    await bot.runner.tick()
  }
  expect(shown()).toHaveLength(60)
  expect(new Set(shown()).size).toBe(60)
  // 62 notes are there: the two that are left come next, and then the first one again.
  for (let day = 61; day <= 63; day += 1) {
    pass({ days: 1 })
    await bot.runner.tick()
  }
  const there = Object.keys(files).map((file) => file.replace('.md', ''))
  expect(there).toHaveLength(62)
  expect(new Set(shown().slice(0, 62))).toEqual(new Set(there))
  expect(shown()[62]).toBe(shown()[0])
}, 60_000)
