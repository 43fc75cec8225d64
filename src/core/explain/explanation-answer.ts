/** An explanation as an answer: question, lead, because, but, sources, steps, in this order. */
import { capitalised } from '../capitalised.ts'
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
import { LONGEST_CHAIN } from './chain.ts'
import { citationsBlock } from './citations-block.ts'
import { MOST_SHOWN } from './more-sources.ts'
import { MAX_STEPS, stepLabel } from './steps.ts'
import { shortNameOf } from '../notes/short-name.ts'
import type { Note, NoteId, Relation } from '../notes/note.ts'
import { passiveOf, verbOf } from '../notes/relation-kinds.ts'
import type { Answer, Block, Inline } from '../answers/answer.ts'
import { fit } from '../answers/fit.ts'
import { cite, noteInline, text, type Shown } from '../answers/inlines.ts'

/** About a phone screen and a half: 36 lines of 44 characters a screen. */
const SCREEN_AND_A_HALF = 2_400

export function explanationAnswer(explanation: Explanation, shown: Shown): Answer {
  if (explanation.type === 'miss') return fit(missAnswer(explanation, shown), SCREEN_AND_A_HALF)
  return withObjectionsStep(fit(foundAnswer(explanation, shown), SCREEN_AND_A_HALF), explanation, shown)
}

/** Objections that were left out to make the answer fit are to be had as the others are. */
function withObjectionsStep(answer: Answer, { but }: Found, { library }: Shown): Answer {
  const count = answer.blocks.reduce(
    (sum, block) => (block.type === 'quotes' && block.role === 'but' ? sum + block.leftOut : sum),
    0,
  )
  if (count === 0) return answer
  const known = answer.steps.find(({ step }) => step.type === 'objections')?.step
  const about =
    known?.type === 'objections' ? known.about : [...new Set(but.map((objection) => objection.about))]
  const step = { type: 'objections', about, count } as const
  const given = { step, label: stepLabel(step, library) }
  if (known === undefined) return { ...answer, steps: [...withRoomForOne(answer.steps), given] }
  return { ...answer, steps: answer.steps.map((each) => (each.step === known ? given : each)) }
}

/** What is left out elsewhere keeps its step. */
function withRoomForOne(steps: Answer['steps']): Answer['steps'] {
  if (steps.length < MAX_STEPS) return steps
  const last = steps.findLastIndex(({ step }) => step.type !== 'sources')
  return steps.filter((_, i) => i !== last)
}

export function objectionsAnswer({ about, objections, sources }: Objections, shown: Shown): Answer {
  const count = objections.length
  const items = objections.map((objection) => objectionInlines(objection, about[0]?.id, sources, shown))
  const blocks: readonly Block[] = [
    { type: 'lead', inlines: [text(count === 1 ? '1 objection' : `${count} objections`)] },
    { type: 'quotes', role: 'but', label: 'But', items, leftOut: 0 },
  ]
  const steps = objections.map((objection) => {
    const step = { type: 'relation', relation: objection.relation, from: objection.about } as const
    return { step, label: stepLabel(step, shown.library) }
  })
  return { blocks: [...blocks, citationsBlock(sources, [], blocks, shown)], steps }
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
  const blocks: Block[] = []
  if (found.arrival !== null) blocks.push({ type: 'arrival', inlines: arrivalInlines(found.arrival, shown) })
  blocks.push({ type: 'question', text: understood(found) }, ...leadBlocks(found, shown))
  if (found.chain.length > 0) {
    const items = found.chain.map((link) => linkInlines(link, shown))
    blocks.push({ type: 'quotes', role: 'chain', label: 'How they hang together', items, leftOut: 0 })
  }
  if (found.lead.length > 1 && found.chain.length === 0) {
    const words = `No chain of up to ${LONGEST_CHAIN} relations joins these two notes.`
    blocks.push({ type: 'paragraph', inlines: [text(words)] })
  }
  if (found.because.length > 0) {
    const items = found.because.map((quote) => claimInlines(quote, found, shown))
    blocks.push({ type: 'quotes', role: 'because', label: 'Because', items, leftOut: 0 })
  }
  if (found.but.length > 0) {
    const items = found.but.map((objection) =>
      objectionInlines(objection, found.sources[0]?.note.id, found.sources, shown),
    )
    blocks.push({ type: 'quotes', role: 'but', label: 'But', items, leftOut: found.moreObjections })
  }
  blocks.push(
    citationsBlock(found.sources.slice(0, MOST_SHOWN), [...found.lead, ...found.because], blocks, shown),
  )
  return { blocks, steps: found.steps.map((step) => ({ step, label: stepLabel(step, shown.library) })) }
}

