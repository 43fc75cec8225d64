/** What stands on the command line behind the program's name. */
import type { Command } from '../../core/commands/command.ts'
import { UserError } from '../../core/errors.ts'

export interface CommandLine {
  /** Null where only options were given, or nothing. */
  readonly command: string | null
  readonly words: readonly string[]
  readonly json: boolean
  readonly help: boolean
}

const OPTIONS = new Set(['--json', '--help'])

/**
 * Options count before the command, and before and after its words, not between them: "what does --json
 * print" is a question. Behind `--` everything is a word.
 */
export function commandLineOf(argv: readonly string[]): CommandLine {
  const end = argv.indexOf('--')
  const before = end === -1 ? argv : argv.slice(0, end)
  const behind = end === -1 ? [] : argv.slice(end + 1)
  const start = optionsAtStart(before)
  const [command = null, ...words] = before.slice(start.length)
  const front = optionsAtStart(words)
  const rest = words.slice(front.length)
  const back = optionsAtStart(rest.toReversed())
  const options = new Set([...start, ...front, ...back])
  const unknown = [...options].find((option) => !OPTIONS.has(option))
  if (unknown !== undefined) {
    throw new UserError(
      'bad-option',
      `There is no option "${unknown}".`,
      'The options are --json and --help. Write -- before words that begin with --.',
    )
  }
  return {
    command,
    words: [...rest.slice(0, rest.length - back.length), ...behind],
    json: options.has('--json'),
    help: options.has('--help'),
  }
}

function optionsAtStart(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => !/^--[a-z]/iu.test(word))
  return end === -1 ? words : words.slice(0, end)
}

/**
 * Words as the text grammar reads them. The shell has taken the quotation marks off: the one word
 * `topic:reward design` was `topic:"reward design"`.
 */
export function grammarText(words: readonly string[], command: Command): string {
  return words.map((word) => requoted(word, Object.keys(command.options))).join(' ')
}

function requoted(word: string, options: readonly string[]): string {
  const [, name = '', value = ''] = /^([a-z-]+):(.*)$/isu.exec(word) ?? []
  const isQuotedOption = options.includes(name.toLowerCase()) && /^[^\s"“„].*\s/su.test(value)
  if (!isQuotedOption) return word
  return value.includes('"') ? `${name}:“${value}”` : `${name}:"${value}"`
}
