/** How good a ranking is: the usual measures of search, each from 0 to 1. */

/** Document to grade; what is not in it is not relevant. */
export type Grades = ReadonlyMap<string, number>

const CUT = 10

export interface Quality {
  readonly ndcg: number
  readonly recall: number
  readonly mrr: number
  readonly success1: number
  readonly success5: number
}

export function qualityOf(ranking: readonly string[], grades: Grades): Quality {
  const top = ranking.slice(0, CUT)
  const first = top.findIndex((document) => gradeOf(document, grades) > 0)
  const found = top.filter((document) => gradeOf(document, grades) > 0).length
  const relevant = [...grades.values()].filter((grade) => grade > 0).length
  return {
    ndcg: ndcgOf(ranking, grades),
    recall: relevant === 0 ? 0 : found / relevant,
    mrr: first === -1 ? 0 : 1 / (first + 1),
    success1: first === 0 ? 1 : 0,
    success5: first !== -1 && first < 5 ? 1 : 0,
  }
}

/** Normalised discounted cumulative gain of the first ten, with the grade as gain (as trec_eval counts). */
export function ndcgOf(ranking: readonly string[], grades: Grades): number {
  const ideal = gainOf([...grades.values()].toSorted((a, b) => b - a))
  return ideal === 0 ? 0 : gainOf(ranking.map((document) => gradeOf(document, grades))) / ideal
}

function gainOf(grades: readonly number[]): number {
  return grades.slice(0, CUT).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0)
}

function gradeOf(document: string, grades: Grades): number {
  return grades.get(document) ?? 0
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The value below which the share `part` of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/** The chance that a positive scores higher than a negative; a tie counts half. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = negatives.toSorted((a, b) => a - b)
  const wins = positives.map((score) => (below(score, sorted) + notAbove(score, sorted)) / 2)
  return mean(wins) / Math.max(1, sorted.length)
}

/** The share of negatives that pass where `share` of the positives do. */
export function passedAt(share: number, positives: readonly number[], negatives: readonly number[]): number {
  const threshold = quantile(positives, 1 - share)
  return mean(negatives.map((score) => (score >= threshold ? 1 : 0)))
}

function below(value: number, sorted: readonly number[]): number {
  return countWhile(sorted, (each) => each < value)
}

function notAbove(value: number, sorted: readonly number[]): number {
  return countWhile(sorted, (each) => each <= value)
}

/** How many of the first values hold, found by halving. */
function countWhile(sorted: readonly number[], holds: (value: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle] ?? Infinity)) low = middle + 1
    else high = middle
  }
  return low
}
