/**
 * Which words of a note answer a question best: its claim, or one to three neighbouring sentences of a
 * section. The text is quoted unaltered.
 */
import type { Note, Section } from '../notes/note.ts'
import { sentencesOf } from '../notes/sentences.ts'
import type { Query } from '../search/query.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { isStopWord, wordsOf } from '../search/tokens.ts'
import { coverageBy, termsIn } from './weights.ts'

export interface BestQuote {
  readonly text: string
  /** Null for the claim and the opening. */
  readonly heading: string | null
}

export interface QuoteSize {
  readonly sentences: number
  readonly words: number
}

/** Sentences around a good one carry part of the answer; measured in the design's search table. */
const NEIGHBOUR_WEIGHT = 0.4
/** What a longer quotation must add to be worth its length, per further sentence. */
const COST_OF_A_SENTENCE = 0.06
/** The claim answers the note's title: it covers what title and aliases cover, nearly. */
const SUBJECT_WEIGHT = 0.9
/** How much better than the claim a sentence must be, and what it must cover of the question. */
const CLAIM_NEEDS = { lead: 0.3, coverage: 0.5 } as const
/** The same where a figure is asked for and the claim has none. */
const LESS_THAN_A_FIGURE = { lead: 0, coverage: 0.3 } as const
/** A sentence that leans on the one before it says little alone. */
const LEANS =
  /^(?:it|its|they|their|them|this|that|these|those|he|she|his|her|such|both|neither|here|there|then|but|and|or|so|yet|nor|still|also|however|instead|hence|thus|therefore|otherwise|moreover|in (?:that|this) (?:case|sense|light)|for (?:that|this) reason|the (?:former|latter))\b/i
const COST_OF_LEANING = 0.2
/** What announces a list, or is hardly a sentence, tells nothing alone. */
const ANNOUNCES = /[:,;]$/
const COST_OF_ANNOUNCING = 0.4
const WHOLE_SENTENCE = /^[\p{Lu}\p{Lo}\p{N}"'“‘([$「『（].*[.!?…。！？｡។៕।؟]["'”’)\]」』）]*$/su
const FEWEST_WORDS = 5
const SPACELESS_LETTER = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Khmer}\p{sc=Thai}]/gu
const COST_OF_A_SCRAP = 0.3
/** A sentence that begins with what is asked about says what it is or does. */
const SUBJECT_BONUS = 0.3
const SUBJECT_COVERAGE = 0.8
/** A question for a figure is answered by a sentence with one. */
const FIGURE_BONUS = 0.3
const ASKS_FOR_FIGURE =
  /\bhow (?:big|large|many|much|often|long|far|high|fast|small)\b|\b(?:what|which) (?:share|percent|percentage|fraction|proportion|number|size|amount|year|score|accuracy|gain|rate)\b|\bwhen (?:did|was|were)\b/i
const HAS_FIGURE = /\p{N}/u

/** What a quotation is to answer, and how long it may be. */
export interface Wanted {
  readonly question: string
  readonly query: Query
  readonly index: SearchIndex
  readonly size: QuoteSize
  /** Whether words were quoted before; they are passed over. */
  readonly isQuoted: (text: string) => boolean
}

/** Null for a note that says nothing, or nothing that was not quoted before. */
export function bestQuoteOf(note: Note, wanted: Wanted): BestQuote | null {
  const runs = note.sections
    .filter(({ role }) => role === 'text')
    .flatMap((section) => bestRunOf(section, wanted) ?? [])
  const run = runs.reduce<ScoredRun | null>(
    (best, each) => (each.score > (best?.score ?? -1) ? each : best),
    null,
  )
  if (note.claim?.from !== 'stated' || wanted.isQuoted(note.claim.text)) return run
  const claim = note.claim.text
  const needs = wantsFigure(wanted) && !HAS_FIGURE.test(claim) ? LESS_THAN_A_FIGURE : CLAIM_NEEDS
  const isBetter =
    run !== null &&
    run.coverage >= needs.coverage &&
    run.score >= scoreOfClaim(note, claim, wanted) + needs.lead
  return isBetter ? run : { text: claim, heading: null }
}

