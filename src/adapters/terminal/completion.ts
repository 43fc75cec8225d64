/** What Tab makes of the line typed so far. */
import type { Bot } from '../../core/bot.ts'
import type { Command, OptionDefinition } from '../../core/commands/command.ts'
import { CHAT_COMMANDS } from './conversation.ts'
import { span } from './span.ts'

export interface Completion {
  /** The end of the line that is being completed. */
  readonly typed: string
  /** What takes its place; null where that is not certain. */
  readonly insert: string | null
  /** What it could become, where there is more than one. */
  readonly choices: readonly string[]
}

const MAX_CHOICES = 12
/** In the middle of a question a name may have begun this many words ago. */
const WORDS_OF_A_NAME = 6
const FEWEST_LETTERS = 2

export function completionOf(line: string, bot: Bot): Completion {
  const [, name, text] = /^\/(\S*)(?:\s+(.*))?$/su.exec(line) ?? []
  if (name === undefined) return questionCompletion(line, bot)
  if (!/\s/u.test(line)) {
    const names = [...bot.commands.map((command) => command.name), ...Object.keys(CHAT_COMMANDS)]
    return completion(
      line,
      names.map((each) => `/${each} `).filter((each) => each.startsWith(line.toLowerCase())),
    )
  }
  const command = bot.commands.find((each) => each.name === name.toLowerCase())
  return command === undefined ? completion(line, []) : argumentCompletion(text ?? '', command, bot)
}

function argumentCompletion(text: string, { options }: Command, bot: Bot): Completion {
  const [, name = '', mark = '', value = ''] = /(?:^|\s)([a-z-]+):("?)([^"]*)$/iu.exec(text) ?? []
  const named = options[name.toLowerCase()]
  if (named !== undefined && (mark !== '' || !/\s/u.test(value))) {
    return completion(mark + value, valuesLike(value, named, bot).map(quotedIfNeeded))
  }
  const main = Object.values(options).find(({ type }) => type !== 'flag' && type !== 'count')
  if (main === undefined) return completion(text, [])
  return main.type === 'text' ? questionCompletion(text, bot) : completion(text, valuesLike(text, main, bot))
}

function valuesLike(typed: string, option: OptionDefinition, bot: Bot): readonly string[] {
  const kind = option.type === 'text' ? option.suggests : option.type
  if (kind === 'note' || kind === 'topic' || kind === 'zone') return bot.complete(kind, typed, MAX_CHOICES)
  const values =
    option.type === 'choice' ? Object.keys(option.choices) : option.type === 'flag' ? ['yes', 'no'] : []
  return values.filter((value) => startsLike(value, typed))
}

/** Titles for the whole text, else titles, aliases and topics that begin like its last words. */
function questionCompletion(text: string, bot: Bot): Completion {
  const whole = bot.complete('note', text, MAX_CHOICES)
  if (whole.length > 0) return completion(text, whole)
  const starts = [...text.matchAll(/\S+/gu)].map(({ index }) => index).slice(-WORDS_OF_A_NAME)
  for (const start of starts) {
    const typed = text.slice(start)
    if (typed.trim().length < FEWEST_LETTERS) continue
    const names = [...bot.complete('note', typed, MAX_CHOICES), ...bot.complete('topic', typed, MAX_CHOICES)]
    const beginning = names.filter((name) => startsLike(name, typed))
    if (beginning.length > 0) return completion(typed, beginning)
  }
  return completion(text, [])
}

/** Names that begin as typed go before those that only hold the words. */
function completion(typed: string, names: readonly string[]): Completion {
  const visible = [...new Set(names.map((name) => span(name).text))]
  const beginning = visible.filter((name) => startsLike(name, typed))
  const choices = (beginning.length > 0 ? beginning : visible).slice(0, MAX_CHOICES)
  const [first, ...others] = choices
  if (first === undefined) return { typed, insert: null, choices: [] }
  if (others.length === 0) return { typed, insert: first, choices: [] }
  const common = first.slice(0, Math.min(...others.map((other) => commonLength(first, other))))
  const saysMore = typed !== '' && common.length > typed.length && startsLike(common, typed)
  return saysMore ? { typed, insert: common, choices: [] } : { typed, insert: null, choices }
}

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length]?.toLowerCase() === other[length]?.toLowerCase()) length += 1
  return length
}

function startsLike(name: string, typed: string): boolean {
  return name.toLowerCase().startsWith(typed.toLowerCase())
}

function quotedIfNeeded(value: string): string {
  return /\s/u.test(value) ? `"${value}"` : value
}
