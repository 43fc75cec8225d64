/** Schedules and posts as rows of their tables, and back. */
import { z } from 'zod'
import type { Post, SkipReason } from '../core/daily/daily-store.ts'
import type { LocalDate, LocalTime, Weekday } from '../core/daily/local-time.ts'
import type { Schedule, ScheduleId, ScheduleState } from '../core/daily/schedule.ts'
import type { NoteId } from '../core/notes/note.ts'
import type { AnswerId, Channel } from '../core/store.ts'
import type { PostsTable, SchedulesTable } from './daily-schema.ts'

const document = z.object({
  topic: z.string().nullable(),
  time: z.string(),
  zone: z.string(),
  days: z.array(z.number()),
  setBy: z.object({ id: z.string(), name: z.string() }),
})

export function scheduleRowOf(schedule: Schedule): SchedulesTable {
  const { id, channel, topic, time, zone, days, setBy, state, since } = schedule
  return {
    id,
    channel,
    topic_key: topicKeyOf(topic),
    document: JSON.stringify({ topic, time, zone, days, setBy }),
    ...stateColumns(state),
    since: since.getTime(),
  }
}

export function stateColumns(state: ScheduleState): Pick<SchedulesTable, 'state' | 'reason'> {
  return { state: state.type, reason: JSON.stringify(state.type === 'paused' ? state.reason : null) }
}

export function scheduleIn(row: SchedulesTable): Schedule {
  const { topic, time, zone, days, setBy } = document.parse(JSON.parse(row.document))
  return {
    id: row.id as ScheduleId,
    channel: row.channel as Channel,
    topic,
    time: time as LocalTime,
    zone,
    days: days as Weekday[],
    setBy,
    state: stateIn(row),
    since: new Date(row.since),
  }
}

function stateIn({ state, reason }: SchedulesTable): ScheduleState {
  switch (state) {
    case 'on':
    case 'off':
      return { type: state }
    default:
      return { type: 'paused', reason: textIn(reason) }
  }
}

function topicKeyOf(topic: string | null): string {
  return JSON.stringify(topic?.toLowerCase() ?? null)
}

export function postIn(row: PostsTable): Post {
  return {
    schedule: row.schedule as ScheduleId,
    date: row.date as LocalDate,
    channel: row.channel as Channel,
    dueAt: new Date(row.due_at),
    ...postStateIn(row),
  }
}

function postStateIn(row: PostsTable) {
  const note = (row.note ?? '') as NoteId
  switch (row.state) {
    case 'claimed':
      return {
        type: 'claimed' as const,
        note,
        answer: (row.answer ?? '') as AnswerId,
        attempt: row.attempt,
        owner: row.owner ?? '',
        since: new Date(row.claimed_at ?? row.due_at),
      }
    case 'sent':
      return {
        type: 'sent' as const,
        note,
        message: row.message ?? '',
        at: new Date(row.sent_at ?? row.due_at),
      }
    case 'skipped':
      return { type: 'skipped' as const, reason: (textIn(row.reason) ?? 'late') as SkipReason }
    default:
      return { type: 'failed' as const, reason: textIn(row.reason) ?? '' }
  }
}

function textIn(json: string | null): string | null {
  const value: unknown = json === null ? null : JSON.parse(json)
  return typeof value === 'string' ? value : null
}
