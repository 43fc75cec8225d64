/**
 * A question becomes ranked passages. MiniSearch finds and scores (BM25 over one stemmed field); the best
 * are scored again by how close together the question's words stand.
 */
import MiniSearch from 'minisearch'
import type { Library, Note } from '../notes/note.ts'
import { collectAcronyms } from './acronyms.ts'
import { withContext, type ContextText } from './context.ts'
import { namedIn, namesOf } from './names.ts'
import { passagesOf, type Passage } from './passages.ts'
import { alternativesOf, massOfAlternatives } from './synonyms.ts'
import type { Thesaurus } from './thesaurus.ts'
import { queryOf, type Query, type QueryTerm } from './query.ts'
import { eachWord, isStopWord, termOf } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'

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
  readonly matches: readonly Match[]
  /** Idf mass of the question's words in the best window, against that of all its words: 0 to 1. */
  readonly closeness: number
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
  /** Term number of a word; undefined where no note has it. */
  readonly termNumberOf: (word: string) => number | undefined
  /** The idf of a word that stands in no passage: the most that a word can weigh. */
  readonly highestIdf: number
}

export interface BuildOptions {
  /** Where other words for those of a question come from; nowhere unless given. */
  readonly thesaurus?: Thesaurus
  readonly onProgress?: (progress: { readonly done: number; readonly passages: number }) => void
}

/** Robertson's usual k and b; `d: 0` is BM25 without the plus. Measured in the design's search table. */
const BM25 = { k: 1.2, b: 0.75, d: 0 }
const DEFAULT_LIMIT = 10
/** Only the best are scored again; further down the order hardly changes. */
const RESCORED = 50
const WINDOW_WORDS = 12
const WINDOW_WEIGHT = 0.6
const PAIR_WEIGHT = 0.3
const SYNONYM_WEIGHT = 0.4
/** What a word of a name that the question says adds, against the highest idf. */
const NAME_WEIGHT = 0.3
/** Between title, aliases, claim and body: no window reaches over it. */
const BREAK = 0xff_ff_ff_ff
/** Milliseconds of work before the event loop gets its turn. */
const SLICE_MS = 10

interface Document {
  readonly id: number
  readonly terms: string
}

/** Builds the index in slices, so that the event loop is never blocked for long. */
export async function buildSearchIndex(library: Library, options: BuildOptions = {}): Promise<SearchIndex> {
  const passages = passagesOf(library)
  const vocabulary = new Vocabulary()
  const acronyms = new Map<string, string>()
  const sequences: Uint32Array[] = []
  const engine = new MiniSearch<Document>({
    fields: ['terms'],
    tokenize: (terms) => terms.split(' '),
    processTerm: (term) => term,
    searchOptions: { bm25: BM25, combineWith: 'OR', prefix: false, fuzzy: false },
  })

  let sliceEnd = performance.now() + SLICE_MS
  for (const [id, passage] of passages.entries()) {
    const { sequence, terms } = read(passage, vocabulary)
    for (const number of new Set(sequence)) if (number !== BREAK) vocabulary.count(number)
    for (const part of passage.parts) collectAcronyms(part.markdown, acronyms)
    sequences.push(sequence)
    engine.add({ id, terms: terms.join(' ') })
    if (performance.now() > sliceEnd) {
      options.onProgress?.({ done: id + 1, passages: passages.length })
      await turnOfTheEventLoop()
      sliceEnd = performance.now() + SLICE_MS
    }
  }

  const names = namesOf(passages)
  const isSpelledRight = (word: string): boolean => options.thesaurus?.has(word) ?? false
  const words = { vocabulary, passages: passages.length, acronyms, isSpelledRight }
  const highestIdf = Math.log(1 + (passages.length + 0.5) / 0.5)
  const toQuery = (question: string): Query => queryOf(question, words)
  return {
    passages,
    queryOf: toQuery,
    termNumberOf: (word) => vocabulary.numberOf(termOf(word)),
    highestIdf,
    search: (question, { limit = DEFAULT_LIMIT, topic, only, context = [] } = {}) => {
      const query = withContext(
        toQuery(question),
        context.map(({ text, weight }) => ({ ...toQuery(text), weight })),
      )
      const byTerm = new Map<string, QueryTerm>(query.terms.map((term) => [String(term.number), term]))
      const wanted = topic === undefined ? null : topic.toLowerCase()
      const passes = (note: Note): boolean =>
        (wanted === null || hasTopic(note, wanted)) && (only === undefined || only(note))
      const named = namedIn(question, names)
      const alternatives =
        options.thesaurus === undefined
          ? []
          : alternativesOf(query, options.thesaurus, vocabulary, passages.length)
      const mass = query.terms.reduce((sum, term) => sum + term.idf * term.weight, 0)
      const hits = engine
        .search([...byTerm.keys()].join(' '), {
          boostTerm: (term) => byTerm.get(term)?.weight ?? 1,
          filter: ({ id }) => passes(passageAt(passages, id).note),
        })
        .slice(0, Math.max(RESCORED, limit))
        .map(({ id, score, queryTerms, terms }): Hit => {
          const sequence = sequences[id] ?? new Uint32Array()
          const window = bestWindow(sequence, query.terms)
          return {
            passage: passageAt(passages, id),
            score:
              score / queryTerms.length +
              WINDOW_WEIGHT * window.mass +
              PAIR_WEIGHT * window.pairs +
              SYNONYM_WEIGHT * massOfAlternatives(alternatives, new Set(sequence)) +
              NAME_WEIGHT * highestIdf * (named.get(passageAt(passages, id).note.id) ?? 0),
            matches: terms
              .flatMap((term) => byTerm.get(term) ?? [])
              .map(({ word, how, weight, meant }) => ({ word, how, trust: weight, meant })),
            closeness: mass === 0 ? 0 : window.mass / mass,
          }
        })
        .toSorted((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1))
        .slice(0, limit)
      return { query, hits }
    },
  }
}

