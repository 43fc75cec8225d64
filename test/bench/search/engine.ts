/** What is compared: something that is built from documents and then ranks them for a question. */
import type { Document } from './collection.ts'

export interface Engine {
  readonly name: string
  readonly build: (documents: readonly Document[]) => Promise<Ranker> | Ranker
}

/** Ids of the documents that were found, the best first; at most `limit`. */
type Ranker = (question: string, limit: number) => Promise<readonly string[]> | readonly string[]

/** The engine that the others are compared with. */
export const MINISEARCH_DEFAULT = 'MiniSearch default'
