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
import { messageOf } from './message.ts'
import { noticeOf } from './notice.ts'
import { givenBy } from './people.ts'
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

  const answer = async (message: Message, question: string, isAsked: boolean): Promise<void> => {
    const reference = parts.newReference()
    try {
      const told = await walks.begin(
        { type: 'command', command: 'explain', values: { question } },
        givenBy(message),
      )
      // A remark that the notes say nothing to is left alone.
      if (told.isMiss && !isAsked) return
      await reply(message, messageOf(told.kept, { embeds: mayEmbed(message) }))
    } catch (error) {
      if (!(error instanceof UserError)) log.error(`Message failed (${reference})`, error)
      await reply(message, { content: noticeOf(error, reference), embeds: [], components: [] })
    }
  }

  const handle = async (message: Message): Promise<void> => {
    const { author, client, guildId, channelId } = message
    if (author.bot || message.system || message.webhookId !== null) return
    const address = await addressOf(message, parts.hasMessageContent)
    if (address === null || !(await parts.isMine(`message/${message.id}`))) return
    const question = questionIn(message.content.replaceAll(`<@${client.user.id}>`, ' '))
    if (question !== '') {
      if (address !== 'overheard') await message.channel.sendTyping().catch(() => undefined)
      await answer(message, question, address !== 'overheard')
    } else if (
      address !== 'overheard' &&
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

/** `asked` for the bot alone; `overheard` in a thread of the bot's where plain messages may be questions. */
async function addressOf(
  message: Message,
  hasMessageContent: boolean,
): Promise<'asked' | 'overheard' | null> {
  const { client, mentions, channel } = message
  if (channel.type === ChannelType.DM) return 'asked'
  const isMentioned = mentions.users.has(client.user.id) && message.content.includes(`<@${client.user.id}>`)
  if (isMentioned || mentions.repliedUser?.id === client.user.id) return 'asked'
  if (!hasMessageContent || !channel.isThread() || mentions.users.size > 0 || message.reference !== null)
    return null
  return (await isOwnThread(message)) ? 'overheard' : null
}

/** A thread that the bot began, or that hangs from one of its messages. */
async function isOwnThread({ channel, client }: Message): Promise<boolean> {
  if (!channel.isThread()) return false
  if (channel.ownerId === client.user.id) return true
  const starter = await channel.fetchStarterMessage().catch(() => null)
  return starter?.author.id === client.user.id
}

/** Without Read Message History a reply is refused; then it is a plain message. */
async function reply(message: Message, payload: ReturnType<typeof messageOf>): Promise<void> {
  const { channel, client } = message
  const isReadable =
    channel.isDMBased() ||
    channel.permissionsFor(client.user)?.has(PermissionFlagsBits.ReadMessageHistory) === true
  if (isReadable) {
    await message.reply({ ...payload, failIfNotExists: false })
  } else if (channel.isSendable()) {
    await channel.send(payload)
  }
}

function mayEmbed({ channel, client }: Message): boolean {
  return (
    channel.isDMBased() || channel.permissionsFor(client.user)?.has(PermissionFlagsBits.EmbedLinks) === true
  )
}
