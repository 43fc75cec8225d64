/**
 * Which words of a note answer a question best: its claim, or one to three neighbouring sentences of a
 * section. The text is quoted unaltered.
 */
import type { Note } from '../notes/note.ts'
import { sentencesOf, type Sentence } from '../notes/sentences.ts'
import type { Passage } from '../search/passages.ts'
import type { Query } from '../search/query.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { isStopWord, wordsOf } from '../search/tokens.ts'
import { fitsKind } from './answer-kinds.ts'
import { massInOtherWords } from '../search/synonyms.ts'
import { coverageBy, massOf, pairsKept, pairsOf, termsIn, termsOfWords } from './weights.ts'

export interface BestQuote {
  readonly text: string
  /** Null for the claim and the opening. */
  readonly heading: string | null
  /** How well it answers: about the share of the question that it covers. */
  readonly score: number
}

export interface QuoteSize {
  readonly sentences: number
  readonly words: number
}

/**
 * What a sentence covers of the question by itself, with what its note and section are called, and with the
 * sentence before it, which often says what it is about. This and what follows was fitted on SQuAD's
 * questions: on either half, and tried on the other.
 */
const COVERAGE_WEIGHTS = { alone: 0.3, named: 0.35, led: 0.35 } as const
/** What the question says in other words. */
const OTHER_WORDS_WEIGHT = 0.4
/** Neighbouring words of the question that are neighbours in the sentence, small words included. */
const PAIRS_WEIGHT = 0.45
/** What a longer quotation must add to be worth its length, per further sentence. */
const COST_OF_A_SENTENCE = 0.1
/** The claim answers the note's title, after its sources: it covers what these and its aliases cover, nearly. */
const SUBJECT_WEIGHT = 0.9
/**
 * How much better than the claim a sentence must be, and what it must cover of the question: by weight, and of its
 * words, for in a small library a word that happens to be rare weighs more than all that the library is about.
 */
const CLAIM_NEEDS = { lead: 0.3, coverage: 0.5, words: 0.7 } as const
/** The same where a figure, a date or a name is asked for and the claim has none. */
const WITHOUT_THE_KIND = { lead: 0, coverage: 0.3, words: 0.5 } as const
/** A sentence that leans on the one before it says less alone. */
const LEANS =
  /^(?:it|its|they|their|them|this|that|these|those|he|she|his|her|such|both|neither|here|there|then|but|and|or|so|yet|nor|still|also|however|instead|hence|thus|therefore|otherwise|moreover|in (?:that|this) (?:case|sense|light)|for (?:that|this) reason|the (?:former|latter))\b/i
const COST_OF_LEANING = 0.05
/** What announces a list, asks, or is hardly a sentence, tells nothing alone. */
const ANNOUNCES = /[:,;?]$/
const COST_OF_ANNOUNCING = 0.5
const WHOLE_SENTENCE = /^[\p{Lu}\p{Lo}\p{N}"'“‘([$「『（].*[.!?…。！？｡។៕।؟]["'”’)\]」』）]*$/su
const FEWEST_WORDS = 5
const SPACELESS_LETTER = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Khmer}\p{sc=Thai}]/gu
/** An item of a list that is no sentence mostly points to what is said elsewhere; people forget full stops, too. */
const COST_OF_A_SCRAP = { fewWords: 0.8, noSentence: 0.3, item: 0.7 } as const
/** A single sentence that is longer than a quotation may be; the same again for each further length. */
const COST_OF_LENGTH = 0.2
/** A sentence that begins with what is asked about says what it is or does. */
const SUBJECT_BONUS = 0.3
/** "What is a spindle?" is answered by how a note called so begins, though it leaves the word out. */
const ASKS_WHAT_IT_IS = /^(?:who|what|wer|was|qui) (?:is|was|est|ist|war)\b|^(?:who|what)['’]s\b/iu
const OPENING_BONUS = 0.7
const SUBJECT_COVERAGE = 0.8
/** A question for a figure, a date or a name is answered by a sentence with one. */
const KIND_WEIGHT = 0.15

/** Of a quotation beside others. */
export const BECAUSE_SIZE: QuoteSize = { sentences: 1, words: 45 }

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
  const [run] = runsIn(note, wanted)
  if (note.claim?.from !== 'stated' || wanted.isQuoted(note.claim.text)) return run ?? null
  const claim = note.claim.text
  const needs = fitsKind(claim, wanted.question) === -1 ? WITHOUT_THE_KIND : CLAIM_NEEDS
  const score = scoreOfClaim(note, claim, wanted)
  const isBetter =
    run !== undefined &&
    run.score >= score + needs.lead &&
    run.coverage >= needs.coverage &&
    shareOfWords(run.text, wanted) >= needs.words
  return isBetter ? run : { text: claim, heading: null, score }
}

