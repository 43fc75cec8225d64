/** Messages and threads. https://discord.com/developers/docs/resources/message, …/resources/channel */
import { attachmentsOf, type Upload } from './attachments.ts'
import { contentOf, editedContent } from './compose.ts'
import { checked } from './faults.ts'
import { channelJson, messageJson } from './json-of.ts'
import * as limits from './limits.ts'
import { editedMessage, type MessageBody, newMessage, newThread } from './message-schema.ts'
import { invalid, refusals } from './refusal.ts'
import { type Answer, channelOf, messageOf, NO_CONTENT, ok, type Request, route } from './route.ts'
import { type Attachment, type Channel, type Message, MessageType } from './state.ts'
import type { World } from './world.ts'

const MESSAGES_ASKED = 50
const ARCHIVE_MINUTES = 1440

export const channelRoutes = [
  route('GET /channels/:channel', (world, { params: [channel] }) =>
    ok(channelJson(channelOf(world, channel), world.bot)),
  ),
  route('POST /channels/:channel/messages', create),
  route('GET /channels/:channel/messages', list),
  route('GET /channels/:channel/messages/:message', (world, { params: [channelId, id] }) => {
    const channel = channelOf(world, channelId)
    if (!channel.botMay('READ_MESSAGE_HISTORY')) throw refusals.missingPermissions()
    return ok(messageJson(messageOf(channel, id), world.reader(world.hasMessageContent)))
  }),
  route('PATCH /channels/:channel/messages/:message', edit),
  route('DELETE /channels/:channel/messages/:message', remove),
  route('POST /channels/:channel/typing', (world, { params: [channelId] }) => {
    const channel = channelOf(world, channelId)
    mustBeAbleToSend(channel)
    world.typing.push(channel)
    return NO_CONTENT
  }),
  route('POST /channels/:channel/messages/:message/threads', startOnMessage),
  route('POST /channels/:channel/threads', start),
  route('PUT /channels/:channel/thread-members/@me', (world, { params: [channelId] }) => {
    if (!channelOf(world, channelId).isThread) throw refusals.wrongChannelType()
    return NO_CONTENT
  }),
]

