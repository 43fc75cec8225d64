/**
 * `npm run bench:search -- --collections <folder> [--folder <notes>] [--questions <file>] [--json]`: how well
 * Notewalk finds and quotes, beside what a person would pick instead. Every collection has a process of its own.
 */
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { collectionsIn } from './search/collection.ts'
import type { CollectionFigures } from './search/one-collection.ts'
import { reportOf, type Figures } from './search/report.ts'
import { broadFigures, questionsFigures } from './search/sample-figures.ts'
import type { ScaleFigures } from './search/scale.ts'

const USAGE =
  'npm run bench:search -- --collections <folder> [--folder <notes>] [--questions <file>] [--json]\n'
const SAMPLE = fileURLToPath(new URL('../../corpus', import.meta.url))
const SIZES = [1_000, 10_000, 50_000]
const MOST_OUTPUT = 10_000_000

const { values } = parseArgs({
  options: {
    collections: { type: 'string' },
    folder: { type: 'string' },
    questions: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

if (values.collections === undefined) {
  process.stderr.write(`A folder of collections is needed.\n${USAGE}`)
  process.exitCode = 2
} else {
  const figures = await measured(values.collections)
  process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : reportOf(figures)}\n`)
}

async function measured(folder: string): Promise<Figures> {
  const collections: CollectionFigures[] = []
  for (const collection of collectionsIn(folder)) {
    collections.push(await inProcess<CollectionFigures>('one-collection.ts', collection))
  }
  const scale: ScaleFigures[] = []
  for (const size of values.folder === undefined ? [] : SIZES) {
    scale.push(await inProcess<ScaleFigures>('scale.ts', values.folder ?? '', String(size)))
  }
  return {
    node: process.version,
    cores: availableParallelism(),
    collections,
    scale,
    broad: await broadFigures(SAMPLE),
    questions: values.questions === undefined ? null : await questionsFigures(values.questions, SAMPLE),
  }
}

async function inProcess<T>(script: string, ...given: readonly string[]): Promise<T> {
  const path = fileURLToPath(new URL(`./search/${script}`, import.meta.url))
  const child = promisify(execFile)(process.execPath, ['--expose-gc', path, ...given], {
    maxBuffer: MOST_OUTPUT,
  })
  child.child.stderr?.pipe(process.stderr)
  const { stdout } = await child
  return JSON.parse(stdout) as T
}
