/** Steps in Discord: what is pressed stands in one message, and its answer in another, mostly in a thread. */
import type { DiscordPeer } from '../peers/discord.ts'
import type { Person } from '../peers/discord/person.ts'
import type { Channel, Message } from '../peers/discord/state.ts'

/** Presses a button, or chooses from the menus, and waits for the message that comes of it. */
export async function steps(
  discord: DiscordPeer,
  person: Person,
  from: Message,
  name: string,
  use: 'presses' | 'chooses' = 'presses',
): Promise<Message> {
  const before = new Set(messagesAround(from))
  person[use](from, name)
  return newMessage(discord, () => messagesAround(from).filter((each) => !before.has(each)))
}

/** Waits for what the bot says next in a channel. */
export async function says(discord: DiscordPeer, place: Channel, work: () => void): Promise<Message> {
  const before = place.messages.length
  work()
  return newMessage(discord, () => place.messages.slice(before).filter(({ author }) => author.isBot))
}

async function newMessage(discord: DiscordPeer, found: () => readonly Message[]): Promise<Message> {
  await discord.until(() => found().length > 0)
  const [message] = found()
  if (message === undefined) throw new Error('Nothing came of it.')
  return message
}

/** Where an answer may come: in the channel, and in the thread that hangs from the message. */
function messagesAround({ channel, thread }: Message): readonly Message[] {
  return [...channel.messages, ...(thread?.messages ?? [])].filter(({ author }) => author.isBot)
}
