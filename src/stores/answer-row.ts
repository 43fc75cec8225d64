/** A kept answer as a row of its table, and back. */
import { z } from 'zod'
import type { KeptAnswer, ShownAnswer } from '../core/store.ts'
import type { AnswersTable } from './schema.ts'

/** What is kept must at least be; what blocks and steps hold is known to the bot that has written them. */
const document = z.looseObject({
  id: z.string(),
  answer: z.object({
    blocks: z.array(z.object({ type: z.string() }).loose()),
    steps: z.array(z.object({ label: z.string(), step: z.object({ type: z.string() }).loose() }).loose()),
  }),
  asker: z.object({ id: z.string(), name: z.string() }).nullable(),
  isShared: z.boolean(),
  channel: z.string(),
  isPrivate: z.boolean(),
  // Answers from before there were walks have none of these.
  walk: z.string().nullable().default(null),
  path: z
    .array(
      z.object({
        note: z.string(),
        name: z.string(),
        by: z.union([z.enum(['asked', 'opened']), z.object({ kind: z.string() }).loose()]),
      }),
    )
    .default([]),
  question: z.string().nullable().default(null),
  press: z.string().nullable().default(null),
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
    walk: kept.walk,
    press: kept.press,
    is_shown: 0,
    link: null,
  }
}

/** Null for what another version of the bot has written in another way. */
export function keptAnswerIn(text: string): KeptAnswer | null {
  try {
    const read = document.safeParse(JSON.parse(text))
    if (!read.success) return null
    const { at, walk, ...kept } = read.data
    // The shape above leaves open what only the bot writes: kinds of blocks and steps, and text as ids.
    return { ...kept, walk: walk ?? kept.id, at: new Date(at) } as unknown as KeptAnswer
  } catch {
    return null
  }
}

export function shownAnswersIn(
  rows: readonly Pick<AnswersTable, 'document' | 'link'>[],
): readonly ShownAnswer[] {
  return rows.flatMap(({ document: text, link }) => {
    const kept = keptAnswerIn(text)
    return kept === null ? [] : [{ kept, link }]
  })
}
