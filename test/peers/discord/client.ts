/** The unmodified discord.js, connected to a peer, with the commands that the peer's own tests use. */
import {
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  Partials,
  type Interaction as Received,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import { onTestFinished } from 'vitest'
import { type DiscordOptions, type DiscordPeer, startDiscord } from '../discord.ts'

const EVERYWHERE = { contexts: [0, 1, 2], integration_types: [0, 1] }

const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = [
  {
    name: 'explain',
    description: 'Explains from the notes',
    options: [
      {
        type: 3,
        name: 'question',
        description: 'What to explain',
        required: true,
        autocomplete: true,
        max_length: 40,
      },
      { type: 5, name: 'private', description: 'For you alone' },
      { type: 4, name: 'depth', description: 'How far to go', min_value: 1, max_value: 3 },
      {
        type: 3,
        name: 'tone',
        description: 'How it sounds',
        choices: [
          { name: 'Plain', value: 'plain' },
          { name: 'Dry', value: 'dry' },
        ],
      },
    ],
    ...EVERYWHERE,
  },
  {
    name: 'notewalk',
    description: 'About the bot',
    options: [
      { type: 1, name: 'help', description: 'What it can do' },
      { type: 1, name: 'about', description: 'Who made it' },
    ],
    ...EVERYWHERE,
  },
  { type: 3, name: 'Explain this', ...EVERYWHERE },
]

export interface Bot {
  readonly discord: DiscordPeer
  readonly client: Client<true>
  /** What the bot could not do, as `code message`. */
  readonly failures: string[]
}

/** Ready, with its commands registered; closed when the test is over. */
export async function startBot(
  answer: (interaction: Received) => Promise<unknown> = () => Promise.resolve(),
  options: DiscordOptions = {},
): Promise<Bot> {
  const discord = await startDiscord(options)
  onTestFinished(() => discord.close())
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(options.privilegedIntents?.includes('MessageContent') === true
        ? [GatewayIntentBits.MessageContent]
        : []),
    ],
    partials: [Partials.Channel],
    rest: { api: discord.api },
  })
  onTestFinished(() => client.destroy())
  const failures: string[] = []
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => failures.push(failureOf(error)))
  })
  client.on(Events.Error, (error) => failures.push(String(error)))
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve)
  })
  await client.login(discord.token)
  const connected = await ready
  await connected.application.commands.set(COMMANDS)
  return { discord, client: connected, failures }
}

export function failureOf(error: unknown): string {
  return error instanceof DiscordAPIError ? `${error.code} ${error.message}` : String(error)
}
