/** What stands on the command line behind the program's name. */
import { UserError } from '../../core/errors.ts'
import type { Command } from '../../core/commands/command.ts'

export interface CommandLine {
  /** Null where only options were given, or nothing. */
  readonly command: string | null
  readonly words: readonly string[]
  readonly json: boolean
  readonly help: boolean
}

const OPTIONS = new Set(['--json', '--help'])

/**
 * Options count before and after the words, not between them, so that "what does --json print" is a
 * question; behind `--` everything is a word.
 */
export function commandLineOf(argv: readonly string[]): CommandLine {
  const end = argv.indexOf('--')
  const before = end === -1 ? argv : argv.slice(0, end)
  const behind = end === -1 ? [] : argv.slice(end + 1)
  const first = optionsAtStart(before)
  const [command, ...rest] = [...before.slice(first.length), ...behind]
  const named = rest.slice(0, rest.length - behind.length)
  const second = optionsAtStart(named)
  const third = optionsAtStart(named.slice(second.length).toReversed())
  const words = rest.slice(second.length)
  const given = new Set([...first, ...second, ...third])
  for (const option of given) {
    if (!OPTIONS.has(option)) {
      throw new UserError(
        'bad-option',
        `There is no option "${option}".`,
        'The options are --json and --help. Write -- before words that begin with --.',
      )
    }
  }
  const kept = words.length - behind.length - third.length
  return {
    command: command ?? null,
    words: [...words.slice(0, Math.max(0, kept)), ...behind],
    json: given.has('--json'),
    help: given.has('--help'),
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
export function grammarText(words: readonly string[], command: Command | undefined): string {
  const names = Object.keys(command?.options ?? {})
  return words.map((word) => requoted(word, names)).join(' ')
}

function requoted(word: string, names: readonly string[]): string {
  const [, name = '', value = ''] = /^([a-z-]+):(.*)$/isu.exec(word) ?? []
  const isOption = names.includes(name.toLowerCase())
  if (!isOption || !/\s/u.test(value) || /^\s|^["“„]/u.test(value)) return word
  return value.includes('"') ? `${name}:“${value}”` : `${name}:"${value}"`
}
