/** One slip of the keyboard in the longest word of a question. */
import { seededRandom } from '../../support/generated-notes.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** The same seed makes the same slip. */
export function withTypo(question: string, seed: number): string {
  const words = question.match(/\p{L}+/gu) ?? []
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '')
  if (longest.length < 2) return question
  const at = question.indexOf(longest)
  return question.slice(0, at) + slipped(longest, seed) + question.slice(at + longest.length)
}

/** A letter left out, doubled by another, taken for another, or swapped with its neighbour. */
function slipped(word: string, seed: number): string {
  const random = seededRandom(seed)
  const at = Math.floor(random() * (word.length - 1))
  const letter = LETTERS.charAt(Math.floor(random() * LETTERS.length))
  const before = word.slice(0, at)
  const after = word.slice(at + 1)
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + after
    case 1:
      return before + word.charAt(at) + letter + after
    case 2:
      return before + letter + after
    default:
      return before + after.charAt(0) + word.charAt(at) + after.slice(1)
  }
}
