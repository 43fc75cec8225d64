/** What the thread that reads a large library says to the one that waits for it. */
import type { UserErrorCode } from '../core/errors.ts'
import type { SnapshotBytes } from '../core/search/snapshot.ts'

export interface ThreadData {
  readonly notesDir: string
  readonly snapshotFile: string
}

export type FromThread =
  | { readonly type: 'progress'; readonly work: Work; readonly done: number; readonly all: number }
  | { readonly type: 'snapshot'; readonly bytes: SnapshotBytes }
  /** The snapshot is not on disk; the next start will take as long as this one. */
  | { readonly type: 'not-kept'; readonly reason: string }
  | {
      readonly type: 'refused'
      readonly code: UserErrorCode
      readonly message: string
      readonly hint: string
    }

export type Work = 'notes' | 'passages'
