/**
 * What the bot keeps of daily notes. Schedules and posts are rows that several processes work on at once: whoever
 * changes a post's row first has it, and a post is sent by nobody else.
 */
import type { AnswerId, Channel, KeptAnswer } from '../store.ts'
import type { NoteId } from '../notes/note.ts'
import type { ChannelMemory } from './choice.ts'
import type { LocalDate } from './local-time.ts'
import type { Schedule, ScheduleId, ScheduleState, Slot } from './schedule.ts'

/** What came of one slot of a schedule; its key is the schedule with the local date. */
export type Post = PostKey & {
  readonly channel: Channel
  /** When it was due. */
  readonly dueAt: Date
} & PostState

export interface PostKey {
  readonly schedule: ScheduleId
  readonly date: LocalDate
}

type PostState =
  | ({ readonly type: 'claimed' } & Claim)
  | { readonly type: 'sent'; readonly note: NoteId; readonly message: string; readonly at: Date }
  /** Nothing was ever sent: it was due too long ago, or somebody wanted it left out. */
  | { readonly type: 'skipped'; readonly reason: SkipReason }
  /** It could not be sent. */
  | { readonly type: 'failed'; readonly reason: string }

export type SkipReason = 'late' | 'asked' | 'nothing'

/** A process has it until the lease runs out. */
interface Claim {
  readonly note: NoteId
  /** The answer as it is sent, the same at every try. */
  readonly answer: AnswerId
  /** From 1. */
  readonly attempt: number
  readonly owner: string
  /** When it was claimed for the first time: no message of it is older. */
  readonly since: Date
}

export type ClaimedPost = Post & { readonly type: 'claimed' }

export interface Lease {
  readonly owner: string
  readonly now: Date
  readonly ms: number
}

export interface Picked {
  readonly note: NoteId
  /** Kept with the claim, so that every try sends the same. */
  readonly kept: KeptAnswer
}

export interface DailyStore {
  /** Takes the place of the schedule of that channel and topic, and keeps its id; the schedule as it is kept. */
  readonly saveSchedule: (schedule: Schedule) => Promise<Schedule>
  /** Those that are on, of all channels. */
  readonly schedules: () => Promise<readonly Schedule[]>
  /** Those of a channel that were not taken off. */
  readonly schedulesIn: (channel: Channel) => Promise<readonly Schedule[]>
  /** Null where there is none. */
  readonly schedule: (id: ScheduleId) => Promise<Schedule | null>
  /** True for the one caller that has changed it; what was due before `since` is not made up for. */
  readonly changeState: (
    id: ScheduleId,
    from: ScheduleState['type'],
    state: ScheduleState,
    since: Date,
  ) => Promise<boolean>
  /** Posts of a schedule from a local date on, by date. */
  readonly postsFrom: (schedule: ScheduleId, from: LocalDate) => Promise<readonly Post[]>
  /** What was sent to a channel, the latest first. */
  readonly sentIn: (channel: Channel, limit: number) => Promise<readonly (Post & { readonly type: 'sent' })[]>
  /** What was sent since a time to channels whose name begins so, the latest first. */
  readonly sentSince: (prefix: string, since: Date) => Promise<readonly (Post & { readonly type: 'sent' })[]>
  /** Leaves alone what is there already. */
  readonly recordSkipped: (schedule: Schedule, slots: readonly Slot[], reason: SkipReason) => Promise<void>
  /**
   * Picks a note and claims the slot with it, in one transaction; no other schedule of the channel picks
   * meanwhile. Null where the slot is taken, or nothing is picked. With `again`, a slot that was skipped or failed
   * is claimed too.
   */
  readonly claim: (
    slot: PostKey & { readonly channel: Channel; readonly dueAt: Date },
    lease: Lease,
    pick: (memory: ChannelMemory) => Picked | null,
    again?: boolean,
  ) => Promise<ClaimedPost | null>
  /** Posts whose lease has run out. */
  readonly stalled: (now: Date) => Promise<readonly ClaimedPost[]>
  /** Null where another one was faster. */
  readonly takeOver: (post: ClaimedPost, lease: Lease) => Promise<ClaimedPost | null>
  /** Has the lease run out so much later, to be tried again then. False where it is another's by now. */
  readonly retryIn: (post: ClaimedPost, lease: Lease) => Promise<boolean>
  /** Remembers the note as shown, too. False where it is another's by now. */
  readonly markSent: (post: ClaimedPost, message: string, at: Date) => Promise<boolean>
  /** False where it is another's by now. */
  readonly markFailed: (post: ClaimedPost, reason: string) => Promise<boolean>
  /** What a note is chosen by. */
  readonly memoryOf: (channel: Channel, now: Date) => Promise<ChannelMemory>
}
