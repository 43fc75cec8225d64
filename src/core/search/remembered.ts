/** Answers that are worked out once: people ask with the same words. */

/** Words; beyond it the memory starts anew. */
const MOST_REMEMBERED = 20_000

export function remembered<Answer>(answerTo: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const answer = answerTo(word)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(word, answer)
    return answer
  }
}
