/** What an adapter of a chat platform is given. */
import type { Bot } from './bot.ts'
import type { DailyDesk } from './daily/desk.ts'
import type { DailyPoster } from './daily/poster.ts'
import type { Log } from './log.ts'
import type { Store } from './store.ts'
import type { Walks } from './walks/walks.ts'

export interface ChatParts {
  /** Asked anew each time: a reload makes a new one. */
  readonly bot: () => Bot
  readonly walks: Walks
  readonly store: Store
  /** What is asked of daily notes. */
  readonly desk: DailyDesk
  readonly log: Log
  readonly now: () => Date
  /** A short name under which a bug stands in the log. */
  readonly newReference: () => string
}

/** A platform that was started. */
export interface Running {
  /** Posts daily notes there. */
  readonly poster: DailyPoster
  /** Takes nothing new, finishes what was begun, closes the connection. */
  readonly stop: () => Promise<void>
}
