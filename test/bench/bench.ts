/**
 * `npm run bench`: how long loading, indexing and asking take, for the sample library and for generated
 * notes. The figure to watch is the last column: it compares with the sample library in the same run.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explain } from '../../src/core/explain/explain.ts'
import { loadLibrary } from '../../src/core/notes/load.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
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

async function generated(count: number, sampleMedian: number): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-bench-'))
  try {
    const files = Object.entries(generatedNotes(count, SENTENCES_A_NOTE))
    for (const [name, text] of files) await writeFile(join(folder, name), text)
    const bytes = files.reduce((sum, [, text]) => sum + text.length, 0)
    const { median: _, ...row } = await measured(folder, bytes / 1e6, sampleMedian)
    return row
  } finally {
    await rm(folder, { recursive: true })
  }
}

const { median, ...sample } = await measured('corpus', 0.1, null)
const rows = [sample, await generated(1_000, median), await generated(10_000, median)]
console.table(rows)
