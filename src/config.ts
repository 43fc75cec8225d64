/** What the environment says, checked once. Every fault is named in one readable list. */
import { z } from 'zod'
import type { DiscordSettings } from './adapters/discord/start.ts'
import type { SlackSettings } from './adapters/slack/start.ts'
import { zoneLike } from './core/daily/zones.ts'
import { UserError } from './core/errors.ts'
import { LOG_LEVELS, type LogLevel } from './core/log.ts'

export interface Config {
  readonly notesDir: string
  /** Template of a note's own address with `{path}`; null where notes have none. */
  readonly notesUrl: string | null
  readonly logLevel: LogLevel
  /** Folder of the embedded store. */
  readonly dataDir: string
  /** The PostgreSQL database that several copies of the bot share; null for the embedded store. */
  readonly databaseUrl: string | null
  /** Patterns of paths of notes that the bot never picks by itself. */
  readonly dailyExclude: readonly string[]
  /** How late a daily note may still be posted. */
  readonly dailyCatchUpMs: number
  /** Time zone where a person has said nothing. */
  readonly defaultZone: string
  /** Null where Discord is not configured. */
  readonly discord: DiscordSettings | null
  /** Null where Slack is not configured. */
  readonly slack: SlackSettings | null
  /** Where Slack is to send its requests, for the manifest; null for Socket Mode. */
  readonly slackRequestUrl: string | null
}

export type Environment = Readonly<Record<string, string | undefined>>

/** A text that is empty or blank counts as unset. */
const blankAsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === ''
    ? undefined
    : typeof value === 'string'
      ? value.trim()
      : value

const NOTES_URL_EXPECTED =
  'an http or https address that holds {path}, such as https://notes.example.org/{path}'

const WEB_ADDRESS_EXPECTED = 'an http or https address'
const SECURE_ADDRESS_EXPECTED = 'an https address, such as https://bot.example.org/slack/events'
const PORT_EXPECTED = 'a port from 1 to 65535'
const DATABASE_EXPECTED =
  'postgresql://user:password@host:5432/database, in which characters such as @ : / ? # % in the user and the password are percent-encoded'
/** Less than a day: what is due today is then not mistaken for what was due yesterday. */
const LONGEST_CATCH_UP_MS = 23 * 3_600_000
const CATCH_UP_EXPECTED = 'hours or minutes, such as 6h or 90m, of at least a minute and at most 23 hours'
const ZONE_EXPECTED = 'a time zone as Area/City, such as Europe/Berlin, or UTC'
const MANAGERS_EXPECTED = 'ids of members with commas between them, such as U012AB3CD,U045EF6GH'
const SWITCH = ['true', 'false'] as const

const variables = z.object({
  NOTES_DIR: z.preprocess(blankAsUnset, z.string().default('corpus')),
  NOTES_URL: z.preprocess(blankAsUnset, z.string().refine(isAddressTemplate, NOTES_URL_EXPECTED).optional()),
  LOG_LEVEL: z.preprocess(
    blankAsUnset,
    z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  ),
  NOTEWALK_DATA: z.preprocess(blankAsUnset, z.string().default('data')),
  DATABASE_URL: z.preprocess(
    blankAsUnset,
    z.string().refine(isDatabaseAddress, DATABASE_EXPECTED).optional(),
  ),
  DAILY_EXCLUDE: z.preprocess(blankAsUnset, z.string().default('')),
  DAILY_CATCH_UP: z.preprocess(
    blankAsUnset,
    z
      .string()
      .refine((text) => durationIn(text) !== null, CATCH_UP_EXPECTED)
      .default('6h'),
  ),
  DEFAULT_ZONE: z.preprocess(
    blankAsUnset,
    z
      .string()
      .refine((name) => zoneLike(name) !== null, ZONE_EXPECTED)
      .default('UTC'),
  ),
  DISCORD_TOKEN: z.preprocess(blankAsUnset, z.string().regex(/^\S+$/, 'a token without blanks').optional()),
  DISCORD_GUILD_ID: z.preprocess(
    blankAsUnset,
    z
      .string()
      .regex(/^\d{17,20}$/, 'a server id of 17 to 20 digits, or nothing')
      .optional(),
  ),
  DISCORD_MESSAGE_CONTENT: z.preprocess(
    blankAsUnset,
    z.enum(SWITCH, { error: 'true or false' }).default('false'),
  ),
  DISCORD_API_URL: z.preprocess(
    blankAsUnset,
    z.string().refine(isWebAddress, WEB_ADDRESS_EXPECTED).optional(),
  ),
  SLACK_BOT_TOKEN: z.preprocess(
    blankAsUnset,
    z
      .string()
      .regex(/^xoxb-\S+$/, 'a bot token, which begins with xoxb-')
      .optional(),
  ),
  SLACK_APP_TOKEN: z.preprocess(
    blankAsUnset,
    z
      .string()
      .regex(/^xapp-\S+$/, 'an app-level token, which begins with xapp-')
      .optional(),
  ),
  SLACK_SIGNING_SECRET: z.preprocess(
    blankAsUnset,
    z.string().regex(/^\S+$/, 'a value without blanks').optional(),
  ),
  SLACK_PORT: z.preprocess(
    blankAsUnset,
    z.coerce
      .number({ error: PORT_EXPECTED })
      .int(PORT_EXPECTED)
      .min(1, PORT_EXPECTED)
      .max(65_535, PORT_EXPECTED)
      .default(3000),
  ),
  SLACK_REQUEST_URL: z.preprocess(
    blankAsUnset,
    z.string().refine(isSecureAddress, SECURE_ADDRESS_EXPECTED).optional(),
  ),
  SLACK_MANAGERS: z.preprocess(
    blankAsUnset,
    z
      .string()
      .regex(/^[UW][A-Z0-9]+(?:\s*,\s*[UW][A-Z0-9]+)*$/u, MANAGERS_EXPECTED)
      .optional(),
  ),
  SLACK_API_URL: z.preprocess(blankAsUnset, z.string().refine(isWebAddress, WEB_ADDRESS_EXPECTED).optional()),
})

