/** The sample library, made ready to be asked as the program does it. */
import { fileURLToPath } from 'node:url'
import { loadLibrary } from '../../src/core/notes/load.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'

const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url))

export const library = await loadLibrary(CORPUS)
export const index = await buildSearchIndex(library, { thesaurus: wordNet() })