/** SEND_MESSAGES has no effect in threads. */
function mustBeAbleToSend(channel: Channel): void {
  if (!channel.botMay(channel.isThread ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES')) {
    throw refusals.missingPermissions()
  }
  if (channel.isLocked) throw refusals.archivedThread()
}

function create(world: World, { params: [channelId], body: given, files }: Request): Answer {
  const channel = channelOf(world, channelId)
  mustBeAbleToSend(channel)
  if (channel.people.some((account) => world.closedTo.has(account))) throw refusals.cannotMessageUser()
  const body = checked(newMessage, given)
  const nonce = body.nonce ?? null
  const earlier = body.enforce_nonce === true && nonce !== null ? sentWith(world, channel, nonce) : undefined
  if (earlier?.isDeleted === true) throw refusals.unknownMessage()
  if (earlier !== undefined) return ok(messageJson(earlier, world.reader(true)))

  const replyTo = repliedTo(channel, body.message_reference)
  const mayEmbed = channel.botMay('EMBED_LINKS')
  const attachments = filesOf(world, channel, body, { files })
  const content = contentOf(body, { otherwise: 'everything', replyTo, mayEmbed, attachments })
  const type = replyTo === null ? MessageType.Plain : MessageType.Reply
  const origin = { author: world.bot, type, replyTo, cause: null, onlyFor: null, nonce }
  return ok(messageJson(world.post(channel, origin, content), world.reader(true)))
}

/** The same nonce within a few minutes stands for the same message. */
function sentWith(world: World, channel: Channel, nonce: string | number): Message | undefined {
  return channel.everything.findLast(
    ({ origin, author }) =>
      origin.nonce === nonce && author === world.bot && world.now() - origin.at < limits.NONCE_MS,
  )
}

interface Reference {
  readonly message_id: string
  readonly channel_id?: string | null | undefined
  readonly fail_if_not_exists?: boolean | null | undefined
}

function repliedTo(channel: Channel, reference: Reference | null | undefined): Message | null {
  if (reference === null || reference === undefined) return null
  if (!channel.botMay('READ_MESSAGE_HISTORY')) throw refusals.unreadableReply()
  const isHere = (reference.channel_id ?? channel.id) === channel.id
  const message = isHere ? channel.find(reference.message_id) : undefined
  if (message !== undefined && !message.isEphemeral) {
    if (message.type !== MessageType.ThreadStarter) return message
    const code = 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE'
    throw invalid(['message_reference'], { code, message: 'Cannot reply to a system message' })
  }
  if (reference.fail_if_not_exists === false) return null
  throw invalid(['message_reference'], { code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' })
}

function list(world: World, { params: [channelId], query }: Request): Answer {
  const channel = channelOf(world, channelId)
  // Without the permission there is no refusal, but nothing either.
  const readable = channel.botMay('READ_MESSAGE_HISTORY') ? channel.messages : []
  const [before, after] = [query.get('before'), query.get('after')]
  const asked = readable
    .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
    .filter(({ id }) => after === null || BigInt(id) > BigInt(after))
  const newest = asked.toReversed().slice(0, Number(query.get('limit') ?? MESSAGES_ASKED))
  return ok(newest.map((message) => messageJson(message, world.reader(world.hasMessageContent))))
}

function edit(world: World, { params: [channelId, id], body: given, files }: Request): Answer {
  const channel = channelOf(world, channelId)
  const message = messageOf(channel, id)
  if (message.author !== world.bot) throw refusals.notOwnMessage()
  if (channel.isArchived) throw refusals.archivedThread()
  const body = checked(editedMessage, given)
  const attachments = filesOf(world, channel, body, { files, before: message.attachments })
  world.edit(message, editedContent(body, message, attachments, channel.botMay('EMBED_LINKS')))
  return ok(messageJson(message, world.reader(true)))
}

function filesOf(
  world: World,
  channel: Channel,
  body: MessageBody,
  given: { readonly files: readonly Upload[]; readonly before?: readonly Attachment[] },
): readonly Attachment[] {
  if (given.files.length > 0 && !channel.botMay('ATTACH_FILES')) throw refusals.missingPermissions()
  return attachmentsOf(body, { ...given, newId: () => world.id() })
}

function remove(world: World, { params: [channelId, id] }: Request): Answer {
  const channel = channelOf(world, channelId)
  const message = messageOf(channel, id)
  if (message.author !== world.bot) {
    if (channel.guild === null) throw refusals.notOnDirectMessages()
    if (!channel.botMay('MANAGE_MESSAGES')) throw refusals.missingPermissions()
  }
  world.delete(message)
  return NO_CONTENT
}

function startOnMessage(world: World, { params: [channelId, id], body }: Request): Answer {
  const channel = channelOf(world, channelId)
  if (channel.guild === null || channel.isThread) throw refusals.wrongChannelType()
  const message = messageOf(channel, id)
  if (!channel.botMay('CREATE_PUBLIC_THREADS')) throw refusals.missingPermissions()
  const { name, auto_archive_duration: archiveMinutes } = checked(newThread, body)
  const thread = world.startThread(channel, message, world.bot, name, archiveMinutes ?? ARCHIVE_MINUTES)
  return { status: 201, body: channelJson(thread, world.bot) }
}

/** Private where nothing else is asked for. */
function start(world: World, { params: [channelId], body }: Request): Answer {
  const channel = channelOf(world, channelId)
  if (channel.guild === null || channel.isThread) throw refusals.wrongChannelType()
  const { name, type, auto_archive_duration: archiveMinutes } = checked(newThread, body)
  const isPublic = type === 11
  if (!channel.botMay(isPublic ? 'CREATE_PUBLIC_THREADS' : 'CREATE_PRIVATE_THREADS')) {
    throw refusals.missingPermissions()
  }
  const kind = isPublic ? 'thread' : 'private-thread'
  const place = { name, parent: channel, guild: channel.guild, owner: world.bot, kind } as const
  const thread = world.addChannel({ ...place, archiveMinutes: archiveMinutes ?? ARCHIVE_MINUTES })
  return { status: 201, body: channelJson(thread, world.bot) }
}
