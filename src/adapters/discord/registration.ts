/** The one list of commands as Discord wants it, put only where it differs from what Discord has. */
import { isDeepStrictEqual } from 'node:util'
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  type RESTGetAPIApplicationCommandsResult,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import { PermissionFlagsBits, type REST } from 'discord.js'
import type { Command, OptionDefinition } from '../../core/commands/command.ts'
import { MAX_TEXT_CHARACTERS } from '../../core/commands/grammar.ts'

const EXPLAIN_THIS = 'Explain this'

/** In servers, in direct messages with the bot, and for people who installed it for themselves; not said for one server. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
}

/** Only where members have permissions, and a channel is there to be managed. */
const MANAGED = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
}

const HIGHEST_COUNT = 999_999

export function registrationOf(
  commands: readonly Command[],
  guildId: string | null,
): readonly RESTPostAPIApplicationCommandsJSONBody[] {
  const where = guildId === null ? EVERYWHERE : {}
  const managed = guildId === null ? MANAGED : {}
  return [
    ...commands.map((command) => ({
      type: ApplicationCommandType.ChatInput as const,
      name: command.name,
      description: command.description,
      options: optionsOf(command),
      // It holds for the whole command; a server's own settings go before it.
      ...(command.isForManagers === true
        ? { ...managed, default_member_permissions: String(PermissionFlagsBits.ManageChannels) }
        : where),
    })),
    { type: ApplicationCommandType.Message as const, name: EXPLAIN_THIS, ...where },
  ]
}

export interface Registration {
  readonly rest: REST
  readonly applicationId: string
  /** Null registers for every server. */
  readonly guildId: string | null
  readonly commands: readonly Command[]
}

/** Whether anything had to be put. Discord allows 200 creations a day, so the same is never put again. */
export async function register({ rest, applicationId, guildId, commands }: Registration): Promise<boolean> {
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId)
  const wanted = registrationOf(commands, guildId)
  const present = (await rest.get(route)) as RESTGetAPIApplicationCommandsResult
  if (isDeepStrictEqual(comparable(present), comparable(wanted))) return false
  await rest.put(route, { body: wanted })
  return true
}

/**
 * Whether there are commands for every server. They stay when those of one server are put: with the list would go
 * what other servers have set for each command.
 */
export async function isRegisteredEverywhere({
  rest,
  applicationId,
}: Pick<Registration, 'rest' | 'applicationId'>): Promise<boolean> {
  const present = await rest.get(Routes.applicationCommands(applicationId))
  return (present as RESTGetAPIApplicationCommandsResult).length > 0
}

function optionsOf({
  options,
}: Command): (APIApplicationCommandBasicOption | APIApplicationCommandSubcommandOption)[] {
  const [[, first] = [], ...others] = Object.entries(options)
  // A command whose first option is a choice has subcommands, each with the options that go with it.
  if (first?.type === 'choice') {
    return Object.entries(first.choices).map(([name, description]) => ({
      type: ApplicationCommandOptionType.Subcommand,
      name,
      description,
      options: basicOptions(others.filter(([, { only }]) => only?.includes(name) ?? true)),
    }))
  }
  return basicOptions(Object.entries(options))
}

/** Discord wants those first that are required. */
function basicOptions(
  options: readonly (readonly [string, OptionDefinition])[],
): APIApplicationCommandBasicOption[] {
  return options
    .toSorted(([, a], [, b]) => Number(b.required === true) - Number(a.required === true))
    .map(([name, option]) => optionOf(name, option))
}

function optionOf(name: string, option: OptionDefinition): APIApplicationCommandBasicOption {
  const head = { name, description: option.description, required: option.required === true }
  switch (option.type) {
    case 'flag':
      return { ...head, type: ApplicationCommandOptionType.Boolean }
    case 'count':
      return { ...head, type: ApplicationCommandOptionType.Integer, min_value: 1, max_value: HIGHEST_COUNT }
    case 'choice': {
      const choices = Object.keys(option.choices).map((each) => ({ name: each, value: each }))
      return { ...head, type: ApplicationCommandOptionType.String, choices }
    }
    case 'text':
      return {
        ...head,
        type: ApplicationCommandOptionType.String,
        max_length: MAX_TEXT_CHARACTERS,
        autocomplete: option.suggests !== undefined,
      }
    case 'note':
    case 'topic':
      return {
        ...head,
        type: ApplicationCommandOptionType.String,
        max_length: MAX_TEXT_CHARACTERS,
        autocomplete: true,
      }
  }
}

/** What of the commands is ours to say, without what Discord adds or leaves out as the default. */
function comparable(commands: readonly { readonly name: string }[]): readonly unknown[] {
  return commands
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((command) => withoutDefaults(command, COMMAND_KEYS))
}

const COMMAND_KEYS = new Set([
  'type',
  'name',
  'description',
  'options',
  'integration_types',
  'contexts',
  'default_member_permissions',
])
const OPTION_KEYS = new Set([
  'type',
  'name',
  'description',
  'required',
  'options',
  'choices',
  'autocomplete',
  'min_value',
  'max_value',
  'max_length',
])
const CHOICE_KEYS = new Set(['name', 'value'])
const NESTED_KEYS: Readonly<Record<string, ReadonlySet<string>>> = {
  options: OPTION_KEYS,
  choices: CHOICE_KEYS,
}

function withoutDefaults(value: object, keys: ReadonlySet<string>): unknown {
  const entries = Object.entries(value)
    .filter(([key, each]) => keys.has(key) && !isDefault(each))
    .map(([key, each]: [string, unknown]) => {
      const nested = NESTED_KEYS[key]
      if (nested !== undefined && Array.isArray(each)) {
        return [key, each.map((item: object) => withoutDefaults(item, nested))]
      }
      return [key, Array.isArray(each) ? each.toSorted((a, b) => Number(a) - Number(b)) : each]
    })
  return Object.fromEntries(entries)
}

function isDefault(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}