export function hasTopic(note: Note, topic: string): boolean {
  const wanted = topic.toLowerCase()
  return [...note.topics, ...note.tags].some((each) => each.toLowerCase() === wanted)
}

function passageAt(passages: readonly Passage[], id: number): Passage {
  const passage = passages[id]
  if (passage === undefined) throw new Error(`The index has no passage ${id}.`)
  return passage
}

/** The passage's terms: in reading order for windows, and with the title twice for the engine. */
function read(passage: Passage, vocabulary: Vocabulary): { sequence: Uint32Array; terms: readonly string[] } {
  const sequence: number[] = []
  const add = (text: string): void => {
    eachWord(text, (word) => {
      if (!isStopWord(word)) sequence.push(vocabulary.add(word, termOf(word)))
    })
    sequence.push(BREAK)
  }
  const { note, parts } = passage
  const isFirst = parts[0] === undefined || parts[0].section === note.sections[0]
  add(note.title)
  const title = sequence.slice()
  for (const name of [...note.aliases, ...note.topics, ...note.tags]) add(name)
  if (isFirst && note.claim?.from === 'stated') add(note.claim.text)
  for (const { section, markdown } of parts) {
    if (section.heading !== null) add(section.heading)
    add(readable(markdown))
  }
  const terms = [...title, ...sequence].filter((number) => number !== BREAK).map(String)
  return { sequence: Uint32Array.from(sequence), terms }
}

/** Comments are not read; link targets are names and addresses, not words of the text. */
function readable(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->|%%[\s\S]*?%%/g, ' ')
    .replace(/\]\([^()\n]*\)/g, ']')
    .replace(/\[\[[^[\]|\n]*\|/g, '[[')
}

/** The heaviest run of WINDOW_WORDS words, and what neighbouring words of the question are kept together. */
function bestWindow(sequence: Uint32Array, terms: readonly QueryTerm[]): { mass: number; pairs: number } {
  const weights = new Map(terms.map((term) => [term.number, term.idf * term.weight]))
  const next = new Map(terms.slice(1).map((term, i) => [terms[i]?.number, term.number]))
  const counts = new Map<number, number>()
  const kept = new Set<number>()
  let mass = 0
  let best = 0
  let start = 0
  let pairs = 0
  for (const [i, number] of sequence.entries()) {
    if (number === BREAK) {
      counts.clear()
      mass = 0
      start = i + 1
      continue
    }
    if (i - start >= WINDOW_WORDS) {
      const leaving = sequence[start++] ?? BREAK
      const left = (counts.get(leaving) ?? 0) - 1
      if (left === 0) {
        counts.delete(leaving)
        mass -= weights.get(leaving) ?? 0
      } else if (left > 0) counts.set(leaving, left)
    }
    const weight = weights.get(number)
    if (weight === undefined) continue
    const count = counts.get(number) ?? 0
    counts.set(number, count + 1)
    if (count === 0) mass += weight
    best = Math.max(best, mass)
    const before = sequence[i - 1]
    if (before !== undefined && next.get(before) === number && !kept.has(number)) {
      kept.add(number)
      pairs += (weight + (weights.get(before) ?? 0)) / 2
    }
  }
  return { mass: best, pairs }
}

/** A macrotask: timers and sockets get their turn. */
function turnOfTheEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
