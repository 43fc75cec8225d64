/** Daily notes in Slack. A post is looked for in the channel's history before it is tried once more. */
import { createHash } from 'node:crypto'
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import type { DailyPoster, Obstacle, PostOrder, PostOutcome } from '../../core/daily/poster.ts'
import type { Channel } from '../../core/store.ts'
import { UserError } from '../../core/errors.ts'
import { isNotConnected, isOutcomeUnknown, refusalOf } from './calls.ts'
import { timeOfPost } from './find.ts'
import { messageOf } from './message.ts'
import { noticeOf } from './notice.ts'
import { isChatOfTwo, threadOf } from './people.ts'

export interface SlackDailyParts {
  readonly client: WebClient
  readonly team: string
  /** Ids of those who may set daily notes; null for every member of a channel. */
  readonly managers: readonly string[] | null
}

const METADATA_TYPE = 'notewalk_daily_note'
/** No more at a time: https://docs.slack.dev/reference/methods/conversations.members */
const PAGE_MEMBERS = 200
const MOST_MEMBER_PAGES = 50
/** Where the bot may not look it mostly is no member; that is said next. */
const HIDDEN = new Set(['not_in_channel', 'channel_not_found', 'missing_scope'])

export function createSlackPoster({ client, team, managers }: SlackDailyParts): DailyPoster {
  const post = async ({ channel, key, kept, maySend }: PostOrder): Promise<PostOutcome> => {
    const message = {
      ...messageOf(kept),
      channel: idOf(channel),
      metadata: { event_type: METADATA_TYPE, event_payload: { key: hashOf(key) } },
    }
    if (!maySend())
      return { type: 'later', error: new Error('There was no time left to send it.'), afterMs: null }
    try {
      const { ts = '' } = await client.chat.postMessage(message)
      return { type: 'sent', message: ts }
    } catch (error) {
      return outcomeOf(error)
    }
  }

  const isMember = async (person: string, channel: string): Promise<boolean> => {
    let cursor = ''
    for (let page = 0; page < MOST_MEMBER_PAGES; page += 1) {
      const { members = [], response_metadata: metadata } = await client.conversations.members({
        channel,
        limit: PAGE_MEMBERS,
        ...(cursor !== '' && { cursor }),
      })
      if (members.includes(person)) return true
      cursor = metadata?.next_cursor ?? ''
      if (cursor === '') return false
    }
    // A channel of all the company: whoever types there is one of it.
    return true
  }

  return {
    serves: (channel) => channel.startsWith(`slack/${team}/`),
    obstacle: async (channel) => {
      try {
        if (isDirect(channel)) {
          // Which people talk there is told to nobody else: what can be read is ours.
          await client.conversations.history({ channel: idOf(channel), limit: 1 })
          return null
        }
        const { channel: found } = await client.conversations.info({ channel: idOf(channel) })
        if (found?.is_archived === true) return ARCHIVED
        return found?.is_member === true ? null : NOT_A_MEMBER
      } catch (error) {
        const refusal = refusalOf(error) ?? ''
        if (isDirect(channel) && refusal === 'channel_not_found') return NOT_OURS
        const obstacle = OBSTACLES.get(refusal)
        if (obstacle === undefined) throw error
        return obstacle
      }
    },
    refusal: async ({ id }, channel) => {
      if (managers !== null) return managers.includes(id) ? null : NOT_A_MANAGER
      if (isDirect(channel)) return null
      try {
        return (await isMember(id, idOf(channel))) ? null : NOT_OF_THE_CHANNEL
      } catch (error) {
        if (HIDDEN.has(refusalOf(error) ?? '')) return null
        throw error
      }
    },
    zoneOf: async ({ id }) => {
      const { user } = await client.users.info({ user: id }).catch(() => ({ user: undefined }))
      return user?.tz ?? null
    },
    post,
    find: ({ channel, key, since }) =>
      timeOfPost(client, { channel: idOf(channel), thread: null }, hashOf(key), since),
    standingOf: async (channel, message) => {
      const id = idOf(channel)
      const thread = threadOf(team, id, isDirect(channel) ? null : message)
      // An address is worth less than the thread.
      const { permalink = null } = await client.chat
        .getPermalink({ channel: id, message_ts: message })
        .catch(() => ({ permalink: null }))
      return { link: permalink, thread }
    },
    tell: async ({ id }, channel, { message, hint }) => {
      const notice = noticeOf(new UserError('wrong-usage', message, hint), '')
      const place = isDirect(channel) ? 'our direct messages' : `<#${idOf(channel)}>`
      await client.chat.postMessage({ channel: id, text: `The daily note in ${place} is paused. ${notice}` })
    },
  }
}

