/** A question put to a few made-up notes. */
import { explain } from '../../src/core/explain/explain.ts'
import type { Explanation, Found, Quote } from '../../src/core/explain/explanation.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { libraryOf } from './library-of.ts'

/** A note with a stated claim, text, and relation lines. */
export function note(claim: string, text: string, ...relations: readonly string[]): string {
  return ['---', `claim: ${claim}`, '---', '', text, '', '## Related', '', ...relations, ''].join('\n')
}

export async function asked(files: Readonly<Record<string, string>>, question: string): Promise<Explanation> {
  const library = await libraryOf(files)
  return explain(question, { library, index: await buildSearchIndex(library) })
}

/** The same, where an answer is expected. */
export async function found(files: Readonly<Record<string, string>>, question: string): Promise<Found> {
  const explanation = await asked(files, question)
  if (explanation.type === 'miss') throw new Error(`"${question}" is a miss.`)
  return explanation
}

/** The file name that a quotation comes from, and what it says. */
export function quoted({ sources }: Found, quote: Quote | undefined): readonly [note: string, text: string] {
  const source = sources.find(({ number }) => number === quote?.source)
  return [source?.note.id ?? 'nothing', quote?.text ?? '']
}
