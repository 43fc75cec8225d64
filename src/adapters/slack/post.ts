/** Where an answer is put, and what is done where Slack does not let the bot put it there. */
import { randomUUID } from 'node:crypto'
import type { RespondFn } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { UserError } from '../../core/errors.ts'
import { isOutcomeUnknown, patiently, pause, refusalOf } from './calls.ts'
import { timeOfPost } from './find.ts'
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

/** Says of a message that it is ours, and which: https://docs.slack.dev/messaging/message-metadata */
const METADATA_TYPE = 'notewalk_post'
/** The history shows a new message a moment later. */
const SETTLE_MS = 1_000

/** Posts once: where the outcome is unknown, what does not stand there is sent again, once. Resolves with its time. */
export async function post(client: WebClient, spot: Spot, message: SlackMessage): Promise<string> {
  const key = randomUUID()
  const { channel, thread } = spot
  const since = new Date()
  const send = async () => {
    const { ts = '' } = await patiently(() =>
      client.chat.postMessage({
        ...message,
        channel,
        ...(thread !== null && { thread_ts: thread }),
        metadata: { event_type: METADATA_TYPE, event_payload: { key } },
      }),
    )
    return ts
  }
  try {
    return await send()
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error
    await pause(SETTLE_MS)
    return (await timeOfPost(client, spot, key, since)) ?? (await send())
  }
}

/** Where the bot is no member, throws UserError, which says how that is put right. */
export async function postAsMember(client: WebClient, spot: Spot, message: SlackMessage): Promise<string> {
  try {
    return await post(client, spot, message)
  } catch (error) {
    if (!OUTSIDE.has(refusalOf(error) ?? '')) throw error
    throw new UserError(
      'wrong-usage',
      'I am not a member of that channel, so I cannot post in it.',
      'Invite me there with `/invite @notewalk`, then press it again.',
      { cause: error },
    )
  }
}

/**
 * Posts as the bot, so that a thread can hang from it; where the bot is no member, through the address that
 * came with the command, with a hint to the person. Resolves with the message's time; null where Slack does
 * not tell it.
 */
export async function postOrRespond(
  client: WebClient,
  spot: Spot,
  message: SlackMessage,
  respond: RespondFn,
): Promise<string | null> {
  try {
    return await post(client, spot, message)
  } catch (error) {
    if (!OUTSIDE.has(refusalOf(error) ?? '')) throw error
    await respond({
      ...message,
      response_type: 'in_channel',
      replace_original: false,
      ...(spot.thread !== null && { thread_ts: spot.thread }),
    })
    await respondPrivately(respond, { text: INVITE })
    return null
  }
}

export async function respondPrivately(
  respond: RespondFn,
  message: SlackMessage | { readonly text: string },
): Promise<void> {
  await respond({ ...message, response_type: 'ephemeral', replace_original: false })
}
