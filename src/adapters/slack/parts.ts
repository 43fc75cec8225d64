/** What every handler of Slack's events is given. */
import type { WebClient } from '@slack/web-api'
import type { Bot } from '../../core/bot.ts'
import type { Log } from '../../core/log.ts'
import type { KeptAnswer } from '../../core/store.ts'
import type { Walks } from '../../core/walks/walks.ts'
import type { People } from './people.ts'
import type { Workspace } from './standing.ts'

export interface SlackHandlerParts {
  readonly bot: () => Bot
  readonly walks: Walks
  readonly log: Log
  readonly client: WebClient
  readonly people: People
  /** The note of today for a person; null where there is none to show. */
  readonly todaysNote: (user: string) => Promise<KeptAnswer | null>
  readonly workspace: Workspace
  /** False for an event that another delivery or another copy of the bot has taken. */
  readonly isMine: (event: string) => Promise<boolean>
  /** A short name under which a bug stands in the log. */
  readonly newReference: () => string
  /** Work that is finished before the bot stops. */
  readonly track: (work: Promise<void>) => Promise<void>
}
