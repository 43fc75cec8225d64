/**
 * Daily notes under attack: several processes on one store post what is due, are killed at any moment, and are
 * answered late, not at all or with a refusal by both platforms. In the end every note stands there once.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RunnerTiming } from '../../../src/core/daily/runner.ts'
import { localTimeOf, type LocalDate } from '../../../src/core/daily/local-time.ts'
import type { ScheduleId } from '../../../src/core/daily/schedule.ts'
import type { Channel, Store } from '../../../src/core/store.ts'
import { openStore, type StoreConfig } from '../../../src/stores/open-store.ts'
import { startDiscord, type DiscordPeer } from '../../peers/discord.ts'
import { startSlack, type SlackPeer } from '../../peers/slack.ts'
import { chained } from '../town.ts'
import type { WorkerWanted } from './worker.ts'

export interface StressWanted {
  readonly store: StoreConfig
  readonly posts: number
  readonly processes: number
  /** Milliseconds during which processes are killed and requests fail. */
  readonly attackMs: number
  /** Milliseconds that are waited for all to be posted after that. */
  readonly calmMs: number
}

export interface StressResult {
  readonly posts: number
  readonly doubles: number
  readonly misses: number
  readonly kills: number
  /** Requests that were refused, or whose answers were lost. */
  readonly faults: number
  /** What the store says of posts that were not sent, to find out why. */
  readonly unsent: readonly unknown[]
}

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url))
const TOPICS = [null, 'numbers', 'sums'] as const
/** Between two kills. */
const KILL_MS = { least: 300, most: 3_000 }
/** Between two faults. */
const FAULT_MS = 10
const LOOK_MS = 200
/** In this part of the attack all becomes due. */
const SETTING_SHARE = 0.8

/** The proportions of what runs in production, and much shorter. */
const TIMING: RunnerTiming = {
  tickMs: 250,
  leaseMs: 5_000,
  sendWithinMs: 2_000,
  backoffMs: 200,
  // As many times the first as in production: what had bad luck in the attack must be tried again in the calm.
  longestBackoffMs: 36_000,
  catchUpMs: 6 * 3_600_000,
}

export async function stressed(wanted: StressWanted): Promise<StressResult> {
  const [discord, slack, notes] = await Promise.all([startDiscord(), startSlack(), notesFolder()])
  const store = await openStore(wanted.store)
  const workers: Worker[] = []
  try {
    const places = newPlaces(wanted.posts, discord, slack)
    const start = () =>
      new Worker({ store: wanted.store, notes, timing: TIMING, ...platforms(discord, slack) })
    workers.push(...Array.from({ length: wanted.processes }, start))
    const targets = targetsIn(discord, slack)
    const end = performance.now() + wanted.attackMs
    const [kills] = await Promise.all([
      killedUntil(end, workers, start),
      attackedUntil(end, targets),
      setSchedules(wanted, places, store),
    ])
    const calmEnd = performance.now() + wanted.calmMs
    const areAllSent = async () => (await store.daily.sentSince('', new Date(0))).length === wanted.posts
    while (!(await areAllSent()) && performance.now() < calmEnd) await pause(LOOK_MS)
    const faults = targets.reduce((sum, { failed }) => sum + failed, 0)
    return { ...counted(places), kills, faults, unsent: await unsentIn(store, wanted.posts) }
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()))
    await Promise.all([store.close(), discord.close(), slack.close(), rm(notes, { recursive: true })])
  }
}

async function killedUntil(end: number, workers: Worker[], start: () => Worker): Promise<number> {
  let kills = 0
  while (performance.now() < end) {
    await pause(KILL_MS.least + Math.random() * (KILL_MS.most - KILL_MS.least))
    const at = Math.floor(Math.random() * workers.length)
    await workers[at]?.kill()
    workers[at] = start()
    kills += 1
  }
  return kills
}

async function attackedUntil(end: number, targets: readonly Target[]): Promise<void> {
  while (performance.now() < end) {
    for (const target of targets) attacked(target)
    await pause(FAULT_MS)
  }
}

async function unsentIn({ daily }: Store, posts: number): Promise<readonly unknown[]> {
  const unsent: unknown[] = []
  for (let i = 0; i < posts; i += 1) {
    const id = scheduleId(i)
    const [post] = await daily.postsFrom(id, '0000-01-01' as LocalDate)
    if (post?.type !== 'sent') unsent.push({ id, schedule: await daily.schedule(id), post })
  }
  return unsent
}

function scheduleId(i: number): ScheduleId {
  return `schedule-${i}` as ScheduleId
}

/** In words, to be printed. */
export function resultWords(name: string, result: StressResult): string {
  const { posts, doubles, misses, kills, faults, unsent } = result
  const counts = `${name}: ${posts} due posts, ${kills} kills, ${faults} faults: ${doubles} doubles, ${misses} misses`
  return [counts, ...unsent.map((post) => JSON.stringify(post))].join('\n')
}

class Worker {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>

  constructor(wanted: WorkerWanted) {
    this.#child = spawn(process.execPath, [WORKER, JSON.stringify(wanted)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    this.#exited = once(this.#child, 'exit')
  }

