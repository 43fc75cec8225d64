/** What a person types after a slash, held against the command as it is registered. */
import type { Json } from '../json.ts'
import type { Option } from './command-schema.ts'
import { GLOBAL } from './application-routes.ts'
import { Context, Install } from './permissions.ts'
import type { Account, Channel } from './state.ts'
import type { Command, World } from './world.ts'

export type Values = Readonly<Record<string, string | number | boolean>>

export interface Offered {
  readonly command: Command
  /** Whether the bot is not in the server, only installed by the person. */
  readonly isFromOutside: boolean
}

export interface Typed extends Offered {
  /** As an interaction has it. */
  readonly data: Json
  readonly isTextFocused: boolean
}

const CHAT_INPUT = 1
const Kind = { Subcommand: 1, Group: 2, Text: 3, Integer: 4, Boolean: 5, Number: 10 } as const

export function contextOf(channel: Channel): Context {
  if (channel.guild !== null) return Context.Guild
  return channel.place.kind === 'group' ? Context.Private : Context.BotDirect
}

/** Whether what the bot does there rests on a person's own installation alone. */
export function isOutside({ guild, place }: Channel): boolean {
  return guild === null ? place.kind === 'group' : !guild.hasBot
}

/** Throws where the person is not offered the command there. */
export function offered(
  world: World,
  account: Account,
  channel: Channel,
  name: string,
  type: number,
): Offered {
  const { guild } = channel
  const isFromOutside = isOutside(channel)
  const own = guild?.hasBot === true ? (world.commands.get(guild.id) ?? []) : []
  const fits = (command: Command): boolean => command.name === name && command.type === type
  const local = own.find(fits)
  if (local !== undefined) return { command: local, isFromOutside }

  const command = (world.commands.get(GLOBAL) ?? []).find(fits)
  if (command === undefined) throw new Error(`${name} is not registered${placeOf(channel)}.`)
  const context = contextOf(channel)
  // Where nothing is said a command is for servers and direct messages with the bot.
  const contexts = command.contexts ?? [Context.Guild, Context.BotDirect]
  if (!contexts.includes(context)) throw new Error(`${name} is not registered for context ${context}.`)
  const installs = command.integration_types ?? [Install.Guild, Install.User]
  const isThroughGuild =
    installs.includes(Install.Guild) &&
    (guild === null ? context === Context.BotDirect && sharesGuild(world, account) : guild.hasBot)
  const isThroughPerson = installs.includes(Install.User) && world.installedBy.has(account)
  if (isThroughGuild) return { command, isFromOutside: false }
  if (isThroughPerson) return { command, isFromOutside }
  throw new Error(`The bot is not in the server, and ${account.name} has not installed it.`)
}

export function sharesGuild({ guilds }: World, account: Account): boolean {
  return guilds.some(({ hasBot, members }) => hasBot && members.includes(account))
}

/** Throws for what Discord would not let a person send. `focused` is the option whose choices are asked for. */
export function typed(
  { command, isFromOutside }: Offered,
  words: readonly string[],
  values: Values,
  focused: string | null,
): Typed {
  const { id, name } = command
  const definitions = command.type === CHAT_INPUT ? (command.options ?? []) : []
  const { path, options } = descend(`/${name}`, definitions, words)
  const given = optionsOf(path, options, values, focused)
  const nested = words.toReversed().reduce<readonly Json[]>((inner, word, at) => {
    const type = at === 0 ? Kind.Subcommand : Kind.Group
    return [{ name: word, type, options: inner }]
  }, given)
  const focus = options.find((option) => option.name === focused)
  return {
    command,
    isFromOutside,
    data: { id, name, type: CHAT_INPUT, options: nested },
    isTextFocused: focus?.type === Kind.Text,
  }
}

function descend(
  path: string,
  options: readonly Option[],
  words: readonly string[],
): { readonly path: string; readonly options: readonly Option[] } {
  const [word, ...rest] = words
  const nested = options.filter(({ type }) => type === Kind.Subcommand || type === Kind.Group)
  if (word === undefined) {
    if (nested.length > 0) throw new Error(`${path} needs one of: ${namesOf(nested)}.`)
    return { path, options }
  }
  const found = nested.find(({ name }) => name === word)
  if (found === undefined) {
    throw new Error(`${path} has no "${word}", only: ${namesOf(nested)}.`)
  }
  return descend(`${path} ${word}`, innerOptions(found), rest)
}

function innerOptions(option: Option): readonly Option[] {
  return option.type === Kind.Subcommand || option.type === Kind.Group ? (option.options ?? []) : []
}

function optionsOf(
  path: string,
  definitions: readonly Option[],
  values: Values,
  focused: string | null,
): readonly Json[] {
  const unknown = Object.keys(values).filter((key) => !definitions.some(({ name }) => name === key))
  if (unknown.length > 0)
    throw new Error(`${path} has no ${unknown.join(', ')}, only: ${namesOf(definitions)}.`)
  if (focused === null) {
    const missing = definitions.filter(({ name, required }) => required === true && !(name in values))
    if (missing.length > 0) throw new Error(`${path} needs ${namesOf(missing)}.`)
  }
  return Object.entries(values).flatMap(([key, value]) => {
    const option = definitions.find(({ name }) => name === key)
    if (option === undefined) return []
    if (key === focused) {
      if (!('autocomplete' in option) || option.autocomplete !== true) {
        throw new Error(`${path} ${key} is not registered with autocomplete.`)
      }
      return [{ name: key, type: option.type, value: String(value), focused: true }]
    }
    return [{ name: key, type: option.type, value: checkedValue(`${path} ${key}`, option, value) }]
  })
}

function checkedValue(path: string, option: Option, value: Values[string]): Values[string] {
  const refuse = (why: string): never => {
    throw new Error(`${path} does not take ${JSON.stringify(value)}: ${why}.`)
  }
  switch (option.type) {
    case 3: {
      if (typeof value !== 'string' || value === '') return refuse('it takes text')
      if (value.length < (option.min_length ?? 0)) return refuse(`at least ${option.min_length} characters`)
      if (value.length > (option.max_length ?? 6000)) return refuse(`at most ${option.max_length} characters`)
      return choiceIn(option.choices ?? [], value, refuse)
    }
    case 4:
    case 10: {
      if (typeof value !== 'number') return refuse('it takes a number')
      if (option.type === 4 && !Number.isInteger(value)) return refuse('it takes a whole number')
      if (value < (option.min_value ?? -Infinity)) return refuse(`at least ${option.min_value}`)
      if (value > (option.max_value ?? Infinity)) return refuse(`at most ${option.max_value}`)
      return choiceIn(option.choices ?? [], value, refuse)
    }
    case 5:
      return typeof value === 'boolean' ? value : refuse('it takes true or false')
    case 1:
    case 2:
    case 6:
    case 7:
    case 8:
    case 9:
    case 11:
      return refuse(`options of type ${option.type} are not modelled`)
  }
}

/** A choice can be given by what is shown or by its value. */
function choiceIn<Value extends string | number>(
  choices: readonly { readonly name: string; readonly value: Value }[],
  value: Value,
  refuse: (why: string) => never,
): Value {
  if (choices.length === 0) return value
  const chosen = choices.find((choice) => choice.value === value || choice.name === value)
  return chosen?.value ?? refuse(`only ${namesOf(choices)}`)
}

function namesOf(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(', ')
}

function placeOf({ guild }: Channel): string {
  return guild === null ? '' : ` in ${guild.name}`
}
