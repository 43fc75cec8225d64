/**
 * Questions for what speaks against something, or for it: "who disagrees with ProRL?", "what challenges the
 * crossover?", "evidence for latent reasoning". Such words name a kind of relation; no note has to have them.
 */
import { oneOf, phrasePattern } from '../phrase-pattern.ts'

type Side = 'against' | 'for'

export interface AskedSide {
  readonly side: Side
  /** What it is about, in the question's words; empty where it is what was said before. */
  readonly about: string
}

const GOING_ON = '(?:(?:and|but|so) )?'
const WORD = String.raw`\p{L}+`
const PEOPLE = oneOf('anyone', 'anybody', 'someone', 'somebody', 'anything', 'something', `any ${WORD}`)
const ASKERS = oneOf(
  `(?:who|what|which ${WORD})(?: else)?`,
  `(?:does|do|did|would|is|are) ${PEOPLE}(?: here| else)?`,
  `why ${oneOf('do', 'does', 'did', 'would', 'might', 'should', 'could')} (?:people|some(?: ${WORD})?|${PEOPLE})`,
  `(?:is|are) there (?:${PEOPLE}|${WORD}) (?:who|that|which)`,
)
/** "What challenges do teachers face?" asks for challenges, not for what challenges something. */
const NO_VERB = String.raw`(?! ${oneOf(
  'do|does|did|is|are|was|were|has|have|should|can|could|would|will',
  'in|for|of|on|to|with|remain|arise|exist|come|face',
)}\b)`
const VERBS: Readonly<Record<Side, string>> = {
  against: oneOf(
    'disagrees?(?: with)?',
    '(?:speaks?|argues?|stands?) against',
    'objects? to',
    'disputes?|contradicts?|challenges?|opposes?|refutes?|rebuts?|undermines?',
    'weakens?|critici[sz]es?',
    '(?:(?:is|are) )?(?:against|opposed to|critical of|s[ck]eptical of)',
  ),
  for: oneOf(
    '(?:speaks?|argues?|stands?) for',
    'agrees?(?: with)?',
    'supports?|backs?(?: up)?|confirms?|corroborates?|strengthens?',
    '(?:(?:is|are) )?in favou?r of',
  ),
}
const INTRODUCTION = `(?:${oneOf(
  '(?:what|which) (?:is|are) (?:the )?',
  '(?:is|are) there (?:(?:any|an?) )?',
  '(?:show|give|tell) me (?:(?:the|some) )?',
  'list (?:the )?',
  '(?:any|the) ',
)})?`
const ARGUMENT = oneOf('arguments?', 'evidence', 'case')
const NOUNS: Readonly<Record<Side, string>> = {
  against: oneOf(
    `${oneOf(ARGUMENT, 'objections?', 'criticisms?', 'critique', 'dissent')} (?:there is )?against`,
    '(?:objections?|challenges|counter-?arguments?|counter-?evidence|opposition) to',
    '(?:criticisms?|critique|dissent) (?:of|from)',
  ),
  for: oneOf(
    `${oneOf(ARGUMENT, 'support')} (?:there is )?for`,
    `${oneOf('pros and cons', 'both sides', 'the two sides')} of`,
  ),
}
/** "Who does ProRL disagree with?" asks for the other end of the same relations. */
const OTHER_END = `(?:who|what|which ${WORD}) (?:does|do|did) (?<about>.+?) ${VERBS.against}`
const FORMS = [
  ...(['against', 'for'] as const).flatMap((side) =>
    [`${ASKERS} ${VERBS[side]}${NO_VERB}`, `${INTRODUCTION}${NOUNS[side]}`].map((form) => ({
      side,
      form: phrasePattern(`^${GOING_ON}${form}(?: (?<about>.+))?$`),
    })),
  ),
  { side: 'against', form: phrasePattern(`^${GOING_ON}${OTHER_END}$`) },
] as const
/** What was said before. */
const POINTER = phrasePattern(
  `^${oneOf(
    'it|them|him|her|the (?:note|claim|answer|conclusion)',
    '(?:this|that|these|those)(?: (?:(?:note|claim|answer|view|idea|point|finding|result|argument|statement|conclusion)s?|one))?',
  )}$`,
)

/** Null for any other question. English only: so are these words. */
export function sideAskedFor(question: string): AskedSide | null {
  const asked = question.trim().replace(/[\s?!.]+$/u, '')
  for (const { side, form } of FORMS) {
    const match = form.exec(asked)
    if (match === null) continue
    const about = match.groups?.['about'] ?? ''
    return { side, about: POINTER.test(about) ? '' : about }
  }
  return null
}
