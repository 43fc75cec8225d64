/** Questions that set two things side by side: `A vs B`, `how does A relate to B`, `A -> B`. */

export interface Sides {
  readonly first: string
  readonly second: string
  /** Written `A -> B`: both sides are meant to be notes. */
  readonly isExact: boolean
}

const EXACT = /^(?<first>.+?)\s*(?:->|→)\s*(?<second>.+)$/u
const FORMS: readonly RegExp[] = [
  EXACT,
  /^(?:how|in what way|where)\s+(?:does|do|did|is|are|would)\s+(?<first>.+?)\s+(?:relate|related|connect|connected|compare|compared|link|linked|differ|different)\s+(?:to|with|from)\s+(?<second>.+)$/iu,
  /\b(?:relation|relationship|difference|differences|connection|link|tension)\s+between\s+(?<first>.+?)\s+and\s+(?<second>.+)$/iu,
  /^(?:is|are|what about|compare)?\s*(?<first>.+?)\s+(?:vs\.?|versus|compared\s+(?:to|with)|as opposed to|against)\s+(?<second>.+)$/iu,
  /^compare\s+(?<first>.+?)\s+(?:and|with|to)\s+(?<second>.+)$/iu,
]
/** What follows a comma, a colon or a question mark is a further remark, not part of the name. */
const REMARK = /\s*[,;:?!](?:\s.*)?$/su

/** Null for a question that compares nothing. */
export function sidesOf(question: string): Sides | null {
  // Runs of blanks would keep these patterns busy for seconds.
  const line = question.trim().replace(/\s+/gu, ' ')
  for (const form of FORMS) {
    const groups = form.exec(line)?.groups
    const first = groups?.['first']?.trim()
    const second = groups?.['second']?.replace(REMARK, '').trim()
    if (first !== undefined && second !== undefined && first !== '' && second !== '') {
      return { first, second, isExact: form === EXACT }
    }
  }
  return null
}
