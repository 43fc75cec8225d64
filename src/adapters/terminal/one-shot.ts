/** One command from the shell, answered once. */
import type { Bot } from '../../core/bot.ts'
import { commandNamed } from '../../core/commands/grammar.ts'
import { grammarText } from './arguments.ts'
import { jsonText } from './json.ts'
import { render } from './render.ts'
import type { Screen } from './screen.ts'
import { typedInShell } from './shell.ts'

export interface Asked {
  readonly command: string
  readonly words: readonly string[]
  readonly json: boolean
}

/** What stdout is given. Throws UserError. */
export function oneShotText({ command, words, json }: Asked, bot: Bot, screen: Screen): string {
  const { answer, data } = bot.runText(command, grammarText(words, commandNamed(command, bot.commands)))
  if (json) return jsonText(data)
  return render(answer, { ...screen, steps: false, typed: (text) => typedInShell(text, bot.commands) })
}
