import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configOf } from '../src/config.ts'
import { UserError } from '../src/core/errors.ts'

const DEFAULTS = {
  notesDir: 'corpus',
  notesUrl: null,
  logLevel: 'info',
  dataDir: 'data',
  databaseUrl: null,
  dailyExclude: [],
  dailyCatchUpMs: 6 * 3_600_000,
  defaultZone: 'UTC',
  discord: null,
  slack: null,
  slackRequestUrl: null,
}

test('without any variable the sample library is read and notes have no address', () => {
  expect(configOf({})).toEqual(DEFAULTS)
})

test('variables that are set are taken over, without the blanks around them', () => {
  const env = {
    NOTES_DIR: ' /srv/notes ',
    NOTES_URL: 'https://notes.example.org/{path}',
    LOG_LEVEL: 'debug',
  }
  expect(configOf(env)).toEqual({
    ...DEFAULTS,
    notesDir: '/srv/notes',
    notesUrl: 'https://notes.example.org/{path}',
    logLevel: 'debug',
  })
})

test('an empty or blank variable counts as unset', () => {
  expect(configOf({ NOTES_DIR: '', NOTES_URL: '  ', LOG_LEVEL: '' })).toEqual(configOf({}))
})

test('every wrong value is named at once, with what was expected', () => {
  const error = errorOf({ NOTES_URL: 'ftp://example.org/{path}', LOG_LEVEL: 'loud' })
  expect(error.code).toBe('bad-configuration')
  expect(error.message.split('\n')).toEqual([
    'NOTES_URL is "ftp://example.org/{path}"; expected an http or https address that holds {path}, such as https://notes.example.org/{path}.',
    'LOG_LEVEL is "loud"; expected one of debug, info, warn, error.',
  ])
  expect(error.hint).toContain('.env')
})

test.each(['https://notes.example.org/', 'notes/{path}', 'javascript:alert({path})', '{path}', 'https://'])(
  'NOTES_URL %j is refused',
  (NOTES_URL) => {
    expect(errorOf({ NOTES_URL }).message).toContain(`NOTES_URL is "${NOTES_URL}"`)
  },
)

