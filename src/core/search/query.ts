/**
 * A question becomes weighted terms: its words, what unknown words were meant to be, and the other form of
 * acronyms.
 */
import type { Acronyms } from './acronyms.ts'
import { formsOf } from './forms.ts'
import { languageBitsOf, languageOf, type Language } from './languages.ts'
import { termsOf } from './phrases.ts'
import { withoutRequest } from './requests.ts'
import { suggestionsFor } from './spelling.ts'
import { contentWordsOf, isFramingWord, isJoiningWord, isStopWord, wordsOf } from './tokens.ts'
import { idf, type Vocabulary } from './vocabulary.ts'

export interface QueryTerm {
  readonly number: number
  /** 1 for a word as typed, less for what it may have meant. */
  readonly weight: number
  /** Inverse document frequency, in nats; less for a part of a long form whose acronym is more common. */
  readonly idf: number
  /** The word as typed that this term stands for. */
  readonly word: string
  readonly how: 'word' | 'form' | 'spelling' | 'acronym'
  /** The word that was meant, where it differs from what was typed. */
  readonly meant: string | null
}

export interface Query {
  /** As typed. */
  readonly question: string
  readonly language: Language
  readonly terms: readonly QueryTerm[]
  /** Every word of it as a term, in order. */
  readonly said: readonly string[]
  /** The words that carry the question, as typed, in lower case. */
  readonly words: readonly string[]
  /** Those of them that neither stand in the library nor resemble a word that does. */
  readonly unknown: readonly string[]
  /** What the unknown words weigh, at most 1 each: that a few notes are without a common word says little. */
  readonly unknownMass: number
}

export interface Words {
  /** Whether a word that no note has is spelled as it should be; it is then not corrected. */
  readonly isSpelledRight: (word: string) => boolean
  /** How common a word is in the language, 0 to 1. */
  readonly commonnessOf: (word: string) => number
  readonly vocabulary: Vocabulary
  readonly passages: number
  readonly acronyms: Acronyms
}

/** A long form is several words; together they count about as much as their acronym. */
const LONG_FORM_WEIGHT = 0.35
const ACRONYM_WEIGHT = 0.7
/** How common a word of another language is, is not known, and its forms are not brought together: half of them are. */
const UNKNOWN_ELSEWHERE = 0.4
/** The other form of a compound: what is asked for counts already. */
const HELPER_WEIGHT = 0.5
/** It joins others, or frames the question. */
const LIGHT_WORD_WEIGHT = 0.3

export function queryOf(typed: string, words: Words): Query {
  const question = withoutRequest(typed)
  const language = languageOf(wordsOf(question).map(languageBitsOf), words.vocabulary.languages)
  const content = contentWordsOf(question, language, (word) => words.vocabulary.has(word))
  const isFramed = content.some((word) => !isJoiningWord(word) && !isFramingWord(word))
  /** What says little of the subject. */
  const isLight = (word: string): boolean =>
    language === 'en' && (isJoiningWord(word) || (isFramed && isFramingWord(word)))
  const said = termsOf(question)
  const terms = new Map<number, QueryTerm>()
  const unknown: string[] = []
  const add = (term: Omit<QueryTerm, 'idf'>): void => {
    if ((terms.get(term.number)?.weight ?? 0) >= term.weight) return
    terms.set(term.number, {
      ...term,
      idf: idf(words.passages, words.vocabulary.passagesWith(term.number)),
    })
  }

  const helpers = helpersIn(question)
  for (const word of content) {
    const number = words.vocabulary.numberOfWord(word)
    if (number !== undefined) {
      const weight = helpers.has(word) ? HELPER_WEIGHT : isLight(word) ? LIGHT_WORD_WEIGHT : 1
      add({ number, weight, word, how: 'word', meant: null })
    }
    const forms = formsOf(word, words.vocabulary, words.passages)
    for (const form of forms) add({ ...form, word, how: 'form' })
    const isMissing = number === undefined && forms.length === 0
    if (isMissing && !helpers.has(word) && !isLight(word)) {
      const suggestions = words.isSpelledRight(word) ? [] : suggestionsFor(word, words.vocabulary)
      if (suggestions.length === 0) unknown.push(word)
      for (const { number: suggested, trust, word: meant } of suggestions) {
        add({ number: suggested, weight: trust, word, how: 'spelling', meant })
      }
    }
  }
  for (const { said: word, other, isLong } of words.acronyms.otherForms(said, content)) {
    const weight = isLong ? LONG_FORM_WEIGHT : ACRONYM_WEIGHT
    for (const part of wordsOf(other).filter((each) => !isStopWord(each))) {
      const number = words.vocabulary.numberOfWord(part)
      if (number !== undefined) add({ number, weight, word, how: 'acronym', meant: other })
    }
    if (!isLong) asCommonAs(other, word, terms, words)
  }
  asUsualAtMost(isLight, terms)
  return {
    question: typed,
    language,
    terms: [...terms.values()],
    said,
    words: content.filter((word) => !helpers.has(word) && !isLight(word)),
    unknown,
    unknownMass: unknown.reduce(
      (mass, word) => mass + (language === 'en' ? 1 - words.commonnessOf(word) ** 2 : UNKNOWN_ELSEWHERE),
      0,
    ),
  }
}

