/** What a chat remembers and what a typed line means; it knows no terminal. */
import { citedNotes, type Answer } from '../../core/answers/answer.ts'
import type { Bot } from '../../core/bot.ts'
import type { Reply } from '../../core/commands/command.ts'
import { UserError } from '../../core/errors.ts'
import type { NoteId } from '../../core/notes/note.ts'
import type { ShownNote } from '../../core/store.ts'

/** Words of the chat itself, beside the bot's commands. */
export const CHAT_COMMANDS = {
  back: 'Show the previous answer again',
  help: 'Show this',
  quit: 'Leave; Ctrl-D does the same',
} as const

type Said =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'nothing' }
  | { readonly type: 'end' }

export interface Conversation {
  /** Throws UserError for what can be put right; the conversation stands where it stood. */
  readonly say: (line: string) => Said
}

export function startConversation(bot: Bot): Conversation {
  /** The answers shown so far, the present one last. */
  const trail: Answer[] = []
  /** Notes that this walk has shown; a typed question begins a new walk. */
  let seen: ReadonlySet<NoteId> = new Set()

  /** What was shown since the chat began, the latest first. */
  let known: readonly ShownNote[] = []

  const shown = ({ answer, notes }: Reply, before: ReadonlySet<NoteId>): Said => {
    trail.push(answer)
    seen = new Set([...before, ...citedNotes(answer)])
    const at = new Date()
    known = [...notes.map((note) => ({ note, at })), ...known.filter(({ note }) => !notes.includes(note))]
    return { type: 'answer', answer }
  }

  const back = (): Said => {
    const previous = trail.at(-2)
    if (previous === undefined) {
      throw new UserError('wrong-usage', 'There is no earlier answer.', 'Ask a question, or type /help.')
    }
    trail.pop()
    return { type: 'answer', answer: previous }
  }

  const choose = (number: number): Said => {
    const steps = trail.at(-1)?.steps ?? []
    const chosen = steps[number - 1]
    if (chosen === undefined) {
      throw new UserError(
        'unknown-step',
        `There is no step ${number} here.`,
        steps.length === 0
          ? 'Ask a question; its answer offers steps.'
          : steps.length === 1
            ? 'The last answer offers step 1.'
            : `The last answer offers the steps 1 to ${steps.length}.`,
      )
    }
    return shown(bot.walk(chosen.step, seen), seen)
  }

  const run = (command: string, text: string): Said => shown(bot.runText(command, text, known), new Set())

  return {
    say: (line) => {
      const typed = line.trim()
      if (typed === '') return { type: 'nothing' }
      if (/^\d{1,4}\.?$/u.test(typed)) return choose(Number.parseInt(typed, 10))
      if (!typed.startsWith('/')) return run('explain', typed)
      const [, name = '', text = ''] = /^\/(\S*)\s*(.*)$/su.exec(typed) ?? []
      switch (name.toLowerCase()) {
        case 'back':
          return back()
        case '':
        case 'help':
          return { type: 'answer', answer: helpAnswer(bot) }
        case 'quit':
        case 'exit':
          return { type: 'end' }
        default:
          return run(name, text)
      }
    },
  }
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
