/** The numbered sources of an answer as its block. */
import type { Block, Citation } from '../answers/answer.ts'
import { citedNumbers } from '../answers/fit.ts'
import type { Shown } from '../answers/inlines.ts'
import { titleIn } from '../notes/lookup.ts'
import type { CitedSource, Quote } from './explanation.ts'

/** Sources that the blocks cite, in full; the others by their titles. */
export function citationsBlock(
  sources: readonly CitedSource[],
  quoted: readonly Quote[],
  blocks: readonly Block[],
  shown: Shown,
): Block {
  const texts = new Set(quoted.map(({ text: each }) => each))
  const items = sources.map((source) => citationOf(source, texts, shown))
  const cited = citedNumbers(blocks)
  return {
    type: 'citations',
    items: items.filter(({ number }) => cited.has(number)),
    more: items.filter(({ number }) => !cited.has(number)),
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
    title: titleIn(shown.library, note),
    heading,
    claim: claim !== null && quoted.has(claim) ? null : claim,
    date: note.date,
    url: shown.addressOf(note),
  }
}
