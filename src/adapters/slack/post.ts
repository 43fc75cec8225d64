/** Where an answer is put, and what is done where Slack does not let the bot put it there. */
import type { RespondFn } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { patiently, refusalOf } from './calls.ts'
import type { SlackMessage } from './message.ts'

export interface Spot {
  readonly channel: string
  /** The message whose thread it is; null for the channel itself. */
  readonly thread: string | null
}

/** The bot may be no member there; a channel that it may not see is not found. */
const OUTSIDE = new Set(['not_in_channel', 'channel_not_found'])

const INVITE: string =
  'I am not a member of this channel, so no thread can hang from my answers here. Invite me with `/invite @notewalk`.'

export async function post(
  client: WebClient,
  { channel, thread }: Spot,
  message: SlackMessage,
): Promise<void> {
  await patiently(() =>
    client.chat.postMessage({ ...message, channel, ...(thread !== null && { thread_ts: thread }) }),
  )
}

/**
 * Posts as the bot, so that a thread can hang from it; where the bot is no member, through the address that
 * came with the command, with a hint to the person.
 */
export async function postOrRespond(
  client: WebClient,
  spot: Spot,
  message: SlackMessage,
  respond: RespondFn,
): Promise<void> {
  try {
    await post(client, spot, message)
  } catch (error) {
    if (!OUTSIDE.has(refusalOf(error) ?? '')) throw error
    await respond({
      ...message,
      response_type: 'in_channel',
      replace_original: false,
      ...(spot.thread !== null && { thread_ts: spot.thread }),
    })
    await respondPrivately(respond, { text: INVITE })
  }
}

export async function respondPrivately(
  respond: RespondFn,
  message: SlackMessage | { readonly text: string },
): Promise<void> {
  await respond({ ...message, response_type: 'ephemeral', replace_original: false })
}
