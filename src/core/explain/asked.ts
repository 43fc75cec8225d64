/** What every explanation is worked out from. */
import type { Library } from '../notes/note.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { SoFar } from './so-far.ts'

export interface Asked {
  readonly library: Library
  readonly index: SearchIndex
  /** What the conversation has shown and asked before; nothing unless given. */
  readonly soFar?: SoFar
}

/** Of the index, of each question. */
export const PASSAGES_SEARCHED = 50
