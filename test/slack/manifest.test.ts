import { expect, test } from 'vitest'
import { manifestOf } from '../../src/adapters/slack/manifest.ts'
import { slashNameOf, typedInSlack } from '../../src/adapters/slack/names.ts'
import { commands } from '../../src/core/commands/commands.ts'
import { manifestFaults } from '../peers/slack/manifest.ts'
import { run } from '../support/terminal.ts'

test.each([null, 'https://bot.example.org/slack/events'])('Slack takes the manifest for %j', (requestUrl) => {
  expect(manifestFaults(manifestOf(commands, requestUrl))).toEqual([])
})

test('every command is in the manifest, and none under a name that Slack keeps for itself', () => {
  const { features } = manifestOf(commands, null)
  expect(features.slash_commands.map(({ command }) => command)).toEqual([
    '/explain',
    '/search-notes',
    '/random-note',
    '/open-note',
    '/daily-note',
    '/notewalk',
  ])
})

test('it asks for no scope to post where the bot was not invited', () => {
  expect(manifestOf(commands, null).oauth_config.scopes.bot).not.toContain('chat:write.public')
})

test('npm run slack:manifest prints it, for HTTP where an address is set', async () => {
  const socket = await run(['slack:manifest'], {})
  expect(JSON.parse(socket.stdout)).toEqual(manifestOf(commands, null))
  const address = 'https://bot.example.org/slack/events'
  const http = await run(['slack:manifest'], { SLACK_REQUEST_URL: address })
  expect(JSON.parse(http.stdout)).toEqual(manifestOf(commands, address))
})

test.each([
  ['browse by /search.', 'browse by /search-notes.'],
  ['/search entropy topic:limits', '/search-notes entropy topic:limits'],
  ['Use `/search` alone', 'Use `/search-notes` alone'],
  ['and/or search /searching', 'and/or search /searching'],
  ['/search-notes', '/search-notes'],
])('%j is typed as %j', (text, typed) => {
  expect(typedInSlack(text)).toBe(typed)
})

test('a command of ours is named as Slack has it', () => {
  expect(commands.map(slashNameOf)).toContain('/search-notes')
})
