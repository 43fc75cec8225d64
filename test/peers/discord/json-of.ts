/** People, servers, channels and messages as Discord sends them. */
import type { Json } from '../json.ts'
import { bits, USUAL } from './permissions.ts'
import {
  type Account,
  type Attachment,
  type Cause,
  type Channel,
  type Guild,
  type Message,
  MessageFlag,
  MessageType,
} from './state.ts'

const EPOCH = '2026-01-01T00:00:00.000000+00:00'

export function userJson({ id, name, isBot }: Account): Json {
  return {
    id,
    username: name.toLowerCase().replaceAll(/[^a-z0-9._]/gu, '_'),
    discriminator: isBot ? '0001' : '0',
    global_name: isBot ? null : name,
    avatar: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(isBot ? { bot: true } : {}),
  }
}

/** Without the account, as in events of messages. */
export function memberJson(): Json {
  return {
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: EPOCH,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    communication_disabled_until: null,
    flags: 0,
  }
}

export function channelJson(channel: Channel, bot: Account): Json {
  const { id, type, name, guild, everything, people, isThread } = channel
  const last = { last_message_id: everything.findLast(({ isEphemeral }) => !isEphemeral)?.id ?? null }
  if (guild === null) return { id, type, ...last, flags: 0, recipients: people.map(userJson) }
  if (isThread) return { ...threadJson(channel), ...last }
  return {
    id,
    type,
    guild_id: guild.id,
    name,
    position: guild.channels.indexOf(channel),
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    flags: 0,
    permission_overwrites: [
      { id: bot.id, type: 1, allow: String(bits(channel.allowed)), deny: String(bits(channel.denied)) },
    ],
    ...last,
  }
}

function threadJson({ id, type, name, guild, place, messages, isArchived, isLocked }: Channel): Json {
  return {
    id,
    type,
    name,
    guild_id: guild?.id,
    parent_id: place.parent?.id,
    owner_id: place.owner?.id,
    rate_limit_per_user: 0,
    message_count: messages.length,
    total_message_sent: messages.length,
    member_count: 1,
    flags: 0,
    thread_metadata: {
      archived: isArchived,
      locked: isLocked,
      auto_archive_duration: place.archiveMinutes ?? 1440,
      archive_timestamp: EPOCH,
      create_timestamp: EPOCH,
    },
  }
}

