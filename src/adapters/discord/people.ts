/** Who and where, as core knows them. */
import { GuildMember, type BaseInteraction, type Message, type User } from 'discord.js'
import type { Channel, Person } from '../../core/store.ts'
import type { Given } from '../../core/walks/walks.ts'

export function givenIn(interaction: BaseInteraction, isPrivate: boolean): Given {
  const { user, member, guildId, channelId } = interaction
  const nick =
    member === null ? null : member instanceof GuildMember ? member.nickname : (member.nick ?? null)
  return { by: personOf(user, nick), channel: channelOf(guildId, channelId ?? user.id), isPrivate }
}

export function givenBy({ author, member, guildId, channelId }: Message): Given {
  return {
    by: personOf(author, member?.nickname ?? null),
    channel: channelOf(guildId, channelId),
    isPrivate: false,
  }
}

function personOf({ id, displayName }: User, nick: string | null): Person {
  return { id, name: nick ?? displayName }
}

function channelOf(guildId: string | null, channelId: string): Channel {
  return `discord/${guildId ?? 'direct'}/${channelId}` as Channel
}
