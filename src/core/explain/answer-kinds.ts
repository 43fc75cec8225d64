/** What kind of thing a question asks for, and whether a text names one that the question does not. */
import { wordsOf } from '../search/tokens.ts'

interface AnswerKind {
  readonly asks: RegExp
  readonly names: RegExp
}

/** English questions; a question in another language asks for no kind in particular. */
const KINDS: readonly AnswerKind[] = [
  {
    asks: /\bwhat temp(?:erature)?\b|\bhow (?:hot|cold|warm)\b/iu,
    names: /\p{N}[\p{N}.,]*\s?(?:°|degrees?\b|[CF]\b)/gu,
  },
  {
    asks: /\bhow (?:many|much|big|large|long|far|high|old|fast|small|often)\b|\b(?:what|which) (?:share|percent|percentage|fraction|proportion|number|size|amount|score|accuracy|gain|rate|population)\b/iu,
    names:
      /\p{N}[\p{N}.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter)\b/giu,
  },
  {
    asks: /\bwhen\b|\b(?:what|which) (?:year|date|day|month|decade|century)\b/iu,
    names:
      /\b[12]?\d{3}s?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\bcentury\b/gu,
  },
  {
    asks: /\bwho(?:m|se)?\b|\bwhere\b|\b(?:what|which) (?:person|man|woman|player|author|scientist|leader|name|city|country|state|place|region|river|university|school|company|team|organi[sz]ation|group|county|building)\b/iu,
    names: /(?<=\p{L}\P{L}+)\p{Lu}\p{Ll}+/gu,
  },
]

/** 1 where the text names a thing of the kind that is asked for, -1 where it names none, 0 where any will do. */
export function fitsKind(text: string, question: string): -1 | 0 | 1 {
  const kind = KINDS.find(({ asks }) => asks.test(question))
  if (kind === undefined) return 0
  const said = new Set(wordsOf(question))
  const names = [...text.matchAll(kind.names)].some(
    ([name]) => !wordsOf(name).every((word) => said.has(word)),
  )
  return names ? 1 : -1
}