/** As GUILD_CREATE has it. */
export function guildJson(guild: Guild, bot: Account): Json {
  const { id, name, channels, members, systemChannel } = guild
  return {
    ...guildSummary(guild),
    name,
    icon: null,
    splash: null,
    // Never the bot: who owns a server may do everything there.
    owner_id: members[0]?.id ?? id,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [everyoneJson(guild)],
    emojis: [],
    stickers: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: systemChannel?.id ?? null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    joined_at: EPOCH,
    large: false,
    unavailable: false,
    member_count: members.length + 1,
    voice_states: [],
    members: [bot, ...members].map((account) => ({ ...memberJson(), user: userJson(account) })),
    channels: channels.filter(({ isThread }) => !isThread).map((channel) => channelJson(channel, bot)),
    threads: channels
      .filter(({ isThread, isArchived }) => isThread && !isArchived)
      .map((channel) => channelJson(channel, bot)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    id,
  }
}

/** As interactions name the server. */
export function guildSummary({ id }: Guild): Json {
  return { id, features: [], locale: 'en-US', preferred_locale: 'en-US' }
}

function everyoneJson({ id }: Guild): Json {
  return {
    id,
    name: '@everyone',
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    permissions: String(bits(USUAL)),
    managed: false,
    mentionable: false,
    flags: 0,
  }
}

export interface MessageReader {
  readonly applicationId: string
  readonly bot: Account
  /** Looks an account up by id. */
  readonly account: (id: string) => Account | undefined
  /** False where the text of messages that do not concern the bot is left out. */
  readonly hasContent: boolean
}

/** https://discord.com/developers/docs/resources/message#message-object */
export function messageJson(message: Message, reader: MessageReader): Json {
  const { id, channel, author, origin, content, embeds, type, thread, flags, edits, pinged, named } = message
  const { replyTo, cause, nonce, at } = origin
  const isShown = reader.hasContent || concernsBot(message, reader.bot)
  return {
    id,
    channel_id: channel.id,
    type,
    author: userJson(author),
    content: isShown ? content : '',
    timestamp: new Date(at).toISOString(),
    edited_timestamp: edits === 0 ? null : new Date(at + edits).toISOString(),
    tts: false,
    mention_everyone: pinged.includes('everyone') || pinged.includes('here'),
    mentions: named.flatMap((each) => {
      const account = reader.account(each)
      return account === undefined ? [] : [userJson(account)]
    }),
    mention_roles: [],
    attachments: isShown ? message.attachments.map((each) => attachmentJson(each, channel)) : [],
    embeds: isShown ? embeds.map(embedJson) : [],
    components: isShown ? numbered(message) : [],
    pinned: false,
    flags,
    ...(nonce === null ? {} : { nonce }),
    ...(thread === null ? {} : { thread: channelJson(thread, reader.bot) }),
    ...(cause === null ? {} : causeJson(message, reader.applicationId)),
    ...(replyTo === null ? {} : referenceJson(message, replyTo, reader)),
  }
}

function attachmentJson({ id, filename, description, size, type }: Attachment, channel: Channel): Json {
  const url = `https://cdn.discordapp.com/attachments/${channel.id}/${id}/${filename}`
  return {
    id,
    filename,
    size,
    url,
    proxy_url: url,
    ...(type === '' ? {} : { content_type: type }),
    ...(description === null ? {} : { description }),
  }
}

function embedJson({ fields, ...embed }: Message['embeds'][number]): Json {
  const filled = (fields ?? []).map((field) => ({ ...field, inline: field.inline ?? false }))
  return { type: 'rich', ...embed, ...(filled.length === 0 ? {} : { fields: filled }) }
}

const SELECT = { min_values: 1, max_values: 1, disabled: false }

/** Discord numbers the components of a message where the bot has not. */
function numbered({ components }: Message): readonly Json[] {
  let id = 0
  return components.map((row) => ({
    ...row,
    id: ++id,
    components: row.components.map((each) => ({ ...(each.type === 3 ? SELECT : {}), ...each, id: ++id })),
  }))
}

function causeJson({ origin: { cause } }: Message, applicationId: string): Json {
  if (cause === null) return {}
  return {
    webhook_id: applicationId,
    application_id: applicationId,
    interaction_metadata: metadataJson(cause),
  }
}

function metadataJson({ id, type, by, name, on, from }: Cause): Json {
  return {
    id,
    type,
    user: userJson(by),
    authorizing_integration_owners: {},
    ...(name === null ? {} : { name, command_type: 1 }),
    ...(on === null ? {} : { interacted_message_id: on.id }),
    ...(from === null ? {} : { triggering_interaction_metadata: metadataJson(from) }),
  }
}

function referenceJson({ type }: Message, to: Message, reader: MessageReader): Json {
  const { id, channel, isDeleted } = to
  return {
    message_reference: {
      type: 0,
      message_id: id,
      channel_id: channel.id,
      ...(channel.guild === null ? {} : { guild_id: channel.guild.id }),
    },
    // One level only, as Discord sends it.
    ...(type === MessageType.Reply || type === MessageType.ThreadStarter
      ? { referenced_message: isDeleted ? null : withoutReference(messageJson(to, reader)) }
      : {}),
  }
}

function withoutReference(json: Json): Json {
  const { referenced_message: _, ...rest } = json
  return rest
}

/**
 * What comes with its text all the same: the bot's own, direct messages, mentions, and replies that ping it, except
 * replies to what it answered to an interaction.
 * https://discord.com/developers/docs/events/gateway#message-content-intent
 */
function concernsBot({ author, channel, content, named, replyTo, flags }: Message, bot: Account): boolean {
  if (author.id === bot.id || channel.guild === null || (flags & MessageFlag.Ephemeral) !== 0) return true
  if (!named.includes(bot.id)) return false
  return content.includes(`<@${bot.id}>`) || replyTo?.origin.cause === null
}