/** The question as it was understood: a follow-up with what it is about. */
function understood({ question, on }: Explanation): string {
  return on === null ? question : `${question} (on ${shortNameOf(on)})`
}

function missAnswer(miss: Miss, shown: Shown): Answer {
  const blocks: Block[] = [
    { type: 'question', text: understood(miss) },
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

/**
 * A claim answers its note's own title: where that is not what was asked, the title stands before it as the
 * question as understood, so that "Yes" is a yes to the right question.
 */
function leadBlocks(found: Found, shown: Shown): readonly Block[] {
  if (found.lead.length > 1) {
    return found.lead.map((quote) => ({ type: 'lead', inlines: claimInlines(quote, found, shown) }))
  }
  return found.lead.flatMap((quote): readonly Block[] => {
    const note = noteClaiming(quote, found)
    const isAsked = note === null || isSameQuestion(note.title, found.question)
    return [
      { type: 'lead', inlines: quoteInlines(quote), ...(!isAsked && { under: noteInline(note, shown) }) },
    ]
  })
}

/** `*Title* — claim [2]`, or the quotation alone where it is no claim. */
function claimInlines(quote: Quote, found: Found, shown: Shown): readonly Inline[] {
  const note = noteClaiming(quote, found)
  return note === null ? quoteInlines(quote) : [noteInline(note, shown), text(' — '), ...quoteInlines(quote)]
}

/** The note whose stated claim is quoted; null for a quotation from a section. */
function noteClaiming(quote: Quote, { sources }: Found): Note | null {
  const note = sources.find(({ number }) => number === quote.source)?.note
  return note?.claim?.from === 'stated' && note.claim.text === quote.text ? note : null
}

function isSameQuestion(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function quoteInlines(quote: Quote): readonly Inline[] {
  return [text(`${quote.text} `), cite(quote.source)]
}

/** `*A* challenges *B*, because: reason [2]` */
function arrivalInlines({ relation, reason }: ChainLink, shown: Shown): readonly Inline[] {
  const said = relationInlines(relation, shown)
  if (reason === null) return said
  // As in `Extends [[X]] because …`.
  const why = reason.text.replace(/^because\s+/iu, '')
  return [...said, text(`, because: ${why} `), cite(reason.source)]
}

function linkInlines({ relation, reason }: ChainLink, shown: Shown): readonly Inline[] {
  return [...relationInlines(relation, shown), ...reasonInlines(reason)]
}

/** Says which cited note is meant where it is not the first. */
function objectionInlines(
  objection: Objection,
  first: NoteId | undefined,
  sources: readonly CitedSource[],
  shown: Shown,
): readonly Inline[] {
  const { relation, about, quote, reason } = objection
  const isIncoming = relation.to === about
  const other = isIncoming ? relation.from : relation.to
  const words = isIncoming ? passiveOf(relation.kind) : verbOf(relation.kind)
  const subject =
    about === first ? [text(`${capitalised(words)} `)] : [cite(numberOf(about, sources)), text(` ${words} `)]
  const said = [...subject, titleInline(other, shown)]
  if (reason === null) return [...said, text(` — ${quote.text} `), cite(quote.source)]
  // An own objection is written in the cited note's file: the other note is then cited beside its title.
  const named = reason.source === quote.source ? said : [...said, text(' '), cite(quote.source)]
  return [...named, ...reasonInlines(reason)]
}

function reasonInlines(reason: Quote | null): readonly Inline[] {
  return reason === null ? [] : [text(` — ${reason.text} `), cite(reason.source)]
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
