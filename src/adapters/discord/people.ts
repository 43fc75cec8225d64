/** Who and where, as core knows them. */
import {
  ChannelType,
  GuildMember,
  type BaseInteraction,
  type Channel as AnyChannel,
  type Message,
  type User,
} from 'discord.js'
import type { Channel, Person, Thread } from '../../core/store.ts'
import type { Given, Standing } from '../../core/walks/standing.ts'

/** `thread` is where the talk goes on, where it is neither a thread nor a chat of two already. */
export function givenIn(interaction: BaseInteraction, isPrivate: boolean, thread: Thread | null): Given {
  const { user, member, guildId, channelId, channel } = interaction
  const nick =
    member === null ? null : member instanceof GuildMember ? member.nickname : (member.nick ?? null)
  return {
    by: personOf(user, nick),
    channel: channelOf(guildId, channel, channelId ?? user.id),
    isPrivate,
    isChat: channel?.type === ChannelType.DM,
    thread: channel === null ? thread : (ownThreadOf(channel) ?? thread),
  }
}

export function givenBy({ author, member, guildId, channel, channelId, reference }: Message): Given {
  const repliedTo = reference?.messageId
  return {
    by: personOf(author, member?.nickname ?? null),
    channel: channelOf(guildId, channel, channelId),
    isPrivate: false,
    isChat: channel.type === ChannelType.DM,
    thread: ownThreadOf(channel) ?? (repliedTo === undefined ? null : threadOf(repliedTo)),
  }
}

/** Follow-ups to a message in a channel are said in its thread, which has the id of the message. */
export function standingOf(message: Message): Standing {
  // Where the bot is not, it does not know the channel.
  const channel = message.channel as Message['channel'] | null
  return {
    link: message.url,
    thread: (channel === null ? null : ownThreadOf(channel)) ?? threadOf(message.id),
  }
}

/** By the id of a thread, of a chat of two, or of the message that a thread hangs from. */
export function threadOf(id: string): Thread {
  return `discord/${id}` as Thread
}

function ownThreadOf(channel: {
  readonly id: string
  readonly type: ChannelType
  readonly isThread: () => boolean
}): Thread | null {
  return channel.type === ChannelType.DM || channel.isThread() ? threadOf(channel.id) : null
}

function personOf({ id, displayName }: User, nick: string | null): Person {
  return { id, name: nick ?? displayName }
}

/** What is said in a thread is said in its channel. */
function channelOf(guildId: string | null, channel: AnyChannel | null, channelId: string): Channel {
  const id = channel?.isThread() === true ? (channel.parentId ?? channelId) : channelId
  return `discord/${guildId ?? 'direct'}/${id}` as Channel
}
