/** Daily notes over a database: the queries, the same for every dialect. */
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely'
import { citationsOf } from '../core/answers/answer.ts'
import type { ChannelMemory } from '../core/daily/choice.ts'
import type { ClaimedPost, DailyStore, Lease, Post, PostKey } from '../core/daily/daily-store.ts'
import type { NoteId } from '../core/notes/note.ts'
import type { Channel, ShownNote } from '../core/store.ts'
import { answerRowOf, keptAnswerIn } from './answer-row.ts'
import { postIn, scheduleIn, scheduleRowOf, stateColumns } from './daily-rows.ts'
import type { Schema } from './schema.ts'
import { recordShown } from './shown-notes.ts'
import type { Clock } from './store-over.ts'

/** What was posted and asked before that is no reason to show a note now. */
const LATELY_MS = 7 * 24 * 3_600_000
/** Enough to know what a busy channel has asked about. */
const ANSWERS_READ = 200
const POSTS_READ = 60

interface DailyOver {
  /** Throws when the store is closed. */
  readonly db: () => Kysely<Schema>
  /** By it leases run out. */
  readonly clock: Clock
}

export function dailyOver({ db, clock }: DailyOver): DailyStore {
  const until = ({ now, ms }: Lease): RawBuilder<number> => sql<number>`${clock(now)} + ${ms}`

  return {
    saveSchedule: async (schedule) => {
      const row = scheduleRowOf(schedule)
      const { id: _, channel, topic_key: key, ...rest } = row
      await db()
        .insertInto('daily_schedules')
        .values(row)
        .onConflict((conflict) => conflict.columns(['channel', 'topic_key']).doUpdateSet(rest))
        .execute()
      const kept = await db()
        .selectFrom('daily_schedules')
        .selectAll()
        .where('channel', '=', channel)
        .where('topic_key', '=', key)
        .executeTakeFirstOrThrow()
      return scheduleIn(kept)
    },
    schedules: async () => {
      const rows = await db().selectFrom('daily_schedules').selectAll().where('state', '=', 'on').execute()
      return rows.map(scheduleIn)
    },
    schedulesIn: async (channel) => {
      const rows = await db()
        .selectFrom('daily_schedules')
        .selectAll()
        .where('channel', '=', channel)
        .where('state', '!=', 'off')
        .orderBy('topic_key')
        .execute()
      return rows.map(scheduleIn)
    },
    schedule: async (id) => {
      const row = await db().selectFrom('daily_schedules').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : scheduleIn(row)
    },
    changeState: async (id, from, state, since) => {
      const result = await db()
        .updateTable('daily_schedules')
        .set({ ...stateColumns(state), since: since.getTime() })
        .where('id', '=', id)
        .where('state', '=', from)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
    postsFrom: async (schedule, from) => {
      const rows = await db()
        .selectFrom('daily_posts')
        .selectAll()
        .where('schedule', '=', schedule)
        .where('date', '>=', from)
        .orderBy('date')
        .execute()
      return rows.map(postIn)
    },
    sentIn: async (channel, limit) => {
      const rows = await db()
        .selectFrom('daily_posts')
        .selectAll()
        .where('channel', '=', channel)
        .where('state', '=', 'sent')
        .orderBy('sent_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(postIn).filter(isSent)
    },
    sentSince: async (prefix, since) => {
      const rows = await db()
        .selectFrom('daily_posts')
        .selectAll()
        .where('state', '=', 'sent')
        .where('sent_at', '>=', since.getTime())
        .orderBy('sent_at', 'desc')
        .execute()
      return rows
        .filter(({ channel }) => channel.startsWith(prefix))
        .map(postIn)
        .filter(isSent)
    },
    recordSkipped: async ({ id, channel }, slots, reason) => {
      if (slots.length === 0) return
      await db()
        .insertInto('daily_posts')
        .values(
          slots.map(({ date, at }) => ({
            ...emptyRow({ schedule: id, date }),
            channel,
            due_at: at.getTime(),
            state: 'skipped',
            reason: JSON.stringify(reason),
          })),
        )
        .onConflict((conflict) => conflict.columns(['schedule', 'date']).doNothing())
        .execute()
    },
    claim: ({ schedule, date, channel, dueAt }, lease, pick, again = false) =>
      db()
        .transaction()
        .execute(async (transaction) => {
          await onlyOneIn(transaction, channel)
          const picked = pick(await memoryIn(transaction, channel, lease.now))
          if (picked === null) return null
          const claimed = {
            state: 'claimed',
            note: picked.note,
            answer: picked.kept.id,
            owner: lease.owner,
            claimed_at: lease.now.getTime(),
            due_at: dueAt.getTime(),
            reason: null,
          }
          const result = await transaction
            .insertInto('daily_posts')
            .values({
              ...emptyRow({ schedule, date }),
              ...claimed,
              channel,
              lease_until: until(lease),
            })
            .onConflict((conflict) => {
              const taken = conflict.columns(['schedule', 'date'])
              if (!again) return taken.doNothing()
              // One attempt more: what was tried before is looked for.
              return taken
                .doUpdateSet({
                  ...claimed,
                  lease_until: until(lease),
                  attempt: sql<number>`daily_posts.attempt + 1`,
                })
                .where('daily_posts.state', 'in', ['skipped', 'failed'])
            })
            .executeTakeFirst()
          if (result.numInsertedOrUpdatedRows !== 1n) return null
          await transaction.insertInto('answers').values(answerRowOf(picked.kept)).execute()
          return claimedPost(transaction, { schedule, date })
        }),
    stalled: async (now) => {
      const rows = await db()
        .selectFrom('daily_posts')
        .selectAll()
        .where('state', '=', 'claimed')
        .where('lease_until', '<', clock(now))
        .orderBy('lease_until')
        .execute()
      return rows.map(postIn).filter(isClaimed)
    },
    takeOver: (post, lease) =>
      db()
        .transaction()
        .execute(async (transaction) => {
          const result = await transaction
            .updateTable('daily_posts')
            .set({ owner: lease.owner, attempt: post.attempt + 1, lease_until: until(lease) })
            .where('schedule', '=', post.schedule)
            .where('date', '=', post.date)
            .where('state', '=', 'claimed')
            .where('attempt', '=', post.attempt)
            .where('lease_until', '<', clock(lease.now))
            .executeTakeFirst()
          return result.numUpdatedRows === 1n ? claimedPost(transaction, post) : null
        }),
    retryIn: (post, lease) => change(db(), post, { lease_until: until(lease) }),
    markSent: (post, message, at) =>
      db()
        .transaction()
        .execute(async (transaction) => {
          const sent = { state: 'sent', message, sent_at: at.getTime() } as const
          if (!(await change(transaction, post, sent))) return false
          await recordShown(transaction, post.channel, [post.note], at)
          return true
        }),
    markFailed: (post, reason) => change(db(), post, { state: 'failed', reason: JSON.stringify(reason) }),
    memoryOf: (channel, now) => memoryIn(db(), channel, now),
  }
}

/** Changes the row if it is still the caller's. */
async function change(
  query: Kysely<Schema> | Transaction<Schema>,
  { schedule, date, owner, attempt }: ClaimedPost,
  values: Record<string, unknown>,
): Promise<boolean> {
  const result = await query
    .updateTable('daily_posts')
    .set(values)
    .where('schedule', '=', schedule)
    .where('date', '=', date)
    .where('state', '=', 'claimed')
    .where('owner', '=', owner)
    .where('attempt', '=', attempt)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

function emptyRow({ schedule, date }: PostKey) {
  return {
    schedule,
    date,
    note: null,
    answer: null,
    attempt: 1,
    owner: null,
    claimed_at: null,
    lease_until: null,
    message: null,
    sent_at: null,
    reason: null,
  }
}

/** Of all that choose for a channel one goes on; a lock of rows, which every dialect has. */
async function onlyOneIn(transaction: Transaction<Schema>, channel: Channel): Promise<void> {
  await transaction
    .updateTable('daily_schedules')
    .set({ channel })
    .where('id', '=', (query) =>
      query
        .selectFrom('daily_schedules')
        .select((each) => each.fn.min('id').as('id'))
        .where('channel', '=', channel),
    )
    .execute()
}

async function claimedPost(
  transaction: Transaction<Schema>,
  { schedule, date }: PostKey,
): Promise<ClaimedPost | null> {
  const row = await transaction
    .selectFrom('daily_posts')
    .selectAll()
    .where('schedule', '=', schedule)
    .where('date', '=', date)
    .executeTakeFirstOrThrow()
  const post = postIn(row)
  return isClaimed(post) ? post : null
}

async function memoryIn(db: Kysely<Schema>, channel: Channel, now: Date): Promise<ChannelMemory> {
  const since = now.getTime() - LATELY_MS
  const shown = await db
    .selectFrom('shown_notes')
    .select(['note', 'shown_at as at'])
    .where('channel', '=', channel)
    .orderBy('shown_at', 'desc')
    .orderBy('note')
    .execute()
  const posts = await db
    .selectFrom('daily_posts')
    .select(['note', 'state', 'sent_at as at'])
    .where('channel', '=', channel)
    .where((where) =>
      where.or([
        where('state', '=', 'claimed'),
        where.and([where('state', '=', 'sent'), where('sent_at', '>=', since)]),
      ]),
    )
    // Those on their way first, whatever else was posted: dialects place what has no time at either end.
    .orderBy('state')
    .orderBy('sent_at', 'desc')
    .limit(POSTS_READ)
    .execute()
  const answers = await db
    .selectFrom('answers')
    .select('document')
    .where('channel', '=', channel)
    .where('kept_at', '>=', since)
    .orderBy('kept_at', 'desc')
    .limit(ANSWERS_READ)
    .execute()
  return {
    shown: shown.map(shownNote),
    posted: posts.filter(({ state }) => state === 'sent').map(shownNote),
    held: new Set(posts.filter(({ state }) => state === 'claimed').map(({ note }) => note as NoteId)),
    asked: answers.flatMap(({ document }) => askedNotes(document)),
  }
}

/** What an answer cites that somebody has asked for in public, in words: a step that was taken is no question. */
function askedNotes(document: string): readonly ShownNote[] {
  const kept = keptAnswerIn(document)
  if (kept === null || kept.isPrivate || kept.question === null) return []
  return citationsOf(kept.answer).map(({ note }) => ({ note, at: kept.at }))
}

function shownNote({ note, at }: { readonly note: string | null; readonly at: number | null }): ShownNote {
  return { note: (note ?? '') as NoteId, at: new Date(at ?? 0) }
}

function isClaimed(post: Post): post is ClaimedPost {
  return post.type === 'claimed'
}

function isSent(post: Post): post is Post & { readonly type: 'sent' } {
  return post.type === 'sent'
}
