/**
 * A thread of its own: finds the snapshot of a library, or makes it, and hands over the bytes. What it takes
 * to read notes is loaded only where it is needed.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { UserError } from '../core/errors.ts'
import { openFolder } from '../core/notes/files.ts'
import type { SnapshotBytes } from '../core/search/snapshot.ts'
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
  const fingerprint = fingerprintOf(folder, contents)
  const kept = keptSnapshot(snapshotFile, fingerprint)
  if (kept !== null) {
    handOver(kept)
    return
  }
  const { snapshotOfFolder } = await import('./snapshot-of-folder.ts')
  const bytes = await snapshotOfFolder(folder, contents, (work, done, all) =>
    tell({ type: 'progress', work, done, all }),
  )
  // What is handed over is gone from here: first a copy, then the file, which nobody waits for.
  handOver({ texts: bytes.texts.slice(), numbers: bytes.numbers.slice() })
  try {
    keepSnapshot(snapshotFile, fingerprint, bytes)
  } catch (error) {
    tell({ type: 'not-kept', reason: error instanceof Error ? error.message : String(error) })
  }
}

function handOver(bytes: SnapshotBytes): void {
  tell({ type: 'snapshot', bytes }, [bytes.texts.buffer, bytes.numbers.buffer])
}

function tell(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}
