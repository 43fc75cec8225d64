/** What people type and press in Discord, answered. */
import {
  ComponentType,
  DiscordAPIError,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  TextInputStyle,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
} from 'discord.js'
import type { Bot } from '../../core/bot.ts'
import { MAX_TEXT_CHARACTERS } from '../../core/commands/grammar.ts'
import { UserError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { KeptAnswer } from '../../core/store.ts'
import { pressOf, pressText, type Press } from '../../core/walks/press.ts'
import type { Request, Told, Walks } from '../../core/walks/walks.ts'
import { acknowledged, tellFailure, type Answerable, type Way } from './acknowledge.ts'
import { choicesFor } from './autocomplete.ts'
import { messageOf, type MessagePayload } from './message.ts'
import { givenIn } from './people.ts'
import { requiredQuestionIn } from './question.ts'

export interface InteractionParts {
  readonly bot: () => Bot
  readonly walks: Walks
  readonly log: Log
  /** False for an event that another delivery or another copy of the bot has taken. */
  readonly isMine: (event: string) => Promise<boolean>
  /** A short name under which a bug stands in the log. */
  readonly newReference: () => string
}

type Show = (payload: MessagePayload) => Promise<void>

const QUESTION_FIELD = 'question'

/** Never rejects: what goes wrong is told to the person and logged. */
export function createInteractionHandler(
  parts: InteractionParts,
): (interaction: Interaction) => Promise<void> {
  const { bot, walks, log } = parts

  const answer = async (
    interaction: Answerable,
    way: Way,
    work: (show: Show) => Promise<void>,
  ): Promise<void> => {
    if (!(await parts.isMine(`interaction/${interaction.id}`))) return
    if (!(await acknowledged(interaction, way, log))) return
    try {
      await work((payload) => shown(interaction, way, payload))
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

  /** Public unless the message that was pressed, or the asker, is private. */
  const tell = (interaction: Answerable, isPrivate: boolean, told: () => Promise<Told>): Promise<void> => {
    const way = isPrivate ? 'private' : 'public'
    return answer(interaction, way, async (show) => show(messageOf((await told()).kept)))
  }

  const begin = (interaction: Answerable, isPrivate: boolean, request: () => Request): Promise<void> =>
    tell(interaction, isPrivate, () => walks.begin(request(), givenIn(interaction, isPrivate)))

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
    const isPrivate = isEphemeral(interaction)
    const given = givenIn(interaction, isPrivate)
    switch (press.type) {
      case 'ask':
        return interaction.showModal(questionModal(press.isPrivate))
      case 'step':
        return tell(interaction, isPrivate, () => walks.step(press.answer, press.at, given))
      case 'open':
        return tell(interaction, isPrivate, () => walks.open(press.answer, press.at, given))
      case 'turn':
        return turned(interaction, press)
      case 'page':
        return answer(interaction, 'update', async (show) => {
          await show(messageOf(await walks.kept(press.answer), { page: press.at }))
        })
      case 'share':
        return answer(interaction, 'public', async (show) => {
          await walks.share(press.answer, givenIn(interaction, false), (kept) => show(messageOf(kept)))
        })
      case 'delete':
        return answer(interaction, 'update', async () => {
          mustBeAllowedToDelete(interaction, await walks.kept(press.answer))
          await interaction.deleteReply()
        })
    }
  }

  /** The new page still belongs to whoever asked first. */
  const turned = (
    interaction: MessageComponentInteraction,
    { answer: id, at }: Extract<Press, { type: 'turn' }>,
  ): Promise<void> =>
    answer(interaction, 'update', async (show) => {
      const { asker } = await walks.kept(id)
      const given = givenIn(interaction, isEphemeral(interaction))
      const told = await walks.step(id, at, { ...given, by: asker ?? given.by })
      await show(messageOf(told.kept))
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
      if (isTooLate(error)) {
        log.warn(`Too late to answer an interaction (${interaction.id}).`)
      } else {
        log.error(`Interaction ${interaction.id} failed`, error)
      }
    }
  }
}

/**
 * In a thread the answer becomes a regular message: only replies to such arrive with their text. Where that is
 * not allowed it stands where the command was given.
 */
async function shown(interaction: Answerable, way: Way, payload: MessagePayload): Promise<void> {
  const { channel } = interaction
  if (way === 'public' && channel?.isThread() === true && interaction.inCachedGuild()) {
    const isSent = await channel.send(payload).then(
      () => true,
      (error: unknown) => {
        if (error instanceof DiscordAPIError) return false
        throw error
      },
    )
    if (isSent) {
      await interaction.deleteReply()
      return
    }
  }
  await interaction.editReply(payload)
}

/** Option values as text, as the grammar checks them; a subcommand is the value of the command's one choice. */
function valuesIn(interaction: ChatInputCommandInteraction, bot: Bot): Readonly<Record<string, string>> {
  const command = bot.commands.find(({ name }) => name === interaction.commandName)
  const subcommand = interaction.options.getSubcommand(false)
  const choice = Object.entries(command?.options ?? {}).find(([, { type }]) => type === 'choice')?.[0]
  if (subcommand !== null && choice !== undefined) return { [choice]: subcommand }
  return Object.fromEntries(
    interaction.options.data.map(({ name, value }) => [
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

function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownInteraction
}