function idOf(channel: Channel): string {
  return channel.slice(channel.lastIndexOf('/') + 1)
}

/** A conversation of two: with the bot, or of people among themselves. */
function isDirect(channel: Channel): boolean {
  return isChatOfTwo(idOf(channel))
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

const ARCHIVED: Obstacle = {
  message: 'The channel is archived.',
  hint: 'Take it out of the archive; then /daily-note resume goes on.',
}
const INVITE_ME =
  'Invite me with /invite @notewalk; a daily note that was paused then goes on with /daily-note resume.'
const NOT_A_MEMBER: Obstacle = {
  message: 'I am not a member of this channel, so I cannot post in it.',
  hint: INVITE_ME,
}
const GONE: Obstacle = {
  message: 'The channel is gone, or I am not a member of it.',
  hint: INVITE_ME,
}
const NOT_OURS: Obstacle = {
  message: 'I am not part of this conversation, so I cannot post in it.',
  hint: 'Set the daily note in our direct messages, or in a channel that I am a member of.',
}
const UNINSTALLED: Obstacle = {
  message: 'The app was removed from this workspace.',
  hint: 'Install it again, and start the bot with the new token; then /daily-note resume goes on.',
}
const RESTRICTED: Obstacle = {
  message: 'Apps may not post in this channel.',
  hint: 'Ask those who manage the workspace to let the app post there; then /daily-note resume goes on.',
}
const NOT_HERE: Obstacle = {
  message: 'Daily notes are posted in channels.',
  hint: 'Go to a channel and set it there.',
}
const NOT_A_MANAGER: Obstacle = {
  message: 'Here only some people may set daily notes.',
  hint: 'Ask whoever runs the bot: SLACK_MANAGERS names them. /daily-note status and preview are for everybody.',
}
const NOT_OF_THE_CHANNEL: Obstacle = {
  message: 'Only members of a channel may set its daily notes.',
  hint: 'Join the channel first.',
}

/** What Slack refuses for good: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const OBSTACLES: ReadonlyMap<string, Obstacle> = new Map([
  ['channel_not_found', GONE],
  ['not_in_channel', NOT_A_MEMBER],
  ['is_archived', ARCHIVED],
  ['account_inactive', UNINSTALLED],
  ['token_revoked', UNINSTALLED],
  ['missing_scope', NOT_HERE],
  ['messages_tab_disabled', NOT_HERE],
  ['no_permission', RESTRICTED],
  ['restricted_action', RESTRICTED],
  ['restricted_action_read_only_channel', RESTRICTED],
  ['restricted_action_thread_locked', RESTRICTED],
  ['restricted_action_non_threadable_channel', RESTRICTED],
  ['cannot_post_message_on_behalf', RESTRICTED],
])

/** It may have been done all the same. */
const UNSURE = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout'])

function outcomeOf(error: unknown): PostOutcome {
  if (error instanceof WebAPIRateLimitedError)
    return { type: 'later', error, afterMs: error.retryAfter * 1000 }
  const refusal = refusalOf(error)
  if (refusal !== null) {
    const obstacle = OBSTACLES.get(refusal)
    if (obstacle !== undefined) return { type: 'refused', obstacle }
    return UNSURE.has(refusal) ? { type: 'unknown', error } : { type: 'later', error, afterMs: null }
  }
  if (isNotConnected(error)) return { type: 'later', error, afterMs: null }
  return isOutcomeUnknown(error) ? { type: 'unknown', error } : { type: 'later', error, afterMs: null }
}
