/** What Discord says to answers that come late, twice, or in the wrong shape. */
import { MessageFlags, Routes, type ChatInputCommandInteraction, type Interaction } from 'discord.js'
import { expect, test } from 'vitest'
import { failureOf, startBot } from './client.ts'

/** What the bot does with a command; other interactions are left alone. */
function onCommand(answer: (command: ChatInputCommandInteraction) => Promise<unknown>) {
  return async (interaction: Interaction): Promise<void> => {
    if (interaction.isChatInputCommand()) await answer(interaction)
  }
}

test('an interaction that nobody acknowledges fails for the person, and cannot be answered afterwards', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { discord, failures } = await startBot(
    onCommand(async (command) => {
      await promise
      await command.reply('Too late')
    }),
    { ackDeadline: 20 },
  )
  const asked = discord
    .person('Anna')
    .types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  await expect(asked.answered()).rejects.toThrow('did not respond to /notewalk help in time')
  expect(discord.timeouts).toEqual([asked])
  resolve()
  await discord.until(() => failures.length === 1)
  expect(failures).toEqual(['10062 Unknown interaction'])
})

test('an interaction is acknowledged once', async () => {
  const { discord, client, failures } = await startBot(
    onCommand(async (command) => {
      await command.reply('First')
      const body = { type: 4, data: { content: 'Second' } }
      await client.rest.post(Routes.interactionCallback(command.id, command.token), { body, auth: false })
    }),
  )
  const papers = discord.guild('Reading group').channel('papers')
  discord.person('Anna').types(papers, '/notewalk help')
  await discord.until(() => failures.length === 1)
  expect(failures).toEqual(['40060 Interaction has already been acknowledged.'])
  expect(papers.messages.map(({ content }) => content)).toEqual(['First'])
})

test('a lost answer to an acknowledgement is repeated by the library, and refused', async () => {
  const { discord, failures } = await startBot(onCommand((command) => command.deferReply()))
  discord.failNext({ route: /\/callback$/u, afterEffect: true })
  const asked = discord
    .person('Anna')
    .types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  await discord.until(() => failures.length === 1)
  expect(failures).toEqual(['40060 Interaction has already been acknowledged.'])
  expect(asked.original?.isLoading).toBe(true)
})

test('a connection that is cut is tried again', async () => {
  const { discord, failures } = await startBot(onCommand((command) => command.reply('Here')))
  discord.failNext({ route: /\/callback$/u, drops: true })
  const asked = discord
    .person('Anna')
    .types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  expect((await asked.answered()).content).toBe('Here')
  expect([failures, discord.refused]).toEqual([[], []])
})

test('the token of an interaction is good for fifteen minutes', async () => {
  const { discord, failures } = await startBot(
    onCommand(async (command) => {
      await command.deferReply()
      discord.advance(15 * 60_000 + 1)
      await command.editReply('Too late')
    }),
  )
  discord.person('Anna').types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  await discord.until(() => failures.length === 1)
  expect(failures).toEqual(['50027 Invalid Webhook Token'])
})

test('before an acknowledgement there is nothing to be edited or followed', async () => {
  const failed: string[] = []
  const { discord } = await startBot(
    onCommand(async ({ webhook }) => {
      await webhook.editMessage('@original', 'x').catch((error: unknown) => failed.push(failureOf(error)))
      await webhook.send('x').catch((error: unknown) => failed.push(failureOf(error)))
    }),
  )
  discord.person('Anna').types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  await discord.until(() => failed.length === 2)
  expect(failed).toEqual(['10015 Unknown Webhook', '10015 Unknown Webhook'])
})

