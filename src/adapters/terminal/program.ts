/** What can be run in a shell beside the bot's own commands. */
import type { Command } from '../../core/commands/command.ts'
import { commandNamed } from '../../core/commands/grammar.ts'

export interface ProgramCommand {
  readonly name: 'check-notes' | 'slack:manifest' | 'discord:register'
  readonly usage: string
  readonly description: string
  readonly takesJson: boolean
}

export const PROGRAM_COMMANDS: readonly ProgramCommand[] = [
  {
    name: 'check-notes',
    usage: 'npm run check-notes -- [folder]',
    description: 'List what is wrong with the notes: broken links, unknown relations, unreadable files',
    takesJson: true,
  },
  {
    name: 'slack:manifest',
    usage: 'npm run -s slack:manifest',
    description: 'Print the manifest from which the app in Slack is made',
    takesJson: false,
  },
  {
    name: 'discord:register',
    usage: 'npm run discord:register',
    description: 'Register the commands in Discord without starting, and print the invite link',
    takesJson: false,
  },
]

/** Throws UserError where there is none. */
export function anyCommandNamed(name: string, commands: readonly Command[]): Command | ProgramCommand {
  return commandNamed<Command | ProgramCommand>(name, [...commands, ...PROGRAM_COMMANDS])
}
