/** What is offered while an option is typed. Suggestions only: whatever is sent in the end is checked anew. */
import type { ApplicationCommandOptionChoiceData, AutocompleteInteraction } from 'discord.js'
import { labelOf } from '../../core/answers/label.ts'
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
  const names =
    kind === 'topic' || kind === 'zone'
      ? bot.complete(kind, value, CHOICES)
      : bot.complete('note', value, CHOICES, await recentFor(value, interaction, walks))
  const choices = names.map((each) => labelOf(each, CHOICE_CHARACTERS))
  return [...new Set(choices)].map((each) => ({ name: each, value: each }))
}

async function recentFor(value: string, interaction: AutocompleteInteraction, walks: Walks) {
  return value.trim() === '' ? walks.recent(givenIn(interaction, true, null).channel) : []
}
