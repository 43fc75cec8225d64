/** A person on Discord, and what they can do there. */
import type { Json } from '../json.ts'
import { chosen, filled, pressed } from './controls.ts'
import { type Choice, Interaction, type InteractionOrigin, type Modal } from './interaction.ts'
import { channelJson, guildSummary, memberJson, messageJson, userJson } from './json-of.ts'
import * as limits from './limits.ts'
import { mentionsIn } from './mentions.ts'
import { bits, Install, type Permission, USUAL } from './permissions.ts'
import { type Account, type Channel, type Guild, Message, MessageType } from './state.ts'
import { contextOf, isOutside, offered, type Offered, sharesGuild, typed, type Values } from './typed.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

export interface Saying {
  readonly replyTo?: Message
  /** Whether the reply notifies whom it replies to; as in Discord's own client, it does unless that is turned off. */
  readonly pings?: boolean
  readonly mentionsBot?: boolean
}

const MESSAGE_COMMAND = 3
const ATTACHMENT_BYTES = 10 * 1024 * 1024
const ARCHIVE_MINUTES = 1440

type Using = Omit<InteractionOrigin, 'person' | 'isFromOutside' | 'isTextFocused'> & {
  readonly data: Json
  readonly isTextFocused?: boolean
}

export class Person {
  readonly account: Account
  readonly #world: World
  readonly #permissions: bigint

  constructor(world: World, account: Account, extra: readonly Permission[]) {
    this.#world = world
    this.account = account
    this.#permissions = bits([...USUAL, ...extra])
  }

  get id(): string {
    return this.account.id
  }
  get name(): string {
    return this.account.name
  }
  /** As it is written in a message. */
  get mention(): string {
    return `<@${this.id}>`
  }
  /** The conversation with the bot alone. */
  get direct(): Channel {
    return this.#world.directChannel(this.account)
  }

  /** What they see in a channel, in order: also what is for them alone. */
  sees({ everything }: Channel): readonly Message[] {
    return everything.filter(
      ({ isDeleted, type, origin: { onlyFor } }) =>
        !isDeleted && type !== MessageType.ThreadStarter && (onlyFor === null || onlyFor === this.account),
    )
  }

  joins(guild: Guild): void {
    guild.members.push(this.account)
  }
  /** Installs the app for themselves, so that it works where the bot is not. */
  installs(): void {
    this.#world.installedBy.add(this.account)
  }
  /** Takes no direct messages from the bot any more. */
  closesDirectMessages(): void {
    this.#world.closedTo.add(this.account)
  }

  /** A slash command, such as `/explain` or `/notewalk help`. Throws for what Discord would not let them send. */
  types(channel: Channel, line: string, values: Values = {}): Interaction {
    const { name, words } = lineOf(line)
    const found = this.#offered(channel, name, 1)
    const { data, command } = typed(found, words, values, null)
    return this.#use({ kind: 'command', channel, used: line, data, command: command.name, source: null })
  }

