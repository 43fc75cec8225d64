/**
 * Mentions, replies and direct messages. Without the privileged intent Discord hands over the text of these
 * alone; every other message arrives empty.
 * https://discord.com/developers/docs/events/gateway#message-content-intent
 */
import {
  ChannelType,
  PermissionFlagsBits,
  type Message as AnyMessage,
  type OmitPartialGroupDMChannel,
} from 'discord.js'
import { UserError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { Walks } from '../../core/walks/walks.ts'
import { mayEmbed } from './embeds.ts'
import { messageOf } from './message.ts'
import { noticeOf } from './notice.ts'
import { givenBy, standingOf, threadOf } from './people.ts'
import { questionIn } from './question.ts'

type Message = OmitPartialGroupDMChannel<AnyMessage>

export interface MessageParts {
  readonly walks: Walks
  readonly log: Log
  /** Whether the text of all messages arrives. */
  readonly hasMessageContent: boolean
  /** False for an event that another delivery or another copy of the bot has taken. */
  readonly isMine: (event: string) => Promise<boolean>
  /** True once in a while for a person in a channel. */
  readonly mayHint: (key: string) => Promise<boolean>
  readonly newReference: () => string
}

const HOW_TO_ASK =
  'Ask me with a mention and your question, with `/explain`, or with the “Ask” button under an answer: Discord does not show me the text of other messages.'

/** Never rejects. */
export function createMessageHandler(parts: MessageParts): (message: Message) => Promise<void> {
  const { walks, log } = parts

  const answer = async (message: Message, text: string, address: Address): Promise<void> => {
    const reference = parts.newReference()
    const { isAddressed, isToAPerson } = address
    try {
      await walks.hear(
        { text, isAddressed, isToAPerson },
        givenBy(message),
        async (kept) =>
          standingOf(
            await reply(message, messageOf(kept, { embeds: mayEmbed(message.channel, message.client) })),
          ),
        async (notice) => {
          await reply(message, { content: `-# ${notice}`, embeds: [], components: [] })
        },
      )
    } catch (error) {
      if (!(error instanceof UserError)) log.error(`Message failed (${reference})`, error)
      await reply(message, { content: noticeOf(error, reference), embeds: [], components: [] })
    }
  }

  /** One that the bot has opened, or that hangs from an answer. */
  const isInOwnThread = async ({ channel, client }: Message): Promise<boolean> =>
    channel.isThread() && (channel.ownerId === client.user.id || (await walks.owns(threadOf(channel.id))))

  const handle = async (message: Message): Promise<void> => {
    const { author, client, guildId, channelId } = message
    if (author.bot || message.system || message.webhookId !== null) return
    const address = addressOf(message)
    if (!address.isAddressed && !(parts.hasMessageContent && (await isInOwnThread(message)))) return
    if (!(await parts.isMine(`message/${message.id}`))) return
    const text = questionIn(message.content.replaceAll(`<@${client.user.id}>`, ' '))
    if (text !== '') {
      if (address.isAddressed) await message.channel.sendTyping().catch(() => undefined)
      await answer(message, text, address)
    } else if (
      address.isAddressed &&
      (await parts.mayHint(`${guildId ?? 'direct'}/${channelId}/${author.id}`))
    ) {
      await reply(message, { content: HOW_TO_ASK, embeds: [], components: [] })
    }
  }

  return async (message) => {
    try {
      await handle(message)
    } catch (error) {
      log.warn(`A message in channel ${message.channelId} was not answered`, error)
    }
  }
}

interface Address {
  readonly isAddressed: boolean
  readonly isToAPerson: boolean
}

function addressOf({ client, mentions, channel, content, reference }: Message): Address {
  const self = client.user.id
  const isMentioned = mentions.users.has(self) && content.includes(`<@${self}>`)
  const isReply = mentions.repliedUser?.id === self
  return {
    isAddressed: channel.type === ChannelType.DM || isMentioned || isReply,
    isToAPerson: mentions.users.some(({ id }) => id !== self) || (reference !== null && !isReply),
  }
}

/** Without Read Message History a reply is refused; then it is a plain message. */
async function reply(message: Message, payload: ReturnType<typeof messageOf>): Promise<AnyMessage> {
  const { channel, client } = message
  const isReadable =
    channel.isDMBased() ||
    channel.permissionsFor(client.user)?.has(PermissionFlagsBits.ReadMessageHistory) === true
  return isReadable ? message.reply({ ...payload, failIfNotExists: false }) : channel.send(payload)
}
