/** Answers to interactions. https://discord.com/developers/docs/interactions/receiving-and-responding */
import { z } from 'zod'
import type { Json } from '../json.ts'
import { modal as modalSchema } from './component-schema.ts'
import { attachmentsOf, type Upload } from './attachments.ts'
import { contentOf, editedContent, loadingContent } from './compose.ts'
import { checked } from './faults.ts'
import { CALLBACKS, CallbackType, type Interaction, Modal } from './interaction.ts'
import { messageJson } from './json-of.ts'
import * as limits from './limits.ts'
import { choicesFor, deferral, editedMessage, type MessageBody, reply } from './message-schema.ts'
import { invalid, refusals } from './refusal.ts'
import { type Answer, NO_CONTENT, ok, type Request, route } from './route.ts'
import { type Content, type Message, MessageFlag, MessageType } from './state.ts'
import type { World } from './world.ts'

const OPEN = { isOpen: true }

export const interactionRoutes = [
  route('POST /interactions/:id/:token/callback', callback, OPEN),
  route('POST /webhooks/:application/:token', followUp, OPEN),
  route(
    'GET /webhooks/:application/:token/messages/:message',
    (world, request) => ok(messageJson(messageOf(world, request), world.reader(true))),
    OPEN,
  ),
  route(
    'PATCH /webhooks/:application/:token/messages/:message',
    (world, request) => {
      const message = messageOf(world, request)
      world.edit(message, edited(world, message, checked(editedMessage, request.body), request.files))
      return ok(messageJson(message, world.reader(true)))
    },
    OPEN,
  ),
  route(
    'DELETE /webhooks/:application/:token/messages/:message',
    (world, request) => {
      world.delete(messageOf(world, request))
      return NO_CONTENT
    },
    OPEN,
  ),
]

const callbackBody = z.looseObject({ type: z.enum(CallbackType), data: z.unknown().optional() })

function callback(world: World, { params: [id, token], body, query, files }: Request): Answer {
  const interaction = world.interactions.find((each) => each.id === id && each.token === token)
  if (interaction === undefined) throw refusals.unknownInteraction()
  if (interaction.acknowledgement !== null) throw refusals.alreadyAcknowledged()
  if (world.now() - interaction.at > world.clock.ackDeadline) throw refusals.unknownInteraction()
  const { type, data } = checked(callbackBody, body)
  if (!CALLBACKS[interaction.kind].includes(type)) {
    const message = `An interaction of this kind (${interaction.kind}) takes only {${CALLBACKS[interaction.kind].join(', ')}}.`
    throw invalid(['type'], { code: 'BASE_TYPE_CHOICES', message })
  }
  const message = carryOut(world, interaction, type, { data, files })
  interaction.acknowledge(type, message)
  return query.get('with_response') === 'true'
    ? ok(callbackResponse(world, interaction, type, message))
    : NO_CONTENT
}

/** The message that was posted or changed. */
function carryOut(
  world: World,
  interaction: Interaction,
  type: CallbackType,
  { data, files }: { readonly data: unknown; readonly files: readonly Upload[] },
): Message | null {
  switch (type) {
    case CallbackType.Reply: {
      const body = checked(reply, data ?? {}, ['data'])
      const flags = flagsFor(interaction, body.flags)
      const isEphemeral = (flags & MessageFlag.Ephemeral) !== 0
      const attachments = attachmentsOf(body, { files, newId: () => world.id() })
      const content = contentOf(body, { otherwise: 'people', flags, isEphemeral, attachments })
      return postReply(world, interaction, content)
    }
    case CallbackType.DeferredReply: {
      const body = checked(deferral, data, ['data'])
      return postReply(world, interaction, loadingContent(flagsFor(interaction, body?.flags)))
    }
    case CallbackType.DeferredUpdate:
      return interaction.source
    case CallbackType.Update: {
      const { source } = interaction
      if (source === null) {
        throw invalid(['type'], { code: 'BASE_TYPE_CHOICES', message: 'There is no message to be updated.' })
      }
      if (source.isDeleted) throw refusals.unknownMessage()
      world.edit(source, edited(world, source, checked(editedMessage, data ?? {}, ['data']), files))
      return source
    }
    case CallbackType.Choices: {
      const { choices } = checked(choicesFor(interaction.isTextFocused), data, ['data'])
      interaction.choices = choices
      return null
    }
    case CallbackType.Modal:
      interaction.opened = new Modal(interaction, checked(modalSchema, data, ['data']))
      return null
  }
}

