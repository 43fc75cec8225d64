/**
 * A library's latent space, worked out from its own words: latent semantic indexing (Deerwester et al. 1990)
 * by random projection (Halko, Martinsson and Tropp 2011). The same library always comes to the same space.
 */
import type { Pause } from '../breather.ts'
import { DIMENSIONS, NO_POINTS, pointsOf, type LatentSpace } from './latent-space.ts'
import { passagesWith, type Postings } from './postings.ts'
import { idf } from './vocabulary.ts'

/**
 * Passages from which a space is worked out. Measured on parts of three collections: with fewer some questions
 * are answered better and others worse, with more the most gain.
 */
const LEAST_PASSAGES = 1000
/** So many, from everywhere in the library, tell what goes together; the rest are laid into their space. */
const MOST_SAMPLED = 5000
/** A projection is wider than what is kept of it. */
const WIDTH = DIMENSIONS + 16
/** A word that stands in a single passage tells nothing about what goes together. */
const FEWEST_PASSAGES = 2

/** What each term weighs in the passages that have it; those of term `t` lie from `starts[t]` to before `starts[t + 1]`. */
interface Weights {
  readonly starts: Uint32Array
  readonly passages: Uint32Array
  readonly values: Float32Array
  readonly all: number
}

/** Rows of numbers, one after the other. */
interface Table {
  readonly width: number
  readonly numbers: Float32Array
}

/** A library that is too small has no points. `pause` is called between slices of work. */
export async function latentSpaceOf(postings: Postings, pause: Pause): Promise<LatentSpace> {
  if (postings.lengths.length < LEAST_PASSAGES) return { terms: NO_POINTS, passages: NO_POINTS }
  const weights = await weightsIn(postings, pause)
  const sample = await sampleOf(weights, pause)
  // Every multiplication turns the random directions further towards those in which passages differ most.
  const turned = await byPassage(await byTerm(randomTable(sample.all), sample, pause), sample, pause)
  const directions = await byTerm(turned, sample, pause)
  const axes = await axesIn(directions, await byPassage(directions, sample, pause), pause)
  const terms = await product(directions, axes, pause)
  const passages = await byPassage(terms, weights, pause)
  for (let term = 0; term + 1 < postings.starts.length; term++) {
    scale(terms, term, idf(postings.lengths.length, passagesWith(term, postings)))
  }
  for (let passage = 0; passage < weights.all; passage++) scaleToOne(passages, passage)
  return { terms: pointsOf(terms.numbers), passages: pointsOf(passages.numbers) }
}

/** Tf-idf, every passage one long. */
async function weightsIn({ starts, passages, counts, lengths }: Postings, pause: Pause): Promise<Weights> {
  const values = new Float32Array(passages.length)
  const squares = new Float64Array(lengths.length)
  for (let term = 0; term + 1 < starts.length; term++) {
    const start = starts[term] ?? 0
    const end = starts[term + 1] ?? 0
    if (end - start < FEWEST_PASSAGES) continue
    const rarity = idf(lengths.length, end - start)
    for (let i = start; i < end; i++) {
      const passage = passages[i] ?? 0
      const value = (1 + Math.log(counts[i] ?? 1)) * rarity
      values[i] = value
      squares[passage] = (squares[passage] ?? 0) + value ** 2
    }
    await pause()
  }
  for (let i = 0; i < values.length; i++) {
    const square = squares[passages[i] ?? 0] ?? 0
    if (square > 0) values[i] = (values[i] ?? 0) / Math.sqrt(square)
  }
  return { starts, passages, values, all: lengths.length }
}

/** The same of some passages, numbered anew. */
async function sampleOf(weights: Weights, pause: Pause): Promise<Weights> {
  const all = Math.min(weights.all, MOST_SAMPLED)
  const numbers = new Uint32Array(weights.all)
  for (let i = 0; i < all; i++) numbers[Math.floor((i * weights.all) / all)] = i + 1
  const starts = new Uint32Array(weights.starts.length)
  const passages = new Uint32Array(weights.passages.length)
  const values = new Float32Array(weights.values.length)
  let at = 0
  for (let term = 0; term + 1 < starts.length; term++) {
    for (let i = weights.starts[term] ?? 0, end = weights.starts[term + 1] ?? 0; i < end; i++) {
      const number = numbers[weights.passages[i] ?? 0] ?? 0
      if (number === 0) continue
      passages[at] = number - 1
      values[at++] = weights.values[i] ?? 0
    }
    starts[term + 1] = at
    await pause()
  }
  return { starts, passages: passages.subarray(0, at), values: values.subarray(0, at), all }
}

