/**
 * One claimed post on its way into a channel. Whoever holds the lease sends it; an unknown outcome is left alone until
 * the lease has run out, and is then looked for before anything is sent again.
 */
import type { Bot } from '../bot.ts'
import type { Log } from '../log.ts'
import type { KeptAnswer, Store } from '../store.ts'
import { NEW_TALK } from '../walks/talk.ts'
import { NOWHERE } from '../walks/standing.ts'
import type { ClaimedPost, Lease } from './daily-store.ts'
import type { DailyPoster, Obstacle, PostOrder } from './poster.ts'
import type { Schedule } from './schedule.ts'

export interface DeliveryTiming {
  /** How long a process has a post for itself. */
  readonly leaseMs: number
  /** Nothing is sent later than this after the lease was taken: a request must end before the lease does. */
  readonly sendWithinMs: number
  /** The first wait before another try; it doubles. */
  readonly backoffMs: number
  /** It is never waited longer between two tries. */
  readonly longestBackoffMs: number
  /** How late a post may still be sent. */
  readonly catchUpMs: number
}

/** What cannot even be looked for is given up a day after nobody waits for it any more. */
const DAY_MS = 24 * 3_600_000

export interface DeliveryParts {
  readonly bot: () => Bot
  readonly store: Store
  readonly log: Log
  readonly now: () => Date
  /** Names this process. */
  readonly owner: string
  readonly timing: DeliveryTiming
  readonly isStopping: () => boolean
}

export type Delivered =
  | { readonly type: 'sent'; readonly message: string }
  /** It is tried again. */
  | { readonly type: 'later' }
  | { readonly type: 'refused'; readonly obstacle: Obstacle }
  /** It cannot be sent any more. */
  | { readonly type: 'failed'; readonly reason: string }

/** `leasedAt` by the clock of `performance.now()`, which nobody can set. Rejects where the store fails. */
export async function delivered(
  post: ClaimedPost,
  schedule: Schedule,
  poster: DailyPoster,
  leasedAt: number,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { store, timing, isStopping } = parts
  const kept = await store.keptAnswer(post.answer)
  if (kept === null) return gaveUp(post, 'what was to be posted is not remembered any more', parts)
  const key = `${post.schedule}/${post.date}`
  const order: PostOrder = {
    channel: post.channel,
    key,
    kept,
    since: post.since,
    maySend: () => !isStopping() && performance.now() - leasedAt < timing.sendWithinMs,
  }
  let untold: Extract<Found, { type: 'untold' }> | null = null
  if (post.attempt > 1) {
    const found = await foundAgain(order, poster, parts)
    if (found.type === 'sent') return sent(post, found.message, kept, poster, parts)
    const over = found.type === 'none' ? whyOver(post, schedule, parts) : null
    if (over !== null) return gaveUp(post, over, parts)
    untold = found.type === 'untold' ? found : null
  }
  const obstacle = await poster.obstacle(post.channel).catch(() => null)
  if (obstacle !== null && untold === null) return refused(post, schedule, obstacle, poster, parts)
  if (untold !== null) {
    // It may stand there: until that is known it is not free to be posted anew, not even by hand.
    if (obstacle !== null) await paused(schedule, obstacle, poster, parts)
    const isForgotten = parts.now().getTime() - post.dueAt.getTime() > timing.catchUpMs + DAY_MS
    return isForgotten
      ? gaveUp(post, 'whether it was posted could not be found out', parts)
      : notNow(post, { error: untold.error, afterMs: null }, parts)
  }
  const outcome = await poster.post(order)
  switch (outcome.type) {
    case 'sent':
      return sent(post, outcome.message, kept, poster, parts)
    case 'unknown':
      parts.log.warn(`Daily note: what became of ${key} is not known; it is looked for later`, outcome.error)
      return { type: 'later' }
    case 'later':
      return notNow(post, outcome, parts)
    case 'refused':
      return refused(post, schedule, outcome.obstacle, poster, parts)
  }
}

type Found =
  | { readonly type: 'sent'; readonly message: string }
  | { readonly type: 'none' }
  /** The platform does not answer, or does not let the bot look; whatever is in the way is found out next. */
  | { readonly type: 'untold'; readonly error: unknown }

