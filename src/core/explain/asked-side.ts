/**
 * Questions for what speaks against something, or for it: "who disagrees with ProRL?", "what challenges the
 * crossover?", "evidence for latent reasoning". Such words name a kind of relation; no note has to have them.
 */

type Side = 'against' | 'for'

export interface AskedSide {
  readonly side: Side
  /** What it is about, in the question's words; empty where it is what was said before. */
  readonly about: string
}

const ASKERS =
  /^(?:(?:and|but|so)\s+)?(?:(?:who|what|which\s+\p{L}+)(?:\s+else)?|(?:does|do|did|would|is|are)\s+(?:anyone|anybody|anything|someone|something|any\s+\p{L}+)(?:\s+(?:here|else))?|why\s+(?:do|does|did|would|might|should|could)\s+(?:anyone|anybody|someone|somebody|people|some(?:\s+\p{L}+)?)|(?:is|are)\s+there\s+(?:anyone|anybody|anything|any\s+\p{L}+|\p{L}+)\s+(?:who|that|which))\s+/iu
/** "What challenges do teachers face?" asks for challenges, not for what challenges something. */
const NO_VERB =
  /(?!\s+(?:do|does|did|is|are|was|were|has|have|remain|arise|exist|in|for|of|on|to|with|should|can|could|would|will|come|face)\b)/iu
const VERBS: Readonly<Record<Side, RegExp>> = {
  against:
    /(?:disagrees?(?:\s+with)?|(?:speaks?|argues?|stands?)\s+against|objects?\s+to|disputes?|contradicts?|challenges?|opposes?|refutes?|rebuts?|undermines?|weakens?|critici[sz]es?|(?:(?:is|are)\s+)?(?:against|opposed\s+to|critical\s+of|s[ck]eptical\s+of))/iu,
  for: /(?:(?:speaks?|argues?|stands?)\s+for|agrees?(?:\s+with)?|supports?|backs?(?:\s+up)?|confirms?|corroborates?|strengthens?|(?:(?:is|are)\s+)?in\s+favou?r\s+of)/iu,
}
const INTRODUCTION =
  /^(?:(?:and|but|so)\s+)?(?:(?:what|which)\s+(?:is|are)\s+(?:the\s+)?|(?:is|are)\s+there\s+(?:(?:any|an?)\s+)?|(?:show|give|tell)\s+me\s+(?:the\s+|some\s+)?|list\s+(?:the\s+)?|any\s+|the\s+)?/iu
const NOUNS: Readonly<Record<Side, RegExp>> = {
  against:
    /(?:(?:arguments?|evidence|case|objections?|criticisms?|critique|dissent)\s+(?:there\s+is\s+)?against|(?:objections?|challenges|counter-?arguments?|counter-?evidence|opposition)\s+to|(?:criticisms?|critique|dissent)\s+(?:of|from))/iu,
  for: /(?:arguments?|evidence|case|support)\s+(?:there\s+is\s+)?for/iu,
}
const FORMS = (['against', 'for'] as const).flatMap((side) =>
  [
    `${ASKERS.source}${VERBS[side].source}${NO_VERB.source}`,
    `${INTRODUCTION.source}${NOUNS[side].source}`,
  ].map((source) => ({ side, form: new RegExp(`${source}(?:\\s+(?<about>.+))?$`, 'isu') })),
)
/** What was said before. */
const POINTER =
  /^(?:it|them|him|her|(?:this|that|these|those)(?:\s+(?:notes?|claims?|answers?|views?|ideas?|points?|findings?|results?|arguments?|statements?|conclusions?|one))?|the\s+(?:note|claim|answer|conclusion))$/iu

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
