/** What a bot may do where, and whom its messages notify. */
import { REST, Routes } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { startDiscord, type DiscordPeer } from '../discord.ts'
import { failureOf } from './client.ts'
import { mentionsIn } from './mentions.ts'
import type { Channel, Message } from './state.ts'

interface Place {
  readonly discord: DiscordPeer
  readonly papers: Channel
  readonly remark: Message
  /** What Discord says, or `done`. */
  readonly tries: (
    method: 'post' | 'patch' | 'delete' | 'get',
    route: string,
    body?: unknown,
  ) => Promise<string>
}

async function place(): Promise<Place> {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  const rest = new REST({ api: discord.api }).setToken(discord.token)
  const papers = discord.guild('Reading group').channel('papers')
  const remark = discord.person('Ben').says(papers, 'A remark')
  const tries: Place['tries'] = async (method, route, body) => {
    try {
      await rest[method](route as `/${string}`, { body })
      return 'done'
    } catch (error) {
      return failureOf(error)
    }
  }
  return { discord, papers, remark, tries }
}

test('a channel that the bot cannot see is closed to it', async () => {
  const { papers, remark, tries } = await place()
  papers.deny('VIEW_CHANNEL')
  expect(await tries('post', Routes.channelMessages(papers.id), { content: 'Hello' })).toBe(
    '50001 Missing Access',
  )
  expect(await tries('get', Routes.channelMessage(papers.id, remark.id))).toBe('50001 Missing Access')
})

test('sending needs its permission, in threads another one', async () => {
  const { discord, papers, tries } = await place()
  const thread = discord.person('Anna').startsThread(papers, 'Talk')
  const body = { content: 'Hello' }
  papers.deny('SEND_MESSAGES')
  expect(await tries('post', Routes.channelMessages(papers.id), body)).toBe('50013 Missing Permissions')
  expect(await tries('post', Routes.channelTyping(papers.id))).toBe('50013 Missing Permissions')
  expect(await tries('post', Routes.channelMessages(thread.id), body)).toBe('done')
  papers.deny('SEND_MESSAGES_IN_THREADS')
  expect(await tries('post', Routes.channelMessages(thread.id), body)).toBe('50013 Missing Permissions')
  papers.allow('SEND_MESSAGES')
  expect(await tries('post', Routes.channelMessages(papers.id), body)).toBe('done')
})

test('a reply needs to read what was said before', async () => {
  const { papers, remark, tries } = await place()
  papers.deny('READ_MESSAGE_HISTORY')
  const body = { content: 'Hello', message_reference: { message_id: remark.id } }
  expect(await tries('post', Routes.channelMessages(papers.id), body)).toMatch(/^160002 /u)
})

test('embeds are dropped in silence where they are not allowed', async () => {
  const { papers, tries } = await place()
  papers.deny('EMBED_LINKS')
  const body = { content: 'Hello', embeds: [{ title: 'More' }] }
  expect(await tries('post', Routes.channelMessages(papers.id), body)).toBe('done')
  expect(papers.messages.at(-1)?.words).toBe('Hello')
})

test('messages of others are not edited, and deleted only with a permission', async () => {
  const { papers, remark, tries } = await place()
  const route = Routes.channelMessage(papers.id, remark.id)
  expect(await tries('patch', route, { content: 'Mine' })).toMatch(/^50005 /u)
  expect(await tries('delete', route)).toBe('50013 Missing Permissions')
  papers.allow('MANAGE_MESSAGES')
  expect(await tries('delete', route)).toBe('done')
  expect(remark.isDeleted).toBe(true)
  expect(await tries('get', route)).toBe('10008 Unknown Message')
})

test('a thread needs a permission; one that is locked takes nothing more', async () => {
  const { papers, remark, tries } = await place()
  const route = Routes.threads(papers.id, remark.id)
  papers.deny('CREATE_PUBLIC_THREADS')
  expect(await tries('post', route, { name: 'Talk' })).toBe('50013 Missing Permissions')
  papers.allow('CREATE_PUBLIC_THREADS')
  expect(await tries('post', route, { name: '' })).toMatch(/^50035 /u)
  expect(await tries('post', route, { name: 'Talk', auto_archive_duration: 61 })).toMatch(/^50035 /u)
  expect(await tries('post', route, { name: 'Talk' })).toBe('done')
  expect(await tries('post', route, { name: 'Again' })).toMatch(/^160004 /u)
  const thread = remark.thread
  if (thread === null) throw new Error('There is no thread.')
  thread.archive()
  expect(await tries('post', Routes.channelMessages(thread.id), { content: 'Hello' })).toBe('done')
  expect(thread.isArchived).toBe(false)
  thread.archive({ locked: true })
  expect(await tries('post', Routes.channelMessages(thread.id), { content: 'Hello' })).toBe(
    '50083 Thread is archived',
  )
})

test('people can refuse direct messages', async () => {
  const { discord, tries } = await place()
  const anna = discord.person('Anna')
  expect(await tries('post', Routes.channelMessages(anna.direct.id), { content: 'Hello' })).toBe('done')
  anna.closesDirectMessages()
  expect(await tries('post', Routes.channelMessages(anna.direct.id), { content: 'Hello' })).toMatch(
    /^50007 /u,
  )
})

test.each([
  ['where nothing is said, all of them', undefined, ['1', '2', 'everyone']],
  ['where nothing is allowed, none', { parse: [] }, []],
  ['people and roles by kind', { parse: ['users' as const] }, ['1']],
  ['people and roles by id', { roles: ['2'] }, ['2']],
])('mentions notify %s', (_, allowed, pinged) => {
  const text = 'Ask <@1> or <@&2>, not `<@3>`: @everyone'
  expect(mentionsIn(text, allowed, { otherwise: 'everything', replyTo: null }).pinged).toEqual(pinged)
})

test('a reply notifies whom it replies to, unless that is turned off', async () => {
  const { discord, papers, remark, tries } = await place()
  const message_reference = { message_id: remark.id }
  const route = Routes.channelMessages(papers.id)
  await tries('post', route, { content: 'Hello', message_reference })
  await tries('post', route, { content: 'Hello', message_reference, allowed_mentions: { parse: [] } })
  expect(papers.messages.map(({ pinged }) => pinged)).toEqual([[], [remark.author.id], []])
  expect(discord.refused).toEqual([])
})
