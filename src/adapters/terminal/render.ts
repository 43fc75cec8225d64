/** An Answer as text for a terminal. */
import type { Answer, AnswerStep, Block, Citation, Inline } from '../../core/answers/answer.ts'
import { pageCommand } from '../../core/commands/search.ts'
import { markdownLines } from './markdown.ts'
import { paint, type Ink } from './paint.ts'
import { addressSpan, linkSpan, span, type Line, type Span, type Style } from './span.ts'
import { tableLines } from './table.ts'
import { hang, stack, wrap } from './wrap.ts'
import type { Handlers } from '../../core/answers/handlers.ts'

/** Prose is not set wider: the eye would lose the line. Tables and code may be. */
const WIDEST_PROSE = 96
const NARROWEST = 20

export interface RenderOptions extends Ink {
  /** Columns of the terminal. */
  readonly width: number
  /** Whether the steps can be chosen here; if not they are left out. */
  readonly steps: boolean
  /** How a command is typed here: `/search` in the chat, `npm run search` in the shell. */
  readonly typed: (command: string) => string
}

/** Ends with a newline. Nothing of a note's text but its visible characters comes through. */
export function render(answer: Answer, options: RenderOptions): string {
  return paint(answerLines(answer, options), options)
}

export function answerLines({ blocks, steps }: Answer, options: RenderOptions): readonly Line[] {
  const set: Setting = {
    ...options,
    columns: Math.max(NARROWEST, options.width),
    width: Math.min(WIDEST_PROSE, Math.max(NARROWEST, options.width)),
  }
  const parts = blocks.map((block) => ({ type: block.type, lines: linesOf(block, set) }))
  const next = options.steps ? stepsLines(steps, set) : furtherLines(steps, set)
  return stack([...parts, { type: 'steps', lines: next }])
}

interface Setting extends RenderOptions {
  readonly columns: number
}

const BLOCKS: Handlers<Block, [set: Setting], readonly Line[]> = {
  question: ({ text }, { width }) => hang(span('> ', 'dim'), wrap([span(text, 'dim')], width - 2)),
  lead: ({ inlines, under }, set) => [
    ...(under === undefined ? [] : [...wrap(spansOf([under], set), set.width), []]),
    ...wrap(spansOf(inlines, set, 'strong'), set.width),
  ],
  arrival: ({ inlines }, set) => wrap(spansOf(inlines, set), set.width),
  heading: ({ text }, { width }) => wrap([span(text, 'strong')], width),
  paragraph: ({ inlines }, set) => wrap(spansOf(inlines, set), set.width),
  list: ({ items, ordered }, set) =>
    items.flatMap((item, i) => itemLines(item, ordered ? `${i + 1}. ` : '• ', set)),
  table: ({ header, rows }, { columns, typed }) =>
    tableLines(
      header.map((cell) => [span(cell, 'strong')]),
      rows.map((row) => row.map((cell) => [span(cell.startsWith('/') ? typed(cell) : cell)])),
      columns,
    ),
  quotes: ({ label, items, leftOut }, set) => [
    ...wrap([span(label, 'strong')], set.width),
    ...items.flatMap((item) => itemLines(item, '• ', set)),
    ...(leftOut === 0 ? [] : itemLines([{ type: 'text', text: `… and ${leftOut} more` }], '  ', set)),
  ],
  citations: ({ items, more }, set) =>
    items.length + more.length === 0
      ? []
      : [
          ...wrap([span('Sources', 'strong')], set.width),
          ...items.flatMap((citation) => citationLines(citation, set)),
          ...moreLines(more, set),
        ],
  markdown: ({ markdown }, { width, links }) => markdownLines(markdown, { width, links }),
  aside: ({ inlines }, set) => wrap(spansOf(inlines, set, 'dim'), set.width),
}

