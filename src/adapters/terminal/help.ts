/** Help that needs no notes: what can be typed in a shell. */
import type { Answer, Block } from '../../core/answers/answer.ts'
import type { Command } from '../../core/commands/command.ts'
import { commandNamed, usageOf } from '../../core/commands/grammar.ts'

const OPTIONS: readonly (readonly [string, string])[] = [
  ['--json', 'Print the whole result as JSON, for other programs'],
  ['--help', 'Print this'],
]

/** About all commands, or about the one that is named. Throws UserError where there is none. */
export function helpAnswer(command: string | null, commands: readonly Command[]): Answer {
  if (command === CHECK_NOTES.name) return commandAnswer(CHECK_NOTES.usage, CHECK_NOTES.description, [])
  return command === null ? programAnswer(commands) : namedAnswer(commandNamed(command, commands))
}

const CHECK_NOTES = {
  name: 'check-notes',
  usage: 'npm run check-notes -- [folder]',
  description: 'List what is wrong with the notes: broken links, unknown relations, unreadable files',
}

function programAnswer(commands: readonly Command[]): Answer {
  const rows = [
    ['npm start', 'Chat in the terminal'],
    ...commands.map((command) => [usageOf(command), command.description]),
    [CHECK_NOTES.usage, CHECK_NOTES.description],
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

function namedAnswer(command: Command): Answer {
  const rows = Object.entries(command.options).map(([name, { description }]) => [name, description])
  return commandAnswer(usageOf(command), command.description, rows)
}

function commandAnswer(usage: string, description: string, options: readonly (readonly string[])[]): Answer {
  const blocks: readonly Block[] = [
    { type: 'lead', inlines: [{ type: 'text', text: `${description}.` }] },
    { type: 'paragraph', inlines: [{ type: 'code', text: usage }] },
    { type: 'table', header: ['Option', 'What it is'], rows: [...options, ...OPTIONS] },
  ]
  return { blocks, steps: [] }
}
