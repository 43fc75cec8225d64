/**
 * Finds a message that was sent and may stand there: Slack sends a message again that is posted again, so a post
 * carries its key as metadata. https://docs.slack.dev/messaging/message-metadata
 */
import type { WebClient } from '@slack/web-api'
import type { Spot } from './post.ts'

const PAGE_MESSAGES = 200
/** A channel where more was said meanwhile than this is not searched further. */
const MOST_PAGES = 20
/** Slack's clock may not be ours. */
const CLOCK_SKEW_MS = 10 * 60_000

/** The time of the message with a key; null where it does not stand there. No message of it is older than `since`. */
export async function timeOfPost(
  client: WebClient,
  { channel, thread }: Spot,
  key: string,
  since: Date,
): Promise<string | null> {
  const oldest = String((since.getTime() - CLOCK_SKEW_MS) / 1000)
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const wanted = {
      channel,
      oldest,
      include_all_metadata: true,
      limit: PAGE_MESSAGES,
      ...(cursor !== '' && { cursor }),
    }
    const { messages = [], response_metadata: metadata } = await (thread === null
      ? client.conversations.history(wanted)
      : client.conversations.replies({ ...wanted, ts: thread }))
    const found = messages.find((message) => keyIn(message.metadata) === key)
    if (found?.ts !== undefined) return found.ts
    cursor = metadata?.next_cursor ?? ''
    if (cursor === '') return null
  }
  throw new Error(`Too much was said in channel ${channel} to look for a message in it.`)
}

function keyIn(metadata: { readonly event_payload?: object } | undefined): unknown {
  const payload = metadata?.event_payload
  return payload !== undefined && 'key' in payload ? payload.key : null
}
