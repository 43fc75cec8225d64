/** What counts as a manifest that Slack takes. */
import { expect, test } from 'vitest'
import { startSlack } from '../slack.ts'
import { manifestFaults } from './manifest.ts'

const command = { command: '/explain', description: 'Explains from the notes', usage_hint: '[question]' }
const features = {
  bot_user: { display_name: 'notewalk', always_online: true },
  app_home: { home_tab_enabled: true, messages_tab_enabled: true },
  slash_commands: [command],
}
const settings = {
  event_subscriptions: { bot_events: ['app_mention', 'message.channels'] },
  interactivity: { is_enabled: true },
  socket_mode_enabled: true,
}
const manifest = {
  _metadata: { major_version: 2, minor_version: 1 },
  display_information: { name: 'Notewalk', description: 'Explains from notes', background_color: '#1f2937' },
  features,
  oauth_config: { scopes: { bot: ['commands', 'app_mentions:read', 'channels:history'] } },
  settings,
}
const commands = (...more: readonly object[]): object => ({
  ...manifest,
  features: { ...features, slash_commands: more.map((one) => ({ ...command, ...one })) },
})

test('a manifest for Socket Mode has no addresses, one for HTTP has them all', () => {
  const url = 'https://example.org/slack/events'
  const http = {
    ...manifest,
    features: { ...features, slash_commands: [{ ...command, url }] },
    settings: {
      event_subscriptions: { ...settings.event_subscriptions, request_url: url },
      interactivity: { is_enabled: true, request_url: url },
      socket_mode_enabled: false,
    },
  }
  expect(manifestFaults(manifest)).toEqual([])
  expect(manifestFaults(http)).toEqual([])
  expect(manifestFaults({ ...manifest, settings: http.settings }).join()).toContain('slash_commands.0.url')
  expect(manifestFaults({ ...http, settings }).join()).toContain('not used in Socket Mode')
})

test.for<readonly [what: string, manifest: object, fault: string]>([
  ['a reserved name', commands({ command: '/search' }), "one of Slack's own"],
  ['a name without a slash', commands({ command: 'explain' }), 'command'],
  ['a name that is too long', commands({ command: `/${'x'.repeat(32)}` }), 'command'],
  ['two commands of one name', commands({}, {}), 'must be unique'],
  ['a field that there is not', { ...manifest, name: 'Notewalk' }, 'name'],
  ['no name', { ...manifest, display_information: {} }, 'display_information.name'],
  [
    'a short long description',
    { ...manifest, display_information: { name: 'Notewalk', long_description: 'Short.' } },
    'long_description',
  ],
  [
    'an event without its scope',
    { ...manifest, oauth_config: { scopes: { bot: ['commands'] } } },
    'app_mention needs',
  ],
  [
    'commands without their scope',
    { ...manifest, oauth_config: { scopes: { bot: ['app_mentions:read', 'channels:history'] } } },
    'need the scope commands',
  ],
])('%s is refused', ([, bad, fault]) => {
  expect(manifestFaults(bad).join('\n')).toContain(fault)
})

test('a peer that is started with a manifest grants what it says', async () => {
  const slack = await startSlack({ manifest })
  const anna = slack.person('Anna')
  const papers = slack.channel('papers', { bot: true })
  expect(() => anna.types(papers, '/random-note')).toThrow('not a valid command')
  expect(anna.writesDirectly('hello').deliveries).toEqual([])
  expect(anna.says(papers, 'hello').deliveries).toHaveLength(1)
  await slack.close()
  await expect(startSlack({ manifest: {} })).rejects.toThrow('does not take the manifest')
})