/** The claim where the author states one, else the sentence that covers most of the question. */
export function claimOrBestQuoteOf(note: Note, wanted: Wanted): BestQuote | null {
  return note.claim?.from === 'stated' && !wanted.isQuoted(note.claim.text)
    ? { text: note.claim.text, heading: null }
    : bestQuoteOf(note, wanted)
}

function scoreOfClaim(note: Note, claim: string, wanted: Wanted): number {
  const { query, index } = wanted
  const own = coverageBy(termsIn(claim, index), query, index)
  const subjects = [note.title, ...note.aliases].map((name) =>
    coverageBy(termsIn(`${name} ${claim}`, index), query, index),
  )
  const bonus = wantsFigure(wanted) && HAS_FIGURE.test(claim) ? FIGURE_BONUS : 0
  return Math.max(own, SUBJECT_WEIGHT * Math.max(...subjects)) + bonus
}

function wantsFigure({ question }: Wanted): boolean {
  return ASKS_FOR_FIGURE.test(question)
}

/** Neighbouring sentences of one block. */
interface ScoredRun extends BestQuote {
  readonly score: number
  /** Share of the question that the quoted words cover, 0 to 1. */
  readonly coverage: number
}

function bestRunOf(section: Section, wanted: Wanted): ScoredRun | null {
  const { query, index, size, isQuoted } = wanted
  const sentences = sentencesOf(section.markdown)
  const terms = sentences.map((sentence) => termsIn(sentence.text, index))
  const covers = terms.map((each) => coverageBy(each, query, index))
  const heading = termsIn(section.heading ?? '', index)
  let best: ScoredRun | null = null
  for (const [start, first] of sentences.entries()) {
    const held = new Set<number>()
    let text = ''
    for (const [i, sentence] of sentences.slice(start, start + size.sentences).entries()) {
      const end = start + i
      const longer = i === 0 ? sentence.text : `${text}${sentence.gap}${sentence.text}`
      if (sentence.block !== first.block || (i > 0 && wordCount(longer) > size.words)) break
      if (isQuoted(sentence.text)) break
      text = longer
      for (const term of terms[end] ?? []) held.add(term)
      const coverage = coverageBy(held, query, index)
      const withHeading = coverageBy(new Set([...held, ...heading]), query, index)
      const neighbours = ((covers[start - 1] ?? 0) + (covers[end + 1] ?? 0)) / 2
      const score =
        (coverage + withHeading) / 2 +
        NEIGHBOUR_WEIGHT * neighbours * coverage +
        (wantsFigure(wanted) && HAS_FIGURE.test(text) ? FIGURE_BONUS * coverage : 0) -
        COST_OF_A_SENTENCE * i +
        (beginsWithSubject(text, wanted) ? SUBJECT_BONUS : 0) -
        costOf(text)
      if (best === null || score > best.score) best = { text, heading: section.heading, coverage, score }
    }
  }
  return best
}

function beginsWithSubject(text: string, { query, index }: Wanted): boolean {
  const words = wordsOf(text).filter((word) => !isStopWord(word))
  const beginning = words.slice(0, query.words.length).join(' ')
  return coverageBy(termsIn(beginning, index), query, index) >= SUBJECT_COVERAGE
}

/** What speaks against quoting a text alone. */
function costOf(text: string): number {
  const isScrap = wordCount(text) < FEWEST_WORDS || !WHOLE_SENTENCE.test(text)
  return (
    (LEANS.test(text) ? COST_OF_LEANING : 0) +
    (ANNOUNCES.test(text) ? COST_OF_ANNOUNCING : 0) +
    (isScrap ? COST_OF_A_SCRAP : 0)
  )
}

/** Two letters of a script without spaces make about a word. */
function wordCount(text: string): number {
  return text.split(/\s+/).length + Math.floor((text.match(SPACELESS_LETTER)?.length ?? 0) / 2)
}
