/** The words and blocks that answers about daily notes are made of. */
import type { Block, Inline } from '../answers/answer.ts'
import { text } from '../answers/inlines.ts'
import type { Reply } from '../commands/command.ts'
import { daysWords } from './days.ts'
import { momentWords } from './local-time.ts'
import type { Schedule } from './schedule.ts'

/** `a note about limits, weekdays at 09:00 (Europe/Berlin)` */
export function rhythmOf({ topic, days, time, zone }: Schedule): string {
  return `${topic === null ? 'a note' : `a note about ${topic}`}, ${daysWords(days)} at ${time} (${zone})`
}

/** A moment as the reader's own time. */
export function timeInline({ at }: { readonly at: Date }, { zone }: { readonly zone: string }): Inline {
  return { type: 'time', at: at.getTime(), text: `${momentWords(at, zone)} (${zone})` }
}

export function lead(words: string): Block {
  return { type: 'lead', inlines: [text(words)] }
}

/** Something to type, and what it does. */
export function aside(command: string, words: string): Block {
  const typed: readonly Inline[] = command === '' ? [] : [{ type: 'code', text: command }]
  return { type: 'aside', inlines: [...typed, text(words)] }
}

export function replyOf(blocks: readonly Block[]): Reply {
  return { answer: { blocks, steps: [] }, data: null, notes: [], isMiss: false }
}
