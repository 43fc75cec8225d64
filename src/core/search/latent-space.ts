/**
 * Words and passages as points in a space of few dimensions, where what stands in the same company lies close
 * together: a passage can be near a question whose words it says otherwise.
 */

/** Points one after the other, each in whole numbers up to 127 times its own scale; a scale of 0 is no point. */
export interface Points {
  readonly coordinates: Int8Array
  readonly scales: Float32Array
}

export interface LatentSpace {
  /** For each term of the library what it adds to a text; none where it stands in a single passage. */
  readonly terms: Points
  /** For each passage, one long. */
  readonly passages: Points
}

/** As is usual for some thousand texts (Deerwester et al. 1990: about 100); more did not pay. */
export const DIMENSIONS = 128
export const NO_POINTS: Points = pointsOf(new Float32Array())
const LARGEST = 127

/** How near the passages are to a text with these terms: the cosine, at most about 1. */
export function nearnessTo(
  terms: readonly { readonly number: number; readonly weight: number }[],
  space: LatentSpace,
): (passage: number) => number {
  const point = new Float32Array(DIMENSIONS)
  for (const { number, weight } of terms) {
    const { coordinates, scales } = space.terms
    const factor = weight * (scales[number] ?? 0)
    for (let i = 0, at = number * DIMENSIONS; i < DIMENSIONS; i++, at++) {
      point[i] = (point[i] ?? 0) + factor * (coordinates[at] ?? 0)
    }
  }
  const length = Math.hypot(...point)
  if (length === 0) return () => 0
  const { coordinates, scales } = space.passages
  return (passage) => {
    let product = 0
    for (let i = 0, at = passage * DIMENSIONS; i < DIMENSIONS; i++, at++) {
      product += (point[i] ?? 0) * (coordinates[at] ?? 0)
    }
    return (product * (scales[passage] ?? 0)) / length
  }
}

/** A quarter of the memory of numbers in full, and as good to compare. */
export function pointsOf(numbers: Float32Array): Points {
  const coordinates = new Int8Array(numbers.length)
  const scales = new Float32Array(numbers.length / DIMENSIONS)
  for (const row of scales.keys()) {
    const own = numbers.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)
    const most = own.reduce((largest, number) => Math.max(largest, Math.abs(number)), 0)
    if (most === 0) continue
    scales[row] = most / LARGEST
    coordinates.set(
      own.map((number) => Math.round((number / most) * LARGEST)),
      row * DIMENSIONS,
    )
  }
  return { coordinates, scales }
}