  /** What they are offered while they type the option; it is typed as far as its value goes. */
  async completes(
    channel: Channel,
    line: string,
    values: Values,
    focused: string,
  ): Promise<readonly Choice[]> {
    const { name, words } = lineOf(line)
    const found = this.#offered(channel, name, 1)
    const { data, command, isTextFocused } = typed(found, words, values, focused)
    const used = `${line} ${focused}`
    const interaction = this.#use({
      kind: 'autocomplete',
      channel,
      used,
      data,
      command: command.name,
      source: null,
      isTextFocused,
    })
    return until(this.#world, `choices for ${used}`, () => {
      if (this.#world.timeouts.includes(interaction)) throw new Error(`No choices for ${used} in time.`)
      return interaction.choices
    })
  }

  /** A command in the menu of a message. */
  usesOnMessage(message: Message, name: string): Interaction {
    this.#mustSee(message)
    if (message.isEphemeral) throw new Error('A message for one person has no such menu.')
    const { channel } = message
    const { command } = this.#offered(channel, name, MESSAGE_COMMAND)
    const resolved = { messages: { [message.id]: messageJson(message, this.#world.reader(true)) } }
    const data = { id: command.id, name, type: MESSAGE_COMMAND, target_id: message.id, resolved }
    return this.#use({ kind: 'menu-command', channel, used: name, data, command: name, source: null })
  }

  /** Presses a button, named by its label, how that begins, or its custom id. */
  presses(message: Message, name: string): Interaction {
    this.#mustSee(message)
    const data = pressed(message, name)
    const { channel } = message
    return this.#use({ kind: 'component', channel, used: `"${name}"`, data, command: null, source: message })
  }

  /** Chooses in a select, by labels, how they begin, or values. */
  chooses(message: Message, ...names: readonly string[]): Interaction {
    this.#mustSee(message)
    const data = chosen(message, names)
    const used = `"${names.join('", "')}"`
    return this.#use({
      kind: 'component',
      channel: message.channel,
      used,
      data,
      command: null,
      source: message,
    })
  }

  /** Fields are named by their custom id or label. */
  submits(modal: Modal, fields: Readonly<Record<string, string>>): Interaction {
    const { person, channel, source, cause: opener } = modal.interaction
    if (person !== this.account) throw new Error(`The form "${modal.title}" is open for ${person.name} only.`)
    const data = filled(modal, fields)
    return this.#use({
      kind: 'modal',
      channel,
      used: `"${modal.title}"`,
      data,
      command: null,
      source,
      opener,
    })
  }

  says(channel: Channel, text: string, saying: Saying = {}): Message {
    const { replyTo = null, pings = true, mentionsBot = false } = saying
    if (channel.isLocked) throw new Error(`${channel.name} is locked.`)
    const content = (mentionsBot ? `<@${this.#world.bot.id}> ${text}` : text).trim()
    if (content === '' || content.length > limits.CONTENT) throw new Error('That cannot be sent.')
    const allowed = { parse: ['users', 'roles', 'everyone'] as const, replied_user: pings }
    const mentions = mentionsIn(
      content,
      { ...allowed, parse: [...allowed.parse] },
      { otherwise: 'everything', replyTo },
    )
    return this.#world.post(
      channel,
      {
        author: this.account,
        type: replyTo === null ? MessageType.Plain : MessageType.Reply,
        replyTo,
        cause: null,
        onlyFor: null,
        nonce: null,
      },
      { content, embeds: [], components: [], attachments: [], flags: 0, ...mentions },
    )
  }
  /** To the bot alone. */
  directMessage(text: string, saying: Saying = {}): Message {
    return this.says(this.direct, text, saying)
  }
  edits(message: Message, text: string): void {
    if (message.author !== this.account) throw new Error(`${this.name} has not written that.`)
    const { components, embeds, attachments, flags, named, pinged } = message
    this.#world.edit(message, { content: text, components, embeds, attachments, flags, named, pinged })
  }
  deletes(message: Message): void {
    this.#mustSee(message)
    this.#world.delete(message)
  }

  deletesThread(thread: Channel): void {
    this.#world.deleteThread(thread)
  }

  /** On a message, or by itself in a channel. */
  startsThread(place: Message | Channel, name: string): Channel {
    if (place instanceof Message) {
      return this.#world.startThread(place.channel, place, this.account, name, ARCHIVE_MINUTES)
    }
    const { guild } = place
    return this.#world.addChannel({
      kind: 'thread',
      name,
      guild,
      parent: place,
      owner: this.account,
      archiveMinutes: ARCHIVE_MINUTES,
    })
  }

  /** Throws where the command is kept for members with other permissions, too. */
  #offered(channel: Channel, name: string, type: number): Offered {
    const found = offered(this.#world, this.account, channel, name, type)
    const needed = BigInt(found.command.default_member_permissions ?? 0)
    if (channel.guild !== null && (this.#permissions & needed) !== needed) {
      throw new Error(`${this.name} may not use ${name}: it is for members with other permissions.`)
    }
    return found
  }

  #mustSee(message: Message): void {
    if (!this.sees(message.channel).includes(message)) throw new Error(`${this.name} does not see it.`)
  }

  #use({ data, isTextFocused = false, ...using }: Using): Interaction {
    const { channel, source } = using
    const message = source === null ? {} : { message: messageJson(source, this.#world.reader(true)) }
    const origin = { ...using, person: this.account, isFromOutside: isOutside(channel), isTextFocused }
    const interaction = new Interaction(this.#world, origin, {
      ...this.#whoAndWhere(channel),
      data,
      ...message,
    })
    this.#world.send(interaction)
    return interaction
  }

  #whoAndWhere(channel: Channel): Json {
    const { applicationId, bot } = this.#world
    const { guild } = channel
    const user = userJson(this.account)
    const permissions = String(this.#permissions)
    return {
      application_id: applicationId,
      version: 1,
      channel_id: channel.id,
      channel: { ...channelJson(channel, bot), permissions },
      context: contextOf(channel),
      authorizing_integration_owners: this.#owners(channel),
      app_permissions: String(channel.botPermissions),
      attachment_size_limit: ATTACHMENT_BYTES,
      locale: 'en-GB',
      entitlements: [],
      ...(guild === null
        ? { user }
        : {
            guild_id: guild.id,
            guild: guildSummary(guild),
            guild_locale: 'en-US',
            member: { ...memberJson(), user, permissions },
          }),
    }
  }

  /** Whose installations let the interaction happen. */
  #owners(channel: Channel): Json {
    const { installedBy } = this.#world
    const guild =
      channel.guild?.hasBot === true
        ? channel.guild.id
        : channel.place.kind === 'direct' && sharesGuild(this.#world, this.account)
          ? '0'
          : null
    return {
      ...(guild === null ? {} : { [Install.Guild]: guild }),
      ...(installedBy.has(this.account) ? { [Install.User]: this.id } : {}),
    }
  }
}

function lineOf(line: string): { readonly name: string; readonly words: readonly string[] } {
  const [, rest] = /^\/(.+)$/u.exec(line.trim()) ?? []
  if (rest === undefined) throw new Error(`"${line}" is not a slash command.`)
  const [name = '', ...words] = rest.split(/\s+/u)
  return { name, words }
}
