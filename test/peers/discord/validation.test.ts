/** Bodies that Discord refuses, with what it says is wrong where. */
import { Routes } from 'discord.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../json.ts'
import { newMessage } from './message-schema.ts'
import { faultsIn, many, peer, x } from './raw.ts'

async function faultsOfMessage(body: unknown): Promise<readonly string[]> {
  const { discord, rest } = await peer()
  const papers = discord.guild('Reading group').channel('papers')
  await rest.post(Routes.channelMessages(papers.id), { body }).catch(() => undefined)
  return faultsIn(discord)
}

const row = (...components: readonly unknown[]) => ({ type: 1, components })
const button = (more: Json) => ({ type: 2, style: 2, label: 'Go', custom_id: 'go', ...more })
const option = (value: string) => ({ label: value, value })
const select = (more: Json) => ({ type: 3, custom_id: 'select', options: [option('a')], ...more })

test.each<readonly [string, unknown, readonly string[]]>([
  ['nothing', {}, ['50006']],
  ['blanks', { content: ' \n ' }, ['50006']],
  ['an empty embed', { embeds: [{}] }, ['embeds.0.description BASE_TYPE_REQUIRED']],
  ['a long text', { content: x(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
  ['eleven embeds', { embeds: many(11, () => ({ title: 't' })) }, ['embeds BASE_TYPE_MAX_LENGTH']],
  [
    'long parts of an embed',
    {
      embeds: [
        { title: x(257), footer: { text: x(2049) }, author: { name: x(257) } },
        { description: x(4097), fields: [{ name: x(257), value: x(1025) }] },
      ],
    },
    [
      'embeds.0.title BASE_TYPE_MAX_LENGTH',
      'embeds.0.footer.text BASE_TYPE_MAX_LENGTH',
      'embeds.0.author.name BASE_TYPE_MAX_LENGTH',
      'embeds.1.description BASE_TYPE_MAX_LENGTH',
      'embeds.1.fields.0.name BASE_TYPE_MAX_LENGTH',
      'embeds.1.fields.0.value BASE_TYPE_MAX_LENGTH',
      'embeds MAX_EMBED_SIZE_EXCEEDED',
    ],
  ],
  [
    'embeds that are too long together',
    { embeds: [{ description: x(4000) }, { description: x(2001) }] },
    ['embeds MAX_EMBED_SIZE_EXCEEDED'],
  ],
  [
    'a field without a name',
    { embeds: [{ fields: [{ name: ' ', value: 'v' }] }] },
    ['embeds.0.fields.0.name BASE_TYPE_REQUIRED'],
  ],
  [
    'a malformed address',
    { embeds: [{ title: 't', url: 'javascript:x' }] },
    ['embeds.0.url URL_TYPE_INVALID_URL'],
  ],
  [
    'six rows',
    { content: 'c', components: many(6, (at) => row(button({ custom_id: `go-${at}` }))) },
    ['components BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'six buttons in a row',
    { content: 'c', components: [row(...many(6, (at) => button({ custom_id: `go-${at}` })))] },
    ['components.0.components BASE_TYPE_MAX_LENGTH'],
  ],
  ['an empty row', { content: 'c', components: [row()] }, ['components.0.components BASE_TYPE_MIN_LENGTH']],
  [
    'a button beside a select',
    { content: 'c', components: [row(button({}), select({}))] },
    ['components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  ],
  [
    'the same custom id twice',
    { content: 'c', components: [row(button({})), row(button({}))] },
    ['components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
  ],
  [
    'long parts of a button',
    { content: 'c', components: [row(button({ label: x(81), custom_id: x(101) }))] },
    [
      'components.0.components.0.label BASE_TYPE_MAX_LENGTH',
      'components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH',
    ],
  ],
  [
    'a button without a label',
    { content: 'c', components: [row(button({ label: '' }))] },
    ['components.0.components.0.label BASE_TYPE_REQUIRED'],
  ],
  [
    'a link with a custom id, to nowhere',
    { content: 'c', components: [row(button({ style: 5, url: 'ftp://reef' }))] },
    [
      'components.0.components.0.url URL_TYPE_INVALID_SCHEME',
      'components.0.components.0.custom_id COMPONENT_INVALID',
    ],
  ],
  [
    'a select without options',
    { content: 'c', components: [row(select({ options: [] }))] },
    ['components.0.components.0.options BASE_TYPE_MIN_LENGTH'],
  ],
  [
    'a select with 26 options',
    { content: 'c', components: [row(select({ options: many(26, (at) => option(`o${at}`)) }))] },
    ['components.0.components.0.options BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'options of one value, and more to be chosen than there are',
    { content: 'c', components: [row(select({ options: [option('a'), option('a')], max_values: 3 }))] },
    [
      'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'components.0.components.0.max_values COMPONENT_INVALID',
    ],
  ],
  [
    'a component that is not known here',
    { content: 'c', components: [{ type: 10, content: 'text' }] },
    ['components.0.type UNION_TYPE_CHOICES'],
  ],
  ['a long nonce', { content: 'c', nonce: x(26) }, ['nonce BASE_TYPE_MAX_LENGTH']],
  ['a flag that only replies have', { content: 'c', flags: 64 }, ['flags BITFIELD_INVALID_FLAGS']],
  [
    'mentions that contradict each other',
    { content: 'c', allowed_mentions: { parse: ['users'], users: ['123456789012345678'] } },
    ['allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  ],
  [
    'a reply to what is not there',
    { content: 'c', message_reference: { message_id: '123456789012345678' } },
    ['message_reference REPLIES_UNKNOWN_MESSAGE'],
  ],
])('%s cannot be sent', async (_, body, faults) => {
  expect(await faultsOfMessage(body)).toEqual(faults)
})

test('components alone are a message', async () => {
  expect(await faultsOfMessage({ components: [row(button({}))] })).toEqual([])
})

test('a text of up to 2,000 characters can be sent, whatever it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1900, max: 2100 }), (text, length) => {
      const content = text.padEnd(length, text || 'x').slice(0, length)
      return content.trim().length <= 2000 === newMessage.safeParse({ content }).success
    }),
  )
})

test('the same nonce sends a message once', async () => {
  const { discord, rest } = await peer()
  const papers = discord.guild('Reading group').channel('papers')
  const body = { content: 'The note of the day', nonce: 'note-2026-11-21', enforce_nonce: true }
  await rest.post(Routes.channelMessages(papers.id), { body })
  await rest.post(Routes.channelMessages(papers.id), { body })
  expect(papers.messages).toHaveLength(1)
  discord.advance(10 * 60_000)
  await rest.post(Routes.channelMessages(papers.id), { body })
  expect(papers.messages).toHaveLength(2)
})

test('what is not modelled is not there', async () => {
  const { discord, rest } = await peer()
  const { id } = discord.guild('Reading group').channel('papers')
  await expect(rest.get(`/channels/${id}/pins`)).rejects.toMatchObject({ status: 404, code: 0 })
})
