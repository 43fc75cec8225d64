/** Scenes with the peer, played by the unmodified discord.js. */
import {
  ChannelType,
  ComponentType,
  Events,
  MessageFlags,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIModalInteractionResponseCallbackData,
  type Interaction,
} from 'discord.js'
import { expect, test } from 'vitest'
import { startBot } from './discord/client.ts'

const BUTTONS: APIActionRowComponent<APIComponentInMessageActionRow>[] = [
  {
    type: ComponentType.ActionRow,
    components: [
      { type: ComponentType.Button, style: 2, label: 'Next question: Who pays?', custom_id: 'next' },
      { type: ComponentType.Button, style: 2, label: 'Ask', custom_id: 'ask' },
      { type: ComponentType.Button, style: 2, label: 'Off', custom_id: 'off', disabled: true },
    ],
  },
  {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: 'open',
        options: [
          { label: '[1] Beacons', value: 'note-1' },
          { label: '[2] Reefs', value: 'note-2' },
        ],
      },
    ],
  },
]

const FORM: APIModalInteractionResponseCallbackData = {
  custom_id: 'question-form',
  title: 'Ask the notes',
  components: [
    {
      type: ComponentType.Label,
      label: 'Your question',
      component: { type: ComponentType.TextInput, custom_id: 'question', style: 1, max_length: 20 },
    },
  ],
}

test('an answer is loading first, then there, then followed up', async () => {
  const { discord } = await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await interaction.editReply(`About ${interaction.options.getString('question')}`)
    await interaction.followUp('And more')
  })
  const papers = discord.guild('Reading group').channel('papers')
  const asked = discord.person('Anna').types(papers, '/explain', { question: 'beacons' })
  const answer = await asked.answered()
  const more = await asked.followedUp()
  expect([answer.content, answer.isLoading, answer.edits]).toEqual(['About beacons', false, 0])
  expect(more.replyTo).toBe(answer)
  expect(papers.messages).toEqual([answer, more])
  expect(discord.refused).toEqual([])
  expect(discord.warnings).toEqual([])
})

test('a private answer is seen by its asker alone, and cannot be fetched', async () => {
  const { discord, client } = await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await interaction.editReply('For you')
  })
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  const ben = discord.person('Ben')
  const answer = await anna.types(papers, '/explain', { question: 'beacons', private: true }).answered()
  expect(anna.sees(papers)).toEqual([answer])
  expect(ben.sees(papers)).toEqual([])
  expect(papers.messages).toEqual([])
  const channel = await client.channels.fetch(papers.id)
  if (channel?.type !== ChannelType.GuildText) throw new Error('There is no such channel.')
  await expect(channel.messages.fetch({ message: answer.id, force: true })).rejects.toMatchObject({
    code: 10_008,
  })
  expect(() => ben.presses(answer, 'Ask')).toThrow('does not see it')
})

test('options arrive as they are registered; what does not fit cannot be typed', async () => {
  const seen: unknown[] = []
  const { discord } = await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    const { options } = interaction
    seen.push(options.getSubcommand(false), ...options.data.map(({ value }) => value ?? null))
    await interaction.reply('Yes')
  })
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  await anna
    .types(papers, '/explain', { question: 'reefs', private: false, depth: 2, tone: 'Dry' })
    .answered()
  await anna.types(papers, '/notewalk help').answered()
  expect(seen).toEqual([null, 'reefs', false, 2, 'dry', 'help', null])
  expect(() => anna.types(papers, '/search', {})).toThrow('not registered')
  expect(() => anna.types(papers, '/explain', {})).toThrow('needs question')
  expect(() => anna.types(papers, '/explain', { question: 'x'.repeat(41) })).toThrow('at most 40')
  expect(() => anna.types(papers, '/explain', { question: 'reefs', depth: 4 })).toThrow('at most 3')
  expect(() => anna.types(papers, '/explain', { question: 'reefs', tone: 'loud' })).toThrow('only Plain, Dry')
  expect(() => anna.types(papers, '/explain', { question: 'reefs', colour: 'red' })).toThrow('has no colour')
  expect(() => anna.types(papers, '/notewalk')).toThrow('needs one of: help, about')
})

test('choices are offered while an option is typed', async () => {
  const { discord } = await startBot(async (interaction) => {
    if (!interaction.isAutocomplete()) return
    const { name, value } = interaction.options.getFocused(true)
    await interaction.respond([{ name: `${name}: ${value}`, value }])
  })
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  const choices = await anna.completes(papers, '/explain', { question: 'bea' }, 'question')
  expect(choices).toEqual([{ name: 'question: bea', value: 'bea' }])
  await expect(anna.completes(papers, '/explain', { tone: 'p' }, 'tone')).rejects.toThrow('autocomplete')
})

async function controls(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) {
    await interaction.reply({ content: 'Answer', components: BUTTONS })
  } else if (interaction.isStringSelectMenu()) {
    await interaction.update({ content: `Opened ${interaction.values.join()}` })
  } else if (interaction.isButton() && interaction.customId === 'ask') {
    await interaction.showModal(FORM)
  } else if (interaction.isButton()) {
    await interaction.deferUpdate()
    await interaction.editReply({ content: 'Turned', components: [] })
  } else if (interaction.isModalSubmit()) {
    await interaction.reply(`You asked: ${interaction.fields.getTextInputValue('question')}`)
  }
}

