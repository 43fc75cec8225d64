/** How the bot comes to Discord, what stands in its way, what goes wrong while it runs, and how it leaves. */
import { PermissionFlagsBits } from 'discord.js'
import { onTestFinished, describe, expect, test } from 'vitest'
import { registrationOf } from '../../src/adapters/discord/registration.ts'
import {
  registerWithDiscord,
  startDiscord as startNotewalk,
  type DiscordSettings,
} from '../../src/adapters/discord/start.ts'
import { commands } from '../../src/core/commands/commands.ts'
import { startDiscord, type DiscordOptions, type DiscordPeer } from '../peers/discord.ts'
import { chatBot } from '../support/chat-bot.ts'
import { startComplaint } from '../support/complaint.ts'
import { freePort } from '../support/free-port.ts'
import { steps } from './walking.ts'
import { server } from './server.ts'

const ASK = { question: 'why is the beacon lit?' }

async function peerWith(options: DiscordOptions = {}): Promise<DiscordPeer> {
  const discord = await startDiscord(options)
  onTestFinished(() => discord.close())
  return discord
}

function settingsFor({ token, api }: DiscordPeer, changes: Partial<DiscordSettings> = {}): DiscordSettings {
  return { token, guildId: null, hasMessageContent: false, api, ...changes }
}

/** What a person is told who starts the bot with these settings. */
async function complaintAbout(discord: DiscordPeer, changes: Partial<DiscordSettings>): Promise<string> {
  const chat = await chatBot()
  return startComplaint(
    startNotewalk({ ...chat, settings: settingsFor(discord, changes), onEnd: () => undefined }),
  )
}

describe('a fault of the configuration is one message with the variable and the page', () => {
  test('a wrong token, found out before anything is connected', async () => {
    const discord = await peerWith()
    const words = await complaintAbout(discord, { token: 'wrong' })
    expect(words).toContain('Discord does not accept DISCORD_TOKEN.')
    expect(words).toContain('https://discord.com/developers/applications')
    expect(discord.identifies).toBe(0)
  })

  test('an intent that the bot was not given, found out before it costs an identify', async () => {
    const discord = await peerWith()
    const words = await complaintAbout(discord, { hasMessageContent: true })
    expect(words).toContain('DISCORD_MESSAGE_CONTENT is true')
    expect(words).toContain(`https://discord.com/developers/applications/${discord.applicationId}/bot`)
    expect(discord.identifies).toBe(0)
  })

  test('an intent that the gateway refuses after all (4014)', async () => {
    const discord = await peerWith({
      privilegedIntents: ['MessageContent'],
      disallowedIntents: ['MessageContent'],
    })
    expect(await complaintAbout(discord, { hasMessageContent: true })).toContain(
      'DISCORD_MESSAGE_CONTENT is true',
    )
    expect(discord.identifies).toBe(1)
  })

  test('a server that the bot is not in', async () => {
    const words = await complaintAbout(await peerWith(), { guildId: '1234567890123456789' })
    expect(words).toContain('DISCORD_GUILD_ID is "1234567890123456789"')
  })

  test('no more connections today', async () => {
    expect(await complaintAbout(await peerWith({ sessionStarts: 0 }), {})).toContain(
      'limited number of times a day',
    )
  })

  test('a Discord that cannot be reached', async () => {
    const discord = await peerWith()
    const words = await complaintAbout(discord, { api: `http://127.0.0.1:${await freePort()}/api` })
    expect(words).toContain('Discord cannot be reached')
  })
})

