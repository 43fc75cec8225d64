/** Notewalk's own search, on the path that `/explain` takes. */
import { rankedNotes } from '../../../src/core/explain/ranked-notes.ts'
import type { Library } from '../../../src/core/notes/note.ts'
import { buildSearchIndex, type SearchIndex } from '../../../src/core/search/search-index.ts'
import type { ContextText } from '../../../src/core/search/context.ts'
import { wordNet } from '../../../src/thesaurus/wordnet.ts'
import type { Document } from './collection.ts'
import type { Engine } from './engine.ts'
import { documentOf, libraryOfDocuments } from './note-files.ts'

export const NOTEWALK: Engine = {
  name: 'Notewalk',
  build: async (documents) => {
    const { index } = await indexOf(documents)
    return (question, limit) => rankingOf(question, { index, documents, limit })
  },
}

export interface Ready {
  readonly library: Library
  readonly index: SearchIndex
}

export async function indexOf(documents: readonly Document[]): Promise<Ready> {
  const library = await libraryOfDocuments(documents)
  return { library, index: await buildSearchIndex(library, { thesaurus: wordNet() }) }
}

interface Asked {
  readonly index: SearchIndex
  readonly documents: readonly Document[]
  readonly limit: number
  readonly context?: readonly ContextText[]
}

/** Passages that `/explain` looks at. */
const PASSAGES_SEARCHED = 50

export function rankingOf(
  question: string,
  { index, documents, limit, context = [] }: Asked,
): readonly string[] {
  const result = index.search(question, { limit: PASSAGES_SEARCHED, context })
  return rankedNotes(result, null)
    .slice(0, limit)
    .flatMap(({ note }) => documentOf(note.id, documents)?.id ?? [])
}
