/** A lead becomes a whole explanation: what carries it, what speaks against it, its sources and steps. */
import type { Library, Note, NoteId } from '../notes/note.ts'
import type { Query } from '../search/query.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { Asked } from './asked.ts'
import { BECAUSE_SIZE, claimOrBestQuotesOf, type BestQuote, type Wanted } from './best-quote.ts'
import { objectionOf } from './dissent.ts'
import type { ChainLink, Found, Quote } from './explanation.ts'
import { MOST_SHOWN } from './more-sources.ts'
import { areRelatedBy, oppositionsTo } from './objections.ts'
import type { RankedNote } from './ranked-notes.ts'
import { NOTHING_SO_FAR } from './so-far.ts'
import type { SourceList } from './sources.ts'
import { isBroad, spreadFrom } from './spread.ts'
import { citedBy, stepsFrom } from './steps.ts'
import { supportersOf } from './support.ts'
import { coverageBy, termsIn } from './weights.ts'

const MAX_BECAUSE = 3
const MAX_BUT = 3
/** Under Because, where notes state no claims: quotations from one note, and notes that are looked at for them. */
const MOST_OF_A_NOTE = 2
const MOST_CARRIERS = 8
/** Of a line, or of a broad question; what is not shown is a step away. */
const MAX_SOURCES = 12
/** What a note's share of the best score counts beside what a sentence of it covers. */
const SHARE_WEIGHT = 0.65

export interface Begun {
  readonly question: string
  readonly on: Note | null
  readonly arrival: ChainLink | null
  readonly lead: readonly Quote[]
  readonly chain: readonly ChainLink[]
  /** The notes that the lead quotes, best first. */
  readonly leads: readonly Note[]
  readonly ranked: readonly RankedNote[]
  readonly query: Query
  readonly sources: SourceList
}

export function completed(begun: Begun, asked: Asked): Found {
  const { question, on, arrival, lead, chain, leads, ranked, query, sources } = begun
  const { library, index, soFar = NOTHING_SO_FAR } = asked
  const { isQuoted } = soFar
  const first = leads[0]
  if (first === undefined) throw new Error('An explanation has no lead.')

  const isWide = arrival === null && first.kind === 'note' && isBroad(ranked, query)
  const spread = isWide ? spreadFrom(ranked, question, query, asked) : []
  const broad = spread.length > 0
  const carriers =
    first.kind === 'line'
      ? citedNotes(first, ranked, library)
      : broad
        ? carriersIn(spread, first, library)
        : supportersOf(first, ranked, library)
  const because: Quote[] = []
  const cited = [...leads]
  const said = lead.map(({ text }) => text)
  const share = broad
    ? new Map(spread.map(({ note, worth }) => [note.id, worth]))
    : new Map(ranked.map((each) => [each.note.id, each.share]))
  const isSaid = (text: string): boolean => isQuoted(text) || said.some((each) => each.includes(text))
  const wanted = { question, query, index, size: BECAUSE_SIZE, isQuoted: isSaid }
  for (const { note, quote } of carryingQuotes(first, carriers, wanted, share)) {
    if (because.length >= MAX_BECAUSE) break
    if (said.some((text) => saysTheSame(text, quote.text, index))) continue
    because.push(sources.quote(note, quote.heading, quote.text))
    said.push(quote.text)
    if (!cited.includes(note)) cited.push(note)
  }

  // What stands between two compared notes is said by their chain; what was walked is said already.
  const oppositions = oppositionsTo(cited, library, (note) => share.get(note.id) ?? 0).filter(
    ({ relation, about, other }) =>
      relation !== arrival?.relation &&
      !(leads.includes(about) && leads.includes(other)) &&
      !isQuoted(relation.reason === '' ? (other.claim?.text ?? '') : relation.reason),
  )
  const ordered = broad
    ? oppositions.toSorted((a, b) => (share.get(b.other.id) ?? 0) - (share.get(a.other.id) ?? 0))
    : oppositions
  const but = ordered
    .slice(0, MAX_BUT)
    .flatMap((opposition) => objectionOf(opposition, { query, question, sources }, asked) ?? [])
  const further =
    first.kind === 'line'
      ? citedBy(first).flatMap((id) => library.notes.get(id) ?? [])
      : spread.map(({ note }) => note)
  for (const note of further) {
    if (!sources.has(note) && sources.list().length < MAX_SOURCES) sources.cite(note, null)
  }
  const moreObjections = oppositions.length - but.length
  return {
    type: 'found',
    question,
    on,
    arrival,
    lead,
    chain,
    because,
    but,
    moreObjections,
    sources: sources.list(),
    steps: stepsFrom(
      {
        note: first,
        question,
        seen: new Set([...soFar.seen, ...leads.map(({ id }) => id)]),
        moreObjections,
        cited: cited.map(({ id }) => id),
        moreSources: sources
          .list()
          .slice(MOST_SHOWN)
          .map(({ note }) => note.id),
      },
      library,
    ),
  }
}

