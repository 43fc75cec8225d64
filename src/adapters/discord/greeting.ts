/** What the bot says when it joins a server. */
import { PermissionFlagsBits, type Guild } from 'discord.js'

const HELLO = [
  'Hello. I answer from the notes that I was given, in their own sentences and with their sources. Three things to try:',
  '- `/explain` with a question; titles are offered while you type',
  '- `/search` without words, to browse by topic',
  '- `/random-note`, to be surprised',
].join('\n')

/** Whether it could be said: there may be no system channel, or no permission to write there. */
export async function greeted({ systemChannel, client }: Guild): Promise<boolean> {
  const allowed = systemChannel
    ?.permissionsFor(client.user)
    ?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages])
  if (systemChannel === null || allowed !== true) return false
  await systemChannel.send({ content: HELLO })
  return true
}
