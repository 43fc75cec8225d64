/** The right name for a wrong one, when one is near. */
import { distance } from 'fastest-levenshtein'
import { bitsIn, lettersOf } from '../letters.ts'

/** Of a name's letters, at most a quarter may be wrong, and never more than four. */
const SLIPS_PER_LETTER = 0.25
const MAX_SLIPS = 4
/** Comparisons in one load: thousands of dead links must not keep thousands of notes waiting. */
const MAX_COMPARISONS = 20_000_000
const MAX_NAME = 120

interface Candidate {
  readonly name: string
  readonly key: string
  readonly letters: number
  readonly digits: string
}

export class NearestName {
  readonly #byLength = new Map<number, Candidate[]>()
  readonly #exact = new Map<string, string>()
  readonly #found = new Map<string, string | null>()
  #comparisons = 0

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const key = looseKey(name)
      if (key === '' || key.length > MAX_NAME || this.#exact.has(key)) continue
      this.#exact.set(key, name)
      const candidate = { name, key, letters: lettersOf(key), digits: digitsOf(key) }
      const known = this.#byLength.get(key.length)
      if (known === undefined) this.#byLength.set(key.length, [candidate])
      else known.push(candidate)
    }
  }

  /** As it was given; null where nothing is near. */
  to(wrong: string): string | null {
    const key = looseKey(wrong)
    const known = this.#exact.get(key) ?? this.#found.get(key)
    if (known !== undefined) return known
    const found = key.length > MAX_NAME ? null : this.#search(key)
    this.#found.set(key, found)
    return found
  }

  #search(key: string): string | null {
    const letters = lettersOf(key)
    const digits = digitsOf(key)
    let slips = Math.min(MAX_SLIPS, Math.floor(key.length * SLIPS_PER_LETTER))
    let best: string | null = null
    for (let off = 0; off <= slips; off++) {
      for (const length of off === 0 ? [key.length] : [key.length - off, key.length + off]) {
        for (const candidate of this.#byLength.get(length) ?? []) {
          if (++this.#comparisons > MAX_COMPARISONS) return best
          if (bitsIn(candidate.letters ^ letters) > 2 * slips || candidate.digits !== digits) continue
          const found = distance(candidate.key, key)
          if (found > slips || (found === slips && best !== null)) continue
          best = candidate.name
          slips = found
        }
      }
    }
    return best
  }
}

/** Without case; blanks, dashes and underscores are the same. */
function looseKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
}

/** `note-2023` is no slip of `note-2024`. */
function digitsOf(key: string): string {
  return key.replace(/\P{N}+/gu, '')
}
