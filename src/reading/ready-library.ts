/**
 * A folder of notes made ready to be asked. A small one is read here; a large one in a thread, so that the
 * event loop stays free, and from a snapshot of an earlier start where nothing has changed since.
 */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { breather } from '../core/breather.ts'
import { UserError } from '../core/errors.ts'
import { openFolder } from '../core/notes/files.ts'
import { libraryIn } from '../core/notes/load.ts'
import type { Library } from '../core/notes/note.ts'
import { passagesOf } from '../core/search/passages.ts'
import { buildSearchIndex, searchIndexOf, type SearchIndex } from '../core/search/search-index.ts'
import { readSnapshot, type SnapshotBytes } from '../core/search/snapshot.ts'
import type { Thesaurus } from '../core/search/thesaurus.ts'
import type { FromThread, ThreadData, Work } from './messages.ts'
import { snapshotFileIn } from './snapshot-file.ts'

export interface ReadyLibrary {
  readonly library: Library
  readonly index: SearchIndex
}

export interface Wanted {
  readonly notesDir: string
  /** Where the snapshot of a large library is kept. */
  readonly dataDir: string
  readonly thesaurus: Thesaurus
  readonly onProgress: (work: Work, done: number, all: number) => void
  /** Told when the snapshot could not be written. */
  readonly onNotKept: (reason: string) => void
}

/**
 * Measured on two cores with notes of 2 kB: 500 of them take some 0.4 s here, and 0.2 s from a snapshot, the
 * thread included; fewer gain nothing by it. From 1,000 the event loop is kept waiting for more than 50 ms.
 */
const LARGE_LIBRARY_NOTES = 500

/** Throws UserError where there is no folder to read or no note in it. */
export async function readyLibrary(wanted: Wanted): Promise<ReadyLibrary> {
  const { notesDir, dataDir, thesaurus, onProgress } = wanted
  const snapshotFile = snapshotFileIn(dataDir)
  const fromThread = async (): Promise<ReadyLibrary> => {
    const place = { notesDir, snapshotFile }
    try {
      return await readyFrom(await snapshotFromThread(place, wanted), thesaurus)
    } catch (error) {
      if (error instanceof UserError || !existsSync(snapshotFile)) throw error
      // Its digest was right, and yet it is none: the notes themselves are read once more.
      await rm(snapshotFile, { force: true })
      return readyFrom(await snapshotFromThread(place, wanted), thesaurus)
    }
  }
  // What was large the last time need not be looked at first.
  if (existsSync(snapshotFile)) return fromThread()
  const folder = await openFolder(notesDir)
  if (folder.notes.length >= LARGE_LIBRARY_NOTES) return fromThread()
  const library = await libraryIn(folder, folder.read(), {
    onProgress: ({ done, files }) => onProgress('notes', done, files),
  })
  const index = await buildSearchIndex(library, {
    thesaurus,
    onProgress: ({ done, passages }) => onProgress('passages', done, passages),
  })
  return { library, index }
}

async function readyFrom(bytes: SnapshotBytes, thesaurus: Thesaurus): Promise<ReadyLibrary> {
  const pause = breather()
  const { library, reading } = await readSnapshot(bytes, pause)
  const passages = await passagesOf(library, pause)
  return { library, index: await searchIndexOf(library, passages, reading, { thesaurus }) }
}

/** The thread goes on for a while after it has answered: it keeps the snapshot. */
function snapshotFromThread(data: ThreadData, { onProgress, onNotKept }: Wanted): Promise<SnapshotBytes> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: data, execArgv: [] })
  return new Promise((resolve, reject) => {
    thread.on('error', reject)
    thread.on('exit', (code) => {
      reject(new Error(`The thread that reads the notes ended with ${code}.`))
    })
    thread.on('message', (message: FromThread) => {
      switch (message.type) {
        case 'progress':
          onProgress(message.work, message.done, message.all)
          break
        case 'snapshot':
          resolve(message.bytes)
          break
        case 'not-kept':
          onNotKept(message.reason)
          break
        case 'refused':
          reject(new UserError(message.code, message.message, message.hint))
          break
      }
    })
  })
}
