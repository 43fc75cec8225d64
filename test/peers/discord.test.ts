/** The peer, as the unmodified discord.js sees it. */
import { Client, Events, GatewayIntentBits, MessageFlags, Partials, type Interaction } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { startDiscord, type DiscordOptions, type DiscordPeer } from './discord.ts'

test('a command is answered', async () => {
  const discord = await startDiscord()
  const client = new Client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages], rest: { api: discord.api } })
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await interaction.editReply('Hello ' + interaction.options.getString('question'))
  })
  client.on(Events.Error, console.error)
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  await ready
  await client.application?.commands.set([{ name: 'explain', description: 'x', options: [{ type: 3, name: 'question', description: 'q', required: true }] }])
  const anna = discord.person('Anna')
  const papers = discord.guild('Reading group').channel('papers')
  const asked = anna.types(papers, '/explain', { question: 'x' })
  const answer = await asked.answered()
  expect(answer.content).toBe('Hello x')
  expect(discord.refused).toEqual([])
  await client.destroy()
  await discord.close()
})
