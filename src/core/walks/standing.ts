/** Who asked where, and where the answer stands then. */
import type { Channel, KeptAnswer, Person, Thread } from '../store.ts'

/** Who gave a command, and where its answer is shown. */
export interface Given {
  readonly by: Person
  readonly channel: Channel
  /** Where the talk goes on from what was said before; null in the open channel. */
  readonly thread: Thread | null
  /** A chat of two, where a question that stands alone begins a new walk. */
  readonly isChat?: boolean
  /** Whether the answer is shown to that person alone. */
  readonly isPrivate: boolean
}

/** Where an answer stands once it was put before people. */
export interface Standing {
  /** Null where the platform does not tell, or one person alone sees it. */
  readonly link: string | null
  /** Where follow-ups to it are said; null where there is no such place. */
  readonly thread: Thread | null
}

export const NOWHERE: Standing = { link: null, thread: null }

/** Whether a message is still there, by its address; where that cannot be told, it is. */
export type Stands = (link: string) => Promise<boolean>

/** Puts an answer before people. */
export type Show = (kept: KeptAnswer) => Promise<Standing>