const INLINES: Handlers<Inline, [set: Setting], (styles: readonly Style[]) => readonly Span[]> = {
  text:
    ({ text }) =>
    (styles) => [span(text, ...styles)],
  strong:
    ({ text }) =>
    (styles) => [span(text, ...styles, 'strong')],
  code:
    ({ text }, { typed }) =>
    (styles) => [span(typed(text), ...styles, 'code')],
  note: ({ title, url }, set) => titleSpans(title, url, set),
  link:
    ({ text, url }, { links }) =>
    (styles) => {
      if (links) return [linkSpan(text, url, ...styles, 'underline')]
      const address = addressSpan(url)
      if (address === null) return [span(text, ...styles)]
      return text === url ? [address] : [span(text, ...styles), span(' '), address]
    },
  time:
    ({ text }) =>
    (styles) => [span(text, ...styles)],
  cite:
    ({ number }) =>
    () => [span(`[${number}]`, 'number')],
}

function linesOf(block: Block, set: Setting): readonly Line[] {
  const handle = BLOCKS[block.type] as (block: Block, set: Setting) => readonly Line[]
  return handle(block, set)
}

function spansOf(inlines: readonly Inline[], set: Setting, ...styles: readonly Style[]): readonly Span[] {
  return inlines.flatMap((inline) => {
    const handle = INLINES[inline.type] as (
      inline: Inline,
      set: Setting,
    ) => (styles: readonly Style[]) => readonly Span[]
    return handle(inline, set)(styles)
  })
}

/** A title among other words: told apart by its weight, or by quotation marks where there is none. */
function titleSpans(
  title: string,
  url: string | null,
  { colour, links }: Setting,
): (styles: readonly Style[]) => readonly Span[] {
  return (styles) => {
    const text = colour ? title : `“${title}”`
    return url !== null && links
      ? [linkSpan(text, url, ...styles, 'strong', 'underline')]
      : [span(text, ...styles, 'strong')]
  }
}

function itemLines(item: readonly Inline[], mark: string, set: Setting): readonly Line[] {
  const first = span(`  ${mark}`)
  return hang(first, wrap(spansOf(item, set), set.width - first.text.length))
}

/** `[2] Title › Heading, 2026-03-01`, then the claim, then the address where the title cannot hold it. */
function citationLines(
  { number, title, heading, claim, date, url }: Citation,
  set: Setting,
): readonly Line[] {
  const mark = span(`  [${number}] `, 'number')
  const width = set.width - mark.text.length
  const name = url !== null && set.links ? linkSpan(title, url, 'strong', 'underline') : span(title, 'strong')
  const place = [heading === null ? '' : ` › ${heading}`, date === null ? '' : `, ${date}`].join('')
  const address = url === null || set.links ? null : addressSpan(url)
  return hang(mark, [
    ...wrap([name, span(place, 'dim')], width),
    ...(claim === null ? [] : wrap([span(claim)], width)),
    ...(address === null ? [] : [[address]]),
  ])
}

/** Sources that nothing above is quoted from: their titles alone. */
function moreLines(more: readonly Citation[], set: Setting): readonly Line[] {
  if (more.length === 0) return []
  const count = more.length === 1 ? '1 more source: ' : `${more.length} more sources: `
  const titles = more.flatMap(({ number, title, url }, i) => [
    span(i === 0 ? '' : '; ', 'dim'),
    span(`[${number}]`, 'number'),
    span(' '),
    url !== null && set.links ? linkSpan(title, url, 'dim', 'underline') : span(title, 'dim'),
  ])
  return hang(span('  '), wrap([span(count, 'dim'), ...titles], set.width - 2))
}

/** Where no step can be taken, other pages are commands of their own. */
function furtherLines(steps: readonly AnswerStep[], set: Setting): readonly Line[] {
  const pages = steps.flatMap(({ step }) => (step.type === 'page' ? [set.typed(pageCommand(step))] : []))
  return pages.flatMap((page) => wrap([span('More: ', 'dim'), span(page, 'dim', 'code')], set.width))
}

function stepsLines(steps: readonly AnswerStep[], { width }: Setting): readonly Line[] {
  if (steps.length === 0) return []
  // A list of topics has the numbers already.
  if (steps.every(({ step }) => step.type === 'browse'))
    return wrap([span('Next: type a number', 'strong')], width)
  const digits = String(steps.length).length
  return [
    ...wrap([span('Next: type a number', 'strong')], width),
    ...steps.flatMap(({ label }, i) => {
      const mark = span(`  ${String(i + 1).padStart(digits)}. `, 'number')
      return hang(mark, wrap([span(label)], width - mark.text.length))
    }),
  ]
}
