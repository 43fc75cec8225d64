/** Whether what the bot has said is still there: messages and threads are deleted also while it does not run. */
import { DiscordAPIError, RESTJSONErrorCodes, Routes, type Client } from 'discord.js'
import type { Stands } from '../../core/walks/standing.ts'

const IN_ADDRESS = /\/(\d+)\/(\d+)$/u
const GONE: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
])

export function standsIn({ rest }: Client): Stands {
  return async (link) => {
    const [, channel, message] = IN_ADDRESS.exec(link) ?? []
    if (channel === undefined || message === undefined) return true
    return rest.get(Routes.channelMessage(channel, message)).then(
      () => true,
      (error: unknown) => !(error instanceof DiscordAPIError && GONE.has(error.code)),
    )
  }
}