/** Of the question's words. */
function shareOfWords(text: string, { query: { words, terms }, index }: Wanted): number {
  const held = termsIn(text, index)
  const found = new Set(terms.filter(({ number }) => held.has(number)).map(({ word }) => word))
  return words.filter((word) => found.has(word)).length / Math.max(1, words.length)
}

/** The claim where the author states one, else the best words of the note, and the next best that do not overlap. */
export function claimOrBestQuotesOf(note: Note, most: number, wanted: Wanted): readonly BestQuote[] {
  const { claim } = note
  if (claim?.from === 'stated' && !wanted.isQuoted(claim.text)) {
    return [{ text: claim.text, heading: null, score: scoreOfClaim(note, claim.text, wanted) }]
  }
  const best: ScoredRun[] = []
  for (const run of runsIn(note, wanted)) {
    if (best.length >= most) break
    if (!best.some(({ sentences }) => run.sentences.some((each) => sentences.includes(each)))) best.push(run)
  }
  return best
}

export function claimOrBestQuoteOf(note: Note, wanted: Wanted): BestQuote | null {
  return claimOrBestQuotesOf(note, 1, wanted)[0] ?? null
}

function scoreOfClaim(note: Note, claim: string, wanted: Wanted): number {
  const { query, index } = wanted
  const own = coverageBy(termsIn(claim, index), query, index)
  const sources = note.sources.map(({ title, authors = '' }) => `${title} ${authors}`)
  const texts = [note.title, ...note.aliases, ...sources].map((name) => `${name} ${claim}`)
  const subjects = texts.map((text) => coverageBy(termsIn(text, index), query, index))
  return (
    Math.max(own, SUBJECT_WEIGHT * Math.max(...subjects)) +
    PAIRS_WEIGHT * Math.max(...texts.map((text) => pairsKept(pairsOf(query.said), wordsOf(text)))) +
    KIND_WEIGHT * fitsKind(claim, wanted.question)
  )
}

/** Neighbouring sentences of one block. */
interface ScoredRun extends BestQuote {
  readonly sentences: readonly Sentence[]
  /** Share of the question that the quoted words cover, 0 to 1. */
  readonly coverage: number
}

/** A section, or a part of it. */
type Part = Passage['parts'][number]

/** All that could be quoted of a note, the best first. */
function runsIn(note: Note, wanted: Wanted): readonly ScoredRun[] {
  return partsToRead(note, wanted)
    .flatMap((part) => runsInPart(part, note, wanted))
    .toSorted((a, b) => b.score - a.score)
}

/** Characters of a note that is read whole: more would keep everybody waiting. */
const MOST_READ = 200_000
/** Passages that are read of a longer one. */
const PASSAGES_READ = 20

function partsToRead(note: Note, { query, index }: Wanted): readonly Part[] {
  const whole = note.sections
    .filter(({ role }) => role === 'text')
    .map((section) => ({ section, markdown: section.markdown }))
  if (whole.reduce((length, { markdown }) => length + markdown.length, 0) <= MOST_READ) return whole
  const only = ({ id }: Note): boolean => id === note.id
  const { hits } = index.search(query.question, { limit: PASSAGES_READ, only })
  // What was found may be a list of links: how the note begins can be quoted, too.
  const opening = index.passages.find(({ note: each }) => only(each))
  return [
    ...new Set([...hits.map(({ passage }) => passage), ...(opening === undefined ? [] : [opening])]),
  ].flatMap(({ parts }) => parts)
}

