/**
 * Whether the bot may use embeds. Without the permission Discord drops those of its messages in silence, and keeps
 * those of its replies to commands and presses.
 */
import { PermissionFlagsBits, type Client, type GuildTextBasedChannel, type Message } from 'discord.js'

export function mayEmbed(channel: GuildTextBasedChannel | Message['channel'], client: Client<true>): boolean {
  return (
    channel.isDMBased() || channel.permissionsFor(client.user)?.has(PermissionFlagsBits.EmbedLinks) === true
  )
}
