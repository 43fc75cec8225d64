/** The chat platforms that are configured, run in one process until a signal or a failure ends it. */
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { registerWithDiscord, startDiscord } from './adapters/discord/start.ts'
import { startSlack } from './adapters/slack/start.ts'
import type { Config } from './config.ts'
import type { Bot } from './core/bot.ts'
import { createChat } from './core/chat.ts'
import type { Running } from './core/chat-parts.ts'
import { commands } from './core/commands/commands.ts'
import { RUNNER_TIMING } from './core/daily/runner.ts'
import { UserError } from './core/errors.ts'
import type { Log } from './core/log.ts'
import type { Store } from './core/store.ts'
import { openStore } from './stores/open-store.ts'

interface PlatformParts {
  readonly config: Config
  /** Reads the notes: once at the start, and again when they are to be read anew. */
  readonly load: () => Promise<Bot>
  readonly log: Log
}

const DAY_MS = 24 * 3_600_000
/** A daily note that is on its way is given this long; longer than one request takes. */
const FINISH_MS = 20_000
/** Buttons under older answers say that they are too old. */
const KEPT_MS = 90 * DAY_MS

/** Resolves when a signal has ended it; throws UserError where a platform cannot be started or gave up. */
export async function runPlatforms({ config, load, log }: PlatformParts): Promise<void> {
  const ended = Promise.withResolvers<Error | null>()
  const onSignal = () => ended.resolve(null)
  process.once('SIGTERM', onSignal)
  process.once('SIGINT', onSignal)
  const ready = await Promise.race([reloadable(load, log), ended.promise])
  // Asked to end before anything was started, there is nothing to finish.
  if (ready === null || ready instanceof Error) return
  const { bot, stopReloading } = ready
  const store = await openStore(config)
  const { parts, runner } = createChat({
    bot,
    store,
    log,
    now,
    newId,
    owner: newId(),
    timing: { ...RUNNER_TIMING, catchUpMs: config.dailyCatchUpMs },
    defaultZone: config.defaultZone,
    newReference: () => randomBytes(3).toString('hex'),
  })
  const running: Running[] = []
  const stopForgetting = forgetEveryDay(store, log)
  try {
    const shared = { ...parts, onEnd: (error: Error) => ended.resolve(error) }
    if (config.slack !== null) running.push(await startSlack({ ...shared, settings: config.slack }))
    // Last: every start costs one of a thousand identifies a day, so one that fails must not come so far.
    if (config.discord !== null) running.push(await startDiscord({ ...shared, settings: config.discord }))
    for (const { poster } of running) runner.connect(poster)
    runner.start()
    const failure = await ended.promise
    if (failure !== null) throw failure
    log.info('Stopping.')
  } finally {
    stopForgetting()
    stopReloading()
    await Promise.all([
      Promise.race([runner.stop(), pause(FINISH_MS, null, { ref: false })]),
      ...running.map((platform) => platform.stop()),
    ])
    await store.close()
  }
}

/** Throws UserError where Discord is not configured, or refuses. */
export async function registerCommands({ discord }: Config, log: Log): Promise<void> {
  if (discord === null) {
    throw new UserError(
      'bad-configuration',
      'DISCORD_TOKEN is not set.',
      "Copy the bot's token from https://discord.com/developers/applications (your application, Bot) into .env.",
    )
  }
  await registerWithDiscord(discord, commands, log)
}

/** A SIGHUP reads the notes anew; where that fails the bot goes on with those it has. */
async function reloadable(load: () => Promise<Bot>, log: Log) {
  let present = await load()
  let last = Promise.resolve()
  const reload = async (): Promise<void> => {
    try {
      present = await load()
      log.info(`The notes were read anew: ${present.library.notes.size}.`)
    } catch (error) {
      log.error('The notes could not be read anew; those from before go on answering', error)
    }
  }
  const onSignal = () => {
    last = last.then(reload)
  }
  process.on('SIGHUP', onSignal)
  return { bot: () => present, stopReloading: () => void process.off('SIGHUP', onSignal) }
}

function newId(): string {
  return randomBytes(9).toString('base64url')
}

function now(): Date {
  return new Date()
}

function forgetEveryDay(store: Store, log: Log): () => void {
  const forget = () => {
    const time = now()
    store
      .forget(new Date(time.getTime() - KEPT_MS), time)
      .catch((error: unknown) => log.warn('Old answers could not be forgotten', error))
  }
  forget()
  const timer = setInterval(forget, DAY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
