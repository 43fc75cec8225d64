/** The bot in Discord, from its token to its end. */
import {
  ActivityType,
  ApplicationFlagsBitField,
  Client,
  Events,
  GatewayIntentBits,
  OAuth2Scopes,
  Partials,
  PermissionFlagsBits,
  PermissionsBitField,
  REST,
  Routes,
  type APIApplication,
} from 'discord.js'
import type { ChatParts, Running } from '../../core/chat-parts.ts'
import type { Command } from '../../core/commands/command.ts'
import type { Log } from '../../core/log.ts'
import { createDiscordPoster } from './daily.ts'
import { closeFailure, missingIntent, startFailure } from './failure.ts'
import { greeted } from './greeting.ts'
import { createInteractionHandler } from './interactions.ts'
import { createMessageHandler } from './messages.ts'
import { isRegisteredEverywhere, register } from './registration.ts'

export interface DiscordSettings {
  readonly token: string
  /** Registers the commands for one server only, where they appear at once. */
  readonly guildId: string | null
  /** Whether the text of all messages is asked for, a privileged intent. */
  readonly hasMessageContent: boolean
  /** Base address of Discord's API; null for Discord's own. */
  readonly api: string | null
}

export interface DiscordParts extends ChatParts {
  readonly settings: DiscordSettings
  /** Called once when Discord has closed the connection for good. */
  readonly onEnd: (error: Error) => void
}

/** What was begun is given this long when the bot stops. */
const FINISH_MS = 10_000
/** Deliveries of one event come within minutes; an hour is ample. */
const DELIVERY_MS = 3_600_000
const HINT_MS = 30 * 24 * 3_600_000

/** The least that the features need. Threads are for steps and follow-ups. */
const PERMISSIONS = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.ReadMessageHistory,
]

/** Throws UserError for what can be put right: token, intent, server, network. */
export async function startDiscord(parts: DiscordParts): Promise<Running> {
  const { settings, log } = parts
  try {
    const application = await registered(settings, parts.bot().commands, log)
    return await connected(parts, application)
  } catch (error) {
    throw startFailure(error, settings.guildId)
  }
}

/** Checks the token and registers the commands, without a connection. Throws UserError. */
export async function registerWithDiscord(
  settings: DiscordSettings,
  commands: readonly Command[],
  log: Log,
): Promise<void> {
  try {
    await registered(settings, commands, log)
  } catch (error) {
    throw startFailure(error, settings.guildId)
  }
}

/** Connecting costs one of a thousand identifies a day, so what can be known to fail is found out before. */
async function registered(
  settings: DiscordSettings,
  commands: readonly Command[],
  log: Log,
): Promise<APIApplication> {
  const { token, guildId, hasMessageContent } = settings
  const rest = new REST(restOptions(settings)).setToken(token)
  const application = (await rest.get(Routes.currentApplication())) as APIApplication
  const flags = new ApplicationFlagsBitField(application.flags)
  if (hasMessageContent && !flags.any(['GatewayMessageContent', 'GatewayMessageContentLimited'])) {
    throw missingIntent(application.id)
  }
  const place = { rest, applicationId: application.id }
  const isChanged = await register({ ...place, guildId, commands })
  const where = guildId === null ? 'for every server' : `for the server ${guildId}`
  log.info(isChanged ? `Commands were registered ${where}.` : `Commands are registered ${where} already.`)
  if (guildId !== null && (await isRegisteredEverywhere(place))) {
    log.warn(
      `Commands are registered for every server too: the server ${guildId} has each of them twice. The README says under Discord how to remove them.`,
    )
  }
  log.info(`Invite the bot: ${inviteLink(application.id)}`)
  return application
}

async function connected(parts: DiscordParts, { id: applicationId }: APIApplication): Promise<Running> {
  const { settings, bot, walks, store, log, now, newReference } = parts
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(settings.hasMessageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    // The library repeats a request whose response was lost: with a nonce that gives the same message.
    enforceNonce: true,
    presence: { activities: [{ name: '/explain', type: ActivityType.Listening }] },
    rest: restOptions(settings),
  })

  const claimed = (key: string, lasts: number | null): Promise<boolean> =>
    store.claim(`discord/${key}`, now(), lasts === null ? null : new Date(now().getTime() + lasts))
  // An answer that comes twice is better than none while the store cannot be reached.
  const isMine = (event: string) =>
    claimed(event, DELIVERY_MS).catch((error: unknown) => {
      log.warn('The store cannot tell whether an event was answered already', error)
      return true
    })
  const mayHint = (key: string) => claimed(`hint/${key}`, HINT_MS)
  const onInteraction = createInteractionHandler({ bot, walks, log, isMine, mayHint, newReference })
  const onMessage = createMessageHandler({
    walks,
    log,
    hasMessageContent: settings.hasMessageContent,
    isMine,
    mayHint,
    newReference,
  })

  const begun = new Set<Promise<void>>()
  const track = (work: Promise<void>): void => {
    begun.add(work)
    void work.finally(() => begun.delete(work))
  }
  client.on(Events.InteractionCreate, (interaction) => track(onInteraction(interaction)))
  client.on(Events.MessageCreate, (message) => track(onMessage(message)))
  client.on(Events.GuildCreate, (guild) => {
    track(
      claimed(`hello/${guild.id}`, null)
        .then((isFirst) => isFirst && greeted(guild))
        .then(
          () => undefined,
          (error: unknown) => log.warn(`No hello in the server ${guild.id}`, error),
        ),
    )
  })
  // Added again after it was removed, the bot says hello again.
  client.on(Events.GuildDelete, ({ id }) => {
    track(
      store
        .release(`discord/hello/${id}`)
        .catch((error: unknown) => log.warn(`The server ${id} would not be greeted again`, error)),
    )
  })
  client.on(Events.Error, (error) => log.error('Discord', error))
  client.on(Events.ShardError, (error) => log.warn('Discord connection', error))
  client.on(Events.ShardReconnecting, () => log.info('Discord connection lost; connecting again.'))
  client.on(Events.ShardResume, () => log.info('Discord connection resumed.'))
  client.on(Events.Warn, (message) => log.warn(`Discord: ${message}`))

  const ended = Promise.withResolvers<never>()
  client.on(Events.ShardDisconnect, ({ code }) => ended.reject(closeFailure(code, applicationId)))
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
  try {
    await Promise.race([client.login(settings.token).then(() => ready), ended.promise])
  } catch (error) {
    await client.destroy()
    throw error
  }
  ended.promise.catch((error: unknown) =>
    parts.onEnd(error instanceof Error ? error : new Error(String(error))),
  )
  log.info(
    `Connected to Discord as ${client.user?.tag ?? 'the bot'}, in ${client.guilds.cache.size} servers.`,
  )

  if (!client.isReady()) throw new Error('Discord said that it is ready, and is not.')
  return {
    poster: createDiscordPoster({ client, token: settings.token, api: settings.api }),
    stop: async () => {
      client.removeAllListeners(Events.InteractionCreate)
      client.removeAllListeners(Events.MessageCreate)
      await Promise.race([Promise.allSettled(begun), pause(FINISH_MS)])
      await client.destroy()
    },
  }
}

function restOptions({ api }: DiscordSettings) {
  return api === null ? {} : { api }
}

function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(PermissionsBitField.resolve(PERMISSIONS)),
  })
  return `https://discord.com/oauth2/authorize?${query.toString()}`
}

/** Keeps no process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