/** For each term the sum of its passages' rows, by weight. */
async function byTerm(rows: Table, { starts, passages, values }: Weights, pause: Pause): Promise<Table> {
  const sums = tableOf(starts.length - 1, rows.width)
  for (let term = 0; term + 1 < starts.length; term++) {
    for (let i = starts[term] ?? 0, end = starts[term + 1] ?? 0; i < end; i++) {
      addRow(sums, term, rows, passages[i] ?? 0, values[i] ?? 0)
    }
    await pause()
  }
  return sums
}

/** For each passage the sum of its terms' rows, by weight. */
async function byPassage(
  rows: Table,
  { starts, passages, values, all }: Weights,
  pause: Pause,
): Promise<Table> {
  const sums = tableOf(all, rows.width)
  for (let term = 0; term + 1 < starts.length; term++) {
    for (let i = starts[term] ?? 0, end = starts[term + 1] ?? 0; i < end; i++) {
      addRow(sums, passages[i] ?? 0, rows, term, values[i] ?? 0)
    }
    await pause()
  }
  return sums
}

/**
 * What turns directions into the DIMENSIONS axes along which passages differ most, each one long and upright
 * to the others; `shadows` are the passages seen along the directions (Rayleigh and Ritz).
 */
async function axesIn(directions: Table, shadows: Table, pause: Pause): Promise<Table> {
  const { EigenvalueDecomposition, Matrix } = await import('ml-matrix')
  const solved = (matrix: InstanceType<typeof Matrix>) =>
    new EigenvalueDecomposition(matrix, { assumeSymmetric: true })
  const lengths = solved(new Matrix(await inner(directions, pause)))
  const upright = lengths.eigenvectorMatrix.mulRowVector(
    lengths.realEigenvalues.map((value) =>
      value > SMALLEST * Math.max(...lengths.realEigenvalues) ? value ** -0.5 : 0,
    ),
  )
  const seen = upright
    .transpose()
    .mmul(new Matrix(await inner(shadows, pause)))
    .mmul(upright)
  // Eigenvalues ascend.
  const main = solved(seen).eigenvectorMatrix.subMatrix(0, WIDTH - 1, WIDTH - DIMENSIONS, WIDTH - 1)
  return { width: DIMENSIONS, numbers: Float32Array.from(upright.mmul(main).to1DArray()) }
}

/** A direction that the others make up already, against the longest. */
const SMALLEST = 1e-10

/** The inner products of all columns. */
async function inner({ width, numbers }: Table, pause: Pause): Promise<number[][]> {
  const sums = new Float64Array(width * width)
  for (let row = 0; row < numbers.length; row += width) {
    for (let a = 0; a < width; a++) {
      const factor = numbers[row + a] ?? 0
      if (factor === 0) continue
      for (let b = a; b < width; b++) {
        sums[a * width + b] = (sums[a * width + b] ?? 0) + factor * (numbers[row + b] ?? 0)
      }
    }
    await pause()
  }
  return Array.from({ length: width }, (_, a) =>
    Array.from({ length: width }, (__, b) => sums[Math.min(a, b) * width + Math.max(a, b)] ?? 0),
  )
}

async function product(rows: Table, factors: Table, pause: Pause): Promise<Table> {
  const count = rows.numbers.length / rows.width
  const products = tableOf(count, factors.width)
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < rows.width; i++) {
      const factor = rows.numbers[row * rows.width + i] ?? 0
      if (factor !== 0) addRow(products, row, factors, i, factor)
    }
    await pause()
  }
  return products
}

function addRow(sums: Table, to: number, rows: Table, from: number, factor: number): void {
  const { width, numbers } = rows
  for (let i = 0, a = to * width, b = from * width; i < width; i++, a++, b++) {
    sums.numbers[a] = (sums.numbers[a] ?? 0) + factor * (numbers[b] ?? 0)
  }
}

function scale({ width, numbers }: Table, row: number, factor: number): void {
  for (let i = row * width; i < (row + 1) * width; i++) numbers[i] = (numbers[i] ?? 0) * factor
}

function scaleToOne(table: Table, row: number): void {
  const length = Math.hypot(...table.numbers.subarray(row * table.width, (row + 1) * table.width))
  if (length > 0) scale(table, row, 1 / length)
}

function tableOf(rows: number, width: number): Table {
  return { width, numbers: new Float32Array(rows * width) }
}

/** Numbers from -1/2 to 1/2 that look random, always the same (Numerical Recipes' linear congruence). */
function randomTable(rows: number): Table {
  const table = tableOf(rows, WIDTH)
  let state = 1
  for (let i = 0; i < table.numbers.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    table.numbers[i] = state / 2 ** 32 - 0.5
  }
  return table
}