test.each([
  'postgres://bot:secret@db.example.org:5432/notes',
  'postgresql://bot:p%40ss%2Fw%23rd@db/notes?sslmode=require',
  'postgresql:///notes?host=/var/run/postgresql&user=bot',
  'postgresql://bot@%2Fvar%2Frun%2Fpostgresql/notes',
])('DATABASE_URL %j is taken over', (DATABASE_URL) => {
  expect(configOf({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL)
})

test.each([
  ['another database', 'mysql://bot:secret@db/notes'],
  ['no address', 'secret'],
  ['words and values', 'host=db password=secret'],
  ['a / in the password', 'postgres://bot:12/secret@db/notes'],
  ['a ? in the password', 'postgres://bot:12?secret@db/notes'],
  ['a # in the password', 'postgres://bot:12#secret@db/notes'],
  ['a % in the password', 'postgres://bot:100%secret@db/notes'],
])('DATABASE_URL with %s is refused, and not shown', (_, DATABASE_URL) => {
  const { message } = errorOf({ DATABASE_URL })
  expect(message).toMatch(
    /^DATABASE_URL is not what it should be; expected postgresql:\/\/user:password@host/u,
  )
  expect(message).not.toContain('secret')
})

test('Discord is configured by its token alone; the rest has defaults', () => {
  expect(configOf({ DISCORD_TOKEN: 'made.up.token' }).discord).toEqual({
    token: 'made.up.token',
    guildId: null,
    hasMessageContent: false,
    api: null,
  })
  const env = {
    DISCORD_TOKEN: 'made.up.token',
    DISCORD_GUILD_ID: '1234567890123456789',
    DISCORD_MESSAGE_CONTENT: 'true',
  }
  expect(configOf(env).discord).toMatchObject({ guildId: '1234567890123456789', hasMessageContent: true })
})

test.each([
  ['DISCORD_GUILD_ID', 'Reading group', 'expected a server id of 17 to 20 digits, or nothing'],
  ['DISCORD_MESSAGE_CONTENT', 'yes', 'expected true or false'],
  ['DISCORD_API_URL', 'localhost', 'expected an http or https address'],
  ['SLACK_PORT', 'many', 'expected a port from 1 to 65535'],
  ['SLACK_PORT', '70000', 'expected a port from 1 to 65535'],
  [
    'SLACK_REQUEST_URL',
    'http://bot.example.org',
    'expected an https address, such as https://bot.example.org/slack/events',
  ],
])('%s %j is refused', (name, value, expected) => {
  expect(errorOf({ [name]: value }).message).toBe(`${name} is "${value}"; ${expected}.`)
})

test.each([
  ['DISCORD_TOKEN', 'secret token'],
  ['SLACK_BOT_TOKEN', 'xoxp-secret'],
  ['SLACK_APP_TOKEN', 'secret'],
  ['SLACK_SIGNING_SECRET', 'secret secret'],
])('a wrong %s is named, and its value is not printed', (name, value) => {
  const { message } = errorOf({ [name]: value })
  expect(message).toContain(name)
  expect(message).not.toContain('secret')
})

test('Slack connects by Socket Mode with an app token, over HTTP with a signing secret', () => {
  const SLACK_BOT_TOKEN = 'xoxb-made-up'
  expect(configOf({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN: 'xapp-made-up' }).slack).toEqual({
    botToken: 'xoxb-made-up',
    transport: { type: 'socket', appToken: 'xapp-made-up' },
    api: null,
    managers: null,
  })
  expect(configOf({ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: 'made-up', SLACK_PORT: '8080' }).slack).toEqual({
    botToken: 'xoxb-made-up',
    transport: { type: 'http', signingSecret: 'made-up', port: 8080 },
    api: null,
    managers: null,
  })
})

test('daily notes: patterns, how late, whose clock, who may set them', () => {
  const config = configOf({
    DAILY_EXCLUDE: 'drafts, **/*-stub',
    DAILY_CATCH_UP: '90m',
    DEFAULT_ZONE: 'europe/berlin',
    SLACK_BOT_TOKEN: 'xoxb-made-up',
    SLACK_APP_TOKEN: 'xapp-made-up',
    SLACK_MANAGERS: 'U012AB3CD, W045EF6GH',
  })
  expect(config).toMatchObject({
    dailyExclude: ['drafts', '**/*-stub'],
    dailyCatchUpMs: 90 * 60_000,
    defaultZone: 'Europe/Berlin',
    slack: { managers: ['U012AB3CD', 'W045EF6GH'] },
  })
})

test.each([
  { DAILY_CATCH_UP: '6' },
  { DAILY_CATCH_UP: '24h' },
  { DAILY_CATCH_UP: '0h' },
  { DEFAULT_ZONE: 'Berlin' },
  { SLACK_MANAGERS: 'Anna' },
])('%j is refused', (env) => {
  expect(errorOf(env).message).toContain(Object.keys(env)[0])
})

test.each([
  { SLACK_BOT_TOKEN: 'xoxb-made-up' },
  { SLACK_APP_TOKEN: 'xapp-made-up' },
  { SLACK_BOT_TOKEN: 'xoxb-made-up', SLACK_APP_TOKEN: 'xapp-made-up', SLACK_SIGNING_SECRET: 'made-up' },
])('half a configuration of Slack, or two at once, is refused: %j', (env) => {
  const error = errorOf(env)
  expect(error.message).toContain('SLACK_')
  expect(error.hint).toContain('https://api.slack.com/apps')
})

test('the example file names every variable and sets none', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')
  const names = [
    'NOTES_DIR',
    'NOTES_URL',
    'LOG_LEVEL',
    'NOTEWALK_DATA',
    'DISCORD_TOKEN',
    'DISCORD_GUILD_ID',
    'DISCORD_MESSAGE_CONTENT',
    'DISCORD_API_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_PORT',
    'SLACK_REQUEST_URL',
    'SLACK_API_URL',
  ]
  for (const name of names) {
    expect(lines.some((line) => line.startsWith(`# ${name}=`))).toBe(true)
  }
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
})

function errorOf(env: Readonly<Record<string, string>>): UserError {
  try {
    configOf(env)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('The configuration was accepted.')
}
