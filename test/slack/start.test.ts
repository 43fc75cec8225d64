/** How the bot comes to Slack, what stands in its way, and how it leaves. */
import { createServer } from 'node:http'
import { onTestFinished, describe, expect, test } from 'vitest'
import { startSlack as startNotewalk, type SlackSettings } from '../../src/adapters/slack/start.ts'
import { startSlack, type SlackOptions } from '../peers/slack.ts'
import { chatBot } from '../support/chat-bot.ts'
import { startComplaint } from '../support/complaint.ts'
import { freePort } from '../support/free-port.ts'
import { close, listen } from '../support/loopback.ts'
import { workspace } from './workspace.ts'

/** What a person is told who starts the bot with these settings. */
async function complaintAbout(settings: Partial<SlackSettings>, peer: SlackOptions = {}): Promise<string> {
  const slack = await startSlack(peer)
  onTestFinished(() => slack.close())
  const { botToken, appToken, api } = slack
  return startComplaint(
    startNotewalk({
      ...(await chatBot()),
      settings: { botToken, transport: { type: 'socket', appToken }, api, managers: null, ...settings },
      onEnd: () => undefined,
    }),
  )
}

describe('a fault of the configuration is one message with the variable and the page', () => {
  test('a wrong bot token', async () => {
    const words = await complaintAbout({ botToken: 'xoxb-wrong' })
    expect(words).toContain('Slack does not accept SLACK_BOT_TOKEN (invalid_auth).')
    expect(words).toContain('https://api.slack.com/apps')
  })

  test('a wrong app token', async () => {
    const words = await complaintAbout({ transport: { type: 'socket', appToken: 'xapp-wrong' } })
    expect(words).toContain('Slack does not accept SLACK_APP_TOKEN (invalid_auth).')
  })

  test('an app token that may not connect', async () => {
    expect(await complaintAbout({}, { appScopes: [] })).toContain('lacks the scope connections:write')
  })

  test('scopes that the app was not given', async () => {
    const words = await complaintAbout({}, { scopes: ['commands', 'chat:write'] })
    expect(words).toContain('lacks the scopes app_mentions:read,')
    expect(words).toContain('slack:manifest')
  })

  test('a Slack that cannot be reached', async () => {
    const api = `http://127.0.0.1:${await freePort()}/api/`
    expect(await complaintAbout({ api })).toContain('Slack cannot be reached')
  })

  test('a port that is in use', async () => {
    const other = createServer()
    const port = await listen(other)
    onTestFinished(() => close(other))
    const words = await complaintAbout({ transport: { type: 'http', signingSecret: 'secret', port } })
    expect(words).toContain(`SLACK_PORT is ${port}, and that port is in use already.`)
  })
})

describe('over HTTP', () => {
  test.each([
    ['a wrong signature', { secret: 'another secret' }],
    ['a time long ago', { secondsOff: -400 }],
    ['a time ahead', { secondsOff: 400 }],
  ])('a request with %s is refused', async (_, next) => {
    const { slack, chat } = await workspace({ mode: 'http', peer: { ackDeadline: 300 } })
    const papers = slack.channel('papers', { bot: true })
    Object.assign(slack.http, { next })
    const asked = slack.person('Anna').types(papers, '/explain why is the beacon lit?')
    await expect(asked.acked()).rejects.toThrow('Not acknowledged')
    expect(papers.messages).toEqual([])
    expect(chat.logged.join('')).toMatch(/SLACK_SIGNING_SECRET|ahead of the clock/u)
  })

  test('/health says that it is up', async () => {
    const { address } = await workspace({ mode: 'http' })
    expect((await fetch(`${address}/health`)).status).toBe(200)
  })

  test('Slack can verify the address', async () => {
    const { slack } = await workspace({ mode: 'http' })
    expect(await slack.http.verifiesUrl()).toBe(true)
  })
})