test('buttons, selects and forms are used by what they say', async () => {
  const { discord } = await startBot(controls)
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  const answer = await anna.types(papers, '/explain', { question: 'beacons' }).answered()
  expect(answer.words).toBe('Answer\nNext question: Who pays?\nAsk\nOff\n[1] Beacons\n[2] Reefs')
  expect(() => anna.presses(answer, 'Off')).toThrow('disabled')
  expect(() => anna.presses(answer, 'Share')).toThrow('There is no button "Share"')

  expect(await anna.chooses(answer, '[2]').answered()).toBe(answer)
  expect(answer.content).toBe('Opened note-2')

  const form = await anna.presses(answer, 'Ask').modal()
  expect(() => anna.submits(form, { question: '' })).toThrow('has to be filled in')
  expect(() => anna.submits(form, { question: 'x'.repeat(21) })).toThrow('at most 20')
  const asked = await anna.submits(form, { 'Your question': 'Why?' }).answered()
  expect(asked.content).toBe('You asked: Why?')
  expect(asked.replyTo).toBe(answer)

  await anna.presses(answer, 'Next question').answered()
  expect(answer.words).toBe('Turned')
  expect(papers.messages).toEqual([answer, asked])
  expect(discord.refused).toEqual([])
})

test('a command in the menu of a message hands over its text', async () => {
  const { discord } = await startBot(async (interaction) => {
    if (!interaction.isMessageContextMenuCommand()) return
    await interaction.reply(`You mean: ${interaction.targetMessage.content}`)
  })
  const papers = discord.guild('Reading group').channel('papers')
  const remark = discord.person('Ben').says(papers, 'Beacons are lit at dusk.')
  const asked = discord.person('Anna').usesOnMessage(remark, 'Explain this')
  expect((await asked.answered()).content).toBe('You mean: Beacons are lit at dusk.')
})

test('a direct message is answered there', async () => {
  const { discord, client } = await startBot()
  client.on(Events.MessageCreate, (message) => {
    if (!message.author.bot) void message.reply(`Heard: ${message.content}`)
  })
  const anna = discord.person('Anna')
  const said = anna.directMessage('hello')
  await discord.until(() => anna.direct.messages.length === 2)
  const reply = anna.direct.messages.at(-1)
  expect([reply?.content, reply?.replyTo]).toEqual(['Heard: hello', said])
})

test('a thread hangs from a message, once, with its own messages', async () => {
  const { discord, client } = await startBot()
  const papers = discord.guild('Reading group').channel('papers')
  const channel = await client.channels.fetch(papers.id)
  if (channel?.type !== ChannelType.GuildText) throw new Error('There is no such channel.')
  const message = await channel.send('The note of the day')
  const thread = await message.startThread({ name: 'Talk', autoArchiveDuration: 1440 })
  await thread.sendTyping()
  await thread.send('Go on here')
  expect(thread.id).toBe(message.id)
  expect((await thread.fetchStarterMessage())?.id).toBe(message.id)
  await expect(channel.threads.create({ name: 'Again', startMessage: message.id })).rejects.toMatchObject({
    code: 160_004,
  })
  const [talk] = papers.threads
  expect(talk?.messages.map(({ content }) => content)).toEqual(['Go on here'])
  expect(discord.typing).toEqual([talk])
})

test('a bot that is added to a server is told of it, and of being removed', async () => {
  const { discord, client } = await startBot()
  client.on(Events.GuildCreate, (guild) => void guild.systemChannel?.send('Hello'))
  const gone = new Promise((resolve) => {
    client.once(Events.GuildDelete, ({ name }) => resolve(name))
  })
  const guild = discord.guild('Chess club', { bot: false, systemChannel: 'lobby' })
  discord.addBotTo(guild)
  await discord.until(() => guild.channel('lobby').messages.length === 1)
  discord.removeBotFrom(guild)
  expect(await gone).toBe('Chess club')
})

test('where the bot is not, only who installed it can use it, and the bot cannot see the channel', async () => {
  const { discord, failures } = await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.reply(`Outside: ${interaction.guild === null}`)
    const { channelId, client } = interaction
    await client.channels.fetch(channelId)
  })
  const elsewhere = discord.guild('Elsewhere', { bot: false })
  const anna = discord.person('Anna', { guilds: [elsewhere], installed: true })
  const ben = discord.person('Ben', { guilds: [elsewhere] })
  const lobby = elsewhere.channel('lobby')
  expect(() => ben.types(lobby, '/explain', { question: 'reefs' })).toThrow('has not installed')
  const answer = await anna.types(lobby, '/explain', { question: 'reefs' }).answered()
  expect([answer.content, answer.isEphemeral]).toEqual(['Outside: true', false])
  await discord.until(() => failures.length === 1)
  expect(failures).toEqual(['50001 Missing Access'])

  elsewhere.allowsExternalApps = false
  expect((await anna.types(lobby, '/explain', { question: 'reefs' }).answered()).isEphemeral).toBe(true)
  const chat = discord.groupChat('Friends', anna, ben)
  expect((await anna.types(chat, '/explain', { question: 'reefs' }).answered()).content).toBe('Outside: true')
})
