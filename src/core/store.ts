/**
 * The state that the bot keeps, as an interface; `stores/` implement it. Every method may be called by
 * several processes on one store at once. A rejection means that nothing was changed.
 */
import type { Answer } from './answers/answer.ts'
import type { NoteId } from './notes/note.ts'

/** Short and opaque: it stands in buttons and says nothing. */
export type AnswerId = string & { readonly brand: 'AnswerId' }

/** A place where people read along, such as `discord/10/20`: platform, server or workspace, channel. */
export type Channel = string & { readonly brand: 'Channel' }

/** A person as the platform knows them. */
export interface Person {
  readonly id: string
  readonly name: string
}

/** An answer as it was shown, with what its buttons need. */
export interface KeptAnswer {
  readonly id: AnswerId
  readonly answer: Answer
  /** Who asked, or who shared it; null where nobody did. */
  readonly asker: Person | null
  /** Whether it was private first, and then shared. */
  readonly isShared: boolean
  readonly channel: Channel
  /** Shown to the asker alone. */
  readonly isPrivate: boolean
  /** Notes that the conversation had shown before and in this answer. */
  readonly seen: readonly NoteId[]
  readonly at: Date
}

export interface ShownNote {
  readonly note: NoteId
  /** The last time. */
  readonly at: Date
}

export interface Store {
  /** Durable when it resolves: what is on a screen works after a crash. */
  readonly keepAnswer: (kept: KeptAnswer) => Promise<void>
  readonly keptAnswer: (id: AnswerId) => Promise<KeptAnswer | null>
  /**
   * True for one caller of all, until the claim runs out; `until` null never does. What is done once
   * (an event answered, a hint given) is claimed first.
   */
  readonly claim: (key: string, now: Date, until: Date | null) => Promise<boolean>
  /** Lets the next caller have it; no matter if nobody has. */
  readonly release: (key: string) => Promise<void>
  /** Remembers that a channel saw notes. */
  readonly recordShown: (channel: Channel, notes: readonly NoteId[], at: Date) => Promise<void>
  /** Each note that the channel has seen once, the latest first. */
  readonly shownIn: (channel: Channel) => Promise<readonly ShownNote[]>
  /** Forgets answers that were kept before a time, and claims that have run out. */
  readonly forget: (before: Date, now: Date) => Promise<void>
  readonly close: () => Promise<void>
}
