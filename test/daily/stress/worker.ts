/** One of several bots on one store, in both platforms, that posts what is due until it is killed. */
import { randomBytes } from 'node:crypto'
import { argv, stderr } from 'node:process'
import { startDiscord } from '../../../src/adapters/discord/start.ts'
import { startSlack } from '../../../src/adapters/slack/start.ts'
import { createBot } from '../../../src/core/bot.ts'
import { createChat } from '../../../src/core/chat.ts'
import type { RunnerTiming } from '../../../src/core/daily/runner.ts'
import { createLog } from '../../../src/core/log.ts'
import { loadLibrary } from '../../../src/core/notes/load.ts'
import { buildSearchIndex } from '../../../src/core/search/search-index.ts'
import { openStore, type StoreConfig } from '../../../src/stores/open-store.ts'

export interface WorkerWanted {
  readonly store: StoreConfig
  readonly notes: string
  readonly discord: { readonly token: string; readonly api: string }
  readonly slack: { readonly botToken: string; readonly appToken: string; readonly api: string }
  readonly timing: RunnerTiming
}

const wanted = JSON.parse(argv[2] ?? '') as WorkerWanted
const now = () => new Date()
const newId = () => randomBytes(9).toString('base64url')
const library = await loadLibrary(wanted.notes)
const made = createBot({
  library,
  index: await buildSearchIndex(library),
  notesUrl: null,
  random: Math.random,
})
const bot = () => made
const store = await openStore(wanted.store)
const log = createLog('error', (line) => stderr.write(line), now)
const { parts, runner } = createChat({
  bot,
  store,
  log,
  now,
  newId,
  owner: newId(),
  timing: wanted.timing,
  defaultZone: 'UTC',
  newReference: newId,
})
const shared = { ...parts, onEnd: () => undefined }
const [discord, slack] = await Promise.all([
  startDiscord({ ...shared, settings: { ...wanted.discord, guildId: null, hasMessageContent: false } }),
  startSlack({
    ...shared,
    settings: {
      botToken: wanted.slack.botToken,
      transport: { type: 'socket', appToken: wanted.slack.appToken },
      api: wanted.slack.api,
      managers: null,
    },
  }),
])
runner.connect(discord.poster)
runner.connect(slack.poster)
runner.start()