test.each([
  ['a command is not updated', { type: 7, data: { content: 'x' } }, 'type'],
  ['a command is not offered choices', { type: 8, data: { choices: [] } }, 'type'],
  ['a deferral takes no other flag', { type: 5, data: { flags: 64 | 4 } }, 'data.flags'],
  ['a reply takes no flag of the platform', { type: 4, data: { content: 'x', flags: 128 } }, 'data.flags'],
  ['a reply has a length', { type: 4, data: { content: 'x'.repeat(2001) } }, 'data.content'],
])('%s', async (_, body, path) => {
  const { discord, client } = await startBot()
  const asked = discord
    .person('Anna')
    .types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  const callback = client.rest.post(Routes.interactionCallback(asked.id, asked.token), { body, auth: false })
  await expect(callback).rejects.toMatchObject({ code: 50_035 })
  expect(discord.refused.map(({ errors }) => Object.keys(errors ?? {}))).toEqual([[path.split('.')[0]]])
  expect(asked.acknowledgement).toBeNull()
})

test('the first follow-up to a deferral takes the place of the loading message, which is warned of', async () => {
  const { discord } = await startBot(
    onCommand(async (command) => {
      await command.deferReply()
      await command.followUp({ content: 'Here', flags: MessageFlags.Ephemeral })
    }),
  )
  const papers = discord.guild('Reading group').channel('papers')
  const answer = await discord.person('Anna').types(papers, '/notewalk help').answered()
  expect([answer.content, answer.isEphemeral]).toEqual(['Here', false])
  expect(discord.warnings).toHaveLength(1)
})

test('a public reply that is deleted can be followed by a private one', async () => {
  const { discord } = await startBot(
    onCommand(async (command) => {
      await command.deferReply()
      await command.deleteReply()
      await command.followUp({ content: 'For you', flags: MessageFlags.Ephemeral })
    }),
  )
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  const asked = anna.types(papers, '/notewalk help')
  await asked.removed()
  const answer = await asked.answered()
  expect([answer.content, answer.isEphemeral]).toEqual(['For you', true])
  expect([papers.messages, anna.sees(papers)]).toEqual([[], [answer]])
  expect(discord.warnings).toEqual([])
})

test('from outside a server there are five follow-ups', async () => {
  const { discord, failures } = await startBot(
    onCommand(async (command) => {
      await command.reply('0')
      for (const each of ['1', '2', '3', '4', '5', '6']) await command.followUp(each)
    }),
  )
  const elsewhere = discord.guild('Elsewhere', { bot: false })
  const anna = discord.person('Anna', { guilds: [elsewhere], installed: true })
  anna.types(elsewhere.channel('lobby'), '/notewalk help')
  await discord.until(() => failures.length === 1)
  expect(failures[0]).toMatch(/^40094 /u)
  expect(elsewhere.channel('lobby').messages).toHaveLength(6)
})

test('the message of a reply comes with the response where it is asked for', async () => {
  const ids: string[] = []
  const { discord } = await startBot(
    onCommand(async (command) => {
      const { resource } = await command.reply({ content: 'Here', withResponse: true })
      ids.push(resource?.message?.id ?? '')
    }),
  )
  const asked = discord
    .person('Anna')
    .types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  const answer = await asked.answered()
  await discord.until(() => ids.length === 1)
  expect(ids).toEqual([answer.id])
})

test('an event can come twice', async () => {
  const ids: string[] = []
  const { discord } = await startBot(async ({ id }) => void ids.push(id))
  const asked = discord
    .person('Anna')
    .types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  asked.redeliver()
  await discord.until(() => ids.length === 2)
  expect(ids).toEqual([asked.id, asked.id])
})

test('a reply notifies people that it names, but not everyone; an edit notifies nobody', async () => {
  const { discord } = await startBot(
    onCommand(async (command) => {
      await command.reply(`@everyone, ask <@${command.user.id}>`)
      await command.editReply(`@here, ask <@${command.user.id}> or <@&123456789012345678>`)
      await command.followUp({ content: `<@${command.user.id}>`, allowedMentions: { parse: [] } })
    }),
  )
  const anna = discord.person('Anna')
  const asked = anna.types(discord.guild('Reading group').channel('papers'), '/notewalk help')
  const answer = await asked.answered()
  const more = await asked.followedUp()
  expect([answer.edits, answer.pinged, more.pinged]).toEqual([1, [anna.id], []])
})
