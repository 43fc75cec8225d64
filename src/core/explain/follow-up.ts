/**
 * Whether a question leans on what was said before: "why?", "and without verification?", "does that hold for
 * small models?". A question that says itself what it is about stands alone.
 */
import { isRequestAlone, withoutRequest } from '../search/requests.ts'
import { hasContent, wordsOf } from '../search/tokens.ts'

/** What goes on from something said. */
const GOES_ON = /^(?:and|but|or|so|then|what about|how about|what of|even|also)\b/iu
/** A question form that names its subject itself. */
const NAMES_ITS_SUBJECT =
  /^(?:what|who|where|which)(?:\s+(?:is|are|was|were)|['’]s)\s|^(?:define|explain|describe)\s/iu
const POINTS_BACK: ReadonlySet<string> = new Set([
  'it',
  'its',
  'they',
  'them',
  'their',
  'he',
  'she',
  'him',
  'his',
  'her',
  'this',
  'that',
  'these',
  'those',
  'such',
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
  if (isRequestAlone(question)) return true
  const content = wordsOf(question).filter(hasContent)
  if (content.length === 0 || GOES_ON.test(question.trim()) || pointsBack(question)) return true
  return content.length <= SHORT_WORDS && !NAMES_ITS_SUBJECT.test(question.trim())
}

/** Asks of something said whether it holds somewhere: what follows says where, and the rest says nothing. */
const HOLDS =
  /^(?:(?:and|but|so)\s+)?(?:is|are|was|were|does|do|did|would|will|can|could|should|has)\s+(?:that|this|it|they|these|those)\s+(?:(?:also|still|even|only|always|really|ever|just)\s+)?(?:holds?|true|appl(?:y|ies)|the case|the same|works?|valid|so|go|happens?|matters?|counts?)\b/iu

/** Words for the answer itself and what it stands on: "can you elaborate?", "are you sure?", "the source?" */
const OF_THE_ANSWER: ReadonlySet<string> = new Set(
  `elaborate clarify expand detail details sure certain mean means meant evidence proof source sources
  reference references citation citations note claim answer`.split(/\s+/),
)

/** The words that a follow-up adds to what was said; empty for "why?", "is that true?", "summarise this". */
export function addedBy(question: string): string {
  const added = question.trim().replace(HOLDS, ' ').trim()
  if (isRequestAlone(added)) return ''
  const words = wordsOf(withoutRequest(added))
  return words.some((word) => hasContent(word) && !OF_THE_ANSWER.has(word)) ? added : ''
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
