/** A board with bots that post on it: each a process of its own on one store, all with one clock that tests set. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createBot, type Bot } from '../../src/core/bot.ts'
import { createDaily, type Daily } from '../../src/core/daily/daily.ts'
import { daysIn } from '../../src/core/daily/days.ts'
import type { LocalTime } from '../../src/core/daily/local-time.ts'
import { RUNNER_TIMING } from '../../src/core/daily/runner.ts'
import type { Schedule, ScheduleId } from '../../src/core/daily/schedule.ts'
import { createLog } from '../../src/core/log.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import type { Channel, Store } from '../../src/core/store.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { libraryOf, type Files } from '../support/library-of.ts'
import { board, type Board } from './board.ts'

export const SQUARE = 'board/town/square' as Channel
export const anna = { id: 'U1', name: 'Anna' }

export interface Process extends Daily {
  readonly store: Store
  readonly logged: readonly string[]
}

export interface Town {
  readonly board: Board
  /** A bot that has just been started. */
  readonly process: () => Promise<Process>
  readonly set: (store: Store, schedule?: Partial<Schedule>) => Promise<Schedule>
  /** The clock of all. */
  readonly clock: { now: Date }
  readonly pass: (time: {
    readonly days?: number
    readonly hours?: number
    readonly minutes?: number
  }) => void
  /** Puts other notes in the place of these. */
  readonly reload: (files: Files) => Promise<void>
}

export async function town(files: Files, start = '2026-03-02T08:00:00Z'): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-town-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const clock = { now: new Date(start) }
  const now = () => clock.now
  const made = board()
  let bot = await botOf(files, now)
  let processes = 0
  let ids = 0
  return {
    board: made,
    clock,
    pass: ({ days = 0, hours = 0, minutes = 0 }) => {
      clock.now = new Date(clock.now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
    },
    reload: async (others) => {
      bot = await botOf(others, now)
    },
    process: async () => {
      const store = await openStore({ dataDir: folder, databaseUrl: null })
      onTestFinished(() => store.close())
      const logged: string[] = []
      processes += 1
      const daily = createDaily({
        bot: () => bot,
        store,
        log: createLog('info', (line) => logged.push(line), now),
        now,
        newId: () => `id-${(ids += 1)}`,
        owner: `process-${processes}`,
        timing: { ...RUNNER_TIMING, catchUpMs: 6 * 3_600_000 },
        defaultZone: 'UTC',
      })
      daily.runner.connect(made.poster)
      return { ...daily, store, logged }
    },
    set: (store, schedule = {}) =>
      store.daily.saveSchedule({
        id: 'morning' as ScheduleId,
        channel: SQUARE,
        topic: null,
        time: '09:00' as LocalTime,
        zone: 'UTC',
        days: daysIn('every day'),
        setBy: anna,
        state: { type: 'on' },
        since: clock.now,
        ...schedule,
      }),
  }
}

async function botOf(files: Files, now: () => Date): Promise<Bot> {
  const library = await libraryOf(files)
  const index = await buildSearchIndex(library)
  return createBot({ library, index, notesUrl: null, random: () => 0, now })
}

/** Notes with a claim and a body, each related to the one before. */
export function chained(count: number, from = 1): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => {
      const number = from + i
      const related =
        number === 1 ? '' : `\n## Related\n\n- extends:: [[note-${number - 1}]] — It goes further.\n`
      return [
        `note-${number}.md`,
        `---\ntitle: What is it with number ${number}?\nclaim: Number ${number} comes after all the numbers before it.\ntopics: [numbers]\n---\nIt was counted by hand. It was counted again by another hand.\n${related}`,
      ]
    }),
  )
}
