/** Files that come with messages, sent by the unmodified discord.js. */
import { REST, Routes, type RawFile } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { startDiscord } from '../discord.ts'
import { failureOf, startBot } from './client.ts'
import { FILE_BYTES } from './limits.ts'

const WALK: RawFile = {
  name: 'walk.md',
  data: Buffer.from('A walk through the notes'),
  contentType: 'text/plain',
}

async function place() {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  const rest = new REST({ api: discord.api }).setToken(discord.token)
  const papers = discord.guild('Reading group').channel('papers')
  const sends = async (body: unknown, files: RawFile[]): Promise<string> => {
    try {
      await rest.post(Routes.channelMessages(papers.id), { body, files })
      return 'done'
    } catch (error) {
      return failureOf(error)
    }
  }
  return { papers, sends }
}

test('a file stands under its message, alone as well', async () => {
  const { papers, sends } = await place()
  expect(await sends({ attachments: [{ id: '0', description: 'The path' }] }, [WALK])).toBe('done')
  expect(papers.messages.at(-1)?.attachments).toMatchObject([
    { filename: 'walk.md', size: 24, type: 'text/plain', description: 'The path' },
  ])
})

test('a file comes with the answer to a command, and stays when the answer is edited', async () => {
  const { discord } = await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await interaction.editReply({
      content: 'Here',
      files: [{ attachment: Buffer.from('path'), name: 'walk.md' }],
    })
    const { attachments } = await interaction.editReply('Here it is')
    await interaction.followUp(attachments.map(({ name, size }) => `${name}: ${size} bytes`).join())
  })
  const papers = discord.guild('Reading group').channel('papers')
  const asked = discord.person('Anna').types(papers, '/explain', { question: 'beacons' })
  await expect
    .poll(() => papers.messages.map(({ content }) => content))
    .toEqual(['Here it is', 'walk.md: 4 bytes'])
  expect((await asked.answered()).attachments).toHaveLength(1)
})

test('a file that is too large is refused', async () => {
  const { sends } = await place()
  const large = { ...WALK, data: Buffer.alloc(FILE_BYTES + 1) }
  expect(await sends({}, [large])).toBe('40005 Request entity too large')
})

test('files need their permission', async () => {
  const { papers, sends } = await place()
  papers.deny('ATTACH_FILES')
  expect(await sends({ content: 'Here' }, [WALK])).toBe('50013 Missing Permissions')
})

test('what is listed must have been sent', async () => {
  const { papers, sends } = await place()
  expect(await sends({ content: 'Here', attachments: [{ id: '1' }] }, [WALK])).toMatch(
    /^50035 Invalid Form Body/u,
  )
  expect(papers.messages).toEqual([])
})