describe('connections', () => {
  test('a command that comes in while one connection is renewed is taken by the other', async () => {
    const { slack } = await workspace()
    await slack.connected(2)
    const papers = slack.channel('papers', { bot: true })
    slack.disconnect('refresh_requested', 'oldest')
    const asked = slack.person('Anna').types(papers, '/explain why is the beacon lit?')
    await asked.acked()
    await slack.until(() => papers.messages.length === 1)
    expect(slack.timeouts).toEqual([])
  })

  test('connections that were cut come back', async () => {
    const { slack } = await workspace()
    await slack.connected(2)
    const papers = slack.channel('papers', { bot: true })
    slack.drop()
    await slack.until(() => slack.connections === 0)
    await slack.connected(2)
    slack.person('Anna').types(papers, '/explain why is the beacon lit?')
    await slack.until(() => papers.messages.length === 1)
    expect(slack.timeouts).toEqual([])
  }, 20_000)

  test('connections come back where Slack could not be reached for a while', async () => {
    const { slack, ends } = await workspace()
    await slack.connected(2)
    const papers = slack.channel('papers', { bot: true })
    slack.failNext({ method: 'apps.connections.open', error: 'internal_error' })
    slack.failNext({ method: 'apps.connections.open', status: 503 })
    slack.failNext({ method: 'apps.connections.open', drops: true })
    slack.drop()
    await slack.until(() => slack.connections === 0)
    await slack.connected(2)
    slack.person('Anna').types(papers, '/explain why is the beacon lit?')
    await slack.until(() => papers.messages.length === 1)
    expect(ends).toEqual([])
  }, 20_000)

  test.each(['invalid_auth', 'token_revoked'])(
    'a token that Slack no longer takes (%s) ends it with the reason',
    async (error) => {
      const { slack, ends } = await workspace()
      await slack.connected(2)
      slack.failNext({ method: 'apps.connections.open', error: 'internal_error' })
      slack.failNext({ method: 'apps.connections.open', error, times: 100 })
      slack.disconnect('refresh_requested')
      await slack.until(() => ends.length === 2)
      expect(ends[0]?.message).toBe(`Slack does not accept SLACK_APP_TOKEN (${error}).`)
    },
    20_000,
  )
})

describe.each(['socket', 'http'] as const)('while it runs (%s)', (mode) => {
  test('where Slack asks to wait, the answer comes after the wait, once', async () => {
    const { slack } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 1 })
    slack.person('Anna').types(papers, '/explain why is the beacon lit?')
    await slack.until(() => papers.messages.length === 1)
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2)
  })

  test('a post whose response was lost is found in the history, and not made twice', async () => {
    const { slack } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    slack.failNext({ method: 'chat.postMessage', status: 503, afterEffect: true })
    anna.types(papers, '/explain why is the beacon lit?')
    await slack.until(() => slack.calls.some(({ method }) => method === 'conversations.history'))
    anna.types(papers, '/explain is radio enough?')
    await slack.until(() => papers.messages.length === 2)
    expect(anna.sees(papers).map(({ text }) => text.slice(0, 10))).toEqual(['The beacon', 'Ships with'])
  })

  test('a post that did not get through is made again', async () => {
    const { slack } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    const said = slack.person('Anna').says(papers, 'why is the beacon lit?', { mentionsBot: true })
    slack.failNext({ method: 'chat.postMessage', drops: true })
    await slack.until(() => said.replies.length === 1)
    expect(slack.calls.map(({ method }) => method)).toContain('conversations.replies')
  })

  test('where Slack stays out of reach, the person is told with a reference, and nothing is made twice', async () => {
    const { slack, chat } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    slack.failNext({ method: 'chat.postMessage', status: 503, afterEffect: true })
    slack.failNext({ method: 'conversations.history', status: 503 })
    anna.types(papers, '/explain why is the beacon lit?')
    await slack.until(() => anna.sees(papers).length === 2)
    expect(papers.messages).toHaveLength(1)
    expect(anna.sees(papers).at(-1)?.text).toContain('ref123')
    expect(chat.logged.join('')).toContain('ref123')
  })

  test('a command that is delivered twice is answered once', async () => {
    const { slack } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const asked = anna.types(papers, '/explain why is the beacon lit?')
    await slack.until(() => papers.messages.length === 1)
    void asked.redeliver()
    anna.types(papers, '/explain is radio enough?')
    await slack.until(() => papers.messages.length === 2)
    expect(papers.messages.map(({ text }) => text.slice(0, 10))).toEqual(['The beacon', 'Ships with'])
  })

  test('while it stops, whoever asks is told by Slack, and what was begun is finished', async () => {
    const { slack, stop } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 3 })
    await anna.types(papers, '/explain why is the beacon lit?').acked()
    const stopped = stop()
    await slack.until(() => slack.connections === 0)
    expect(papers.messages).toEqual([])
    const late = anna.types(papers, '/explain is radio enough?')
    await expect(late.acked()).rejects.toThrow('Not acknowledged')
    await stopped
    expect(papers.messages.map(({ text }) => text.slice(0, 10))).toEqual(['The beacon'])
  })

  test('stopped, it finishes what was begun and takes nothing new', async () => {
    const { slack, stop } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 1 })
    const asked = anna.types(papers, '/explain why is the beacon lit?')
    await asked.acked()
    await stop()
    expect(papers.messages).toHaveLength(1)
    await slack.until(() => slack.connections === 0)
  })
})
