/**
 * The text grammar that Slack and the terminal share. Only a command's own option names count before a
 * colon (`private:yes`, `topic:"reward design"`); anything else is text, so that "PPO: does it help?" is a
 * question.
 */
import { distance } from 'fastest-levenshtein'
import { UserError } from '../errors.ts'
import type { Command, OptionDefinition } from './command.ts'

/** Longer than any question; a page pasted by mistake is not searched. */
export const MAX_TEXT_CHARACTERS = 1_000

const YES = new Set(['yes', 'y', 'true', 'on', '1'])
const NO = new Set(['no', 'n', 'false', 'off', '0'])
/** Phones and word processors turn quotation marks. */
const QUOTED = /^(?:"([^"]*)"|“([^”]*)”|„([^“”]*)[“”])/u
const OPENS_QUOTE = /^["“„]/u
/** Control characters, and marks that turn the writing direction or show nothing. */
const UNSEEN = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/gu

/** The arguments that a text gives to a command, checked. Throws UserError with the usage line. */
export function argumentsIn(text: string, command: Command): Readonly<Record<string, unknown>> {
  const { given, rest } = split(cleaned(text), command)
  const values = new Map(given)
  const main = mainOptionOf(command)
  if (rest !== '') {
    if (main === null) {
      throw new UserError(
        'wrong-usage',
        `${command.name} does not take "${rest}".`,
        `Usage: ${usageOf(command)}`,
      )
    }
    if (values.has(main)) {
      throw new UserError('wrong-usage', `Besides ${main}: there is "${rest}".`, `Usage: ${usageOf(command)}`)
    }
    values.set(main, rest)
  }
  return checkedArguments(Object.fromEntries(values), command)
}

/** Values by option name become what the options say they are. Throws UserError with the usage line. */
export function checkedArguments(
  values: Readonly<Record<string, string>>,
  command: Command,
): Readonly<Record<string, unknown>> {
  const args: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(command.options)) {
    const value = values[name]
    if (value === undefined || cleaned(value) === '') {
      if (option.required === true) {
        throw new UserError('wrong-usage', `${command.name} needs a ${name}.`, `Usage: ${usageOf(command)}`)
      }
      if (option.type === 'flag') args[name] = false
    } else {
      args[name] = checkedValue(cleaned(value), name, option, command)
      mustGoWith(args, name, option, command)
    }
  }
  return args
}

/** The option that others may depend on is the first one, and is checked by then. */
function mustGoWith(
  args: Readonly<Record<string, unknown>>,
  name: string,
  { only }: OptionDefinition,
  command: Command,
): void {
  const [first = ''] = Object.keys(command.options)
  const chosen = typeof args[first] === 'string' ? args[first] : null
  if (only === undefined || (chosen !== null && only.includes(chosen))) return
  const other = chosen === null ? '' : `, not with ${chosen}`
  throw new UserError(
    'bad-option',
    `${name}: goes with ${only.join(', ')}${other}.`,
    `Usage: ${usageOf(command)}`,
  )
}

/** `/explain question [private:yes]` */
export function usageOf(command: Command): string {
  const main = mainOptionOf(command)
  const options = Object.entries(command.options).map(([name, option]) => {
    const value = option.type === 'choice' ? Object.keys(option.choices).join('|') : name
    const usage = name === main ? value : `${name}:${exampleOf(name, option)}`
    return option.required === true ? usage : `[${usage}]`
  })
  return [`/${command.name}`, ...options].join(' ')
}

/** The command of that name; throws UserError with the nearest. */
export function commandNamed<Named extends { readonly name: string }>(
  name: string,
  commands: readonly Named[],
): Named {
  const found = commands.find((command) => command.name === name.toLowerCase())
  if (found !== undefined) return found
  const names = commands.map((command) => command.name)
  throw new UserError(
    'unknown-command',
    `There is no command "${name}".`,
    `${nearestOf(name, names)}The commands are ${names.join(', ')}.`,
  )
}

/** Where a command begins with a choice there is no other text: words behind an option belong to its value. */
function split(
  text: string,
  command: Command,
): { given: readonly (readonly [string, string])[]; rest: string } {
  const names = Object.keys(command.options)
  const choices = choicesOf(command)
  const given: [string, string][] = []
  const rest: string[] = []
  let at = 0
  while (at < text.length) {
    const option = optionAt(text.slice(at), names, choices !== null)
    const last = given.at(-1)
    if (option !== null) {
      if (given.some(([name]) => name === option.name)) {
        throw new UserError('bad-option', `${option.name}: is given twice.`, `Usage: ${usageOf(command)}`)
      }
      given.push([option.name, option.value])
      at += option.length
    } else {
      const [word = ''] = /^\S+\s*/u.exec(text.slice(at)) ?? []
      const isChoice = rest.length === 0 && choices?.includes(word.trim().toLowerCase()) === true
      if (choices === null || last === undefined || isChoice) rest.push(word)
      else last[1] += ` ${word.trim()}`
      at += Math.max(word.length, 1)
    }
  }
  return { given, rest: rest.join('').trim() }
}

