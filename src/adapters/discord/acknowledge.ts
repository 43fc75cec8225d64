/**
 * An interaction is acknowledged within three seconds, before any work, and answered within fifteen minutes.
 * https://discord.com/developers/docs/interactions/receiving-and-responding
 */
import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes } from 'discord.js'
import type {
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js'
import type { Log } from '../../core/log.ts'
import { noticeOf } from './notice.ts'

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction
  | MessageComponentInteraction

/** How an interaction is answered: by a message for all or for one, or by a change of the message it came from. */
export type Way = 'public' | 'private' | 'update'

/** Whether the interaction can still be answered. */
export async function acknowledged(interaction: Answerable, way: Way, log: Log): Promise<boolean> {
  try {
    await acknowledge(interaction, way)
    return true
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    if (error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) {
      // The first try got through and its response was lost; the library does not know that.
      interaction.deferred = true
      interaction.ephemeral = way === 'private'
      return true
    }
    if (error.code === RESTJSONErrorCodes.UnknownInteraction) {
      log.warn(`Too late to acknowledge an interaction (${interaction.id}); the person was told by Discord.`)
      return false
    }
    throw error
  }
}

async function acknowledge(interaction: Answerable, way: Way): Promise<void> {
  if (way === 'update' && interaction.isMessageComponent()) {
    await interaction.deferUpdate()
  } else {
    await interaction.deferReply(way === 'private' ? { flags: MessageFlags.Ephemeral } : {})
  }
}

/**
 * An error goes to the person alone. Whether a reply is public is fixed by its acknowledgement, so a public
 * one is deleted and followed by a private one.
 */
export async function tellFailure(
  interaction: Answerable,
  way: Way,
  error: unknown,
  reference: string,
): Promise<void> {
  const content = noticeOf(error, reference)
  const notice = { content, embeds: [], components: [] }
  if (way === 'private') {
    await interaction.editReply(notice)
    return
  }
  if (way === 'public') await interaction.deleteReply()
  await interaction.followUp({ ...notice, flags: MessageFlags.Ephemeral })
}
