/**
 * Whether a question leans on what was said before: "why?", "and without verification?", "does that hold for
 * small models?". A question that says itself what it is about stands alone.
 */
import { hasContent, wordsOf } from '../search/tokens.ts'

/** What goes on from something said. */
const GOES_ON = /^(?:and|but|or|so|then|what about|how about|what of|even|also)\b/iu
/** A question form that names its subject itself. */
const NAMES_ITS_SUBJECT =
  /^(?:what|who|where|which)(?:\s+(?:is|are|was|were)|['’]s)\s|^(?:define|explain|describe)\s/iu
const POINTS_BACK: ReadonlySet<string> = new Set([
  ...['it', 'its', 'itself', 'they', 'them', 'their', 'themselves', 'he', 'she', 'him', 'his', 'her'],
  ...['this', 'that', 'these', 'those', 'such'],
])
/** Also a conjunction: it points back only where no word that it could belong to stands before it. */
const JOINS_CLAUSES = 'that'
/** From so many words on, what a pronoun stands for is in the question itself. */
const ANTECEDENT_WORDS = 2
/** So few words are hardly ever a question of their own. */
const SHORT_WORDS = 2

/** `isName` says whether the question is the name of a note, which stands alone however short it is. */
export function isFollowUp(question: string, isName: boolean): boolean {
  if (isName) return false
  const content = wordsOf(question).filter(hasContent)
  if (content.length === 0 || GOES_ON.test(question.trim()) || pointsBack(question)) return true
  return content.length <= SHORT_WORDS && !NAMES_ITS_SUBJECT.test(question.trim())
}

/** Whether the question has no words of its own, as "why?" and "how so?" have none. */
export function isBareFollowUp(question: string): boolean {
  return !wordsOf(question).some(hasContent)
}

function pointsBack(question: string): boolean {
  let before = 0
  let isAfterContent = false
  for (const word of wordsOf(question)) {
    if (before >= ANTECEDENT_WORDS) return false
    if (POINTS_BACK.has(word) && !(word === JOINS_CLAUSES && isAfterContent)) return true
    isAfterContent = hasContent(word)
    if (isAfterContent) before += 1
  }
  return false
}
