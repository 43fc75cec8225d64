/** Deliveries over HTTP to an app that is slow to learn. */
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { close, listen } from '../../support/loopback.ts'
import type { SlackPeer } from '../slack.ts'
import { peer } from './bolt.ts'

async function deliverTo(slack: SlackPeer, listener: RequestListener): Promise<void> {
  const server = createServer(listener)
  const port = await listen(server)
  onTestFinished(() => close(server))
  slack.deliverOverHttp(`http://127.0.0.1:${port}/slack/events`)
}

test('an event that fails is posted again, with the number and the reason of the repetition', async () => {
  const slack = await peer({ retryDelays: [0, 1, 1] })
  const seen: IncomingHttpHeaders[] = []
  await deliverTo(slack, ({ headers }, response) => {
    seen.push(headers)
    response.writeHead(seen.length < 3 ? 500 : 200).end()
  })
  const message = slack.person('Anna').says(slack.channel('papers', { bot: true }), 'hello')
  await message.deliveries[0]?.acked()
  expect(seen.map((headers) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ])
  expect(seen[0]?.['content-type']).toBe('application/json')
})

test('an app that wants no repetition gets none', async () => {
  const slack = await peer({ retryDelays: [0, 1, 1] })
  await deliverTo(slack, (_, response) => {
    response.writeHead(500, { 'x-slack-no-retry': '1' }).end()
  })
  const message = slack.person('Anna').says(slack.channel('papers', { bot: true }), 'hello')
  await expect(message.deliveries[0]?.acked()).rejects.toThrow('http_error 500')
  expect(message.deliveries[0]?.attempts).toBe(1)
})

test('commands and interactions come as forms, without a character set', async () => {
  const slack = await peer()
  const types: unknown[] = []
  await deliverTo(slack, ({ headers }, response) => {
    types.push(headers['content-type'])
    response.end()
  })
  const papers = slack.channel('papers')
  const anna = slack.person('Anna')
  await anna.types(papers, '/explain').acked()
  await anna.usesShortcutOn(anna.says(papers, 'hello'), 'explain_message').acked()
  expect(types).toEqual(Array.from({ length: 2 }, () => 'application/x-www-form-urlencoded'))
})
