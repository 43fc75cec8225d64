/** One route of the REST API. */
import type { Json } from '../json.ts'
import type { Upload } from './attachments.ts'
import { refusals } from './refusal.ts'
import type { Channel, Message } from './state.ts'
import type { World } from './world.ts'

export interface Request {
  /** Such as `POST /channels/1/messages`. */
  readonly route: string
  readonly params: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
  /** What came along in a form. */
  readonly files: readonly Upload[]
}

export interface Answer {
  readonly status: number
  /** Undefined for an answer without content. */
  readonly body?: Json | readonly Json[]
  readonly headers?: Readonly<Record<string, string>>
}

export interface Route {
  /** Fits against the request's `route`; its groups are the `params`. */
  readonly pattern: RegExp
  /** Whether it can be used without the bot's token. */
  readonly isOpen?: boolean
  readonly run: (world: World, request: Request) => Answer
}

const NAME = /:\w+/gu

/** `POST /channels/:channel/messages`; a name stands for one part of the path. */
export function route(path: string, run: Route['run'], { isOpen = false } = {}): Route {
  return { pattern: new RegExp(`^${path.replaceAll(NAME, '([^/]+)')}$`, 'u'), run, isOpen }
}

export function ok(body: Json | readonly Json[]): Answer {
  return { status: 200, body }
}

export const NO_CONTENT: Answer = { status: 204 }

/** Throws where there is none, or where the bot cannot see it. */
export function channelOf(world: World, id: string | undefined): Channel {
  const channel = world.channels.get(id ?? '')
  if (channel === undefined) throw refusals.unknownChannel()
  if (!channel.botMay('VIEW_CHANNEL')) throw refusals.missingAccess()
  return channel
}

/** A message that is there for the bot: not deleted, not ephemeral. */
export function messageOf(channel: Channel, id: string | undefined): Message {
  const message = channel.find(id ?? '')
  if (message === undefined || message.isEphemeral) throw refusals.unknownMessage()
  return message
}
