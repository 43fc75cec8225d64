/** A thread of its own: reads a library, or finds the snapshot of it, and hands over the bytes. */
import { parentPort, workerData } from 'node:worker_threads'
import { breather } from '../core/breather.ts'
import { UserError } from '../core/errors.ts'
import { openFolder } from '../core/notes/files.ts'
import { libraryIn } from '../core/notes/load.ts'
import { passagesOf } from '../core/search/passages.ts'
import { readingOf } from '../core/search/reading.ts'
import { snapshotOf } from '../core/search/snapshot.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { FromThread, ThreadData } from './messages.ts'
import { keepSnapshot, keptSnapshot } from './snapshot-file.ts'

try {
  await read(workerData as ThreadData)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  const { code, message, hint } = error
  tell({ type: 'refused', code, message, hint })
}

async function read({ notesDir, snapshotFile }: ThreadData): Promise<void> {
  const folder = await openFolder(notesDir)
  const contents = [...folder.readAlone()]
  const key = fingerprintOf(folder, contents)
  const kept = keptSnapshot(snapshotFile, key)
  if (kept !== null) {
    handOver(kept)
    return
  }
  const pause = breather()
  const library = await libraryIn(folder, contents, {
    onProgress: ({ done, files }) => tell({ type: 'progress', work: 'notes', done, all: files }),
  })
  const passages = await passagesOf(library, pause)
  const reading = await readingOf(passages, pause, ({ done, passages: all }) =>
    tell({ type: 'progress', work: 'passages', done, all }),
  )
  const bytes = snapshotOf({ library, reading }, key)
  // What is handed over is gone from here: first a copy, then the file, which nobody waits for.
  handOver(bytes.slice())
  try {
    keepSnapshot(snapshotFile, bytes)
  } catch (error) {
    tell({ type: 'not-kept', reason: error instanceof Error ? error.message : String(error) })
  }
}

function handOver(bytes: Uint8Array<ArrayBuffer>): void {
  tell({ type: 'snapshot', bytes }, [bytes.buffer])
}

function tell(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}
