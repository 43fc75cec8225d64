/** Where a message stands, as core knows it. */
import type { WebClient } from '@slack/web-api'
import { NOWHERE, type Standing, type Stands } from '../../core/walks/standing.ts'
import { refusalOf } from './calls.ts'
import { threadOf } from './people.ts'
import type { Spot } from './post.ts'

export interface Workspace {
  readonly team: string
  /** Address of the workspace, with a slash at its end. */
  readonly url: string
}

/** `ts` is null where Slack does not tell the message's time. */
export function standingOf({ channel, thread }: Spot, ts: string | null, { team, url }: Workspace): Standing {
  if (ts === null) return NOWHERE
  return {
    link: permalinkOf({ channel, thread }, ts, url),
    thread: threadOf(team, channel, thread ?? ts),
  }
}

/** As chat.getPermalink gives it: https://docs.slack.dev/reference/methods/chat.getPermalink */
function permalinkOf({ channel, thread }: Spot, ts: string, url: string): string {
  const place = thread === null ? '' : `?thread_ts=${thread}&cid=${channel}`
  return `${url}archives/${channel}/p${ts.replace('.', '')}${place}`
}

const IN_PERMALINK = /\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?|$)/u

/** Slack has an address for what is there alone; it tells of deletions only while the bot runs. */
export function standsIn(client: WebClient): Stands {
  return async (link) => {
    const [, channel, seconds, micros] = IN_PERMALINK.exec(link) ?? []
    if (channel === undefined) return true
    return client.chat.getPermalink({ channel, message_ts: `${seconds}.${micros}` }).then(
      () => true,
      (error: unknown) => refusalOf(error) !== 'message_not_found',
    )
  }
}
