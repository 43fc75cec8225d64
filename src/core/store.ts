/**
 * The state that the bot keeps, as an interface; `stores/` implement it. Every method may be called by
 * several processes on one store at once. A rejection means that nothing was changed.
 */
import type { Answer } from './answers/answer.ts'
import type { DailyStore } from './daily/daily-store.ts'
import type { NoteId, Relation } from './notes/note.ts'

/** Short and opaque: it stands in buttons and says nothing. */
export type AnswerId = string & { readonly brand: 'AnswerId' }

/** A walk has this name in all its answers; it stands nowhere else. */
export type WalkId = string & { readonly brand: 'WalkId' }

/** A place where people read along, such as `discord/10/20`: platform, server or workspace, channel. */
export type Channel = string & { readonly brand: 'Channel' }

/** Where follow-ups to an answer are said, such as `discord/10/30`: a thread, or a chat of two. */
export type Thread = string & { readonly brand: 'Thread' }

/** A person as the platform knows them. */
export interface Person {
  readonly id: string
  readonly name: string
}

/** A note on the path of a walk. */
export interface Stop {
  readonly note: NoteId
  /** A few words for it: the question as it was asked, or a short name of the note. */
  readonly name: string
  /** How it was reached: the relation that was walked, a question, by opening it. */
  readonly by: Relation | 'asked' | 'opened'
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
  readonly walk: WalkId
  /** The stops that led to it; the last one is the note that it is about. Empty for lists. */
  readonly path: readonly Stop[]
  /** What was asked in words; null where a step was taken. */
  readonly question: string | null
  /** The press that it is the answer to, as text; null for none. */
  readonly press: string | null
  readonly at: Date
}

/** An answer that has been put before people. */
export interface ShownAnswer {
  readonly kept: KeptAnswer
  /** Its address; null where the platform does not tell, or one person alone saw it. */
  readonly link: string | null
}

/** How people talk in a thread, and whether the bot has a part in it. */
export interface Talk {
  /** Told to stop: from then on it answers only when it is addressed. */
  readonly isGuest: boolean
  /** People talk to each other: until it is addressed it says nothing. */
  readonly isQuiet: boolean
  /** Whether it has said that it keeps quiet. */
  readonly isTold: boolean
  /** Id of the person who spoke last, if the bot had no answer to it. */
  readonly unanswered: string | null
}

export interface ThreadState {
  readonly walk: WalkId
  /** Whether it began from the bot's own message. */
  readonly isOwn: boolean
  readonly talk: Talk
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
  /** Remembers that an answer stands before people, and where. */
  readonly markShown: (id: AnswerId, link: string | null) => Promise<void>
  /** For an answer that people have taken away again. */
  readonly dropAnswer: (id: AnswerId) => Promise<void>
  /** The answers of a walk that were shown, in the order in which they were made. */
  readonly shownAnswers: (walk: WalkId) => Promise<readonly ShownAnswer[]>
  /** The shown answer that a press has made, the first one of several. */
  readonly shownAnswerTo: (press: string) => Promise<ShownAnswer | null>
  readonly thread: (thread: Thread) => Promise<ThreadState | null>
  readonly keepThread: (thread: Thread, state: ThreadState, at: Date) => Promise<void>
  /**
   * True for one caller of all, until the claim runs out; `until` null never does. What is done once
   * (an event answered, a hint given) is claimed first. It lasts as long as from `now` to `until`, by a
   * clock that all callers share.
   */
  readonly claim: (key: string, now: Date, until: Date | null) => Promise<boolean>
  /** Lets the next caller have it; no matter if nobody has. */
  readonly release: (key: string) => Promise<void>
  /** Remembers that a channel saw notes. */
  readonly recordShown: (channel: Channel, notes: readonly NoteId[], at: Date) => Promise<void>
  /** Each note that the channel has seen once, the latest first. */
  readonly shownIn: (channel: Channel) => Promise<readonly ShownNote[]>
  readonly daily: DailyStore
  /** Forgets walks and threads that were last used before a time, and claims that have run out. */
  readonly forget: (before: Date, now: Date) => Promise<void>
  readonly close: () => Promise<void>
}