function edited(world: World, message: Message, body: MessageBody, files: readonly Upload[]): Content {
  const before = message.attachments
  return editedContent(body, message, attachmentsOf(body, { files, before, newId: () => world.id() }))
}

/** Where apps from outside are not allowed, what they answer is for the asker alone. */
function flagsFor({ isFromOutside, channel }: Interaction, flags: number | null | undefined): number {
  const isHidden = isFromOutside && channel.guild?.allowsExternalApps === false
  return (flags ?? 0) | (isHidden ? MessageFlag.Ephemeral : 0)
}

function postReply(world: World, interaction: Interaction, content: Content): Message {
  const { channel, source, person, cause, kind } = interaction
  const type =
    kind === 'menu-command'
      ? MessageType.MenuCommand
      : kind === 'command'
        ? MessageType.ChatInputCommand
        : source === null
          ? MessageType.Plain
          : MessageType.Reply
  const isEphemeral = (content.flags & MessageFlag.Ephemeral) !== 0
  const origin = {
    author: world.bot,
    type,
    replyTo: type === MessageType.Reply ? source : null,
    cause,
    onlyFor: isEphemeral ? person : null,
    nonce: null,
  }
  return world.post(channel, origin, content)
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackResponse(
  world: World,
  { id, type: interactionType, channel }: Interaction,
  type: CallbackType,
  message: Message | null,
): Json {
  return {
    interaction: {
      id,
      type: interactionType,
      channel_id: channel.id,
      ...(channel.guild === null ? {} : { guild_id: channel.guild.id }),
      ...(message === null
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: message.isLoading,
            response_message_ephemeral: message.isEphemeral,
          }),
    },
    ...(type === CallbackType.Choices || type === CallbackType.Modal || type === CallbackType.DeferredUpdate
      ? {}
      : {
          resource: {
            type,
            ...(message === null ? {} : { message: messageJson(message, world.reader(true)) }),
          },
        }),
  }
}

/** An interaction's own address; there is none before it is acknowledged. */
function acknowledgedOf(world: World, { params: [application, token] }: Request): Interaction {
  if (application !== world.applicationId) throw refusals.unknownWebhook()
  const interaction = world.interactions.find((each) => each.token === token)
  if (interaction === undefined) throw refusals.invalidWebhookToken()
  if (world.now() - interaction.at > world.clock.tokenLifetime) throw refusals.invalidWebhookToken()
  if (interaction.acknowledgement === null) throw refusals.unknownWebhook()
  return interaction
}

function messageOf(world: World, request: Request): Message {
  const interaction = acknowledgedOf(world, request)
  const { original, followUps } = interaction
  const id = request.params[2] ?? ''
  const own = [...(original === null ? [] : [original]), ...followUps]
  const message = id === '@original' ? original : own.find((each) => each.id === id)
  if (message === null || message === undefined || message.isDeleted) throw refusals.unknownMessage()
  return message
}

function followUp(world: World, request: Request): Answer {
  const interaction = acknowledgedOf(world, request)
  const { original, kind, isFromOutside, followUps, person, channel, cause } = interaction
  if (kind === 'autocomplete') throw refusals.unknownWebhook()
  const body = checked(reply, request.body)
  if (original?.isLoading === true && !original.isDeleted) {
    world.warnings.push('A follow-up took the place of the loading message: edit the original instead.')
    world.edit(original, edited(world, original, body, request.files))
    return ok(messageJson(original, world.reader(true)))
  }
  if (isFromOutside && followUps.length >= limits.USER_INSTALL_FOLLOW_UPS) throw refusals.tooManyFollowUps()
  const flags = flagsFor(interaction, body.flags)
  const isEphemeral = (flags & MessageFlag.Ephemeral) !== 0
  const attachments = attachmentsOf(body, { files: request.files, newId: () => world.id() })
  const content = contentOf(body, { otherwise: 'people', flags, isEphemeral, attachments })
  const replyTo = original?.isDeleted === false ? original : null
  const type = replyTo === null ? MessageType.Plain : MessageType.Reply
  const onlyFor = isEphemeral ? person : null
  const message = world.post(
    channel,
    { author: world.bot, type, replyTo, cause, onlyFor, nonce: null },
    content,
  )
  followUps.push(message)
  return ok(messageJson(message, world.reader(true)))
}