function runsInPart({ section, markdown }: Part, note: Note, wanted: Wanted): readonly ScoredRun[] {
  const { question, query, index, size, isQuoted } = wanted
  const sentences = sentencesOf(markdown)
  const words = sentences.map((sentence) => wordsOf(sentence.text))
  const terms = words.map((each) => termsOfWords(each, index))
  const pairs = pairsOf(query.said)
  const names = termsIn(`${note.title}\n${section.heading ?? ''}`, index)
  // Under the question itself a few words are a whole answer.
  const isHeaded = coverageBy(termsIn(section.heading ?? '', index), query, index) >= SUBJECT_COVERAGE
  const isDefinition = section === note.sections[0] && asksWhatItIs(note, wanted)
  const alternatives = index.alternativesOf(query)
  const whole = massOf(query)
  const runs: ScoredRun[] = []
  for (const [start, first] of sentences.entries()) {
    const held = new Set<number>()
    const isAlone = [sentences[start - 1], sentences[start + 1]].every((near) => near?.block !== first.block)
    const before = (sentences[start - 1]?.block === first.block ? terms[start - 1] : undefined) ?? new Set()
    let text = ''
    for (const [i, sentence] of sentences.slice(start, start + size.sentences).entries()) {
      const longer = i === 0 ? sentence.text : `${text}${sentence.gap}${sentence.text}`
      if (sentence.block !== first.block || (i > 0 && wordCount(longer) > size.words)) break
      if (isQuoted(sentence.text)) break
      text = longer
      for (const term of terms[start + i] ?? []) held.add(term)
      const said = words.slice(start, start + i + 1).flat()
      const coverage = coverageBy(held, query, index)
      const score =
        COVERAGE_WEIGHTS.alone * coverage +
        COVERAGE_WEIGHTS.named * coverageBy(held.union(names), query, index) +
        COVERAGE_WEIGHTS.led * coverageBy(held.union(names).union(before), query, index) +
        OTHER_WORDS_WEIGHT * (massInOtherWords(alternatives, held) / whole) +
        PAIRS_WEIGHT * pairsKept(pairs, said) +
        KIND_WEIGHT * fitsKind(text, question) -
        COST_OF_A_SENTENCE * i +
        (beginsWithSubject(said, wanted) ? SUBJECT_BONUS : 0) +
        (isDefinition && start === 0 ? OPENING_BONUS : 0) -
        costOf(text, size) -
        (isHeaded || (isDefinition && start === 0) ? 0 : costOfScrap(text, isAlone && first.isItem))
      runs.push({
        text,
        heading: section.heading,
        sentences: sentences.slice(start, start + i + 1),
        coverage,
        score,
      })
    }
  }
  return runs
}

function asksWhatItIs({ title, aliases }: Note, { question, query, index }: Wanted): boolean {
  const names = termsIn([title, ...aliases].join('\n'), index)
  return ASKS_WHAT_IT_IS.test(question) && coverageBy(names, query, index) >= SUBJECT_COVERAGE
}

function beginsWithSubject(said: readonly string[], { query, index }: Wanted): boolean {
  const beginning = said.filter((word) => !isStopWord(word)).slice(0, query.words.length)
  return coverageBy(termsOfWords(beginning, index), query, index) >= SUBJECT_COVERAGE
}

/** What speaks against quoting a text. */
function costOf(text: string, size: QuoteSize): number {
  return (
    (LEANS.test(text) ? COST_OF_LEANING : 0) +
    (ANNOUNCES.test(text) ? COST_OF_ANNOUNCING : 0) +
    COST_OF_LENGTH * (Math.ceil(wordCount(text) / size.words) - 1)
  )
}

/** What speaks against what is hardly a sentence; `isItem` where it is all of an item of a list. */
function costOfScrap(text: string, isItem: boolean): number {
  if (wordCount(text) < FEWEST_WORDS) return COST_OF_A_SCRAP.fewWords
  if (WHOLE_SENTENCE.test(text)) return 0
  return isItem ? COST_OF_A_SCRAP.item : COST_OF_A_SCRAP.noSentence
}

/** Two letters of a script without spaces make about a word. */
function wordCount(text: string): number {
  return text.split(/\s+/).length + Math.floor((text.match(SPACELESS_LETTER)?.length ?? 0) / 2)
}
