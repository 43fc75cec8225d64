/** What a chat remembers and what a typed line means; it knows no terminal. */
import type { Answer } from '../../core/answers/answer.ts'
import type { Bot } from '../../core/bot.ts'
import { UserError } from '../../core/errors.ts'
import type { Channel, KeptAnswer, Store, Thread } from '../../core/store.ts'
import { NOWHERE, type Given, type Show } from '../../core/walks/standing.ts'
import { createWalks } from '../../core/walks/walks.ts'

/** Words of the chat itself, beside the bot's commands. */
export const CHAT_COMMANDS = {
  back: 'Return to the note before',
  recap: 'List the path so far, with its relations',
  help: 'Show this',
  quit: 'Leave; Ctrl-D does the same',
} as const

type Said =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'nothing' }
  | { readonly type: 'end' }

export interface Conversation {
  /** Rejects with UserError for what can be put right; the conversation stands where it stood. */
  readonly say: (line: string) => Promise<Said>
}

const GIVEN: Given = {
  by: { id: 'you', name: 'you' },
  channel: 'terminal' as Channel,
  thread: 'terminal' as Thread,
  isChat: true,
  isPrivate: false,
}

/** `store` is this chat's own. */
export function startConversation(bot: Bot, store: Store): Conversation {
  let ids = 0
  const newId = () => String((ids += 1)).padStart(6, '0')
  const walks = createWalks({ bot: () => bot, store, now: () => new Date(), newId })
  /** The answer whose steps can be taken by their numbers. */
  let last: KeptAnswer | null = null

  const answered = async (work: (show: Show) => Promise<unknown>): Promise<Said> => {
    let shown: KeptAnswer | null = null
    await work(async (kept) => {
      shown = kept
      return NOWHERE
    })
    if (shown === null) return { type: 'nothing' }
    last = shown
    return { type: 'answer', answer: (shown as KeptAnswer).answer }
  }

  const choose = (number: number): Promise<Said> => {
    const steps = last?.answer.steps ?? []
    if (last === null || steps[number - 1] === undefined) throw noStep(number, steps.length)
    const { id } = last
    return answered((show) => walks.step({ type: 'step', answer: id, at: number - 1 }, GIVEN, show))
  }

  const hear = (text: string): Promise<Said> => {
    const message = { text, isAddressed: true, isToAPerson: false }
    return answered((show) => walks.hear(message, GIVEN, show, async () => undefined))
  }

  return {
    say: async (line) => {
      const typed = line.trim()
      if (typed === '') return { type: 'nothing' }
      if (/^\d{1,4}\.?$/u.test(typed)) return choose(Number.parseInt(typed, 10))
      if (!typed.startsWith('/')) return hear(typed)
      const [, name = '', text = ''] = /^\/(\S*)\s*(.*)$/su.exec(typed) ?? []
      switch (name.toLowerCase()) {
        case 'back':
        case 'recap':
          return hear(name)
        case '':
        case 'help':
          return { type: 'answer', answer: helpAnswer(bot) }
        case 'quit':
        case 'exit':
          return { type: 'end' }
        default:
          return answered((show) => walks.begin({ type: 'text', command: name, text }, GIVEN, show))
      }
    },
  }
}

function noStep(number: number, steps: number): UserError {
  const hint =
    steps === 0
      ? 'Ask a question; its answer offers steps.'
      : steps === 1
        ? 'The last answer offers step 1.'
        : `The last answer offers the steps 1 to ${steps}.`
  return new UserError('unknown-step', `There is no step ${number} here.`, hint)
}

function helpAnswer(bot: Bot): Answer {
  const { blocks } = bot.runText('notewalk', 'help').answer
  const rows = [
    ['a question', 'The same as /explain with the question'],
    ['a number', 'Take that step of the last answer'],
    ['Tab', 'Complete a command, a title or a topic'],
    ...Object.entries(CHAT_COMMANDS).map(([name, description]) => [`/${name}`, description]),
  ]
  return { blocks: [...blocks, { type: 'table', header: ['In this chat', ''], rows }], steps: [] }
}
