/** Notewalk in a made-up workspace, as people there have it. */
import { onTestFinished } from 'vitest'
import { manifestOf } from '../../src/adapters/slack/manifest.ts'
import { startSlack as startNotewalk, type SlackTransport } from '../../src/adapters/slack/start.ts'
import { commands } from '../../src/core/commands/commands.ts'
import type { Running } from '../../src/core/chat-parts.ts'
import type { RunnerTiming } from '../../src/core/daily/runner.ts'
import { startSlack, type SlackOptions, type SlackPeer } from '../peers/slack.ts'
import { chatBot, type ChatBot } from '../support/chat-bot.ts'
import { freePort } from '../support/free-port.ts'
import type { Files } from '../support/library-of.ts'

export type Mode = 'socket' | 'http'

export interface Workspace {
  readonly slack: SlackPeer
  readonly chat: ChatBot
  readonly stop: () => Promise<void>
  /** Another copy in the place of the first, with the same store. */
  readonly restart: () => Promise<void>
  /** What ended the connection for good. */
  readonly ends: readonly Error[]
  /** Where the bot listens; null by Socket Mode. */
  readonly address: string | null
}

export interface WorkspaceWanted {
  readonly mode?: Mode
  readonly files?: Files
  readonly peer?: SlackOptions
  readonly managers?: readonly string[] | null
  readonly timing?: Partial<RunnerTiming>
}

export async function workspace({
  mode = 'socket',
  files,
  peer = {},
  managers = null,
  timing = {},
}: WorkspaceWanted = {}): Promise<Workspace> {
  const requestUrl = mode === 'http' ? 'https://bot.example.org/slack/events' : null
  const slack = await startSlack({ manifest: manifestOf(commands, requestUrl), ...peer })
  onTestFinished(() => slack.close())
  const chat = await chatBot(files, { timing })
  const transport = await transportTo(slack, mode)
  const address = transport.type === 'http' ? `http://127.0.0.1:${transport.port}` : null
  const ends: Error[] = []
  const start = async () => {
    const started = await startNotewalk({
      ...chat,
      settings: { botToken: slack.botToken, transport, api: slack.api, managers },
      onEnd: (error) => ends.push(error),
    })
    if (address === null) await slack.connected()
    else slack.deliverOverHttp(`${address}/slack/events`)
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
    slack,
    chat,
    stop,
    restart: async () => {
      await stop()
      running = await start()
    },
    ends,
    address,
  }
}

async function transportTo(slack: SlackPeer, mode: Mode): Promise<SlackTransport> {
  if (mode === 'socket') return { type: 'socket', appToken: slack.appToken }
  return { type: 'http', signingSecret: slack.signingSecret, port: await freePort() }
}
