/**
 * A question becomes ranked passages. BM25 over one stemmed field finds and scores; the best are scored
 * again by how close together the question's words stand.
 */
import { breather } from '../breather.ts'
import { hasTopic } from '../notes/lookup.ts'
import type { Library, Note, NoteId } from '../notes/note.ts'
import { Acronyms } from './acronyms.ts'
import { withContext, type ContextText } from './context.ts'
import { nearnessTo } from './latent-space.ts'
import { Names } from './names.ts'
import { passagesOf, type Passage } from './passages.ts'
import { BM25, Bm25 } from './postings.ts'
import { remembered } from './remembered.ts'
import { readingOf, sequenceOf, type Reading, type ReadingProgress } from './reading.ts'
import { massOfAlternatives, Synonyms, type Alternatives } from './synonyms.ts'
import type { Thesaurus } from './thesaurus.ts'
import { queryOf, type Query, type QueryTerm } from './query.ts'
import { idf } from './vocabulary.ts'
import { Windows } from './windows.ts'

export interface Match {
  /** As typed. */
  readonly word: string
  readonly how: QueryTerm['how']
  /** 1 for the word as typed, less for what it may have meant. */
  readonly trust: number
  /** What was found instead, where it differs: the right spelling, the other form of an acronym. */
  readonly meant: string | null
}

/** A passage that was found, with the reason. */
export interface Hit {
  readonly passage: Passage
  readonly score: number
  /** The same with each word as rare as it is in the library, whatever it is in the language. */
  readonly plainScore: number
  readonly matches: readonly Match[]
  /** Idf mass of the question's words in the best window, against that of all its words: 0 to 1. */
  readonly closeness: number
  /** How much of what the question says is a name of the note: 0 to 1. */
  readonly named: number
}

export interface SearchResult {
  readonly query: Query
  /** Best first. */
  readonly hits: readonly Hit[]
}

interface SearchOptions {
  /** How many passages at most; 10 unless told. */
  readonly limit?: number
  /** Only notes with this topic or tag, in any case. */
  readonly topic?: string
  /** Only notes that pass. */
  readonly only?: (note: Note) => boolean
  /** What was said before; nothing unless given. */
  readonly context?: readonly ContextText[]
}

export interface SearchIndex {
  readonly passages: readonly Passage[]
  readonly search: (question: string, options?: SearchOptions) => SearchResult
  /** The question's terms, for weighing sentences. */
  readonly queryOf: (question: string) => Query
  /** Other words for those of a question; none without a thesaurus. */
  readonly alternativesOf: (query: Query) => readonly Alternatives[]
  /** Term number of a word; undefined where no note has it. */
  readonly termNumberOf: (word: string) => number | undefined
  /** The idf of a word that stands in no passage: the most that a word can weigh. */
  readonly highestIdf: number
  /** The highest score that a word of the question can bring, against its idf. */
  readonly mostPerIdf: number
}

export interface BuildOptions {
  /** Where other words for those of a question come from; nowhere unless given. */
  readonly thesaurus?: Thesaurus
  readonly onProgress?: (progress: ReadingProgress) => void
}

const DEFAULT_LIMIT = 10
/** Only the best are scored again; further down the order hardly changes. */
const RESCORED = 50
const WINDOW_WEIGHT = 0.5
const PAIR_WEIGHT = 0.4
const SYNONYM_WEIGHT = 0.4
/** What a passage that is about the same gains, against the mass of the question's words. */
const LATENT_WEIGHT = 0.4
/**
 * In fewer passages a word is rare by chance: one that the language uses all the time then says the less, but for
 * a word or two that are typed alone. Chosen on SQuAD's articles, each as a library of its own.
 */
const ENOUGH_PASSAGES = 1_000
const COST_OF_COMMONNESS = 0.6
const MOST_TYPED_ALONE = 2
/** What a word of a name that the question says adds, against the highest idf. */
const NAME_WEIGHT = 0.3

/** Builds the index in slices, so that the event loop is never blocked for long. */
export async function buildSearchIndex(library: Library, options: BuildOptions = {}): Promise<SearchIndex> {
  const pause = breather()
  const passages = await passagesOf(library, pause)
  const reading = await readingOf(passages, pause, options.onProgress)
  return searchIndexOf(library, passages, reading, options)
}

