/** What a chat platform does for daily notes; its adapter implements it. */
import type { Channel, KeptAnswer, Person } from '../store.ts'
import type { Standing } from '../walks/standing.ts'

export interface DailyPoster {
  /** Whether the channel is one of this platform, and of this server or workspace where there is one alone. */
  readonly serves: (channel: Channel) => boolean
  /** Null where all that a post takes is there. */
  readonly obstacle: (channel: Channel) => Promise<Obstacle | null>
  /** Null where the person may set daily notes in the channel. */
  readonly refusal: (person: Person, channel: Channel) => Promise<Obstacle | null>
  /** The time zone that a person has chosen on the platform; null where it does not tell. */
  readonly zoneOf: (person: Person) => Promise<string | null>
  /** Posts once. Never rejects. */
  readonly post: (order: PostOrder) => Promise<PostOutcome>
  /** The message of an order that may have been carried out; null where there is none. Rejects where that cannot be told. */
  readonly find: (order: FindOrder) => Promise<string | null>
  /** Where a message stands, and where follow-ups to it are said. */
  readonly standingOf: (channel: Channel, message: string) => Promise<Standing>
  /** Says something to a person alone. */
  readonly tell: (person: Person, channel: Channel, obstacle: Obstacle) => Promise<void>
}

/** What is missing or not allowed, and how it is mended, in full sentences. */
export interface Obstacle {
  readonly message: string
  readonly hint: string
}

export interface FindOrder {
  readonly channel: Channel
  /** The same for every try of one post, and for no other post. */
  readonly key: string
  readonly kept: KeptAnswer
  /** No message of it is older. */
  readonly since: Date
}

export interface PostOrder extends FindOrder {
  /** Asked at the last moment: false when the time for sending is over. */
  readonly maySend: () => boolean
}

export type PostOutcome =
  | { readonly type: 'sent'; readonly message: string }
  /** Certainly not sent; to be tried again, not before `afterMs` where the platform says so. */
  | { readonly type: 'later'; readonly error: unknown; readonly afterMs: number | null }
  /** It may have been sent. */
  | { readonly type: 'unknown'; readonly error: unknown }
  /** Not sent, and trying again is of no use. */
  | { readonly type: 'refused'; readonly obstacle: Obstacle }
