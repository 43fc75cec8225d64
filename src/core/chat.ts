/** What every chat platform of a process shares, put together: one runner, one memory. */
import type { ChatParts } from './chat-parts.ts'
import { createDaily, type DailyParts } from './daily/daily.ts'
import type { DailyRunner } from './daily/runner.ts'
import { createWalks } from './walks/walks.ts'

export interface Chat {
  readonly parts: ChatParts
  readonly runner: DailyRunner
}

export function createChat(given: DailyParts & Pick<ChatParts, 'newReference'>): Chat {
  const { bot, store, log, now, newId, newReference } = given
  const { runner, desk } = createDaily(given)
  const walks = createWalks({ bot, store, desk, now, newId })
  return { parts: { bot, walks, store, desk, log, now, newReference }, runner }
}
