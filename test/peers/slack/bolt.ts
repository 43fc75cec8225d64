/** The real Bolt app, connected to the peer. */
import { App, type AppOptions, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { type SlackOptions, type SlackPeer, startSlack } from '../slack.ts'
import { type Json, jsonIn, parsedJson } from '../json.ts'

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}

export async function peer(options: SlackOptions = {}): Promise<SlackPeer> {
  const slack = await startSlack(options)
  onTestFinished(() => slack.close())
  return slack
}

function clientOptions(slack: SlackPeer): NonNullable<AppOptions['clientOptions']> {
  return { slackApiUrl: slack.api, retryConfig: { retries: 0 } }
}

/** An app in Socket Mode, whose listeners `listen` adds before it connects. */
export async function socketApp(slack: SlackPeer, listen: (app: App) => void): Promise<App> {
  const options = clientOptions(slack)
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    // It waits this long before it connects again.
    clientPingTimeout: 300,
    logger: silent,
    installerOptions: { clientOptions: options },
  })
  const app = new App({ token: slack.botToken, receiver, clientOptions: options, logger: silent })
  listen(app)
  const before = slack.connections
  await app.start()
  onTestFinished(async () => {
    await app.stop()
  })
  await slack.connected(before + 1)
  return app
}

/** An app that Slack posts to. */
export async function httpApp(slack: SlackPeer, listen: (app: App) => void): Promise<App> {
  const { botToken: token, signingSecret } = slack
  const app = new App({ token, signingSecret, clientOptions: clientOptions(slack), logger: silent })
  listen(app)
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  onTestFinished(async () => {
    await app.stop()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  slack.deliverOverHttp(`http://127.0.0.1:${address.port}/slack/events`)
  return app
}

/** A connection without Bolt, which acknowledges what `acknowledges` says. */
export async function rawSocket(slack: SlackPeer, acknowledges: (envelope: Json) => boolean): Promise<void> {
  const headers = { authorization: `Bearer ${slack.appToken}` }
  const response = await fetch(`${slack.api}apps.connections.open`, { method: 'POST', headers })
  const socket = new WebSocket(String(jsonIn(await response.json())['url']))
  onTestFinished(() => socket.terminate())
  socket.on('message', (data: Buffer) => {
    const envelope = jsonIn(parsedJson(data.toString()))
    const { envelope_id: id } = envelope
    if (id !== undefined && acknowledges(envelope)) socket.send(JSON.stringify({ envelope_id: id }))
  })
  await slack.connected(slack.connections + 1)
}