/** The same from what was read before. */
export async function searchIndexOf(
  library: Library,
  passages: readonly Passage[],
  { vocabulary, sequences, postings, acronyms: definitions, latent }: Reading,
  { thesaurus }: BuildOptions,
): Promise<SearchIndex> {
  const pause = breather()
  const names = new Names()
  for (const note of library.notes.values()) {
    names.add(note)
    await pause()
  }
  const acronyms = new Acronyms()
  for (const [acronym, long] of definitions) {
    acronyms.add(acronym, long)
    await pause()
  }
  const firstPassages = new Map<NoteId, number>()
  for (const [id, { note }] of passages.entries()) {
    if (!firstPassages.has(note.id)) firstPassages.set(note.id, id)
  }
  const bm25 = new Bm25(postings)
  const windows = new Windows(vocabulary.terms)
  const synonyms = thesaurus === undefined ? null : new Synonyms(thesaurus, vocabulary, passages.length)
  const words = {
    vocabulary,
    passages: passages.length,
    acronyms,
    isSpelledRight: (word: string) => thesaurus?.has(word) ?? false,
    commonnessOf: remembered((word: string) => thesaurus?.commonnessOf(word) ?? 0),
  }
  /** For BM25: a word says the less, the more common it is in the language. */
  const lessWhereCommon = <Term extends { readonly weight: number; readonly match: Match }>(
    term: Term,
  ): Term => ({
    ...term,
    weight: term.weight * (1 - COST_OF_COMMONNESS * words.commonnessOf(term.match.word)),
  })
  const highestIdf = Math.log(1 + (passages.length + 0.5) / 0.5)
  const toQuery = (question: string): Query => queryOf(question, words)
  const alternativesIn = (query: Query): readonly Alternatives[] => synonyms?.alternativesOf(query) ?? []
  return {
    passages,
    queryOf: toQuery,
    alternativesOf: alternativesIn,
    termNumberOf: (word) => vocabulary.numberOfWord(word),
    highestIdf,
    mostPerIdf:
      BM25.k + 1 + WINDOW_WEIGHT + PAIR_WEIGHT + (latent.passages.scales.length > 0 ? LATENT_WEIGHT : 0),
    search: (question, { limit = DEFAULT_LIMIT, topic, only, context = [] } = {}) => {
      const query = withContext(
        toQuery(question),
        context.map(({ text, weight }) => ({ ...toQuery(text), weight })),
      )
      const terms = query.terms.map((term) => {
        const { number, word, how, weight: trust, meant } = term
        const mass = term.idf * trust
        // BM25 weighs by rarity itself; a term of a long form says less than it is rare.
        const weight = mass / idf(passages.length, vocabulary.passagesWith(number))
        return { number, weight, mass, match: { word, how, trust, meant } }
      })
      const passes = (note: Note): boolean =>
        (topic === undefined || hasTopic(note, topic)) && (only === undefined || only(note))
      const named = names.in(query.said)
      const alternatives = alternativesIn(query)
      const mass = terms.reduce((sum, term) => sum + term.mass, 0)
      const others = alternatives.flatMap((each) => each.others.map(({ number }) => number))
      windows.ask(terms, others)
      const nearnessOf = nearnessTo(terms, latent)
      const isWanted = (id: number): boolean => passes(passageAt(passages, id).note)
      const isSmall = passages.length < ENOUGH_PASSAGES && query.words.length > MOST_TYPED_ALONE
      const isCounted = isSmall && query.language === 'en'
      const told = isCounted ? terms.map(lessWhereCommon) : terms
      const best = bm25.best(told, Math.max(RESCORED, limit), isWanted)
      const plain = new Map(
        isCounted ? bm25.best(terms, Infinity, isWanted).map((each) => [each.passage, each.score]) : [],
      )
      const openings = [...named.keys()].slice(0, RESCORED).flatMap((id) => firstPassages.get(id) ?? [])
      const unfound = openings.filter((id) => !best.some(({ passage }) => passage === id) && isWanted(id))
      const hits = [...best, ...unfound.map((passage) => ({ passage, score: 0 }))]
        .map(({ passage: id, score }): Hit => {
          const passage = passageAt(passages, id)
          const wordsOfName = named.get(passage.note.id) ?? 0
          const window = windows.closenessIn(sequenceOf(id, sequences))
          const more =
            WINDOW_WEIGHT * window.mass +
            PAIR_WEIGHT * window.pairs +
            SYNONYM_WEIGHT * massOfAlternatives(alternatives, (number) => windows.has(number)) +
            LATENT_WEIGHT * mass * nearnessOf(id) +
            NAME_WEIGHT * highestIdf * wordsOfName
          return {
            passage,
            score: score + more,
            plainScore: (plain.get(id) ?? score) + more,
            matches: terms.filter(({ number }) => windows.has(number)).map(({ match }) => match),
            closeness: mass === 0 ? 0 : window.mass / mass,
            named: wordsOfName / Math.max(1, query.said.length),
          }
        })
        .toSorted((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1))
        .slice(0, limit)
      return { query, hits }
    },
  }
}

function passageAt(passages: readonly Passage[], id: number): Passage {
  const passage = passages[id]
  if (passage === undefined) throw new Error(`The index has no passage ${id}.`)
  return passage
}
