/**
 * `npm run bench`: how long loading, indexing and asking take, for the sample library and for generated
 * notes. The figures to watch are the ratios, each of the same run: a question to one in the sample library,
 * a start from the snapshot to one that reads the notes.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { explain } from '../../src/core/explain/explain.ts'
import { loadLibrary } from '../../src/core/notes/load.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { readyLibrary } from '../../src/reading/ready-library.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'
import { generatedNotes } from '../support/generated-notes.ts'

const QUESTIONS_ASKED = 200
const SENTENCES_A_NOTE = 24

interface Row {
  readonly notes: string
  readonly 'size MB': string
  readonly 'load ms': number
  readonly 'index ms': number
  readonly 'heap MB': number
  readonly 'median ms': string
  readonly 'p99 ms': string
  readonly 'median to sample': string
}

interface Starts {
  /** A large library, made ready from its snapshot. */
  readonly 'snapshot ms': number
  readonly 'snapshot to cold': string
  /** The longest that the event loop was kept waiting meanwhile. */
  readonly 'stall ms': number
}

async function measured(
  folder: string,
  megabytes: number,
  sampleMedian: number | null,
): Promise<Row & { median: number }> {
  const start = performance.now()
  const library = await loadLibrary(folder)
  const loaded = performance.now()
  const index = await buildSearchIndex(library)
  const indexed = performance.now()
  globalThis.gc?.()
  const heap = process.memoryUsage().heapUsed / 1e6

  const titles = [...library.notes.values()].map(({ title }) => title)
  const times = Array.from({ length: QUESTIONS_ASKED }, (_, i) => {
    const question = titles[(i * 7919) % titles.length] ?? ''
    const asked = performance.now()
    explain(question, { library, index })
    return performance.now() - asked
  }).toSorted((a, b) => a - b)
  const median = times[Math.floor(times.length / 2)] ?? 0
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0
  return {
    notes: library.notes.size.toLocaleString('en'),
    'size MB': megabytes.toFixed(1),
    'load ms': Math.round(loaded - start),
    'index ms': Math.round(indexed - loaded),
    'heap MB': Math.round(heap),
    'median ms': median.toFixed(2),
    'p99 ms': p99.toFixed(2),
    'median to sample': sampleMedian === null ? '1' : (median / sampleMedian).toFixed(1),
    median,
  }
}

async function generated(count: number, sampleMedian: number): Promise<Row & Starts> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-bench-'))
  try {
    const files = Object.entries(generatedNotes(count, SENTENCES_A_NOTE))
    for (const [name, text] of files) await writeFile(join(folder, name), text)
    const bytes = files.reduce((sum, [, text]) => sum + text.length, 0)
    const { median: _, ...row } = await measured(folder, bytes / 1e6, sampleMedian)
    return { ...row, ...(await startsOf(folder)) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function startsOf(notesDir: string): Promise<Starts> {
  const dataDir = await mkdtemp(join(tmpdir(), 'notewalk-bench-data-'))
  const wanted = {
    notesDir,
    dataDir,
    thesaurus: wordNet(),
    onProgress: () => undefined,
    onNotKept: (reason: string) => {
      throw new Error(reason)
    },
  }
  try {
    const coldStart = performance.now()
    await readyLibrary(wanted)
    const cold = performance.now() - coldStart
    while (!existsSync(join(dataDir, 'notewalk.snapshot'))) await setTimeout(10)
    const stall = longestStall()
    const warmStart = performance.now()
    await readyLibrary(wanted)
    const warm = performance.now() - warmStart
    return {
      'snapshot ms': Math.round(warm),
      'snapshot to cold': (warm / cold).toFixed(2),
      'stall ms': Math.round(stall.end()),
    }
  } finally {
    await rm(dataDir, { recursive: true })
  }
}

/** Asks for a turn of the event loop again and again; `end` tells the longest wait in milliseconds. */
function longestStall(): { readonly end: () => number } {
  let last = performance.now()
  let longest = 0
  let isOver = false
  const turn = (): void => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    end: () => {
      isOver = true
      return longest
    },
  }
}

const { median, ...sample } = await measured('corpus', 0.1, null)
const rows = [sample, await generated(1_000, median), await generated(10_000, median)]
console.table(rows)
