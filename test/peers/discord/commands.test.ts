/** Commands, forms and choices that Discord refuses, and what it keeps of those that it takes. */
import { Routes } from 'discord.js'
import { expect, test } from 'vitest'
import type { Json } from '../json.ts'
import { faultsIn, many, peer, x } from './raw.ts'

const command = (more: Json) => ({ type: 1, name: 'explain', description: 'Explains', ...more })
const text = (name: string, more: Json = {}) => ({ type: 3, name, description: 'Text', ...more })

test.each<readonly [string, readonly unknown[], readonly string[]]>([
  ['a capital in a name', [command({ name: 'Explain' })], ['0.name APPLICATION_COMMAND_INVALID_NAME']],
  ['a space in a name', [command({ name: 'random note' })], ['0.name APPLICATION_COMMAND_INVALID_NAME']],
  ['no description', [command({ description: '' })], ['0.description BASE_TYPE_REQUIRED']],
  ['a long description', [command({ description: x(101) })], ['0.description BASE_TYPE_MAX_LENGTH']],
  ['a name twice', [command({}), command({})], ['1.name APPLICATION_COMMANDS_DUPLICATE_NAME']],
  [
    'a required option after another',
    [command({ options: [text('a'), text('b', { required: true })] })],
    ['0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
  ],
  [
    'an option twice',
    [command({ options: [text('a'), text('a')] })],
    ['0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'],
  ],
  [
    '26 options',
    [command({ options: many(26, (at) => text(`o${at}`)) })],
    ['0.options BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'subcommands beside options',
    [command({ options: [{ type: 1, name: 'help', description: 'Helps' }, text('a')] })],
    ['0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  ],
  [
    'more than 8,000 characters',
    [
      command({
        options: many(4, (at) =>
          text(`o${at}`, { choices: many(25, (each) => ({ name: x(80), value: `${each}` })) }),
        ),
      }),
    ],
    ['0 APPLICATION_COMMAND_TOO_LARGE'],
  ],
  [
    'private channels without installs by people',
    [command({ contexts: [2], integration_types: [0] })],
    ['0.contexts APPLICATION_COMMAND_INVALID_CONTEXTS'],
  ],
  [
    'a menu command with a description',
    [{ type: 3, name: 'Explain', description: 'x' }],
    ['0.description BASE_TYPE_CHOICES'],
  ],
  ['16 menu commands', many(16, (at) => ({ type: 3, name: `Explain ${at}` })), ['30032']],
])('%s cannot be registered', async (_, body, faults) => {
  const { discord, rest } = await peer()
  await rest.put(Routes.applicationCommands(discord.applicationId), { body }).catch(() => undefined)
  expect(faultsIn(discord)).toEqual(faults)
  expect(discord.commands).toEqual([])
})

test('registered commands keep their ids, and come back as Discord has them', async () => {
  const { discord, rest } = await peer()
  const route = Routes.applicationCommands(discord.applicationId)
  const body = [command({ options: [text('question', { required: false, autocomplete: true })] })]
  await rest.put(route, { body })
  const [first] = discord.commands
  await rest.put(route, { body: [...body, { type: 3, name: 'Explain this' }] })
  expect(discord.commands[0]?.id).toBe(first?.id)
  expect(await rest.get(route)).toMatchObject([
    {
      id: first?.id,
      default_member_permissions: null,
      contexts: null,
      options: [{ type: 3, name: 'question', description: 'Text', autocomplete: true }],
    },
    { type: 3, name: 'Explain this', description: '' },
  ])
})

test('a form and choices have limits too', async () => {
  const { discord, rest } = await peer()
  const body = [command({ options: [text('question', { autocomplete: true })] })]
  await rest.put(Routes.applicationCommands(discord.applicationId), { body })
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  const asked = anna.types(papers, '/explain', { question: 'reefs' })
  const label = {
    type: 18,
    label: x(46),
    component: { type: 4, custom_id: 'q', style: 3, placeholder: x(101) },
  }
  const form = { type: 9, data: { custom_id: '', title: x(46), components: [label] } }
  const answer = (id: string, token: string, given: unknown): Promise<unknown> =>
    rest.post(Routes.interactionCallback(id, token), { body: given, auth: false }).catch(() => undefined)
  await answer(asked.id, asked.token, form)
  expect(faultsIn(discord)).toEqual([
    'data.custom_id BASE_TYPE_REQUIRED',
    'data.title BASE_TYPE_MAX_LENGTH',
    'data.components.0.label BASE_TYPE_MAX_LENGTH',
    'data.components.0.component.style BASE_TYPE_CHOICES',
    'data.components.0.component.placeholder BASE_TYPE_MAX_LENGTH',
  ])
})
