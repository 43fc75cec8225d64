import type { Block } from '../answers/answer.ts'
import { text } from '../answers/inlines.ts'
import { topicsOf } from '../notes/lookup.ts'
import { noChannel } from './daily-note.ts'
import { defineCommand, type CommandContext, type Reply } from './command.ts'
import { usageOf } from './grammar.ts'

/** More would fill a channel; check-notes prints them all. */
const PROBLEMS_SHOWN = 15

export const notewalkCommand = defineCommand({
  name: 'notewalk',
  description: 'Help, the state of the notes, and what is wrong with them',
  isPersonal: true,
  options: {
    about: {
      type: 'choice',
      choices: {
        help: 'What can be asked, and how',
        status: 'How many notes, lines and relations are ready',
        daily: 'The daily notes of this channel: what is set, what comes next, what was posted',
        problems: 'What is wrong with the notes: broken links, unknown relations',
      },
      description: 'What to show',
    },
  },
  run: ({ about = 'help' }, context) => {
    switch (about) {
      case 'help':
        return helpReply(context)
      case 'status':
        return statusReply(context)
      case 'daily':
        throw noChannel()
      case 'problems':
        return problemsReply(context)
    }
  },
})

function helpReply({ commands }: CommandContext): Reply {
  const rows = commands.map((command) => [usageOf(command), command.description])
  return {
    answer: {
      blocks: [
        { type: 'lead', inlines: [text('Ask, and the notes answer in their own sentences, with sources.')] },
        { type: 'table', header: ['Command', 'What it does'], rows },
        {
          type: 'aside',
          inlines: [
            text('Options are written '),
            { type: 'code', text: 'name:value' },
            text('; a value with blanks in quotation marks.'),
          ],
        },
      ],
      steps: [],
    },
    data: {
      commands: commands.map((command) => ({ usage: usageOf(command), description: command.description })),
    },
    notes: [],
    isMiss: false,
  }
}

function statusReply({ library, index }: CommandContext): Reply {
  const notes = [...library.notes.values()]
  const status = {
    notes: notes.filter(({ kind }) => kind === 'note').length,
    lines: notes.filter(({ kind }) => kind === 'line').length,
    relations: [...library.outgoing.values()].reduce((sum, relations) => sum + relations.length, 0),
    topics: topicsOf(library).length,
    passages: index.passages.length,
    problems: shownProblems(library).length,
  }
  const rows = Object.entries(status).map(([name, count]) => [name, count.toLocaleString('en')])
  return {
    answer: {
      blocks: [
        {
          type: 'lead',
          inlines: [text(readiness(notes.length))],
        },
        { type: 'table', header: ['What', 'How many'], rows },
      ],
      steps: [],
    },
    data: status,
    notes: [],
    isMiss: false,
  }
}

function readiness(notes: number): string {
  return `${notes.toLocaleString('en')} ${notes === 1 ? 'note is' : 'notes are'} ready to be asked.`
}

function problemsReply({ library }: CommandContext): Reply {
  const problems = shownProblems(library)
  const shown = problems.slice(0, PROBLEMS_SHOWN)
  const rest = problems.length - shown.length
  const blocks: readonly Block[] =
    problems.length === 0
      ? [{ type: 'lead', inlines: [text('Nothing is wrong with these notes.')] }]
      : [
          {
            type: 'lead',
            inlines: [text(problems.length === 1 ? '1 problem' : `${problems.length} problems`)],
          },
          {
            type: 'table',
            header: ['Where', 'What', 'Nearest'],
            rows: shown.map(({ file, line, message, suggestion }) => [
              `${file}:${line}`,
              message,
              suggestion ?? '',
            ]),
          },
          ...(rest > 0 ? [{ type: 'aside', inlines: [text(`And ${rest} more.`)] } as const] : []),
        ]
  return {
    answer: { blocks, steps: [] },
    data: { problems },
    notes: [],
    isMiss: false,
  }
}

function shownProblems({ problems }: CommandContext['library']) {
  return problems.filter(({ hidden }) => !hidden)
}
