/** The application itself, its commands, its account, and the servers it is in. */
import { type Json } from '../json.ts'
import { commands as commandsSchema, type Definition } from './command-schema.ts'
import { checked } from './faults.ts'
import { channelJson, guildJson, memberJson, userJson } from './json-of.ts'
import * as limits from './limits.ts'
import { refusals } from './refusal.ts'
import { type Answer, ok, type Request, type Route, route } from './route.ts'
import type { Guild } from './state.ts'
import type { Command, World } from './world.ts'
import { z } from 'zod'

export const GLOBAL = 'global'
const CHAT_INPUT = 1

/** https://discord.com/developers/docs/resources/application#application-object-application-flags */
const MESSAGE_CONTENT_LIMITED = 1 << 19

const recipient = z.looseObject({ recipient_id: z.string() })

/** `gateway` is what GET /gateway/bot answers. */
export function applicationRoutes(gateway: () => Json): readonly Route[] {
  return [
    route('GET /gateway/bot', () => ok(gateway())),
    route('GET /applications/@me', application),
    route('GET /oauth2/applications/@me', application),
    route('GET /users/@me', ({ bot }) => ok(userJson(bot))),
    route('POST /users/@me/channels', openDirect),
    route('GET /users/:user', (world, { params: [id] }) => ok(userJson(userOf(world, id)))),
    route('GET /guilds/:guild', (world, { params: [id] }) => ok(guildJson(guildOf(world, id), world.bot))),
    route('GET /guilds/:guild/members/:user', (world, { params: [id, user] }) => {
      const { members } = guildOf(world, id)
      const account = [world.bot, ...members].find((each) => each.id === user)
      if (account === undefined) throw refusals.unknownMember()
      return ok({ ...memberJson(), user: userJson(account) })
    }),
    route('GET /applications/:application/commands', (world, { params: [id] }) => {
      mustBeOwn(world, id)
      return ok((world.commands.get(GLOBAL) ?? []).map((command) => commandJson(world, command, null)))
    }),
    route('PUT /applications/:application/commands', (world, { params: [id], body }) => {
      mustBeOwn(world, id)
      return put(world, body, null)
    }),
    route('GET /applications/:application/guilds/:guild/commands', (world, { params: [id, guildId] }) => {
      mustBeOwn(world, id)
      const guild = guildOf(world, guildId)
      return ok((world.commands.get(guild.id) ?? []).map((command) => commandJson(world, command, guild)))
    }),
    route(
      'PUT /applications/:application/guilds/:guild/commands',
      (world, { params: [id, guildId], body }) => {
        mustBeOwn(world, id)
        return put(world, body, guildOf(world, guildId))
      },
    ),
  ]
}

function application({ applicationId: id, bot, hasMessageContent, guilds }: World): Answer {
  const flags = hasMessageContent ? MESSAGE_CONTENT_LIMITED : 0
  return ok({
    id,
    name: bot.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    bot: userJson(bot),
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    type: null,
    owner: userJson(bot),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: guilds.filter(({ hasBot }) => hasBot).length,
    integration_types_config: { 0: {}, 1: {} },
    team: null,
  })
}

function openDirect(world: World, { body }: Request): Answer {
  const account = world.account(checked(recipient, body).recipient_id)
  if (account === undefined || account.isBot) throw refusals.unknownUser()
  return ok(channelJson(world.directChannel(account), world.bot))
}

function put(world: World, body: unknown, guild: Guild | null): Answer {
  const definitions = checked(commandsSchema, body)
  for (const type of [CHAT_INPUT, 2, 3] as const) {
    const most = type === CHAT_INPUT ? limits.CHAT_INPUT_COMMANDS : limits.MENU_COMMANDS
    if (definitions.filter((each) => each.type === type).length > most) throw refusals.tooManyCommands(most)
  }
  const place = guild?.id ?? GLOBAL
  const present = world.commands.get(place) ?? []
  const commands = definitions.map((definition) => {
    const same = present.find(({ name, type }) => name === definition.name && type === definition.type)
    return { ...definition, id: same?.id ?? world.id(), version: world.id() }
  })
  world.commands.set(place, commands)
  return ok(commands.map((command) => commandJson(world, command, guild)))
}

/**
 * As Discord has it afterwards: with its own fields, and without the defaults that were sent. Installs and contexts
 * are for global commands only.
 */
function commandJson(world: World, command: Command, guild: Guild | null): Json {
  const { contexts, integration_types: installs, options, ...rest } = command
  return {
    ...rest,
    application_id: world.applicationId,
    default_member_permissions: command.default_member_permissions ?? null,
    description: descriptionOf(command),
    nsfw: command.nsfw ?? false,
    ...(guild === null ? {} : { guild_id: guild.id }),
    ...(guild === null ? { dm_permission: true, contexts: contexts ?? null } : {}),
    ...(guild === null ? { integration_types: installs ?? [0, 1] } : {}),
    ...(Array.isArray(options) && options.length > 0 ? { options: options.map(withoutDefaults) } : {}),
  }
}

function descriptionOf({ description }: Definition): string {
  return description ?? ''
}

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== false && each !== null && !(Array.isArray(each) && each.length === 0))
      .map(([key, each]) => [key, withoutDefaults(each)]),
  )
}

function mustBeOwn({ applicationId }: World, id: string | undefined): void {
  if (id !== applicationId) throw refusals.unknownApplication()
}

function userOf(world: World, id: string | undefined) {
  const account = world.account(id ?? '')
  if (account === undefined) throw refusals.unknownUser()
  return account
}

/** Throws where the bot is not in it. */
function guildOf({ guilds }: World, id: string | undefined): Guild {
  const guild = guilds.find((each) => each.id === id)
  if (guild === undefined) throw refusals.unknownGuild()
  if (!guild.hasBot) throw refusals.missingAccess()
  return guild
}
