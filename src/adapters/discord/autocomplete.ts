/** What is offered while an option is typed. Suggestions only: whatever is sent in the end is checked anew. */
import type { ApplicationCommandOptionChoiceData, AutocompleteInteraction } from 'discord.js'
import { labelOf } from '../../core/answers/label.ts'
import { noteChoices } from '../../core/answers/note-choices.ts'
import type { Bot } from '../../core/bot.ts'
import type { Walks } from '../../core/walks/walks.ts'
import { CHOICES, CHOICE_CHARACTERS } from './limits.ts'
import { givenIn } from './people.ts'

export async function choicesFor(
  interaction: AutocompleteInteraction,
  bot: Bot,
  walks: Walks,
): Promise<ApplicationCommandOptionChoiceData[]> {
  const { name, value } = interaction.options.getFocused(true)
  const option = bot.commands.find((command) => command.name === interaction.commandName)?.options[name]
  if (option === undefined) return []
  const kind = option.type === 'text' ? option.suggests : option.type
  const recent = kind === 'note' ? await recentFor(value, interaction, walks) : []
  if (option.type === 'note') {
    const room = { text: CHOICE_CHARACTERS, value: CHOICE_CHARACTERS }
    const found = noteChoices(bot.noteNames(value, CHOICES, recent), room)
    return found.map((each) => ({ name: each.text, value: each.value }))
  }
  // A question is asked in words: there titles stand for themselves.
  const names =
    kind === 'topic' || kind === 'zone'
      ? bot.complete(kind, value, CHOICES)
      : bot.complete('note', value, CHOICES, recent)
  const choices = names.map((each) => labelOf(each, CHOICE_CHARACTERS))
  return [...new Set(choices)].map((each) => ({ name: each, value: each }))
}

async function recentFor(value: string, interaction: AutocompleteInteraction, walks: Walks) {
  return value.trim() === '' ? walks.recent(givenIn(interaction, true, null).channel) : []
}