describe('registration', () => {
  test('puts the commands of the one list, and a second start puts nothing', async () => {
    const discord = await peerWith()
    const chat = await chatBot()
    await registerWithDiscord(settingsFor(discord), commands, chat.log)
    expect(discord.commands.map(({ name }) => name).toSorted()).toEqual(
      [...commands.map(({ name }) => name), 'Explain this'].toSorted(),
    )
    await registerWithDiscord(settingsFor(discord), commands, chat.log)
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
    expect(discord.refused).toEqual([])
    expect(chat.logged.join('')).toContain('Invite the bot: https://discord.com/oauth2/authorize?client_id=')
  })

  test('puts them for one server where that is wished for', async () => {
    const discord = await peerWith()
    const chat = await chatBot()
    const guild = discord.guild('Reading group')
    await registerWithDiscord(settingsFor(discord, { guildId: guild.id }), commands, chat.log)
    expect(discord.commands).toEqual([])
    expect(discord.commandsOf(guild)).toHaveLength(commands.length + 1)
    await registerWithDiscord(settingsFor(discord, { guildId: guild.id }), commands, chat.log)
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
    expect(chat.logged.join('')).not.toContain(' warn ')
  })

  test('those for every server stay where one server is set later, and it is said that both are there', async () => {
    const discord = await peerWith()
    const chat = await chatBot()
    const guild = discord.guild('Reading group')
    await registerWithDiscord(settingsFor(discord), commands, chat.log)
    expect(chat.logged.join('')).not.toContain(' warn ')
    await registerWithDiscord(settingsFor(discord, { guildId: guild.id }), commands, chat.log)
    expect(discord.commands).toHaveLength(commands.length + 1)
    expect(chat.logged.join('')).toContain(
      `warn Commands are registered for every server too: the server ${guild.id} has each of them twice.`,
    )
  })

  test('serves servers and people who installed the bot for themselves', () => {
    for (const command of registrationOf(commands, null).filter(({ name }) => name !== 'daily-note')) {
      expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] })
    }
  })

  test('the daily note is for members who may manage channels, in servers alone', () => {
    const command = registrationOf(commands, null).find(({ name }) => name === 'daily-note')
    expect(command).toMatchObject({
      integration_types: [0],
      contexts: [0],
      default_member_permissions: String(PermissionFlagsBits.ManageChannels),
      options: [
        { name: 'status' },
        {
          name: 'set',
          options: [
            { name: 'topic' },
            { name: 'time' },
            { name: 'zone', autocomplete: true },
            { name: 'days' },
          ],
        },
        { name: 'preview', options: [{ name: 'topic' }] },
        { name: 'now' },
        { name: 'pause' },
        { name: 'resume' },
        { name: 'skip' },
        { name: 'off' },
      ],
    })
  })

  test('the invite link asks for six permissions and no more', async () => {
    const discord = await peerWith()
    const chat = await chatBot()
    await registerWithDiscord(settingsFor(discord), commands, chat.log)
    const [, permissions = ''] = /permissions=(\d+)/u.exec(chat.logged.join('')) ?? []
    expect(BigInt(permissions).toString(2).replaceAll('0', '')).toHaveLength(6)
  })
})

