/** What is said in a thread, and whether it is for the bot. */
import { hasContent, wordsOf } from '../search/tokens.ts'
import type { Talk } from '../store.ts'

export interface Said {
  readonly text: string
  /** Id of the person. */
  readonly by: string
  /** Whether the bot was mentioned or replied to, or is alone with the person. */
  readonly isAddressed: boolean
  /** Whether it mentions somebody else, or replies to a person. */
  readonly isToAPerson: boolean
}

export type Response =
  /** `isAsked`: also where the notes have no answer. */
  | { readonly type: 'answer'; readonly isAsked: boolean }
  | { readonly type: 'recap' }
  | { readonly type: 'back' }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'silence' }

export const NEW_TALK: Talk = { isGuest: false, isQuiet: false, isTold: false, unanswered: null }

const GUEST =
  'I keep quiet here from now on. I still answer when I am mentioned or replied to, and when a step is pressed.'
const QUIET =
  'I keep quiet while you talk to each other. Mention me, reply to me, or press a step, and I am back.'

/** What the bot does about something said, and how the talk stands then. */
export function heard(said: Said, talk: Talk): { readonly response: Response; readonly talk: Talk } {
  const order = orderIn(said.text)
  if (order === 'stop' && (said.isAddressed || !said.isToAPerson)) {
    return {
      response: { type: 'notice', text: GUEST },
      talk: { ...talk, isGuest: true, isTold: true, unanswered: null },
    }
  }
  if (said.isAddressed) return { response: addressed(said.text, order), talk: withAttention(talk) }
  const isTalkOfPeople = said.isToAPerson || (talk.unanswered !== null && talk.unanswered !== said.by)
  if (isTalkOfPeople) return silence({ ...talk, isQuiet: true, unanswered: said.by })
  if (order === 'recap' || order === 'back') return { response: { type: order }, talk: withAttention(talk) }
  if (talk.isQuiet || talk.isGuest) {
    return isQuestion(said.text) && !talk.isTold
      ? { response: { type: 'notice', text: QUIET }, talk: { ...talk, isTold: true, unanswered: said.by } }
      : silence({ ...talk, unanswered: said.by })
  }
  if (isRemark(said.text)) return silence({ ...talk, unanswered: said.by })
  return { response: { type: 'answer', isAsked: isQuestion(said.text) }, talk: { ...talk, unanswered: null } }
}

/** The talk once somebody has turned to the bot. */
export function withAttention(talk: Talk): Talk {
  return { ...talk, isQuiet: false, unanswered: null }
}

function addressed(text: string, order: Order | null): Response {
  if (order === 'recap' || order === 'back') return { type: order }
  return isThanks(text) ? { type: 'silence' } : { type: 'answer', isAsked: true }
}

function silence(talk: Talk) {
  return { response: { type: 'silence' } as const, talk }
}

type Order = 'recap' | 'back' | 'stop'

function orderIn(text: string): Order | null {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^\/|[.!]+$/gu, '')
  return word === 'recap' || word === 'back' || word === 'stop' ? word : null
}

const ASKS =
  /^(?:and |but |so |or |then |also |ok(?:ay)?,? |hm+,? )*(?:what|who|whose|whom|which|when|where|why|how|is|are|was|were|does|do|did|can|could|would|will|should|has|have|had|isn['’]t|aren['’]t|doesn['’]t|don['’]t|didn['’]t|won['’]t|what['’]s|show|tell|explain|define|compare)(?![\p{L}\p{N}_])/iu
const THANKS =
  /^(?:(?:ok(?:ay)?|ah|oh|great|good|nice|cool|perfect|awesome|wow|super|many|and|that['’]?s|very|so|much|all|a|lot|again|for|this|that|it|you|u|bot|notewalk|thanks|thank|thx|ty|cheers|merci|danke|got|helpful|interesting|useful|excellent|lovely|brilliant|amazing|love|makes|sense|understood|noted|sure|yes|yep|yeah|no|nope|right|true|exactly|agreed|indeed|lol|haha|hmm?)(?![\p{L}\p{N}_])[^\p{L}\p{N}_]*)+$/iu
const REMARK =
  /^(?:i (?:think|thought|guess|agree|disagree|see|like|love|believe|suspect|wonder|doubt|read|was|am|will|would|have|had|know|knew|hope|feel|find|found|remember|need|want)|i['’](?:m|ll|ve|d)|we (?:should|could|need|can|have|saw|tried|had|will)|let['’]?s|interesting|good point|nice|great|cool|wow|fyi|by the way|btw|lol|haha|this is|that is|that['’]s|it['’]s|sounds|looks|seems|maybe|same here)(?![\p{L}\p{N}_])/iu
/** Full-width, Arabic and Greek ones too; Greek keyboards type a semicolon. */
const QUESTION_MARK = /[?\uFF1F\u061F\u037E]/u
const ENDS_ASKING = new RegExp(`(?:${QUESTION_MARK.source}|\\p{Script=Greek};)$`, 'u')
const ENDS_CALLING = /[!\uFF01]$/u

function isQuestion(text: string): boolean {
  const said = text.trim()
  return !isThanks(said) && (ENDS_ASKING.test(said) || (ASKS.test(said) && !ENDS_CALLING.test(said)))
}

function isThanks(text: string): boolean {
  return !QUESTION_MARK.test(text) && (THANKS.test(text.trim()) || wordsOf(text).length === 0)
}

/** What tells something and asks nothing; a few bare words may still be a search. */
function isRemark(text: string): boolean {
  if (isQuestion(text)) return false
  const said = text.trim()
  return isThanks(said) || REMARK.test(said) || ENDS_CALLING.test(said) || !wordsOf(said).some(hasContent)
}
