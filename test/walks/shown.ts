/** Walks without a platform: what is shown is kept in a list. */
import type { Answer } from '../../src/core/answers/answer.ts'
import type { Request } from '../../src/core/bot.ts'
import type { Channel, KeptAnswer, Thread } from '../../src/core/store.ts'
import type { Given, Show } from '../../src/core/walks/standing.ts'
import type { Message, Stepped } from '../../src/core/walks/walks.ts'
import type { ChatBot } from '../support/chat-bot.ts'

export const HARBOUR = 'test/coast/harbour' as Channel
export const anna = { id: 'U1', name: 'Anna' }
export const ben = { id: 'U2', name: 'Ben' }
export const inHarbour: Given = { by: anna, channel: HARBOUR, thread: null, isPrivate: false }

/** A thread hangs from every answer in the open channel. */
export function threadUnder({ id }: KeptAnswer): Thread {
  return `test/${id}` as Thread
}

export interface Platform {
  readonly shown: KeptAnswer[]
  readonly notices: string[]
  readonly show: (given: Given) => Show
  /** What is asked, and its answer. */
  readonly asks: (question: string, given?: Given) => Promise<KeptAnswer>
  readonly begins: (request: Request, given?: Given) => Promise<KeptAnswer>
  /** Takes the step whose label has these words. */
  readonly steps: (from: KeptAnswer, words: string, given?: Given) => Promise<KeptAnswer>
  readonly presses: (from: KeptAnswer, words: string, given?: Given) => Promise<Stepped>
  /** What is said in the thread under an answer; null where nothing was answered. */
  readonly says: (root: KeptAnswer, text: string, how?: Partial<Saying>) => Promise<KeptAnswer | null>
}

interface Saying extends Message {
  readonly by: typeof anna
}

export function platformOf({ walks }: ChatBot): Platform {
  const shown: KeptAnswer[] = []
  const notices: string[] = []
  const show =
    (given: Given): Show =>
    async (kept) => {
      shown.push(kept)
      return {
        link: given.isPrivate ? null : `https://chat.example/${kept.id}`,
        thread: given.isPrivate ? null : (given.thread ?? threadUnder(kept)),
      }
    }
  const last = (): KeptAnswer => {
    const kept = shown.at(-1)
    if (kept === undefined) throw new Error('Nothing was shown.')
    return kept
  }
  const begins: Platform['begins'] = async (request, given = inHarbour) => {
    await walks.begin(request, given, show(given))
    return last()
  }
  const presses: Platform['presses'] = (from, words, given = inHarbour) =>
    walks.step({ type: 'step', answer: from.id, at: stepTo(from.answer, words) }, given, show(given))
  return {
    shown,
    notices,
    show,
    begins,
    asks: (question, given) => begins({ type: 'command', command: 'explain', values: { question } }, given),
    presses,
    steps: async (from, words, given) => {
      await presses(from, words, given)
      return last()
    },
    says: async (root, text, { by = anna, ...how } = {}) => {
      const given = { ...inHarbour, by, thread: threadUnder(root) }
      const before = shown.length
      if (how.isAddressed !== true && !(await walks.owns(given.thread))) return null
      const message = { text, isAddressed: false, isToAPerson: false, ...how }
      await walks.hear(message, given, show(given), async (notice) => void notices.push(notice))
      return shown[before] ?? null
    },
  }
}

export function titleOf({ answer }: KeptAnswer): string {
  return answer.blocks.flatMap((block) => (block.type === 'question' ? [block.text] : []))[0] ?? ''
}

/** The words of the blocks of a type, in one line. */
export function saidIn({ answer }: KeptAnswer, type: 'lead' | 'arrival' | 'aside' | 'list'): string {
  return answer.blocks
    .flatMap((block) => (block.type === type ? ('items' in block ? block.items.flat() : block.inlines) : []))
    .map((inline) =>
      inline.type === 'cite' ? `[${inline.number}]` : inline.type === 'note' ? inline.title : inline.text,
    )
    .join('')
}

export function labelsOf({ answer }: KeptAnswer): readonly string[] {
  return answer.steps.map(({ label }) => label)
}

export function stepTo(answer: Answer, words: string): number {
  const at = answer.steps.findIndex(({ label }) => label.includes(words))
  if (at !== -1) return at
  throw new Error(`No step says "${words}": ${answer.steps.map(({ label }) => label).join(' | ')}`)
}
