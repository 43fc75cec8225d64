import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { render, type RenderOptions } from '../../src/adapters/terminal/render.ts'
import type { Answer, AnswerStep, Block, Citation, Inline } from '../../src/core/answers/answer.ts'
import type { NoteId } from '../../src/core/notes/note.ts'

const PLAIN: RenderOptions = {
  width: 40,
  colour: false,
  links: false,
  steps: true,
  typed: (command) => command,
}

const text = (value: string): Inline => ({ type: 'text', text: value })
const cite = (number: number): Inline => ({ type: 'cite', number })
const citation = (changes: Partial<Citation>): Citation => ({
  number: 1,
  note: 'notes/crossover' as NoteId,
  title: 'Where do the curves cross?',
  heading: null,
  claim: null,
  date: null,
  url: null,
  ...changes,
})
const step = (label: string): AnswerStep => ({ label, step: { type: 'question', question: label } })

function rendered(
  blocks: readonly Block[],
  options: Partial<RenderOptions> = {},
  steps: Answer['steps'] = [],
) {
  return render({ blocks, steps }, { ...PLAIN, ...options })
}

test('an answer reads from the question to the steps, every part under a blank line', () => {
  const blocks: readonly Block[] = [
    { type: 'question', text: 'rlvr ceiling' },
    { type: 'lead', inlines: [text('At large k the base model overtakes the trained one. '), cite(1)] },
    {
      type: 'quotes',
      role: 'because',
      leftOut: 2,
      label: 'Because',
      items: [[text('Training narrows what is sampled. '), cite(2)]],
    },
    { type: 'citations', items: [citation({ heading: 'The crossover', date: '2026-03-01' })], more: [] },
    { type: 'aside', inlines: [text('Two notes more.')] },
  ]
  expect(rendered(blocks, {}, [step('Challenged by longer runs'), step('What is next?')])).toBe(
    `> rlvr ceiling

At large k the base model overtakes the
trained one. [1]

Because
  • Training narrows what is sampled.
    [2]
    … and 2 more

Sources
  [1] Where do the curves cross? › The
      crossover, 2026-03-01

Two notes more.

Next: type a number
  1. Challenged by longer runs
  2. What is next?
`,
  )
})

test('steps are left out where they cannot be chosen', () => {
  expect(rendered([{ type: 'heading', text: 'A' }], { steps: false }, [step('Walk on')])).toBe('A\n')
})

test('the claim and the address of a source stand under its title, the address in one piece', () => {
  const url = 'https://notes.example.org/a-path-that-is/longer-than-the-line'
  const items = [citation({ claim: 'The curves cross near k = 64 in every run.', url })]
  expect(rendered([{ type: 'citations', items, more: [] }])).toBe(
    `Sources
  [1] Where do the curves cross?
      The curves cross near k = 64 in
      every run.
      ${url}
`,
  )
})

test('where links are supported the title holds the address', () => {
  const items = [citation({ url: 'https://notes.example.org/a' })]
  const shown = rendered([{ type: 'citations', items, more: [] }], { links: true })
  expect(shown).toContain(
    '\u001B]8;;https://notes.example.org/a\u001B\\Where do the curves cross?\u001B]8;;\u001B\\',
  )
  expect(stripVTControlCharacters(shown)).not.toContain('https:')
})

test('an address that is not for the web is neither linked nor shown', () => {
  const items = [citation({ url: 'javascript:alert(1)' })]
  for (const links of [true, false]) {
    expect(rendered([{ type: 'citations', items, more: [] }], { links })).toBe(
      'Sources\n  [1] Where do the curves cross?\n',
    )
  }
})

test('sources that are not quoted are announced with their titles', () => {
  const more = [citation({ number: 3, title: 'Third' }), citation({ number: 4, title: 'Fourth' })]
  expect(rendered([{ type: 'citations', items: [], more }], { width: 60 })).toBe(
    'Sources\n  2 more sources: [3] Third; [4] Fourth\n',
  )
})

test('a web source is followed by its address, which is never broken', () => {
  const url = 'https://arxiv.org/abs/2504.13837v2-and-a-long-tail-of-words'
  const items: readonly (readonly Inline[])[] = [
    [text('Yue et al., 2025: '), { type: 'link', text: 'Does RL help?', url }],
  ]
  expect(rendered([{ type: 'list', ordered: true, items }])).toBe(
    `  1. Yue et al., 2025: Does RL help?\n     ${url}\n`,
  )
})

test('a table is set to the width, its cells wrapped and not cut', () => {
  const table: Block = {
    type: 'table',
    header: ['Command', 'What it does'],
    rows: [
      ['/explain', 'Answers a question with sources and objections'],
      ['/back', 'Goes back'],
    ],
  }
  expect(rendered([table])).toBe(
    `Command   What it does
────────  ──────────────────────────────
/explain  Answers a question with
          sources and objections
/back     Goes back
`,
  )
})

test('a table with more columns than fit becomes one line a cell', () => {
  const header = ['Where', 'Line', 'What', 'Nearest']
  const table: Block = { type: 'table', header, rows: [['notes/a.md', '12', 'a broken link', 'notes/b']] }
  expect(rendered([table], { width: 24 })).toBe(
    `• Where: notes/a.md
  Line: 12
  What: a broken link
  Nearest: notes/b
`,
  )
})

test('a title among words is set in quotation marks where there are no weights', () => {
  const blocks: readonly Block[] = [
    {
      type: 'paragraph',
      inlines: [
        text('Challenged by '),
        { type: 'note', note: 'a' as NoteId, title: 'Who says so?', url: null },
      ],
    },
  ]
  expect(rendered(blocks)).toBe('Challenged by “Who says so?”\n')
  expect(rendered(blocks, { colour: true })).toBe('Challenged by \u001B[1mWho says so?\u001B[0m\n')
})

test('wide characters count double and are not torn apart', () => {
  const lines = rendered([{ type: 'paragraph', inlines: [text('关于奖励的笔记'.repeat(5))] }], { width: 21 })
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => line.length)).toEqual([10, 10, 10, 5])
  const family = '👨‍👩‍👧‍👦'
  const shown = rendered([{ type: 'paragraph', inlines: [text(family.repeat(15))] }], { width: 20 })
  expect(shown).toBe(`${family.repeat(10)}\n${family.repeat(5)}\n`)
})

test('every coloured line closes what it opens', () => {
  const lead: Block = {
    type: 'lead',
    inlines: [text('a lead that runs over several lines '.repeat(4)), cite(1)],
  }
  const lines = rendered([lead], { colour: true }).trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(line.endsWith('\u001B[0m')).toBe(true)
})
