/**
 * Which words of a note answer a question best: its claim, or one to three neighbouring sentences of a
 * section. The text is quoted unaltered.
 */
import type { Note, Section } from '../notes/note.ts'
import { sentencesOf } from '../notes/sentences.ts'
import type { Query } from '../search/query.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { coverageBy, termsIn } from './weights.ts'

export interface BestQuote {
  readonly text: string
  /** Null for the claim and the opening. */
  readonly heading: string | null
  /** Link targets in the quoted sentences, as written. */
  readonly links: readonly string[]
  /** Share of the question that the quoted words cover, 0 to 1. */
  readonly coverage: number
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
const WHOLE_SENTENCE = /^[\p{Lu}\p{N}"'“‘([$].*[.!?…]["'”’)\]]*$/su
const FEWEST_WORDS = 5
const COST_OF_A_SCRAP = 0.3
/** A question for a figure is answered by a sentence with one. */
const FIGURE_BONUS = 0.3
const ASKS_FOR_FIGURE =
  /\bhow (?:big|large|many|much|often|long|far|high|fast|small)\b|\b(?:what|which) (?:share|percent|percentage|fraction|proportion|number|size|amount|year|score|accuracy|gain|rate)\b|\bwhen (?:did|was|were)\b/i
const HAS_FIGURE = /\p{N}/u

/** Null for a note that says nothing. */
export function bestQuoteOf(
  note: Note,
  query: Query,
  question: string,
  index: SearchIndex,
  size: QuoteSize,
): BestQuote | null {
  const wantsFigure = ASKS_FOR_FIGURE.test(question)
  const claim = note.claim?.from === 'stated' ? note.claim.text : null
  const needs = wantsFigure && claim !== null && !HAS_FIGURE.test(claim) ? LESS_THAN_A_FIGURE : CLAIM_NEEDS
  const scoredClaim = claim === null ? null : scoreOfClaim(note, claim, query, index, wantsFigure)
  const run = bestRun(note, query, index, size, wantsFigure)
  if (
    scoredClaim !== null &&
    (run === null || run.coverage < needs.coverage || run.score < scoredClaim.score + needs.lead)
  ) {
    return { text: claim ?? '', heading: null, links: [], coverage: scoredClaim.coverage }
  }
  return run
}

function scoreOfClaim(
  note: Note,
  claim: string,
  query: Query,
  index: SearchIndex,
  wantsFigure: boolean,
): { score: number; coverage: number } {
  const own = coverageBy(termsIn(claim, index), query, index)
  const subject = Math.max(
    ...[note.title, ...note.aliases].map((name) =>
      coverageBy(termsIn(`${name} ${claim}`, index), query, index),
    ),
  )
  const bonus = wantsFigure && HAS_FIGURE.test(claim) ? FIGURE_BONUS : 0
  return { score: Math.max(own, SUBJECT_WEIGHT * subject) + bonus, coverage: own }
}

interface ScoredRun extends BestQuote {
  readonly score: number
}

function bestRun(
  note: Note,
  query: Query,
  index: SearchIndex,
  size: QuoteSize,
  wantsFigure: boolean,
): ScoredRun | null {
  let best: ScoredRun | null = null
  for (const section of note.sections) {
    if (section.role !== 'text') continue
    const run = bestRunOfSection(section, query, index, size, wantsFigure)
    if (run !== null && (best === null || run.score > best.score)) best = run
  }
  return best
}

function bestRunOfSection(
  section: Section,
  query: Query,
  index: SearchIndex,
  size: QuoteSize,
  wantsFigure: boolean,
): ScoredRun | null {
  const sentences = sentencesOf(section.markdown)
  const terms = sentences.map((sentence) => termsIn(sentence.text, index))
  const covers = terms.map((each) => coverageBy(each, query, index))
  const heading = termsIn(section.heading ?? '', index)
  let best: ScoredRun | null = null
  for (const [start, first] of sentences.entries()) {
    const held = new Set<number>()
    let words = 0
    for (let end = start; end < Math.min(sentences.length, start + size.sentences); end++) {
      const sentence = sentences[end]
      if (sentence === undefined || sentence.block !== first.block) break
      words += sentence.text.split(/\s+/).length
      if (end > start && words > size.words) break
      for (const term of terms[end] ?? []) held.add(term)
      const coverage = coverageBy(held, query, index)
      const text = sentences
        .slice(start, end + 1)
        .map((each) => each.text)
        .join(' ')
      const neighbours = ((covers[start - 1] ?? 0) + (covers[end + 1] ?? 0)) / 2
      const withHeading = coverageBy(new Set([...held, ...heading]), query, index)
      const score =
        (coverage + withHeading) / 2 +
        NEIGHBOUR_WEIGHT * neighbours * coverage -
        COST_OF_A_SENTENCE * (end - start) -
        costOf(text) +
        (wantsFigure && HAS_FIGURE.test(text) ? FIGURE_BONUS * coverage : 0)
      if (best === null || score > best.score) {
        const links = sentences.slice(start, end + 1).flatMap((each) => each.links)
        best = { text, heading: section.heading, links, coverage, score }
      }
    }
  }
  return best
}

/** What speaks against quoting a text alone. */
function costOf(text: string): number {
  return (
    (LEANS.test(text) ? COST_OF_LEANING : 0) +
    (ANNOUNCES.test(text) ? COST_OF_ANNOUNCING : 0) +
    (text.split(/\s+/).length < FEWEST_WORDS || !WHOLE_SENTENCE.test(text) ? COST_OF_A_SCRAP : 0)
  )
}

/** The claim where the author states one, else the sentence that covers most of the question. */
export function claimOrBestQuoteOf(
  note: Note,
  query: Query,
  question: string,
  index: SearchIndex,
  size: QuoteSize,
): BestQuote | null {
  if (note.claim?.from !== 'stated') return bestQuoteOf(note, query, question, index, size)
  const { text } = note.claim
  return { text, heading: null, links: [], coverage: coverageBy(termsIn(text, index), query, index) }
}