async function foundAgain(order: PostOrder, poster: DailyPoster, { log }: DeliveryParts): Promise<Found> {
  try {
    const message = await poster.find(order)
    return message === null ? { type: 'none' } : { type: 'sent', message }
  } catch (error) {
    log.info(`Daily note: ${order.key} could not be looked for`, error)
    return { type: 'untold', error }
  }
}

/** Replies under the message go on from the note as a walk. */
async function sent(
  post: ClaimedPost,
  message: string,
  { walk }: KeptAnswer,
  poster: DailyPoster,
  { store, now }: DeliveryParts,
): Promise<Delivered> {
  const { link, thread } = await poster.standingOf(post.channel, message).catch(() => NOWHERE)
  await store.markShown(post.answer, link)
  if (thread !== null && (await store.thread(thread)) === null) {
    await store.keepThread(thread, { walk, isOwn: true, talk: NEW_TALK }, now())
  }
  await store.daily.markSent(post, message, now())
  return { type: 'sent', message }
}

async function notNow(
  post: ClaimedPost,
  { error, afterMs }: { readonly error: unknown; readonly afterMs: number | null },
  parts: DeliveryParts,
): Promise<Delivered> {
  // One that leaves hands over at once.
  const wait = parts.isStopping() ? 0 : Math.max(afterMs ?? 0, backoffOf(post.attempt, parts.timing))
  parts.log.info(
    `Daily note: ${post.schedule}/${post.date} is tried again in ${Math.ceil(wait / 1000)} s`,
    error,
  )
  await parts.store.daily.retryIn(post, leaseOf(wait, parts))
  return { type: 'later' }
}

export function leaseOf(ms: number, { owner, now }: Pick<DeliveryParts, 'owner' | 'now'>): Lease {
  return { owner, now: now(), ms }
}

/** Why it is not tried again; null where it is. What was asked for in a pause is wanted. */
function whyOver(post: ClaimedPost, { state, since }: Schedule, parts: DeliveryParts): string | null {
  const { bot, now, timing } = parts
  if (state.type !== 'on' && since > post.since) return `the daily note was ${STOPPED[state.type]} meanwhile`
  if (now().getTime() - post.dueAt.getTime() > timing.catchUpMs) return 'it could not be posted in time'
  return bot().library.notes.has(post.note) ? null : 'the note was removed before it could be posted'
}

const STOPPED = { paused: 'paused', off: 'taken off' } as const

async function gaveUp(post: ClaimedPost, reason: string, { store, log }: DeliveryParts): Promise<Delivered> {
  if (await store.daily.markFailed(post, reason)) {
    log.warn(`Daily note: ${post.schedule}/${post.date} was not posted: ${reason}.`)
  }
  return { type: 'failed', reason }
}

async function refused(
  post: ClaimedPost,
  schedule: Schedule,
  obstacle: Obstacle,
  poster: DailyPoster,
  parts: DeliveryParts,
): Promise<Delivered> {
  await parts.store.daily.markFailed(post, obstacle.message)
  await paused(schedule, obstacle, poster, parts)
  return { type: 'refused', obstacle }
}

/** Whoever set the schedule is told: once, by whoever has paused it. */
async function paused(
  schedule: Schedule,
  obstacle: Obstacle,
  poster: DailyPoster,
  { store, log, now }: DeliveryParts,
): Promise<void> {
  const state = { type: 'paused', reason: obstacle.message } as const
  if (!(await store.daily.changeState(schedule.id, 'on', state, now()))) return
  log.warn(`Daily note: ${schedule.channel} is paused: ${obstacle.message}`)
  await poster
    .tell(schedule.setBy, schedule.channel, obstacle)
    .catch((error: unknown) =>
      log.warn('Whoever set a daily note could not be told that it is paused', error),
    )
}

function backoffOf(attempt: number, { backoffMs, longestBackoffMs }: DeliveryTiming): number {
  return Math.min(backoffMs * 2 ** Math.min(attempt - 1, 20), longestBackoffMs)
}
