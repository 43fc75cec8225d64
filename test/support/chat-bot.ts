/** A bot made ready for a chat platform, with a real store in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createBot, type Bot } from '../../src/core/bot.ts'
import { createChat } from '../../src/core/chat.ts'
import type { ChatParts } from '../../src/core/chat-parts.ts'
import { RUNNER_TIMING, type DailyRunner, type RunnerTiming } from '../../src/core/daily/runner.ts'
import { createLog } from '../../src/core/log.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { libraryOf, type Files } from './library-of.ts'

export interface ChatBot extends ChatParts {
  readonly runner: DailyRunner
  /** Lines of the log. */
  readonly logged: readonly string[]
  /** Puts other notes in the place of these, as a reload does. */
  readonly reload: (files: Files) => Promise<void>
}

/** A lighthouse: a note, what carries it and what speaks against it, and a line through them. */
export const LIGHTHOUSE: Files = {
  'notes/beacon.md': `---
title: Why is the beacon lit?
claim: The beacon keeps ships off the reef.
topics: [sea marks]
aliases: [the old light]
date: 2026-02-03
sources:
  - title: Lights of the coast
    authors: Keller
    year: 1998
    url: https://example.org/lights
---
Keepers light it at dusk. It burns until the sun is up.
`,
  'notes/bell.md': `---
title: When does the fog bell ring?
claim: The bell rings while the beacon cannot be seen.
topics: [sea marks, fog]
---
It rings twice a minute.

## Related

- supports:: [[beacon]] — A light is of no use in fog.
`,
  'notes/radio.md': `---
title: Is radio enough?
claim: Ships with radio keep off the reef without a beacon.
topics: [radio]
---
Radio reaches far beyond the horizon.

## Related

- challenges:: [[beacon]] — Most ships carry radio today.
`,
  'lines/night.md': `---
title: How do ships come home at night?
claim: By light, by sound, and by radio.
kind: line
topics: [Sea Marks]
---
First the [[beacon]], then the [[bell]], last the [[radio]].

## Next

- Who pays the keepers?
`,
}

export async function chatBot(
  files: Files = LIGHTHOUSE,
  parts: Partial<ChatBotParts> = {},
): Promise<ChatBot> {
  const now = parts.now ?? (() => new Date())
  let bot = await botOf(files)
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-chat-'))
  const store = parts.store ?? (await openStore({ dataDir: folder, databaseUrl: null }))
  onTestFinished(async () => {
    if (parts.store === undefined) await store.close()
    await rm(folder, { recursive: true, force: true })
  })
  const logged: string[] = []
  let ids = 0
  const newId = () => `${parts.ids ?? 'answer'}-${(ids += 1)}`
  const log = createLog('info', (line) => logged.push(line), now)
  const chat = createChat({
    bot: () => bot,
    store,
    log,
    now,
    newId,
    owner: 'this process',
    timing: { ...RUNNER_TIMING, catchUpMs: 6 * 3_600_000, ...parts.timing },
    defaultZone: 'UTC',
    newReference: () => 'ref123',
  })
  onTestFinished(() => chat.runner.stop())
  return {
    ...chat.parts,
    runner: chat.runner,
    logged,
    reload: async (others) => {
      bot = await botOf(others)
    },
  }
}

interface ChatBotParts {
  readonly now: () => Date
  /** Another one's, which is not closed with this bot. */
  readonly store: Store
  /** What the ids of this copy's answers begin with. */
  readonly ids: string
  readonly timing: Partial<RunnerTiming>
}

async function botOf(files: Files): Promise<Bot> {
  const library = await libraryOf(files)
  return createBot({
    library,
    index: await buildSearchIndex(library),
    notesUrl: null,
    random: () => 0,
  })
}
