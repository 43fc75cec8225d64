/** The same answers as three platforms show them, side by side. */
import { describe, expect, test } from 'vitest'
import { messageOf as discordMessage } from '../src/adapters/discord/message.ts'
import { messageOf as slackMessage } from '../src/adapters/slack/message.ts'
import { render } from '../src/adapters/terminal/render.ts'
import type { Answer, Block } from '../src/core/answers/answer.ts'
import type { NoteId } from '../src/core/notes/note.ts'
import type { AnswerId, Channel, KeptAnswer, WalkId } from '../src/core/store.ts'

const ID = 'notes/beacon' as NoteId

function answerOf(...blocks: readonly Block[]): Answer {
  return { blocks, steps: [] }
}

function kept(answer: Answer): KeptAnswer {
  return {
    id: 'abc' as AnswerId,
    answer,
    asker: null,
    channel: 'test/a/b' as Channel,
    isPrivate: false,
    isShared: false,
    walk: 'walk' as WalkId,
    path: [],
    question: null,
    press: null,
    at: new Date(0),
  }
}

function inTerminal(answer: Answer): string {
  return render(answer, {
    width: 60,
    colour: false,
    links: false,
    steps: false,
    typed: (text) => text,
  }).trim()
}

function inDiscord(answer: Answer): string {
  const { content, embeds } = discordMessage(kept(answer))
  return [content, ...embeds.flatMap(({ title, description }) => [title, description])]
    .filter((each) => each !== undefined && each !== '')
    .join('\n')
}

/** The texts of Slack's blocks, a line each; styles in brackets. */
function inSlack(answer: Answer): string {
  const { blocks = [] } = slackMessage(kept(answer))
  return blocks
    .filter(({ type }) => type !== 'actions')
    .flatMap(textsIn)
    .join('\n')
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    const texts = value.map(textsIn)
    return value.every((each: unknown) => isText(each)) ? [texts.flat().join('')] : texts.flat()
  }
  if (typeof value !== 'object' || value === null) return []
  if (isText(value)) return [styled(value)]
  return Object.values(value).flatMap(textsIn)
}

interface Text {
  readonly text: string
  readonly style?: Readonly<Record<string, boolean>>
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'
}

function styled({ text, style = {} }: Text): string {
  const names = Object.keys(style)
  return names.length === 0 ? text : `<${names.join(' ')}>${text}</>`
}

interface Expected {
  readonly terminal: string
  readonly discord: string
  readonly slack: string
}

const CASES: readonly (readonly [string, Answer, Expected])[] = [
  [
    'a lead under a question that was asked',
    answerOf(
      { type: 'question', text: 'why the light?' },
      {
        type: 'lead',
        inlines: [
          { type: 'text', text: 'It keeps ships off. ' },
          { type: 'cite', number: 1 },
        ],
      },
    ),
    {
      terminal: '> why the light?\n\nIt keeps ships off. [1]',
      discord: 'It keeps ships off. \\[1\\]\nwhy the light?',
      slack: 'why the light?\n<bold>It keeps ships off. </>[1]',
    },
  ],
  [
    'a lead that answers another title than was asked',
    answerOf(
      { type: 'question', text: 'lights' },
      {
        type: 'lead',
        inlines: [
          { type: 'text', text: 'It keeps ships off. ' },
          { type: 'cite', number: 1 },
        ],
        under: { type: 'note', note: ID, title: 'Why is the beacon lit?', url: null },
      },
    ),
    {
      terminal: '> lights\n\n“Why is the beacon lit?”\n\nIt keeps ships off. [1]',
      discord: 'It keeps ships off. \\[1\\]\n-# *Why is the beacon lit?*\nlights',
      slack: 'lights\nWhy is the beacon lit?\n<bold>It keeps ships off. </>[1]',
    },
  ],
  [
    'objections, of which some are left out',
    answerOf({
      type: 'quotes',
      role: 'but',
      label: 'But',
      items: [
        [
          { type: 'text', text: 'Challenged by ' },
          { type: 'note', note: ID, title: 'Is radio enough?', url: null },
          { type: 'text', text: ' — Most ships carry it. ' },
          { type: 'cite', number: 2 },
        ],
      ],
      leftOut: 2,
    }),
    {
      terminal: 'But\n  • Challenged by “Is radio enough?” — Most ships carry it.\n    [2]\n    … and 2 more',
      discord: '**But**\n- Challenged by *Is radio enough?* — Most ships carry it. \\[2\\]\n-# … and 2 more',
      slack:
        '<bold>But</>\nChallenged by <italic>Is radio enough?</> — Most ships carry it. [2]\n… and 2 more',
    },
  ],
  [
    'sources with and without an address',
    answerOf({
      type: 'citations',
      items: [
        {
          number: 1,
          note: ID,
          title: 'Why is the beacon lit?',
          heading: 'At dusk',
          claim: null,
          date: '2026-02-03',
          url: 'https://notes.example.org/beacon',
        },
        {
          number: 2,
          note: ID,
          title: 'Is radio enough?',
          heading: null,
          claim: 'Yes.',
          date: null,
          url: null,
        },
      ],
      more: [
        {
          number: 3,
          note: ID,
          title: 'When does the bell ring?',
          heading: null,
          claim: null,
          date: null,
          url: null,
        },
      ],
    }),
    {
      terminal: [
        'Sources',
        '  [1] Why is the beacon lit? › At dusk, 2026-02-03',
        '      https://notes.example.org/beacon',
        '  [2] Is radio enough?',
        '      Yes.',
        '  1 more source: [3] When does the bell ring?',
      ].join('\n'),
      discord: [
        '**Sources**',
        '\\[1\\] [Why is the beacon lit?](<https://notes.example.org/beacon>) › At dusk, 2026-02-03',
        '\\[2\\] Is radio enough? — Yes.',
        '-# 1 more source: \\[3\\] When does the bell ring?',
      ].join('\n'),
      slack: [
        '<bold>Sources</>',
        '<https://notes.example.org/beacon|[1]>Why is the beacon lit? › At dusk, 2026-02-03',
        '[2] Is radio enough? — Yes.',
        '1 more source: [3] When does the bell ring?',
      ].join('\n'),
    },
  ],
  [
    'text that would ping, link and format',
    answerOf({ type: 'lead', inlines: [{ type: 'text', text: '@everyone <!channel> *look* at <@123>' }] }),
    {
      terminal: '@everyone <!channel> *look* at <@123>',
      discord: '@\u200Beveryone \\<!channel> \\*look\\* at \\<\\@123>',
      slack: '<bold>@everyone <!channel> *look* at <@123></>',
    },
  ],
  [
    "a note's own Markdown",
    answerOf({
      type: 'markdown',
      markdown: '## At dusk\n\nKeepers *light* it.\n\n1. oil\n2. wick\n\n> It burns.',
    }),
    {
      terminal: 'At dusk\nKeepers light it.\n\n1. oil\n2. wick\n\n│ It burns.',
      discord: '## At dusk\nKeepers *light* it.\n\n1. oil\n2. wick\n\n> It burns.',
      slack: '<bold>At dusk</>\nKeepers <italic>light</> it.\noil\nwick\nIt burns.',
    },
  ],
]

describe.each(CASES)('%s', (_, answer, { terminal, discord, slack }) => {
  test('in the terminal', () => {
    expect(inTerminal(answer)).toBe(terminal)
  })
  test('in Discord', () => {
    expect(inDiscord(answer)).toBe(discord)
  })
  test('in Slack', () => {
    expect(inSlack(answer)).toBe(slack)
  })
})