/** Their values are never printed. */
const SECRETS = new Set([
  'DATABASE_URL',
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
])

/** Throws UserError with every fault: the variable, its value, and what was expected. */
export function configOf(env: Environment): Config {
  const result = variables.safeParse(env)
  if (result.success) {
    const { data } = result
    return {
      notesDir: data.NOTES_DIR,
      notesUrl: data.NOTES_URL ?? null,
      logLevel: data.LOG_LEVEL,
      dataDir: data.NOTEWALK_DATA,
      databaseUrl: data.DATABASE_URL ?? null,
      dailyExclude: listIn(data.DAILY_EXCLUDE),
      dailyCatchUpMs: durationIn(data.DAILY_CATCH_UP) ?? 0,
      defaultZone: zoneLike(data.DEFAULT_ZONE) ?? data.DEFAULT_ZONE,
      discord: discordConfigOf(data),
      slack: slackConfigOf(data),
      slackRequestUrl: data.SLACK_REQUEST_URL ?? null,
    }
  }
  const faults = result.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    const value = SECRETS.has(name) ? 'not what it should be' : `"${env[name] ?? ''}"`
    return `${name} is ${value}; expected ${message}.`
  })
  throw new UserError(
    'bad-configuration',
    faults.join('\n'),
    'Set it in the environment or in the file .env; .env.example explains every variable.',
    { cause: result.error },
  )
}

/** Whether there is a chat platform to run on. */
export function hasPlatform({ discord, slack }: Config): boolean {
  return discord !== null || slack !== null
}

function discordConfigOf(data: z.infer<typeof variables>): DiscordSettings | null {
  if (data.DISCORD_TOKEN === undefined) return null
  return {
    token: data.DISCORD_TOKEN,
    guildId: data.DISCORD_GUILD_ID ?? null,
    hasMessageContent: data.DISCORD_MESSAGE_CONTENT === 'true',
    api: data.DISCORD_API_URL ?? null,
  }
}

/** Throws UserError where the token has no way to be used, or two. */
function slackConfigOf(data: z.infer<typeof variables>): SlackSettings | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = data
  if (botToken === undefined) {
    if (appToken === undefined && signingSecret === undefined) return null
    throw slackFault('SLACK_BOT_TOKEN is not set, and another variable of Slack is.')
  }
  const managers = data.SLACK_MANAGERS === undefined ? null : listIn(data.SLACK_MANAGERS)
  const rest = { botToken, api: data.SLACK_API_URL ?? null, managers }
  if (appToken !== undefined && signingSecret !== undefined) {
    throw slackFault(
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set; they stand for two ways to connect.',
    )
  }
  if (appToken !== undefined) return { ...rest, transport: { type: 'socket', appToken } }
  if (signingSecret !== undefined) {
    return { ...rest, transport: { type: 'http', signingSecret, port: data.SLACK_PORT } }
  }
  throw slackFault('SLACK_BOT_TOKEN is set, and there is neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET.')
}

function slackFault(message: string): UserError {
  return new UserError(
    'bad-configuration',
    message,
    'Slack needs the bot token (https://api.slack.com/apps, your app, OAuth & Permissions) and one of the two: an app-level token for Socket Mode, or the signing secret for HTTP (both under Basic Information).',
  )
}

/** Milliseconds; null for what is no duration, or too long. */
function durationIn(text: string): number | null {
  const [, count = '', unit = ''] = /^(\d{1,4})\s*([hm])$/iu.exec(text) ?? []
  const ms = Number(count) * (unit.toLowerCase() === 'h' ? 3_600_000 : 60_000)
  // Every note is posted a little late: with none allowed, none would be posted.
  return ms === 0 || ms > LONGEST_CATCH_UP_MS ? null : ms
}

function isSecureAddress(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:'
}

/** A password that is not encoded must not be taken for a host or a database, which messages name. */
function isDatabaseAddress(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return false
  const { host, pathname, search, hash, username, password } = url
  if (hash !== '' || `${host}${pathname}${search}`.includes('@')) return false
  return [username, password, host, pathname].every(isPercentEncoded)
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function isWebAddress(address: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(address)?.protocol ?? '')
}

function isAddressTemplate(template: string): boolean {
  return template.includes('{path}') && isWebAddress(template.replaceAll('{path}', 'path'))
}

/** The parts of a list, parted by commas. */
function listIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
