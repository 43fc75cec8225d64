/** What supports a note beside what challenges it. */
import { capitalised } from '../capitalised.ts'
import type { Answer, Inline } from '../answers/answer.ts'
import { cite, noteInline, text, type Shown } from '../answers/inlines.ts'
import type { Library, Note, Relation } from '../notes/note.ts'
import { passiveOf, verbOf } from '../notes/relation-kinds.ts'
import { citationsBlock } from './citations-block.ts'
import { relationsOf } from './objections.ts'
import { SourceList } from './sources.ts'
import { stepLabel } from './steps.ts'

export interface BothSides {
  readonly supports: readonly Relation[]
  /** In both directions: who challenges another is challenged by it. */
  readonly challenges: readonly Relation[]
}

/** Null for a note that has not both. */
export function bothSidesOf(note: Note, library: Library): BothSides | null {
  const relations = relationsOf(note.id, library)
  const supports = relations.filter(({ kind, to }) => kind === 'supports' && to === note.id)
  const challenges = relations.filter(({ kind }) => kind === 'challenges')
  return supports.length === 0 || challenges.length === 0 ? null : { supports, challenges }
}

export function bothSidesAnswer(note: Note, { supports, challenges }: BothSides, shown: Shown): Answer {
  const sources = new SourceList()
  const claim = note.claim?.text ?? note.title
  const lead = sources.quote(note, null, claim)
  const sideItems = (relations: readonly Relation[]) =>
    relations.map((relation) => sideInlines(relation, note, sources, shown))
  const forItems = sideItems(supports)
  const againstItems = sideItems(challenges)
  const blocks = [
    { type: 'question', text: note.title },
    { type: 'lead', inlines: [text(`${lead.text} `), cite(lead.source)] },
    { type: 'quotes', role: 'because', label: 'For', items: forItems, leftOut: 0 },
    { type: 'quotes', role: 'but', label: 'Against', items: againstItems, leftOut: 0 },
  ] as const
  const steps = [...challenges, ...supports].map((relation) => {
    const step = { type: 'relation', relation, from: note.id } as const
    return { step, label: stepLabel(step, shown.library) }
  })
  return { blocks: [...blocks, citationsBlock(sources.list(), [lead], blocks, shown)], steps }
}

/** `Supported by *Title* [2] — reason [2]`; without a reason, the other note's claim. */
function sideInlines(relation: Relation, note: Note, sources: SourceList, shown: Shown): readonly Inline[] {
  const isIncoming = relation.to === note.id
  const words = isIncoming ? passiveOf(relation.kind) : verbOf(relation.kind)
  const said = text(`${capitalised(words)} `)
  const other = shown.library.notes.get(isIncoming ? relation.from : relation.to)
  const author = shown.library.notes.get(relation.saidIn ?? relation.from)
  if (other === undefined || author === undefined) return [said, text(relation.from)]
  if (relation.reason === '') {
    const claim = other.claim?.text ?? ''
    const number = sources.cite(other, null)
    return [said, noteInline(other, shown), text(claim === '' ? ' ' : ` — ${claim} `), cite(number)]
  }
  const reason = sources.quoteReason(author, relation.reason)
  return [said, noteInline(other, shown), text(` — ${reason.text} `), cite(reason.source)]
}