  /** Without a chance to tidy up. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }
}

function platforms(discord: DiscordPeer, slack: SlackPeer) {
  const { botToken, appToken } = slack
  return {
    discord: { token: discord.token, api: discord.api },
    slack: { botToken, appToken, api: slack.api },
  }
}

/** Notes enough that every post of a channel can be another one. */
async function notesFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-stress-'))
  const files = Object.entries(chained(12)).map(([name, content]) =>
    writeFile(join(folder, name), String(content).replace('[numbers]', '[numbers, sums]')),
  )
  await Promise.all(files)
  return folder
}

/** A channel in which so many posts are due. */
interface Place {
  readonly name: Channel
  readonly posts: number
  /** Of the messages that stand there. */
  readonly titles: () => readonly string[]
}

/** Half of them are in Discord; each has a daily note for each topic. */
function newPlaces(posts: number, discord: DiscordPeer, slack: SlackPeer): readonly Place[] {
  const guild = discord.guild('Reading group')
  const places = Array.from({ length: Math.ceil(posts / TOPICS.length) }, (_, i): Omit<Place, 'posts'> => {
    if (i % 2 === 0) {
      const channel = guild.channel(`channel-${i}`)
      const name = `discord/${guild.id}/${channel.id}` as Channel
      return { name, titles: () => channel.messages.map(({ embeds }) => embeds[0]?.title ?? '') }
    }
    const channel = slack.channel(`channel-${i}`, { bot: true })
    const name = `slack/${slack.team}/${channel.id}` as Channel
    return { name, titles: () => channel.messages.map(({ blocks }) => JSON.stringify(blocks[0])) }
  })
  return places.map((place, i) => ({ ...place, posts: Math.min(TOPICS.length, posts - i * TOPICS.length) }))
}

/** One after the other, in the time that is given; each has come due a minute ago. */
async function setSchedules(
  { posts, attackMs }: StressWanted,
  places: readonly Place[],
  store: Store,
): Promise<void> {
  for (let i = 0; i < posts; i += 1) {
    const minuteAgo = new Date(Date.now() - 60_000)
    const time = localTimeOf(minuteAgo.toISOString().slice(11, 16))
    const place = places[Math.floor(i / TOPICS.length)]
    if (time === null || place === undefined) throw new Error(`There is no time, or no place, for post ${i}.`)
    await store.daily.saveSchedule({
      id: scheduleId(i),
      channel: place.name,
      topic: TOPICS[i % TOPICS.length] ?? null,
      time,
      zone: 'UTC',
      days: [1, 2, 3, 4, 5, 6, 7],
      setBy: { id: 'U1', name: 'Anna' },
      state: { type: 'on' },
      since: new Date(minuteAgo.getTime() - 3_600_000),
    })
    await pause((attackMs * SETTING_SHARE) / posts)
  }
}

/** What is made to fail. */
interface Target {
  /** How many requests there were. */
  readonly requests: () => number
  /** How the next request can fail. */
  readonly faults: readonly (() => void)[]
  /** How many were made to fail. */
  failed: number
}

function targetsIn(discord: DiscordPeer, slack: SlackPeer): readonly Target[] {
  const inDiscord = (route: RegExp): Target => ({
    requests: () => discord.requests.filter(({ method, path }) => route.test(`${method} ${path}`)).length,
    faults: [
      () => discord.failNext({ route, drops: true, afterEffect: true }),
      () => discord.failNext({ route, drops: true }),
      () => discord.failNext({ route, status: 502, afterEffect: true }),
      () => discord.failNext({ route, status: 500 }),
      () => discord.rateLimitNext({ route, retryAfter: 0.3 }),
    ],
    failed: 0,
  })
  const inSlack = (method: string): Target => ({
    requests: () => slack.calls.filter((call) => call.method === method).length,
    faults: [
      () => slack.failNext({ method, drops: true, afterEffect: true }),
      () => slack.failNext({ method, drops: true }),
      () => slack.failNext({ method, status: 500, afterEffect: true }),
      () => slack.failNext({ method, status: 503 }),
      () => slack.failNext({ method, status: 429, retryAfter: 1 }),
      () => slack.failNext({ method, error: 'internal_error', afterEffect: true }),
    ],
    failed: 0,
  })
  return [
    inDiscord(/^POST .*\/messages$/u),
    inDiscord(/^GET .*\/messages$/u),
    inSlack('chat.postMessage'),
    inSlack('conversations.history'),
  ]
}

/** So many are made to fail before there is any. */
const AHEAD = 2

/** About half of all requests fail. */
function attacked(target: Target): void {
  if (target.failed > AHEAD + target.requests() / 2) return
  target.faults[Math.floor(Math.random() * target.faults.length)]?.()
  target.failed += 1
}

/** By what stands in the channels, not by what the store says. Each post of a channel is another note. */
function counted(places: readonly Place[]): Pick<StressResult, 'posts' | 'doubles' | 'misses'> {
  const found = places.map(({ posts, titles }) => ({
    posts,
    all: titles().length,
    distinct: new Set(titles()).size,
  }))
  return {
    posts: found.reduce((sum, { posts }) => sum + posts, 0),
    doubles: found.reduce((sum, { all, distinct }) => sum + all - distinct, 0),
    misses: found.reduce((sum, { posts, distinct }) => sum + Math.max(0, posts - distinct), 0),
  }
}
