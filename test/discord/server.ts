/** Notewalk in a made-up server, as people there have it. */
import { onTestFinished } from 'vitest'
import { startDiscord as startNotewalk, type DiscordSettings } from '../../src/adapters/discord/start.ts'
import type { Running } from '../../src/core/chat-parts.ts'
import type { RunnerTiming } from '../../src/core/daily/runner.ts'
import { startDiscord, type DiscordOptions, type DiscordPeer } from '../peers/discord.ts'
import { chatBot, type ChatBot } from '../support/chat-bot.ts'
import type { Files } from '../support/library-of.ts'

export interface Server {
  readonly discord: DiscordPeer
  readonly chat: ChatBot
  readonly stop: () => Promise<void>
  /** Another copy in the place of the first, with the same store. */
  readonly restart: () => Promise<void>
  /** What ended the connection for good. */
  readonly ends: readonly Error[]
}

export interface ServerWanted {
  readonly files?: Files
  readonly peer?: DiscordOptions
  readonly settings?: Partial<DiscordSettings>
  readonly timing?: Partial<RunnerTiming>
}

export async function server({
  files,
  peer = {},
  settings = {},
  timing = {},
}: ServerWanted = {}): Promise<Server> {
  const discord = await startDiscord(peer)
  onTestFinished(() => discord.close())
  const chat = await chatBot(files, { timing })
  const ends: Error[] = []
  const start = async () => {
    const started = await startNotewalk({
      ...chat,
      settings: {
        token: discord.token,
        guildId: null,
        hasMessageContent: false,
        api: discord.api,
        ...settings,
      },
      onEnd: (error) => ends.push(error),
    })
    await discord.connected()
    chat.runner.connect(started.poster)
    return started
  }
  let running: Running | null = await start()
  const stop = async () => {
    await running?.stop()
    running = null
  }
  onTestFinished(stop)
  return {
    discord,
    chat,
    stop,
    restart: async () => {
      await stop()
      running = await start()
    },
    ends,
  }
}
