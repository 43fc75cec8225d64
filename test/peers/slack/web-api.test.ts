/** What the peer refuses, and how it fails on demand, seen through Slack's own client. */
import {
  type ChatPostMessageArguments,
  type ChatPostMessageResponse,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api'
import { expect, test } from 'vitest'
import type { SlackPeer } from '../slack.ts'
import { peer, silent } from './bolt.ts'

function clientOf(slack: SlackPeer, token: string | undefined = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  })
}

/** chat.postMessage, by a name that lint does not take for the one of browsers' windows. */
function post(client: WebClient, args: ChatPostMessageArguments): Promise<ChatPostMessageResponse> {
  return client.apiCall('chat.postMessage', { ...args })
}

/** As Slack names it, or what it was answered with where it was not refused. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    return error instanceof WebAPIPlatformError ? error.data.error : error
  }
}

test('tokens that are missing, wrong or of the wrong kind', async () => {
  const slack = await peer()
  expect(await refusal(clientOf(slack, '').auth.test())).toBe('not_authed')
  expect(await refusal(clientOf(slack, 'xoxb-old').auth.test())).toBe('invalid_auth')
  expect(await refusal(clientOf(slack, slack.appToken).auth.test())).toBe('not_allowed_token_type')
  expect(await refusal(clientOf(slack, 'xapp-old').apps.connections.open({}))).toBe('invalid_auth')
})

test('an app token without connections:write is told which scope it needs', async () => {
  const slack = await peer({ appScopes: ['authorizations:read'] })
  const opened = clientOf(slack, slack.appToken).apps.connections.open({})
  await expect(opened).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'connections:write', provided: 'authorizations:read' },
  })
})

test('a scope that is not granted is named, and works once it is granted', async () => {
  const slack = await peer({ scopes: ['commands'] })
  const client = clientOf(slack)
  const { id: channel } = slack.channel('papers', { bot: true })
  await expect(post(client, { channel, text: 'Hello.' })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'chat:write', provided: 'commands' },
  })
  slack.grant('chat:write')
  expect(await refusal(post(client, { channel, text: 'Hello.' }))).toHaveProperty('ok', true)
})

test('channels that are unknown, not joined, private or archived', async () => {
  const slack = await peer()
  const posted = (channel: string): Promise<unknown> =>
    refusal(post(clientOf(slack), { channel, text: 'Hello.' }))
  const papers = slack.channel('papers')
  expect(await posted('C404')).toBe('channel_not_found')
  expect(await posted(papers.id)).toBe('not_in_channel')
  expect(await posted(slack.channel('board', { private: true }).id)).toBe('channel_not_found')
  expect(await posted(slack.channel('old', { bot: true, archived: true }).id)).toBe('is_archived')
  slack.grant('chat:write.public')
  expect(await posted(papers.id)).toHaveProperty('ok', true)
  expect(papers.messages).toHaveLength(1)
})

test('a message without content, with an unknown thread, or to somebody who is not there', async () => {
  const slack = await peer()
  const client = clientOf(slack)
  const { chat } = client
  const anna = slack.person('Anna')
  const papers = slack.channel('papers', { bot: true, members: [anna] })
  const channel = papers.id
  const text = 'Hello.'
  expect(await refusal(post(client, { channel, text: '' }))).toBe('no_text')
  expect(await refusal(post(client, { channel, text, thread_ts: '0' }))).toBe('invalid_thread_ts')
  const stranger = slack.person('Ben').id
  expect(await refusal(chat.postEphemeral({ channel, text, user: stranger }))).toBe('user_not_in_channel')
  await post(client, { channel, text, thread_ts: '1700000000.000001' })
  expect(papers.messages).toHaveLength(1)
  expect(slack.warnings).toEqual([expect.stringContaining('1700000000.000001')])
})

test('an ephemeral message in a thread is seen once somebody has replied there', async () => {
  const slack = await peer()
  const { chat } = clientOf(slack)
  const anna = slack.person('Anna')
  const papers = slack.channel('papers', { bot: true })
  const said = anna.says(papers, 'Look.')
  const whisper = () =>
    chat.postEphemeral({ channel: papers.id, user: anna.id, text: 'Psst.', thread_ts: said.ts })
  await whisper()
  expect(anna.sees(papers)).toEqual([said])
  expect(slack.warnings).toHaveLength(1)
  anna.says(papers, 'A reply.', { thread: said })
  await whisper()
  expect(anna.sees(papers).at(-1)).toMatchObject({ text: 'Psst.', thread_ts: said.ts })
  expect(slack.warnings).toHaveLength(1)
})

test("the bot changes and deletes its own messages and nobody else's", async () => {
  const slack = await peer()
  const client = clientOf(slack)
  const { chat } = client
  const papers = slack.channel('papers', { bot: true })
  const channel = papers.id
  const { ts = '' } = await post(client, { channel, text: 'One.' })
  const said = slack.person('Anna').says(papers, 'Mine.')
  await chat.update({ channel, ts, text: 'Two.' })
  expect(papers.messages.map(({ text }) => text)).toEqual(['Two.', 'Mine.'])
  expect(await refusal(chat.update({ channel, ts: said.ts, text: 'x' }))).toBe('cant_update_message')
  expect(await refusal(chat.delete({ channel, ts: said.ts }))).toBe('cant_delete_message')
  await chat.delete({ channel, ts })
  expect(await refusal(chat.update({ channel, ts, text: 'Three.' }))).toBe('message_not_found')
  expect(papers.messages).toEqual([said])
})

test('blocks that Slack does not take are refused with the place and the reason', async () => {
  const slack = await peer()
  const { id: channel } = slack.channel('papers', { bot: true })
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }]
  const posted = post(clientOf(slack), { channel, text: 'Long.', blocks })
  await expect(posted).rejects.toMatchObject({ data: { error: 'invalid_blocks' } })
  expect(slack.refused).toEqual([
    {
      method: 'chat.postMessage',
      error: 'invalid_blocks',
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    },
  ])
})

test('blocks that are too long together are refused, a text that is too long is cut', async () => {
  const slack = await peer()
  const client = clientOf(slack)
  const { chat } = client
  const papers = slack.channel('papers', { bot: true })
  const channel = papers.id
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2700) } }
  const blocks = Array.from({ length: 5 }, () => section)
  expect(await refusal(post(client, { channel, text: 'Long.', blocks }))).toBe('msg_blocks_too_long')
  const { ts = '' } = await post(client, { channel, text: 'x'.repeat(40_001) })
  expect(papers.messages[0]?.text).toHaveLength(40_000)
  expect(slack.warnings).toHaveLength(1)
  expect(await refusal(chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long')
})

test('metadata comes back in full only to those who ask for it', async () => {
  const slack = await peer()
  const client = clientOf(slack)
  const papers = slack.channel('papers', { bot: true })
  const channel = papers.id
  const metadata = { event_type: 'daily_note', event_payload: { date: '2026-11-21' } }
  await post(client, { channel, text: 'A note.', metadata })
  slack.person('Anna').says(papers, 'Nice.')
  const all = await client.conversations.history({ channel, include_all_metadata: true })
  expect(all.messages?.map(({ text }) => text)).toEqual(['Nice.', 'A note.'])
  expect(all.messages?.[1]?.metadata).toEqual(metadata)
  const { messages } = await client.conversations.history({ channel })
  expect(messages?.[1]?.metadata).toEqual({ event_type: 'daily_note' })
})

test('an effect can happen though its answer is lost', async () => {
  const slack = await peer()
  const client = clientOf(slack)
  const papers = slack.channel('papers', { bot: true })
  const say = (text: string): Promise<unknown> => post(client, { channel: papers.id, text })
  slack.failNext({ method: 'chat.postMessage', status: 503, afterEffect: true })
  await expect(say('Posted.')).rejects.toBeInstanceOf(WebAPIHTTPError)
  slack.failNext({ method: 'chat.postMessage', drops: true })
  await expect(say('Not posted.')).rejects.toThrow('fetch failed')
  slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 7 })
  await expect(say('Too much.')).rejects.toBeInstanceOf(WebAPIRateLimitedError)
  await say('Posted again.')
  expect(papers.messages.map(({ text }) => text)).toEqual(['Posted.', 'Posted again.'])
  expect(slack.refused).toEqual([])
})

test('reactions, permalinks, people and members', async () => {
  const slack = await peer()
  const client = clientOf(slack)
  const anna = slack.person('Anna', { tz: 'Asia/Kolkata' })
  const papers = slack.channel('papers', { bot: true, members: [anna] })
  const message = anna.says(papers, 'Look.')
  const item = { channel: papers.id, timestamp: message.ts, name: 'eyes' }
  await client.reactions.add(item)
  expect(message.reactions).toEqual(['eyes'])
  expect(await refusal(client.reactions.add(item))).toBe('already_reacted')
  await client.reactions.remove(item)
  expect(await refusal(client.reactions.remove(item))).toBe('no_reaction')
  const { permalink } = await client.chat.getPermalink({ channel: papers.id, message_ts: message.ts })
  expect(permalink).toContain(`/${papers.id}/p`)
  const { user } = await client.users.info({ user: anna.id })
  expect([user?.tz, user?.tz_offset]).toEqual(['Asia/Kolkata', 19_800])
  const { members } = await client.conversations.members({ channel: papers.id })
  expect(members).toEqual([slack.bot.id, anna.id])
})

test('members come in pages, and not too many at once', async () => {
  const slack = await peer()
  const { conversations } = clientOf(slack)
  const channel = slack.channel('papers', { bot: true }).id
  const ids = Array.from({ length: 150 }, (_, i) => slack.person(`Person ${i}`).id)
  const first = await conversations.members({ channel })
  expect(first.members).toEqual([slack.bot.id, ...ids.slice(0, 99)])
  const cursor = first.response_metadata?.next_cursor ?? ''
  const last = await conversations.members({ channel, limit: 999, cursor })
  expect(last).toMatchObject({ members: ids.slice(99), response_metadata: { next_cursor: '' } })
  expect(await refusal(conversations.members({ channel, limit: 1000 }))).toBe('invalid_limit')
})

test('a method that there is not, and arguments that are missing', async () => {
  const slack = await peer()
  const client = clientOf(slack)
  expect(await refusal(client.apiCall('chat.shout'))).toBe('unknown_method')
  expect(await refusal(client.apiCall('chat.postMessage', { text: 'Where?' }))).toBe('invalid_arguments')
  expect(slack.refused[1]?.messages).toEqual(['[ERROR] missing required field: channel'])
})
