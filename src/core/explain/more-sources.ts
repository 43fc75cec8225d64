/** The sources that an answer had no room for: a list to open them from. */
import type { Answer, Block, Inline } from '../answers/answer.ts'
import { cite, noteInline, text, type Shown } from '../answers/inlines.ts'
import type { Step } from '../answers/step.ts'
import type { Library, Note } from '../notes/note.ts'
import { citationsBlock } from './citations-block.ts'
import { SourceList } from './sources.ts'
import { stepLabel } from './steps.ts'

/** More would not fit a phone screen. */
export const MOST_SHOWN = 8

export function moreSourcesAnswer(notes: readonly Note[], shown: Shown): Answer {
  const sources = new SourceList()
  const items = notes.map((note): readonly Inline[] => {
    const number = sources.cite(note, null)
    const claim = note.claim?.text ?? ''
    return [noteInline(note, shown), text(claim === '' ? ' ' : ` — ${claim} `), cite(number)]
  })
  const step: Step = { type: 'sources', notes: notes.map(({ id }) => id) }
  const blocks: readonly Block[] = [
    { type: 'lead', inlines: [text(stepLabel(step, shown.library))] },
    { type: 'quotes', role: 'because', label: 'Also', items, leftOut: 0 },
  ]
  const quoted = notes.flatMap(({ claim }, i) =>
    claim === null ? [] : [{ text: claim.text, source: i + 1 }],
  )
  return {
    blocks: [...blocks, citationsBlock(sources.list(), quoted, blocks, shown)],
    steps: notes.map(({ id }) => openStep(id, shown.library)),
  }
}

function openStep(note: Note['id'], library: Library): Answer['steps'][number] {
  const step: Step = { type: 'open', note }
  return { step, label: stepLabel(step, library) }
}