/** What a broad question brings together, without what speaks against the lead: that is left to objections. */
function carriersIn(
  spread: readonly { readonly note: Note }[],
  first: Note,
  library: Library,
): readonly Note[] {
  return spread
    .map(({ note }) => note)
    .filter((note) => note.id !== first.id && !areRelatedBy(first.id, note.id, ['challenges'], library))
}

/** What carries a lead, the best first. A note that states no claim may go on to carry what it said itself. */
function* carryingQuotes(
  first: Note,
  carriers: readonly Note[],
  wanted: Wanted,
  share: ReadonlyMap<NoteId, number>,
): Iterable<{ readonly note: Note; readonly quote: BestQuote }> {
  if (first.claim?.from === 'stated' || first.kind === 'line') {
    for (const note of carriers) {
      for (const quote of claimOrBestQuotesOf(note, 1, wanted)) yield { note, quote }
    }
    return
  }
  const notes = [first, ...carriers].slice(0, MOST_CARRIERS)
  yield* notes
    .flatMap((note) => claimOrBestQuotesOf(note, MOST_OF_A_NOTE, wanted).map((quote) => ({ note, quote })))
    .filter((each) => carries(each, first, wanted))
    .map((each) => ({ ...each, worth: worthOf(each.quote, share.get(each.note.id) ?? 0) }))
    .toSorted((a, b) => b.worth - a.worth)
}

/** What a question must be covered by, to 1: a note's names for all of it, a sentence, and both of another note. */
const CARRIES = { names: 0.9, sentence: 0.5, elsewhere: 0.3 } as const

/** Whether a sentence says something to the question, and does not merely stand in a note that is called so. */
function carries(
  { note, quote }: { readonly note: Note; readonly quote: BestQuote },
  first: Note,
  { query, index }: Wanted,
): boolean {
  const names = termsIn([note.title, ...note.aliases].join('\n'), index)
  const own = termsIn(quote.text, index)
  const named = coverageBy(names, query, index)
  const both = coverageBy(own.union(names), query, index)
  if (quote.score <= 0) return false
  if (note.id !== first.id) return both >= CARRIES.elsewhere
  return named >= CARRIES.names || both > named || coverageBy(own, query, index) >= CARRIES.sentence
}

/** The lead's own words may not come again in another note's. */
const SAME_SHARE = 0.7

function saysTheSame(a: string, b: string, index: SearchIndex): boolean {
  const first = termsIn(a, index)
  const second = termsIn(b, index)
  const shared = [...second].filter((term) => first.has(term)).length
  return shared >= SAME_SHARE * Math.min(first.size, second.size)
}

/** A line's cited notes, those first that answer the question best, then in reading order. */
function citedNotes(line: Note, ranked: readonly RankedNote[], library: Library): readonly Note[] {
  const share = new Map(ranked.map(({ note, share: each }) => [note.id, each]))
  return citedBy(line)
    .flatMap((id) => library.notes.get(id) ?? [])
    .toSorted((a, b) => (share.get(b.id) ?? 0) - (share.get(a.id) ?? 0))
}

/** How a quotation from a note that was found compares with those of others. */
export function worthOf({ score }: BestQuote, share: number): number {
  return score + SHARE_WEIGHT * share
}
