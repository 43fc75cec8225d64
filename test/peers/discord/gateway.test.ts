/** Connections that end, and what a bot is told. */
import { Client, Events, GatewayIntentBits } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { jsonIn, parsedJson } from '../json.ts'
import { startDiscord } from '../discord.ts'
import { startBot } from './client.ts'

test('what happens while the connection is lost is sent when it is resumed', async () => {
  const { discord } = await startBot(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('Here')
  })
  const papers = discord.guild('Reading group').channel('papers')
  discord.dropGateway()
  const answer = await discord.person('Anna').types(papers, '/notewalk help').answered()
  expect(answer.content).toBe('Here')
  expect([discord.identifies, discord.resumes]).toEqual([1, 1])
})

test('a bot that is asked to reconnect resumes', async () => {
  const { discord } = await startBot()
  discord.askToReconnect()
  await discord.until(() => discord.resumes === 1)
  expect([discord.identifies, discord.warnings]).toEqual([1, []])
})

/** What the gateway says first, after its greeting, to whoever says this. */
async function answerTo(url: string, said: object): Promise<unknown> {
  const socket = new WebSocket(`${url}?v=10&encoding=json`)
  onTestFinished(() => socket.close())
  const { promise, resolve } = Promise.withResolvers<unknown>()
  socket.on('message', (raw: Buffer) => {
    const message = jsonIn(parsedJson(raw.toString()))
    if (message['op'] === 10) socket.send(JSON.stringify(said))
    else resolve(message)
  })
  return promise
}

// Spoken by hand: the library waits five seconds before it identifies again.
test('a session that was forgotten cannot be resumed', async () => {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  const url = discord.api.replace(/^http/u, 'ws').replace(/api$/u, 'gateway')
  const { token } = discord
  const ready = await answerTo(url, { op: 2, d: { token, intents: 1, properties: {} } })
  const { session_id: session, resume_gateway_url: resumeUrl } = jsonIn(jsonIn(ready)['d'])
  discord.dropGateway({ forget: true })
  const resume = { op: 6, d: { token, session_id: session, seq: 1 } }
  expect(await answerTo(String(resumeUrl), resume)).toEqual({ op: 9, d: false })
})

test('a wrong token is refused', async () => {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.api } })
  onTestFinished(() => client.destroy())
  await expect(client.login('another')).rejects.toThrow(/token/iu)
  expect(discord.refused.map(({ status, route }) => [status, route])).toEqual([[401, 'GET /gateway/bot']])
})

test.each([
  ['that the portal does not grant', {}],
  [
    'that the gateway refuses',
    { privilegedIntents: ['MessageContent'], disallowedIntents: ['MessageContent'] },
  ],
] as const)('an intent %s closes the connection for good', async (_, options) => {
  const discord = await startDiscord(options)
  onTestFinished(() => discord.close())
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent]
  const client = new Client({ intents, rest: { api: discord.api } })
  onTestFinished(() => client.destroy())
  const closed = new Promise<number>((resolve) => {
    client.once(Events.ShardDisconnect, ({ code }) => resolve(code))
  })
  client.login(discord.token).catch(() => undefined)
  expect(await closed).toBe(4014)
})

test('a bot that may not identify any more today is told so before', async () => {
  const discord = await startDiscord({ sessionStarts: 0 })
  onTestFinished(() => discord.close())
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.api } })
  onTestFinished(() => client.destroy())
  await expect(client.login(discord.token)).rejects.toThrow(/sessions/u)
  expect(discord.identifies).toBe(0)
})

async function heardBy(hasContent: boolean): Promise<readonly string[]> {
  const { discord, client } = await startBot(
    async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('Answer')
    },
    hasContent ? { privilegedIntents: ['MessageContent'] } : {},
  )
  const heard: string[] = []
  client.on(Events.MessageCreate, (message) => {
    if (!message.author.bot) heard.push(message.content)
  })
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  const channel = await client.channels.fetch(papers.id)
  if (channel?.isSendable() !== true) throw new Error('There is no such channel.')
  await channel.send('The note of the day')
  const [note] = papers.messages
  if (note === undefined) throw new Error('There is no note.')
  const answer = await anna.types(papers, '/notewalk help').answered()

  anna.says(papers, 'a remark')
  anna.says(papers, 'a question', { mentionsBot: true })
  anna.says(papers, 'a reply', { replyTo: note })
  anna.says(papers, 'a quiet reply', { replyTo: note, pings: false })
  anna.says(papers, 'a reply to an answer', { replyTo: answer })
  anna.says(papers, 'a reply that mentions', { replyTo: answer, mentionsBot: true })
  anna.directMessage('in private')
  await discord.until(() => heard.length === 7)
  return heard.map((content) => content.replace(/^<@\d+> /u, '@bot '))
}

test('the text of messages that are not for the bot is left out', async () => {
  expect(await heardBy(false)).toEqual([
    '',
    '@bot a question',
    'a reply',
    '',
    '',
    '@bot a reply that mentions',
    'in private',
  ])
})

test('with the privileged intent all text is there', async () => {
  expect(await heardBy(true)).toEqual([
    'a remark',
    '@bot a question',
    'a reply',
    'a quiet reply',
    'a reply to an answer',
    '@bot a reply that mentions',
    'in private',
  ])
})

test('a fetched message has no text either', async () => {
  const { discord, client } = await startBot()
  const papers = discord.guild('Reading group').channel('papers')
  const remark = discord.person('Anna').says(papers, 'a remark')
  const channel = await client.channels.fetch(papers.id)
  if (channel?.isTextBased() !== true) throw new Error('There is no such channel.')
  expect((await channel.messages.fetch({ message: remark.id, force: true })).content).toBe('')
})

test('a rate limit is waited out by the library', async () => {
  const { discord, failures } = await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await interaction.editReply('Here')
  })
  discord.rateLimitNext({ route: /^PATCH /u, times: 2, retryAfter: 0.02 })
  const asked = discord
    .person('Anna')
    .types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  expect((await asked.answered()).content).toBe('Here')
  expect(discord.requests.filter(({ status }) => status === 429)).toHaveLength(2)
  expect([failures, discord.refused]).toEqual([[], []])
})
