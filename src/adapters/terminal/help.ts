/** Help that needs no notes: what can be typed in a shell. */
import type { Answer, Block } from '../../core/answers/answer.ts'
import type { Command } from '../../core/commands/command.ts'
import { usageOf } from '../../core/commands/grammar.ts'
import { anyCommandNamed, PROGRAM_COMMANDS, type ProgramCommand } from './program.ts'

const HELP = ['--help', 'Print this']
const OPTIONS = [['--json', 'Print the whole result as JSON, for other programs'], HELP]

/** About all commands, or about the one that is named. Throws UserError where there is none. */
export function helpAnswer(command: string | null, commands: readonly Command[]): Answer {
  return command === null ? programAnswer(commands) : namedAnswer(anyCommandNamed(command, commands))
}

function programAnswer(commands: readonly Command[]): Answer {
  const rows = [
    ['npm start', 'Chat in the terminal'],
    ...commands.map((command) => [usageOf(command), command.description]),
    ...PROGRAM_COMMANDS.map(({ usage, description }) => [usage, description]),
    ...OPTIONS,
  ]
  return {
    blocks: [
      {
        type: 'lead',
        inlines: [{ type: 'text', text: 'Notewalk answers questions from a folder of notes, with sources.' }],
      },
      { type: 'table', header: ['Command', 'What it does'], rows },
      {
        type: 'aside',
        inlines: [
          { type: 'text', text: 'The folder is named by ' },
          { type: 'code', text: 'NOTES_DIR' },
          { type: 'text', text: '; .env.example explains every variable.' },
        ],
      },
    ],
    steps: [],
  }
}

function namedAnswer(command: Command | ProgramCommand): Answer {
  if ('usage' in command) {
    return commandAnswer(command.usage, command.description, command.takesJson ? OPTIONS : [HELP])
  }
  const rows = Object.entries(command.options).map(([name, { description }]) => [name, description])
  return commandAnswer(usageOf(command), command.description, [...rows, ...OPTIONS])
}

function commandAnswer(usage: string, description: string, options: readonly (readonly string[])[]): Answer {
  const blocks: readonly Block[] = [
    { type: 'lead', inlines: [{ type: 'text', text: `${description}.` }] },
    { type: 'paragraph', inlines: [{ type: 'code', text: usage }] },
    { type: 'table', header: ['Option', 'What it is'], rows: options },
  ]
  return { blocks, steps: [] }
}
