/** Why the bot could not start in Discord, with the setting to change and the page where it is found. */
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  HTTPError,
  RESTJSONErrorCodes,
} from 'discord.js'
import { UserError } from '../../core/errors.ts'

const PORTAL = 'https://discord.com/developers/applications'

/** The same error where it is none of these. */
export function startFailure(error: unknown, guildId: string | null): unknown {
  if (error instanceof UserError) return error
  const isBadToken =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    ((error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === 401)
  if (isBadToken) return badToken(error)
  const isBadGuild =
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownGuild || error.code === RESTJSONErrorCodes.MissingAccess)
  if (isBadGuild) {
    return new UserError(
      'bad-configuration',
      `DISCORD_GUILD_ID is "${guildId ?? ''}", and the bot is not in a server with that id.`,
      'Invite the bot first (npm run discord:register prints the link), copy the id with “Copy Server ID” in Discord, or leave it empty to register for every server.',
      { cause: error },
    )
  }
  if (error instanceof Error && /not enough sessions/iu.test(error.message)) {
    return new UserError(
      'bad-configuration',
      `Discord lets the bot connect a limited number of times a day, and none is left: ${error.message}`,
      'Find out why it was restarted so often, and start it again tomorrow.',
      { cause: error },
    )
  }
  if (isUnreachable(error)) {
    return new UserError(
      'bad-configuration',
      `Discord cannot be reached: ${error instanceof Error ? error.message : String(error)}.`,
      'Check the network and its proxy; https://discordstatus.com says whether Discord itself is down.',
      { cause: error },
    )
  }
  return error
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const AUTHENTICATION_FAILED = 4004
const DISALLOWED_INTENTS = 4014

/** For a gateway that was closed for good. */
export function closeFailure(code: number, applicationId: string): UserError {
  if (code === AUTHENTICATION_FAILED) return badToken(undefined)
  if (code === DISALLOWED_INTENTS) return missingIntent(applicationId)
  return new UserError(
    'bad-configuration',
    `Discord closed the connection for good (close code ${code}).`,
    'Look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes.',
  )
}

export function missingIntent(applicationId: string): UserError {
  return new UserError(
    'bad-configuration',
    'DISCORD_MESSAGE_CONTENT is true, and the bot is not allowed to read message content.',
    `Turn on Message Content Intent at ${PORTAL}/${applicationId}/bot, or set DISCORD_MESSAGE_CONTENT=false.`,
  )
}

function badToken(cause: unknown): UserError {
  return new UserError(
    'bad-configuration',
    'Discord does not accept DISCORD_TOKEN.',
    `Copy the bot's token at ${PORTAL} (your application, Bot, Reset Token) into .env; it is shown once.`,
    { cause },
  )
}

const NETWORK_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
])

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return NETWORK_CODES.has(code) || error.name === 'AbortError' || isUnreachable(error.cause)
}