describe('while it runs', () => {
  test('a lost connection is resumed, and what was asked meanwhile is answered', async () => {
    const { discord } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    await anna.types(papers, '/explain', ASK).answered()
    discord.dropGateway({ code: 4000 })
    const answer = await anna.types(papers, '/explain', { question: 'is radio enough?' }).answered()
    expect(answer.content).toMatch(/^Ships with radio/u)
    expect(discord.resumes).toBe(1)
    expect(discord.identifies).toBe(1)
  })

  test('a burst of 429 delays the answer and loses nothing', async () => {
    const { discord } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    discord.rateLimitNext({ route: /@original/u, times: 2, retryAfter: 0.2 })
    const answer = await discord.person('Anna').types(papers, '/explain', ASK).answered()
    expect(answer.content).toMatch(/^The beacon/u)
    expect(papers.messages).toHaveLength(1)
  })

  test('an acknowledgement whose response was lost counts', async () => {
    const { discord } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    discord.failNext({ route: /callback/u, status: 502, afterEffect: true })
    const answer = await discord.person('Anna').types(papers, '/explain', ASK).answered()
    expect(answer.content).toMatch(/^The beacon/u)
    expect(discord.refused.map(({ code }) => code)).toEqual([40_060])
  })

  test('an answer whose response was lost is not made twice', async () => {
    const { discord } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const lost = { route: /POST \/channels\/\d+\/messages$/u, status: 502, afterEffect: true }
    discord.failNext(lost)
    anna.says(papers, 'why is the beacon lit?', { mentionsBot: true })
    await discord.until(() => sentTo(papers) === 2)
    expect(papers.messages).toHaveLength(2)

    const thread = anna.startsThread(anna.says(papers, 'About lights'), 'Lights')
    discord.failNext(lost)
    anna.types(thread, '/explain', { question: 'is radio enough?' })
    await discord.until(() => sentTo(thread) === 2 && thread.messages.every(({ content }) => content !== ''))
    expect(thread.messages.map(({ content }) => content)).toEqual([expect.stringMatching(/^Ships with/u)])

    function sentTo({ id }: { readonly id: string }): number {
      return discord.requests.filter(
        ({ method, path }) => method === 'POST' && path === `/channels/${id}/messages`,
      ).length
    }
  })

  test('too late to acknowledge is logged, not thrown, and the next one is answered', async () => {
    const { discord, chat } = await server({ peer: { ackDeadline: 150 } })
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    discord.rateLimitNext({ route: /callback/u, retryAfter: 0.4 })
    anna.types(papers, '/explain', ASK)
    await discord.until(() => chat.logged.some((line) => line.includes('Too late')))
    expect(discord.refused.map(({ code }) => code)).toEqual([10_062])
    await anna.types(papers, '/explain', ASK).answered()
  })

  test('an answer that Discord does not take is told to the person with a reference', async () => {
    const { discord, chat } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    discord.failNext({ route: /PATCH .*@original/u, status: 400 })
    const told = await discord.person('Anna').types(papers, '/explain', ASK).answered()
    expect(told.isEphemeral).toBe(true)
    expect(told.content).toContain('ref123')
    expect(chat.logged.join('')).toContain('ref123')
    expect(papers.messages).toEqual([])
  })

  test('where it may not send, a mention is logged, and commands are answered all the same', async () => {
    const { discord, chat } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    papers.deny('SEND_MESSAGES')
    const anna = discord.person('Anna')
    anna.says(papers, 'why is the beacon lit?', { mentionsBot: true })
    await discord.until(() => chat.logged.some((line) => line.includes('was not answered')))
    const answer = await anna.types(papers, '/explain', ASK).answered()
    expect(answer.content).toMatch(/^The beacon/u)
  })

  test('where it may not embed, the lead comes, and what is missing is said', async () => {
    const { discord } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    papers.deny('EMBED_LINKS')
    discord.person('Anna').says(papers, 'why is the beacon lit?', { mentionsBot: true })
    await discord.until(() => papers.messages.length === 2)
    expect(papers.messages[1]?.content).toContain('The beacon keeps ships off the reef.')
    expect(papers.messages[1]?.content).toContain('Embed Links')
  })

  test('where it may not read the history, it answers without a reply', async () => {
    const { discord } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    papers.deny('READ_MESSAGE_HISTORY')
    discord.person('Anna').says(papers, 'why is the beacon lit?', { mentionsBot: true })
    await discord.until(() => papers.messages.length === 2)
    expect(papers.messages[1]?.replyTo).toBeNull()
    expect(discord.refused).toEqual([])
  })

  test('a thread where it may not write is answered where the command was given', async () => {
    const { discord } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const thread = anna.startsThread(anna.says(papers, 'About lights'), 'Lights')
    papers.deny('SEND_MESSAGES_IN_THREADS')
    const answer = await anna.types(thread, '/explain', ASK).answered()
    expect(answer.content).toMatch(/^The beacon/u)
  })

  test('who installed the bot for themselves is answered in servers without it', async () => {
    const { discord } = await server()
    const elsewhere = discord.guild('Elsewhere', { bot: false })
    const anna = discord.person('Anna', { guilds: [elsewhere], installed: true })
    const answer = await anna.types(elsewhere.channel('general'), '/explain', ASK).answered()
    expect(answer.content).toMatch(/^The beacon/u)
    const step = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    expect(step.content).toContain('Ships with radio')
  })

  test('a button of another version says so', async () => {
    const { discord, chat } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    await chat.store.forget(new Date(Date.now() + 1_000), new Date())
    const told = await anna.presses(answer, 'Challenged by: Is radio enough?').answered()
    expect(told.isEphemeral).toBe(true)
    expect(told.content).toContain('too old')
  })

  test('a note that would ping, link and break comes out harmless and readable', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `| row ${i} | value ${i} |`).join('\n')
    const code = 'let light = 1;\n'.repeat(350)
    const body = [
      '@everyone <@&123456789012345678> <#123456789012345678> </explain:123456789012345678>',
      '[x](javascript:alert(1)) and \u202Eevil',
      `| a | b |\n| --- | --- |\n${rows}`,
      `\`\`\`js\n${code}\`\`\``,
    ].join('\n\n')
    const files = {
      'hostile.md': `---\ntitle: "@here is hostile"\nclaim: "@everyone look at <@123456789012345678>."\n---\n${body}\n`,
    }
    const { discord } = await server({ files })
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const note = await anna.types(papers, '/open-note', { title: '@here is hostile' }).answered()
    const seen = [note.words]
    while (note.words.includes('Next page')) {
      await anna.presses(note, 'Next page').answered()
      seen.push(note.words)
    }
    expect(note.pinged).toEqual([])
    expect(seen.join('\n')).toContain('value 199')
    expect(seen.join('\n')).not.toMatch(/\]\(<?javascript/u)
    expect(seen.join('\n')).not.toContain('\u202E')
    expect(discord.refused).toEqual([])
  })

  test('stopped, it finishes what was begun, and closes its connection', async () => {
    const { discord, stop } = await server()
    const papers = discord.guild('Reading group').channel('papers')
    discord.rateLimitNext({ route: /@original/u, retryAfter: 0.3 })
    const asked = discord.person('Anna').types(papers, '/explain', ASK)
    await asked.acknowledged()
    await stop()
    expect(papers.messages[0]?.content).toMatch(/^The beacon/u)
  })

  test('two copies that suggest titles to one person are no fault', async () => {
    const { discord, chat } = await server()
    const other = await chatBot(undefined, { store: chat.store, ids: 'other' })
    const copy = await startNotewalk({ ...other, settings: settingsFor(discord), onEnd: () => undefined })
    onTestFinished(() => copy.stop())
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    expect(await anna.completes(papers, '/explain', { question: 'bea' }, 'question')).not.toEqual([])
    await discord.until(() => discord.refused.length === 1)
    expect(discord.refused.map(({ code }) => code)).toEqual([40_060])
    // The answer to the command comes after the refusal, in either copy.
    await anna.types(papers, '/explain', ASK).answered()
    expect([...chat.logged, ...other.logged].filter((line) => !line.includes(' info '))).toEqual([])
  })

  test('a server that removes it while the store is away is a line in the log', async () => {
    const { discord, chat } = await server()
    await chat.store.close()
    discord.removeBotFrom(discord.guild('Reading group'))
    await discord.until(() => chat.logged.some((line) => line.includes(' warn ')))
    expect(chat.logged.join('')).toMatch(/warn The server \d+ would not be greeted again: /u)
  })

  test('a connection that is closed for good ends it with the reason', async () => {
    const { discord, ends } = await server()
    discord.dropGateway({ code: 4004 })
    await discord.until(() => ends.length === 1)
    expect(ends[0]?.message).toContain('DISCORD_TOKEN')
  })
})
