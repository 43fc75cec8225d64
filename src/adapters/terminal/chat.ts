/** A chat in the terminal. */
import { createInterface, type Interface } from 'node:readline'
import type { Bot } from '../../core/bot.ts'
import type { Store } from '../../core/store.ts'
import { completionOf } from './completion.ts'
import { startConversation } from './conversation.ts'
import { paint } from './paint.ts'
import { render } from './render.ts'
import type { Screen } from './screen.ts'
import { span } from './span.ts'
import { hang, wrap } from './wrap.ts'

const PROMPT = 'notewalk> '

export interface ChatParts {
  readonly bot: Bot
  /** This chat's own memory. */
  readonly store: Store
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  /** Asked before every answer: windows change their size. */
  readonly screen: () => Screen
  /** An error as text; the chat goes on after it. */
  readonly failure: (error: unknown) => string
}

/** Resolves when the person has left. */
export async function chat({ bot, store, input, output, screen, failure }: ChatParts): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const conversation = startConversation(bot, store)
  /** Ctrl-C on an empty line leaves only when it is pressed twice. */
  let isLeaving = false
  /** What was pasted behind /quit is not answered; what stood before the end of the input is. */
  let hasQuit = false
  let isClosed = false
  /** Enter has moved the cursor already; Ctrl-D and Ctrl-C have not. */
  let isOnNewLine = false
  const lines = createInterface({
    input,
    output,
    prompt: PROMPT,
    removeHistoryDuplicates: true,
    completer: (typed: string): [string[], string] => {
      isLeaving = false
      const { typed: replaced, insert, choices } = completionOf(typed, bot)
      if (choices.length > 0) showChoices(choices, lines, output, screen())
      return insert === null ? [[], typed] : [[insert], replaced]
    },
  })

  const answered = async (line: string): Promise<string | null> => {
    try {
      const said = await conversation.say(line)
      if (said.type === 'end') return null
      return said.type === 'nothing'
        ? ''
        : `\n${render(said.answer, { ...screen(), steps: true, typed: (text) => text })}\n`
    } catch (error) {
      return failure(error)
    }
  }

  const answer = async (line: string): Promise<void> => {
    if (hasQuit) return
    const text = await answered(line)
    if (text === null) {
      hasQuit = true
      isOnNewLine = true
      lines.close()
    } else {
      output.write(text)
      if (!isClosed) lines.prompt()
    }
  }
  /** Lines that were pasted together are answered one after the other. */
  let answers = Promise.resolve()
  lines.on('line', (line) => {
    isLeaving = false
    answers = answers.then(() => answer(line))
  })
  lines.on('SIGINT', () => {
    if (lines.line !== '') {
      clearTypedLine(lines)
    } else if (isLeaving) {
      lines.close()
    } else {
      output.write('\nCtrl-C again, Ctrl-D or /quit to leave.\n')
      lines.prompt()
      isLeaving = true
    }
  })
  lines.on('close', () => {
    isClosed = true
    if (!isOnNewLine) output.write('\n')
    void answers.then(end)
  })

  output.write(welcome(bot, screen()))
  lines.prompt()
  await ended
}

function welcome({ library }: Bot, screen: Screen): string {
  const count = library.notes.size
  const text = `${count.toLocaleString('en')} ${count === 1 ? 'note is' : 'notes are'} ready. Ask a question, or type /help.`
  return paint(wrap([span(text)], screen.width), screen)
}

/** readline itself would replace what was typed by the little that the choices have in common. */
function showChoices(
  choices: readonly string[],
  lines: Interface,
  output: NodeJS.WriteStream,
  screen: Screen,
) {
  const list = choices.flatMap((choice) => hang(span('  '), wrap([span(choice)], screen.width - 2)))
  const { rows } = lines.getCursorPos()
  output.write(`\n${paint(list, screen)}${'\n'.repeat(rows)}`)
  lines.prompt(true)
}

function clearTypedLine(lines: Interface) {
  lines.write(null, { ctrl: true, name: 'e' })
  lines.write(null, { ctrl: true, name: 'u' })
}
