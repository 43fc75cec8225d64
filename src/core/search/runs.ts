/** Runs of neighbouring words, compared by their terms: to find names and long forms that a question says. */
import { termOf, wordsOf } from './tokens.ts'

export function runOf(text: string): string {
  return wordsOf(text).map(termOf).join(' ')
}

/** Every run of at most `longest` words in a text, shorter ones first. */
export function* runsIn(
  text: string,
  longest: number,
): Iterable<{ readonly run: string; readonly words: number }> {
  const terms = wordsOf(text).map(termOf)
  for (let words = 1; words <= Math.min(terms.length, longest); words++) {
    for (let start = 0; start + words <= terms.length; start++) {
      yield { run: terms.slice(start, start + words).join(' '), words }
    }
  }
}