/** An option at the beginning of a text; a colon followed by a blank is punctuation, unless `mayPart`. */
function optionAt(
  text: string,
  names: readonly string[],
  mayPart: boolean,
): { name: string; value: string; length: number } | null {
  const [head = '', typed = '', gap = ''] = /^([a-z-]+):(\s*)(?=\S)/iu.exec(text) ?? []
  const name = typed.toLowerCase()
  if (!names.includes(name) || (gap !== '' && !mayPart)) return null
  const after = text.slice(head.length)
  const quoted = QUOTED.exec(after)
  if (quoted === null && OPENS_QUOTE.test(after)) {
    throw new UserError(
      'bad-option',
      `The quotation mark after ${name}: is not closed.`,
      `Write ${name}:"two words", with a mark at both ends.`,
    )
  }
  const value =
    quoted === null ? (/^\S+/u.exec(after)?.[0] ?? '') : (quoted[1] ?? quoted[2] ?? quoted[3] ?? '')
  const length = head.length + (quoted?.[0].length ?? value.length)
  const blanks = /^\s*/u.exec(text.slice(length))?.[0].length ?? 0
  return { name, value, length: length + blanks }
}

/** The option that takes the words which name none. */
function mainOptionOf(command: Command): string | null {
  const main = Object.entries(command.options).find(
    ([, { type }]) => type === 'text' || type === 'note' || type === 'topic' || type === 'choice',
  )
  return main?.[0] ?? null
}

/** What a command can begin with; null where it does not begin with a choice. */
function choicesOf(command: Command): readonly string[] | null {
  const main = command.options[mainOptionOf(command) ?? '']
  return main?.type === 'choice' ? Object.keys(main.choices) : null
}

function checkedValue(value: string, name: string, option: OptionDefinition, command: Command): unknown {
  switch (option.type) {
    case 'flag': {
      if (YES.has(value.toLowerCase())) return true
      if (NO.has(value.toLowerCase())) return false
      throw new UserError(
        'bad-option',
        `${name}: is yes or no, not "${value}".`,
        `Usage: ${usageOf(command)}`,
      )
    }
    case 'choice': {
      const choices = Object.keys(option.choices)
      const choice = choices.find((each) => each === value.toLowerCase())
      if (choice !== undefined) return choice
      const [first = '', ...rest] = value.split(/\s+/u)
      if (rest.length > 0 && choices.includes(first.toLowerCase())) {
        throw new UserError(
          'wrong-usage',
          `"${rest.join(' ')}" behind ${first} has no name.`,
          `Usage: ${usageOf(command)}`,
        )
      }
      throw new UserError(
        'bad-option',
        `${command.name} has no "${value}".`,
        `${nearestOf(value, choices)}There is ${choices.join(', ')}.`,
      )
    }
    case 'count': {
      if (/^[1-9]\d{0,5}$/.test(value)) return Number(value)
      throw new UserError(
        'bad-option',
        `${name}: is a whole number from 1, not "${value}".`,
        `Usage: ${usageOf(command)}`,
      )
    }
    case 'text':
    case 'note':
    case 'topic': {
      if (value.length <= MAX_TEXT_CHARACTERS) return value
      throw new UserError(
        'bad-question',
        `The ${name} has ${value.length.toLocaleString('en')} characters; at most ${MAX_TEXT_CHARACTERS.toLocaleString('en')} are read.`,
        'Ask in a sentence or two.',
      )
    }
  }
}

function exampleOf(name: string, option: OptionDefinition): string {
  switch (option.type) {
    case 'flag':
      return 'yes'
    case 'count':
      return '2'
    case 'choice':
      return Object.keys(option.choices).join('|')
    case 'text':
      return option.example ?? `"${name}"`
    case 'note':
    case 'topic':
      return `"${name}"`
  }
}

function cleaned(text: string): string {
  return text.replace(UNSEEN, ' ').trim()
}

function nearestOf(word: string, names: readonly string[]): string {
  const [near] = names
    .map((name) => ({ name, slips: distance(name, word.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= Math.max(2, name.length / 3))
    .toSorted((a, b) => a.slips - b.slips)
  return near === undefined ? '' : `Did you mean "${near.name}"? `
}
