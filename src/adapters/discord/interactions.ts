/** What people type and press in Discord, answered. */
import {
  ComponentType,
  DiscordAPIError,
  MessageFlags,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  TextInputStyle,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  type Message,
  type MessageComponentInteraction,
} from 'discord.js'
import type { Bot, Request } from '../../core/bot.ts'
import { MAX_TEXT_CHARACTERS } from '../../core/commands/grammar.ts'
import { UserError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { KeptAnswer } from '../../core/store.ts'
import { pressOf, pressText, type Press } from '../../core/walks/press.ts'
import { NOWHERE, type Show } from '../../core/walks/standing.ts'
import type { StepTaken, Walks } from '../../core/walks/walks.ts'
import { acknowledged, tellFailure, type Answerable, type Way } from './acknowledge.ts'
import { choicesFor } from './autocomplete.ts'
import { mayEmbed } from './embeds.ts'
import { messageOf, type MessagePayload } from './message.ts'
import { givenIn, standingOf, threadOf } from './people.ts'
import { requiredQuestionIn } from './question.ts'
import { standsIn } from './stands.ts'
import { onwardFrom } from './threads.ts'

export interface InteractionParts {
  readonly bot: () => Bot
  readonly walks: Walks
  readonly log: Log
  /** False for an event that another delivery or another copy of the bot has taken. */
  readonly isMine: (event: string) => Promise<boolean>
  /** True once in a while for a person in a channel. */
  readonly mayHint: (key: string) => Promise<boolean>
  /** A short name under which a bug stands in the log. */
  readonly newReference: () => string
}

const QUESTION_FIELD = 'question'
const NO_THREAD = 'I go on here, since I cannot talk in a thread of this channel.'

/** Never rejects: what goes wrong is told to the person and logged. */
export function createInteractionHandler(
  parts: InteractionParts,
): (interaction: Interaction) => Promise<void> {
  const { bot, walks, log } = parts

  const answer = async (interaction: Answerable, way: Way, work: () => Promise<void>): Promise<void> => {
    if (!(await parts.isMine(`interaction/${interaction.id}`))) return
    if (!(await acknowledged(interaction, way, log))) return
    try {
      await work()
    } catch (error) {
      await failed(interaction, way, error)
    }
  }

  const failed = async (interaction: Answerable, way: Way, error: unknown): Promise<void> => {
    const reference = parts.newReference()
    if (!(error instanceof UserError)) log.error(`Interaction failed (${reference})`, error)
    try {
      await tellFailure(interaction, way, error, reference)
    } catch (untold) {
      log.warn(`A person could not be told of a failure (${reference})`, untold)
    }
  }

  const begin = (interaction: Answerable, isPrivate: boolean, request: () => Request): Promise<void> => {
    const way = isPrivate ? 'private' : 'public'
    // A form that was opened under an answer goes on from it.
    const before = interaction.isModalSubmit() ? (interaction.message?.id ?? null) : null
    const given = givenIn(interaction, isPrivate, before === null ? null : threadOf(before))
    return answer(interaction, way, () =>
      walks.begin(request(), given, async (kept) => {
        const message = await shown(interaction, way, messageOf(kept))
        return isPrivate ? NOWHERE : standingOf(message)
      }),
    )
  }

  const commandGiven = (interaction: ChatInputCommandInteraction): Promise<void> => {
    const command = interaction.commandName
    const values = valuesIn(interaction, bot())
    const isPersonal = bot().commands.find(({ name }) => name === command)?.isPersonal === true
    return begin(interaction, isPersonal || values['private'] === 'yes', () => ({
      type: 'command',
      command,
      values,
    }))
  }

  const pressed = (interaction: MessageComponentInteraction, press: Press): Promise<void> => {
    switch (press.type) {
      case 'ask':
        return interaction.showModal(questionModal(press.isPrivate))
      case 'step':
      case 'open':
        return stepped(interaction, press)
      case 'turn':
        return turned(interaction, press)
      case 'page':
        return answer(interaction, 'update', async () => {
          await interaction.editReply(messageOf(await walks.kept(press.answer), { page: press.at }))
        })
      case 'share':
        return answer(interaction, 'public', () =>
          walks.share(
            press.answer,
            givenIn(interaction, false, null),
            async (kept) => standingOf(await shown(interaction, 'public', messageOf(kept))),
            standsIn(interaction.client),
          ),
        )
      case 'delete':
        return answer(interaction, 'update', async () => {
          mustBeAllowedToDelete(interaction, await walks.kept(press.answer))
          await interaction.deleteReply()
          await walks.drop(press.answer)
        })
    }
  }

  /** In the thread of the answer; where there can be none, under the answer. */
  const stepped = (interaction: MessageComponentInteraction, step: StepTaken): Promise<void> => {
    const isPrivate = isEphemeral(interaction)
    const given = givenIn(interaction, isPrivate, threadOf(interaction.message.id))
    return answer(interaction, 'update', async () => {
      const taken = await walks.step(
        step,
        given,
        isPrivate ? besides(interaction) : onward(interaction, step),
        standsIn(interaction.client),
      )
      if (taken.type === 'stands') {
        const where = taken.link === null ? 'Its answer stands above.' : `Its answer: ${taken.link}`
        await whispered(interaction, `This step was taken already.\n${where}`)
      }
    })
  }

  const onward =
    (interaction: MessageComponentInteraction, { answer: id }: StepTaken): Show =>
    async (kept) => {
      const from = await walks.kept(id)
      const way = await onwardFrom(interaction, from.path[0]?.name ?? 'A walk through the notes')
      if (way.type === 'thread') {
        const payload = { ...messageOf(kept), nonce: kept.id, enforceNonce: true }
        const sent = await way.thread.send(payload).catch(refusalOf)
        if (!(sent instanceof DiscordAPIError)) return standingOf(sent)
        await hint(interaction, `${NO_THREAD} Discord says: ${sent.message}.`)
      } else if (way.missing !== null) {
        await hint(interaction, `${NO_THREAD} What is missing: ${way.missing}.`)
      }
      return standingOf(await interaction.followUp(messageOf(kept)))
    }

  const hint = async (interaction: MessageComponentInteraction, text: string): Promise<void> => {
    const { guildId, channelId, user } = interaction
    if (await parts.mayHint(`${guildId ?? 'direct'}/${channelId}/${user.id}/thread`)) {
      await whispered(interaction, text)
    }
  }

  /** The new page still belongs to whoever asked first. */
  const turned = (
    interaction: MessageComponentInteraction,
    { answer: id, at }: Extract<Press, { type: 'turn' }>,
  ): Promise<void> =>
    answer(interaction, 'update', async () => {
      const { asker } = await walks.kept(id)
      const given = givenIn(interaction, isEphemeral(interaction), null)
      const kept = await walks.turn(id, at, { ...given, by: asker ?? given.by })
      await interaction.editReply(messageOf(kept))
    })

  const unknownPress = (interaction: MessageComponentInteraction): Promise<void> =>
    answer(interaction, 'private', () => {
      throw new UserError(
        'unknown-step',
        'This button is from another version of the bot.',
        'Ask again, and go on from the new answer.',
      )
    })

  const handle = async (interaction: Interaction): Promise<void> => {
    if (interaction.isAutocomplete()) {
      await interaction.respond(await choicesFor(interaction, bot(), walks))
    } else if (interaction.isChatInputCommand()) {
      await commandGiven(interaction)
    } else if (interaction.isMessageContextMenuCommand()) {
      const { content, embeds } = interaction.targetMessage
      const text = [content, embeds[0]?.title ?? '', embeds[0]?.description ?? ''].find(
        (each) => each.trim() !== '',
      )
      await begin(interaction, false, () => ({
        type: 'command',
        command: 'explain',
        values: { question: requiredQuestionIn(text ?? '') },
      }))
    } else if (interaction.isModalSubmit()) {
      const press = pressOf(interaction.customId)
      const question = interaction.fields.getTextInputValue(QUESTION_FIELD)
      await begin(interaction, press?.type === 'ask' && press.isPrivate, () => ({
        type: 'command',
        command: 'explain',
        values: { question },
      }))
    } else if (interaction.isMessageComponent()) {
      const press = pressOf(
        interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : interaction.customId,
      )
      await (press === null ? unknownPress(interaction) : pressed(interaction, press))
    }
  }

  return async (interaction) => {
    try {
      await handle(interaction)
    } catch (error) {
      const code = error instanceof DiscordAPIError ? error.code : null
      if (code === RESTJSONErrorCodes.UnknownInteraction) {
        log.warn(`Too late to answer an interaction (${interaction.id}).`)
      } else if (code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) {
        // Suggestions and forms are given by every copy of the bot; one is first.
        log.debug(`An interaction (${interaction.id}) was answered already.`)
      } else {
        log.error(`Interaction ${interaction.id} failed`, error)
      }
    }
  }
}

/**
 * In a thread the answer becomes a regular message: only replies to such arrive with their text. Where that, or
 * its embed, is not allowed, it stays the reply to the command.
 */
async function shown(interaction: Answerable, way: Way, payload: MessagePayload): Promise<Message> {
  const { channel, client } = interaction
  const isInThread = channel?.isThread() === true && interaction.inCachedGuild()
  if (way === 'public' && isInThread && mayEmbed(channel, client)) {
    const sent = await channel.send(payload).catch(refusalOf)
    if (!(sent instanceof DiscordAPIError)) {
      await interaction.deleteReply()
      return sent
    }
  }
  return interaction.editReply(payload)
}

/** What Discord refuses can be put elsewhere; anything else is thrown on. */
function refusalOf(error: unknown): DiscordAPIError {
  if (error instanceof DiscordAPIError) return error
  throw error
}

/** For one person alone, after the message that was pressed. */
function besides(interaction: MessageComponentInteraction): Show {
  return async (kept) => {
    await interaction.followUp({ ...messageOf(kept), flags: MessageFlags.Ephemeral })
    return NOWHERE
  }
}

async function whispered(interaction: MessageComponentInteraction, content: string): Promise<void> {
  await interaction.followUp({ content, flags: MessageFlags.Ephemeral })
}

/** Option values as text, as the grammar checks them; a subcommand is the value of the command's first option. */
function valuesIn(interaction: ChatInputCommandInteraction, bot: Bot): Readonly<Record<string, string>> {
  const command = bot.commands.find(({ name }) => name === interaction.commandName)
  const { data } = interaction.options
  const subcommand = interaction.options.getSubcommand(false)
  const [choice] = Object.keys(command?.options ?? {})
  if (subcommand !== null && choice !== undefined) {
    return { [choice]: subcommand, ...textsOf(data[0]?.options ?? []) }
  }
  return textsOf(data)
}

function textsOf(options: readonly CommandInteractionOption[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    options.map(({ name, value }) => [
      name,
      typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? ''),
    ]),
  )
}

function isEphemeral({ message }: MessageComponentInteraction): boolean {
  return message.flags.has('Ephemeral')
}

function mustBeAllowedToDelete(interaction: MessageComponentInteraction, { asker }: KeptAnswer): void {
  const isAsker = asker?.id === interaction.user.id
  const isModerator = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true
  if (isAsker || isModerator) return
  throw new UserError(
    'wrong-usage',
    'Only who asked, and members who may manage messages, can delete this answer.',
    'Ask one of them.',
  )
}

function questionModal(isPrivate: boolean) {
  return {
    custom_id: pressText({ type: 'ask', isPrivate }),
    title: 'Ask the notes',
    components: [
      {
        type: ComponentType.Label as const,
        label: 'Your question',
        component: {
          type: ComponentType.TextInput as const,
          custom_id: QUESTION_FIELD,
          style: TextInputStyle.Short as const,
          max_length: MAX_TEXT_CHARACTERS,
          required: true,
        },
      },
    ],
  }
}
