/**
 * Passages in any number, cut from a folder of Markdown: how long a first start, a start from the snapshot
 * and asking take, and how long the event loop stands still. A process of its own: `scale.ts <folder> <passages>` prints JSON.
 */
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { explain } from '../../../src/core/explain/explain.ts'
import { loadLibrary } from '../../../src/core/notes/load.ts'
import { plainText } from '../../../src/core/notes/plain-text.ts'
import { readyLibrary, type ReadyLibrary } from '../../../src/reading/ready-library.ts'
import { snapshotFileIn } from '../../../src/reading/snapshot-file.ts'
import { wordNet } from '../../../src/thesaurus/wordnet.ts'
import { seededRandom } from '../../support/generated-notes.ts'
import type { Document } from './collection.ts'
import { quantile } from './measures.ts'
import { inNoteFolder } from './note-files.ts'
import { memoryUsed } from './ranking.ts'

export interface ScaleFigures {
  readonly passages: number
  /** Milliseconds until the first question can be asked: of a first start, and from the snapshot. */
  readonly build: number
  readonly load: number
  /** Megabytes of the snapshot. */
  readonly snapshot: number
  /** Megabytes. */
  readonly memory: number
  /** Milliseconds for one question, explained whole. */
  readonly median: number
  readonly p99: number
  /** Milliseconds that the event loop stood still at most, while starting and while asking. */
  readonly stallStarting: number
  readonly stallAsking: number
}

const WORDS_IN_A_PASSAGE = 120
const WORDS_IN_A_QUESTION = 8
const QUESTIONS = 500

const [folder = '', wanted = ''] = process.argv.slice(2)
const documents = await passagesFrom(folder, Number(wanted))
process.stdout.write(JSON.stringify(await inNoteFolder(documents, measured)))

async function measured(notes: string): Promise<ScaleFigures> {
  const data = await mkdtemp(join(tmpdir(), 'notewalk-bench-data-'))
  try {
    return await measuredWith(notes, data)
  } finally {
    await rm(data, { recursive: true })
  }
}

async function measuredWith(notes: string, data: string): Promise<ScaleFigures> {
  const start = (): Promise<ReadyLibrary> =>
    readyLibrary({
      notesDir: notes,
      dataDir: data,
      thesaurus: wordNet(),
      onProgress: () => {},
      onNotKept: (reason) => process.stderr.write(`${reason}\n`),
    })
  const before = await memoryUsed()
  const starting = monitorEventLoopDelay({ resolution: 1 })
  starting.enable()
  const begun = performance.now()
  await start()
  const build = performance.now() - begun
  starting.disable()
  const file = snapshotFileIn(data)
  const snapshot = existsSync(file) ? statSync(file).size / 1e6 : 0
  starting.enable()
  const begunAgain = performance.now()
  const { library, index } = await start()
  const load = performance.now() - begunAgain
  starting.disable()
  const memory = (await memoryUsed()) - before

  const random = seededRandom(1)
  const questions = Array.from({ length: QUESTIONS }, () => {
    const words = documents[Math.floor(random() * documents.length)]?.text.split(' ') ?? []
    const from = Math.floor(random() * Math.max(1, words.length - WORDS_IN_A_QUESTION))
    // An arrow would ask for the way between two notes.
    return words
      .slice(from, from + WORDS_IN_A_QUESTION)
      .join(' ')
      .replaceAll(/->|→/g, ' ')
  })
  for (const question of questions.slice(0, QUESTIONS / 10)) explain(question, { library, index })
  const asking = monitorEventLoopDelay({ resolution: 1 })
  asking.enable()
  const times: number[] = []
  for (const question of questions) {
    const asked = performance.now()
    explain(question, { library, index })
    times.push(performance.now() - asked)
    await setImmediate()
  }
  asking.disable()
  return {
    passages: index.passages.length,
    build,
    load,
    snapshot,
    memory,
    median: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    stallStarting: starting.max / 1e6,
    stallAsking: asking.max / 1e6,
  }
}

/** Runs of words of the folder's notes, each begun at random: no two of them are the same. */
async function passagesFrom(from: string, count: number): Promise<readonly Document[]> {
  const library = await loadLibrary(from)
  const words = [...library.notes.values()]
    .flatMap(({ sections }) => sections.map(({ markdown }) => plainText(markdown)))
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '')
  const random = seededRandom(7)
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor(random() * Math.max(1, words.length - WORDS_IN_A_PASSAGE))
    const text = words.slice(start, start + WORDS_IN_A_PASSAGE).join(' ')
    return { id: String(i), title: `Passage ${i}`, text }
  })
}
