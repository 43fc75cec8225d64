/** An explanation as an answer: question, lead, because, but, sources, steps, in this order. */
import type {
  ChainLink,
  CitedSource,
  Explanation,
  Found,
  Miss,
  Objection,
  Objections,
  Quote,
} from './explanation.ts'
import { stepLabel } from './steps.ts'
import type { NoteId, Relation } from '../notes/note.ts'
import { passiveOf, verbOf } from '../notes/relation-kinds.ts'
import type { Answer, Block, Citation, Inline } from '../answers/answer.ts'
import { fit } from '../answers/fit.ts'
import { cite, noteInline, text, type Shown } from '../answers/inlines.ts'

/** About a phone screen and a half: 36 lines of 44 characters a screen. */
const SCREEN_AND_A_HALF = 2_400

export function explanationAnswer(explanation: Explanation, shown: Shown): Answer {
  const answer =
    explanation.type === 'found' ? foundAnswer(explanation, shown) : missAnswer(explanation, shown)
  return fit(answer, SCREEN_AND_A_HALF)
}

export function objectionsAnswer({ objections, sources }: Objections, shown: Shown): Answer {
  const count = objections.length
  const items = objections.map((objection) => objectionInlines(objection, sources, shown))
  const used = new Set(objections.flatMap(({ quote, reason }) => [quote.source, reason?.source]))
  const citations = sources.map((source) => citationOf(source, new Set(), shown))
  return {
    blocks: [
      { type: 'lead', inlines: [text(count === 1 ? '1 objection' : `${count} objections`)] },
      { type: 'quotes', role: 'but', label: 'But', items, leftOut: 0 },
      {
        type: 'citations',
        items: citations.filter(({ number }) => used.has(number)),
        more: citations.filter(({ number }) => !used.has(number)),
      },
    ],
    steps: objections.map(({ relation, about }) => {
      const step = { type: 'relation', relation, from: about } as const
      return { step, label: stepLabel(step, shown.library) }
    }),
  }
}

/** `*A* challenges *B*` */
function relationInlines(relation: Relation, shown: Shown): readonly Inline[] {
  return [
    titleInline(relation.from, shown),
    text(` ${verbOf(relation.kind)} `),
    titleInline(relation.to, shown),
  ]
}

function foundAnswer(found: Found, shown: Shown): Answer {
  const blocks: Block[] = [{ type: 'question', text: found.question }]
  if (found.arrival !== null) blocks.push({ type: 'paragraph', inlines: linkInlines(found.arrival, shown) })
  for (const quote of found.lead) blocks.push({ type: 'lead', inlines: quoteInlines(quote) })
  if (found.chain.length > 0) {
    const items = found.chain.map((link) => linkInlines(link, shown))
    blocks.push({ type: 'quotes', role: 'chain', label: 'How they hang together', items, leftOut: 0 })
  }
  if (found.because.length > 0) {
    const items = found.because.map(quoteInlines)
    blocks.push({ type: 'quotes', role: 'because', label: 'Because', items, leftOut: 0 })
  }
  if (found.but.length > 0) {
    const items = found.but.map((objection) => objectionInlines(objection, found.sources, shown))
    blocks.push({ type: 'quotes', role: 'but', label: 'But', items, leftOut: found.moreObjections })
  }
  blocks.push(citationsBlock(found, shown))
  return { blocks, steps: found.steps.map((step) => ({ step, label: stepLabel(step, shown.library) })) }
}

function missAnswer(miss: Miss, shown: Shown): Answer {
  const blocks: Block[] = [
    { type: 'question', text: miss.question },
    { type: 'lead', inlines: [text('Not in these notes: none of them answers this.')] },
  ]
  if (miss.unknownWords.length > 0) {
    const words = miss.unknownWords.map((word) => `"${word}"`).join(', ')
    const inlines = [
      text(`No note has ${miss.unknownWords.length === 1 ? 'the word' : 'the words'} ${words}.`),
    ]
    blocks.push({ type: 'paragraph', inlines })
  }
  if (miss.nearest.length > 0) {
    blocks.push({ type: 'heading', text: 'Nearest notes' })
    const items = miss.nearest.map((note) => [noteInline(note, shown)])
    blocks.push({ type: 'list', ordered: false, items })
  }
  blocks.push({
    type: 'aside',
    inlines: [
      text('Ask with words that a note would use, or browse by '),
      { type: 'code', text: '/search' },
      text('.'),
    ],
  })
  return { blocks, steps: miss.steps.map((step) => ({ step, label: stepLabel(step, shown.library) })) }
}

function quoteInlines(quote: Quote): readonly Inline[] {
  return [text(`${quote.text} `), cite(quote.source)]
}

function linkInlines({ relation, reason }: ChainLink, shown: Shown): readonly Inline[] {
  return [...relationInlines(relation, shown), ...reasonInlines(reason)]
}

/** Says which cited note is meant where it is not the lead's. */
function objectionInlines(
  objection: Objection,
  sources: readonly CitedSource[],
  shown: Shown,
): readonly Inline[] {
  const { relation, about, quote, reason } = objection
  const isIncoming = relation.to === about
  const other = isIncoming ? relation.from : relation.to
  const words = isIncoming ? passiveOf(relation.kind) : verbOf(relation.kind)
  const subject =
    sources[0]?.note.id === about
      ? [text(`${capitalised(words)} `)]
      : [cite(numberOf(about, sources)), text(` ${words} `)]
  const said = [...subject, titleInline(other, shown)]
  if (reason === null) return [...said, text(`: ${quote.text} `), cite(quote.source)]
  // An own objection is written in the cited note's file: the other note is then cited beside its title.
  const named = reason.source === quote.source ? said : [...said, text(' '), cite(quote.source)]
  return [...named, ...reasonInlines(reason)]
}

function reasonInlines(reason: Quote | null): readonly Inline[] {
  return reason === null ? [text('.')] : [text(`: ${reason.text} `), cite(reason.source)]
}

function citationsBlock(found: Found, shown: Shown): Block {
  const quoted = new Set([...found.lead, ...found.because].map(({ text: each }) => each))
  const items = found.sources.map((source) => citationOf(source, quoted, shown))
  const spoken = new Set([
    ...[...found.lead, ...found.because].map(({ source }) => source),
    ...found.but.flatMap(({ quote, reason }) => [quote.source, reason?.source]),
    ...found.chain.map(({ reason }) => reason?.source),
    found.arrival?.reason?.source,
  ])
  return {
    type: 'citations',
    items: items.filter(({ number }) => spoken.has(number)),
    more: items.filter(({ number }) => !spoken.has(number)),
  }
}

function citationOf(
  { number, note, heading }: CitedSource,
  quoted: ReadonlySet<string>,
  shown: Shown,
): Citation {
  const claim = note.claim?.text ?? null
  return {
    number,
    note: note.id,
    title: note.title,
    heading,
    claim: claim !== null && quoted.has(claim) ? null : claim,
    date: note.date,
    url: shown.addressOf(note),
  }
}

function numberOf(id: NoteId, sources: readonly CitedSource[]): number {
  const source = sources.find(({ note }) => note.id === id)
  if (source === undefined) throw new Error(`${id} is spoken of and not cited.`)
  return source.number
}

function titleInline(id: NoteId, shown: Shown): Inline {
  const note = shown.library.notes.get(id)
  return note === undefined ? text(id) : noteInline(note, shown)
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
