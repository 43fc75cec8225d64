/** The thread in which an answer is walked on: it hangs from the answer's message. */
import {
  ChannelType,
  DiscordAPIError,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  type AnyThreadChannel,
  type MessageComponentInteraction,
} from 'discord.js'
import { labelOf } from '../../core/answers/label.ts'
import { mayEmbed } from './embeds.ts'
import { THREAD_NAME_CHARACTERS } from './limits.ts'

export type Onward =
  | { readonly type: 'thread'; readonly thread: AnyThreadChannel }
  /** `missing` says what is wanting for a thread; null where there can be none. */
  | { readonly type: 'here'; readonly missing: string | null }

const HERE: Onward = { type: 'here', missing: null }

/** What the bot needs for a walk in a thread, as Discord's settings call it. */
const NEEDED = {
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
} as const

/** Opens the thread where there is none yet, named `name`. */
export async function onwardFrom(interaction: MessageComponentInteraction, name: string): Promise<Onward> {
  const { channel, message, client } = interaction
  if (channel?.isThread() === true) {
    return mayEmbed(channel, client) ? { type: 'thread', thread: channel } : HERE
  }
  if (!interaction.inCachedGuild()) return HERE
  if (channel?.type !== ChannelType.GuildText && channel?.type !== ChannelType.GuildAnnouncement) return HERE
  const mine = channel.permissionsFor(client.user)
  const missing = Object.entries(NEEDED).filter(([, flag]) => mine?.has(flag) !== true)
  if (missing.length > 0) return { type: 'here', missing: missing.map(([words]) => words).join(' and ') }
  const existing = (): Promise<Onward> => threadOn(message.id, interaction)
  if (message.hasThread) return existing()
  try {
    const thread = await interaction.message.startThread({ name: labelOf(name, THREAD_NAME_CHARACTERS) })
    return { type: 'thread', thread }
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    // Another copy of the bot was first, or a person.
    if (error.code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return existing()
    return { type: 'here', missing: error.message }
  }
}

/** A thread has the id of the message that it hangs from. */
async function threadOn(messageId: string, { client }: MessageComponentInteraction): Promise<Onward> {
  const thread = await client.channels.fetch(messageId).catch((error: unknown) => {
    if (error instanceof DiscordAPIError) return null
    throw error
  })
  return thread?.isThread() === true ? { type: 'thread', thread } : HERE
}