/** How rare a word is that only joins others says nothing: it counts as the question's own words do at most. */
function asUsualAtMost(isLight: (word: string) => boolean, terms: Map<number, QueryTerm>): void {
  const own = [...terms.values()].filter(({ word, how }) => how === 'word' && !isLight(word))
  const usual = own.reduce((sum, term) => sum + term.idf, 0) / own.length
  for (const term of terms.values()) {
    if (isLight(term.word) && term.idf > usual) terms.set(term.number, { ...term, idf: usual })
  }
}

/** A long form keeps so much of its rarity at least: its words say something by themselves, too. */
const LEAST_RARITY = 0.6

/**
 * A long form that is spelled out says little more than its acronym: where every note writes `RL`, the few that
 * write `reinforcement learning` are hardly more about it.
 */
function asCommonAs(
  acronym: string,
  long: string,
  terms: Map<number, QueryTerm>,
  { vocabulary, passages }: Words,
): void {
  const rarityOf = (number: number): number => idf(passages, vocabulary.passagesWith(number))
  const numbers = new Set(wordsOf(long).flatMap((word) => vocabulary.numberOfWord(word) ?? []))
  const spelled = [...numbers].flatMap((number) => terms.get(number) ?? [])
  const short = vocabulary.numberOfWord(acronym)
  const common = short === undefined ? Infinity : rarityOf(short)
  const rare = spelled.reduce((sum, { number }) => sum + rarityOf(number), 0)
  const kept = Math.max(LEAST_RARITY, Math.min(1, common / rare))
  // A word may stand in two long forms, and is made commoner once.
  for (const term of spelled) terms.set(term.number, { ...term, idf: kept * rarityOf(term.number) })
}

/** Between the parts of a compound that is written apart: `pass@k`, `GPT-4`; not `ProRL`. */
const PARTED = /[\p{L}\p{N}][@_.\-‐‑][\p{L}\p{N}]/u

/**
 * A compound that is written apart is asked for by its parts, and its joined form helps to find it
 * (`passk` of `pass@k`); one that is written in one is asked for whole, and its parts help (`Pro` and `RL`
 * of `ProRL`).
 */
function helpersIn(question: string): ReadonlySet<string> {
  const helpers = new Set<string>()
  const asked = new Set<string>()
  for (const chunk of question.split(/\s+/)) {
    const words = wordsOf(chunk)
    const parts = words.slice(0, -1)
    const joined = words.at(-1) ?? ''
    const isCompound = parts.length > 1 && joined === parts.join('').replace(/[.'’]/g, '')
    const [wanted, helping] = isCompound
      ? PARTED.test(chunk)
        ? [parts, [joined]]
        : [[joined], parts]
      : [words, []]
    for (const word of wanted) asked.add(word)
    for (const word of helping) helpers.add(word)
  }
  return helpers.difference(asked)
}
