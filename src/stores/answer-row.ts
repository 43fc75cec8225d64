/** A kept answer as a row of its table, and back. */
import { z } from 'zod'
import type { KeptAnswer } from '../core/store.ts'
import type { AnswersTable } from './schema.ts'

/** What is kept must at least be; what blocks and steps hold is known to the bot that has written them. */
const document = z.object({
  id: z.string(),
  answer: z.object({
    blocks: z.array(z.object({ type: z.string() })),
    steps: z.array(z.object({ label: z.string(), step: z.object({ type: z.string() }) })),
  }),
  asker: z.object({ id: z.string(), name: z.string() }).nullable(),
  isShared: z.boolean(),
  channel: z.string(),
  isPrivate: z.boolean(),
  seen: z.array(z.string()),
  at: z.number(),
})

export function answerRowOf(kept: KeptAnswer): AnswersTable {
  const at = kept.at.getTime()
  return {
    id: kept.id,
    channel: kept.channel,
    // JSON escapes U+0000 and halves of characters, which a column of text would not bring back.
    document: JSON.stringify({ ...kept, at }),
    kept_at: at,
  }
}

/** Null for what another version of the bot has written in another way. */
export function keptAnswerIn(text: string): KeptAnswer | null {
  try {
    const read: unknown = JSON.parse(text)
    if (!document.safeParse(read).success) return null
    const { at, ...kept } = read as Omit<KeptAnswer, 'at'> & { readonly at: number }
    return { ...kept, at: new Date(at) }
  } catch {
    return null
  }
}
