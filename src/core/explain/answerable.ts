/**
 * Whether the notes can answer a question at all. A logistic over six features of the best passage,
 * trained as the README says under "How answers are made"; what names a note, and a word or two, need none.
 */
import { sentencesOf } from '../notes/sentences.ts'
import { coverageBy, termsIn, wholeWeightOf } from './weights.ts'
import type { Hit, SearchIndex, SearchResult } from '../search/search-index.ts'
import type { Query } from '../search/query.ts'

/** Notes that may answer a question: what ranks first is not always what has most of its words. */
export const MOST_LOOKED_AT = 3
/** Of a question that is as short as what is typed into a search box: "what is omakase". */
const MOST_KEYWORDS = 2
/** Less of a question beside a note's names is chance. */
const ENOUGH_BESIDE = 0.25
/** But for what is lost in counting. */
const WHOLE = 0.999

export interface Evidence {
  /** Score against the most that the question's words could score. */
  readonly score: number
  /** Idf mass of the question in the best twelve words. */
  readonly closeness: number
  /** Idf mass of the question in the whole note's names and passage. */
  readonly coverage: number
  /** Share of the question's words that no note knows; common words of the language weigh less. */
  readonly unknown: number
  /** Logarithm of one more than the number of the question's words that were found; guesses count in part. */
  readonly found: number
  /** Share of the names in the question that the passage has. */
  readonly names: number
  /** Share of what the question says that is a name of the note. */
  readonly named: number
  /** Whether the question is about a word or two, and the passage has them. */
  readonly isFoundWhole: boolean
  /** How much of what was found stands in names and sentences, and not in code or a table: 0 to 1. */
  readonly quotable: number
}

export function evidenceOf(hit: Hit, { query }: SearchResult, index: SearchIndex): Evidence {
  const { note, parts } = hit.passage
  const headings = parts.map(({ section }) => section.heading ?? '')
  const named = termsIn([note.title, ...note.aliases, note.claim?.text ?? '', ...headings].join('\n'), index)
  const coverageWith = (texts: readonly string[]): number =>
    coverageBy(named.union(termsIn(texts.join('\n'), index)), query, index)
  const coverage = coverageWith(parts.map(({ markdown }) => markdown))
  const sentences = parts.flatMap(({ markdown }) => sentencesOf(markdown)).map(({ text }) => text)
  return {
    score: hit.plainScore / Math.max(1e-9, highestScore(query, index)),
    closeness: hit.closeness,
    coverage,
    unknown: unknownShare(query),
    found: Math.log(1 + query.words.reduce((sum, word) => sum + trustThatFound(word, hit), 0)),
    names: namesFound(query, hit),
    named: hit.named,
    isFoundWhole: coverage > WHOLE && query.words.length <= MOST_KEYWORDS && query.unknown.length === 0,
    quotable: quotableShare(coverageWith([]), coverageWith(sentences), coverage),
  }
}

/** Beside the names, so far as what is asked stands there at all: a title alone does not make a row of a table quotable. */
function quotableShare(inNames: number, inSentences: number, whole: number): number {
  const beside = whole - inNames
  if (beside >= ENOUGH_BESIDE) return (inSentences - inNames) / beside
  return whole === 0 ? 1 : inSentences / whole
}

function unknownShare({ words, unknown, unknownMass }: Query): number {
  const known = words.length - unknown.length
  return known === 0 ? 1 : unknownMass / (known + unknownMass)
}

/** 1 for a word found as typed, less for a guess at its spelling, 0 where it was not found. */
function trustThatFound(word: string, { matches }: Hit): number {
  return Math.max(0, ...matches.filter((match) => match.word === word).map(({ trust }) => trust))
}

/** Written with a capital letter, and not because a sentence begins. */
const NAME = /(?<=\p{L}\P{L}+)\p{Lu}[\p{L}\p{N}]+/gu
/** A question without a name is neither more nor less likely to be answered for it. */
const NO_NAMES = 0.8

function namesFound({ question }: Query, hit: Hit): number {
  const names = [...question.matchAll(NAME)].map(([name]) => name.toLowerCase())
  if (names.length === 0) return NO_NAMES
  return names.filter((name) => trustThatFound(name, hit) > 0).length / names.length
}

/** Every word found as often as counts, all in one window. */
function highestScore(query: Query, index: SearchIndex): number {
  const best = new Map<string, number>()
  for (const term of query.terms) {
    best.set(term.word, Math.max(best.get(term.word) ?? 0, wholeWeightOf(term)))
  }
  const known = [...best.values()].reduce((sum, idf) => sum + idf, 0)
  return (known + query.unknownMass * index.highestIdf) * index.mostPerIdf
}

/** Weights of the logistic; see the README for how they were chosen. */
const WEIGHTS = {
  bias: -10.2,
  score: 12.7,
  closeness: 1.3,
  coverage: -0.3,
  unknown: -4.7,
  found: 4.3,
  names: 3,
} as const
/** Log odds from which an answer is given: a doubtful one with its sources beats a needless miss. */
const ANSWERED_FROM = -0.85

/** A question that is hardly more than a note's title, or that of a paper it is about, is about that note. */
const NAMED_FROM = 0.6

/** Where most of what was asked cannot be quoted, any sentence would be one about something else. */
const QUOTABLE_FROM = 0.5

export function isAnswered(evidence: Evidence): boolean {
  const { named, isFoundWhole, quotable } = evidence
  if (quotable < QUOTABLE_FROM) return false
  return named >= NAMED_FROM || isFoundWhole || oddsOf(evidence) >= ANSWERED_FROM
}

/** Logarithm of the odds that the notes answer the question. */
export function oddsOf(evidence: Evidence): number {
  return (
    WEIGHTS.bias +
    WEIGHTS.score * evidence.score +
    WEIGHTS.closeness * evidence.closeness +
    WEIGHTS.coverage * evidence.coverage +
    WEIGHTS.unknown * evidence.unknown +
    WEIGHTS.found * evidence.found +
    WEIGHTS.names * (evidence.names - NO_NAMES)
  )
}
