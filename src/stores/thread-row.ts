/** The state of a thread as a row of its table, and back. */
import { z } from 'zod'
import type { Thread, ThreadState, WalkId } from '../core/store.ts'
import type { ThreadsTable } from './schema.ts'

const document = z.object({
  walk: z.string(),
  isOwn: z.boolean(),
  talk: z.object({
    isGuest: z.boolean(),
    isQuiet: z.boolean(),
    isTold: z.boolean(),
    unanswered: z.string().nullable(),
  }),
})

export function threadRowOf(thread: Thread, state: ThreadState, at: Date): ThreadsTable {
  return { thread, document: JSON.stringify(state), used_at: at.getTime() }
}

/** Null for what another version of the bot has written in another way. */
export function threadStateIn(text: string): ThreadState | null {
  try {
    const read = document.safeParse(JSON.parse(text))
    return read.success ? { ...read.data, walk: read.data.walk as WalkId } : null
  } catch {
    return null
  }
}
