/**
 * Daily notes in Discord. A post has a nonce that Discord enforces, so sending it again within a few minutes gives the
 * message that stands there already; later it is found in the channel's history by the ids in its buttons.
 * https://discord.com/developers/docs/resources/message#create-message
 */
import { createHash } from 'node:crypto'
import {
  ChannelType,
  DiscordAPIError,
  SnowflakeUtil,
  HTTPError,
  PermissionFlagsBits,
  RateLimitError,
  REST,
  RESTJSONErrorCodes,
  Routes,
  type APIMessage,
  type Channel as AnyChannel,
  type Client,
} from 'discord.js'
import type { DailyPoster, FindOrder, Obstacle, PostOrder, PostOutcome } from '../../core/daily/poster.ts'
import type { Channel } from '../../core/store.ts'
import { NONCE_CHARACTERS } from './limits.ts'
import { messageOf } from './message.ts'
import { noticeOf } from './notice.ts'
import { threadOf } from './people.ts'
import { NOWHERE } from '../../core/walks/standing.ts'
import { UserError } from '../../core/errors.ts'

export interface DiscordDailyParts {
  readonly client: Client<true>
  readonly token: string
  /** Base address of Discord's API; null for Discord's own. */
  readonly api: string | null
}

/** Well below the lease of a post. */
const CALL_TIMEOUT_MS = 10_000
const PAGE_MESSAGES = 100
/** A channel where more was said within hours than this is not searched further. */
const MOST_PAGES = 20
/** Discord's clock may not be ours. */
const CLOCK_SKEW_MS = 10 * 60_000

export function createDiscordPoster({ client, token, api }: DiscordDailyParts): DailyPoster {
  // Of its own: the library would wait for rate limits and repeat requests for longer than a lease lasts.
  const rest = new REST({
    ...(api !== null && { api }),
    timeout: CALL_TIMEOUT_MS,
    retries: 0,
    rejectOnRateLimit: () => true,
  }).setToken(token)

  const post = async (order: PostOrder): Promise<PostOutcome> => {
    const body = {
      ...messageOf(order.kept),
      allowed_mentions: { parse: [] },
      nonce: nonceOf(order.key),
      enforce_nonce: true,
    }
    if (!order.maySend())
      return { type: 'later', error: new Error('There was no time left to send it.'), afterMs: null }
    try {
      const { id } = (await rest.post(Routes.channelMessages(placeOf(order.channel).channel), {
        body,
      })) as APIMessage
      return { type: 'sent', message: id }
    } catch (error) {
      return outcomeOf(error)
    }
  }

  const find = async ({ channel, kept, since }: FindOrder): Promise<string | null> => {
    const oldest = SnowflakeUtil.generate({ timestamp: since.getTime() - CLOCK_SKEW_MS })
    let before: string | null = null
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE_MESSAGES), ...(before !== null && { before }) })
      const messages = (await rest.get(Routes.channelMessages(placeOf(channel).channel), {
        query,
      })) as APIMessage[]
      const found = messages.find((message) => message.author.id === client.user.id && isOf(message, kept.id))
      if (found !== undefined) return found.id
      before = messages.at(-1)?.id ?? null
      if (before === null || messages.length < PAGE_MESSAGES || BigInt(before) < oldest) return null
    }
    throw new Error(`Too much was said in channel ${channel} to look for a message in it.`)
  }

  return {
    serves: (channel) => channel.startsWith('discord/'),
    obstacle: async (channel) => {
      const { guild, channel: id } = placeOf(channel)
      if (guild === 'direct') return NOT_HERE
      try {
        const found = await client.channels.fetch(id)
        return found === null ? null : obstacleIn(found)
      } catch (error) {
        if (error instanceof DiscordAPIError && isGone(error)) return GONE
        throw error
      }
    },
    // Discord itself lets only those use the command who may.
    refusal: () => Promise.resolve(null),
    zoneOf: () => Promise.resolve(null),
    post,
    find,
    standingOf: (channel, message) => {
      const { guild, channel: id } = placeOf(channel)
      if (message === '') return Promise.resolve(NOWHERE)
      const link = `https://discord.com/channels/${guild}/${id}/${message}`
      return Promise.resolve({ link, thread: threadOf(message) })
    },
    tell: async ({ id }, channel, { message, hint }) => {
      const where = `The daily note in <#${placeOf(channel).channel}> is paused.`
      const error = new UserError('wrong-usage', message, hint)
      const direct = await client.users.createDM(id)
      await direct.send({ content: `${where} ${noticeOf(error, '')}` })
    },
  }
}

/** At most 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, NONCE_CHARACTERS)
}

/** Its buttons and choices name the answer that they belong to. */
function isOf({ components }: APIMessage, answer: string): boolean {
  return JSON.stringify(components ?? []).includes(answer)
}

interface Place {
  readonly guild: string
  readonly channel: string
}

function placeOf(name: Channel): Place {
  const [, guild = '', channel = ''] = name.split('/')
  return { guild, channel }
}

const NOT_HERE: Obstacle = {
  message: 'Daily notes are posted in text channels of a server.',
  hint: 'Go to such a channel and set it there.',
}

const GONE: Obstacle = {
  message: 'The channel is gone, or I may not see it any more.',
  hint: 'Add me to the server again, or let me view the channel; then /daily-note resume goes on.',
}

const NEEDS = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
  ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
] as const

function obstacleIn(channel: AnyChannel): Obstacle | null {
  if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement)
    return NOT_HERE
  const may = channel.permissionsFor(channel.client.user)
  // While a server is away nobody knows; the post will tell.
  if (may === null) return null
  const missing = NEEDS.filter(([, flag]) => !may.has(flag)).map(([name]) => name)
  if (missing.length > 0) {
    return {
      message: `I need ${missing.length === 1 ? 'a permission' : 'permissions'} in this channel that I do not have: ${missing.join(', ')}.`,
      hint: 'Allow it under Edit Channel, Permissions; a daily note that was paused goes on with /daily-note resume.',
    }
  }
  return null
}

const GONE_CODES = new Set<number | string>([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.MissingAccess,
])

function isGone({ code }: DiscordAPIError): boolean {
  return GONE_CODES.has(code)
}

/** Nothing was sent where no connection could be made. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

function outcomeOf(error: unknown): PostOutcome {
  if (error instanceof RateLimitError) return { type: 'later', error, afterMs: error.retryAfter }
  if (error instanceof DiscordAPIError) {
    // The nonce stands for a message that was sent, and deleted by somebody since.
    if (error.code === RESTJSONErrorCodes.UnknownMessage) return { type: 'sent', message: '' }
    if (isGone(error)) return { type: 'refused', obstacle: GONE }
    if (error.status !== 403) return { type: 'later', error, afterMs: null }
    return {
      type: 'refused',
      obstacle: {
        message: `Discord does not let me post in this channel: ${error.message}.`,
        hint: 'Look at my permissions there; then /daily-note resume goes on.',
      },
    }
  }
  const isRefused = error instanceof HTTPError && error.status < 500
  return isRefused || (error instanceof Error && NOT_CONNECTED.has(codeOf(error)))
    ? { type: 'later', error, afterMs: null }
    : { type: 'unknown', error }
}

function codeOf(error: Error): string {
  if ('code' in error) return String(error.code)
  return error.cause instanceof Error ? codeOf(error.cause) : ''
}
