/** A folder of notes, read from scratch, as a snapshot. */
import { breather } from '../core/breather.ts'
import type { FileRead, Folder } from '../core/notes/files.ts'
import { libraryIn } from '../core/notes/load.ts'
import { passagesOf } from '../core/search/passages.ts'
import { readingOf } from '../core/search/reading.ts'
import { snapshotOf, type SnapshotBytes } from '../core/search/snapshot.ts'
import type { Work } from './messages.ts'

export async function snapshotOfFolder(
  folder: Folder,
  contents: readonly FileRead[],
  onProgress: (work: Work, done: number, all: number) => void,
): Promise<SnapshotBytes> {
  const pause = breather()
  const library = await libraryIn(folder, contents, {
    onProgress: ({ done, files }) => onProgress('notes', done, files),
  })
  const passages = await passagesOf(library, pause)
  const reading = await readingOf(passages, pause, ({ done, passages: all }) =>
    onProgress('passages', done, all),
  )
  return snapshotOf({ library, reading })
}
