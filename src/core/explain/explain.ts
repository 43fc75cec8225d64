/** A question, or a note, becomes an explanation: lead, because, but, sources, steps. */
import type { Library, Note, NoteId, Relation } from '../notes/note.ts'
import type { Query } from '../search/query.ts'
import type { Hit, SearchIndex, SearchResult } from '../search/search-index.ts'
import { isAnswered, evidenceOf } from './answerable.ts'
import { bestQuoteOf, claimOrBestQuoteOf, type QuoteSize } from './best-quote.ts'
import { chainBetween } from './chain.ts'
import { sidesOf } from './comparison.ts'
import type { ChainLink, Explanation, Found, Miss, Objection, Objections, Quote } from './explanation.ts'
import { oppositionsTo, type Opposition } from './objections.ts'
import { rankedNotes, type RankedNote } from './ranked-notes.ts'
import { SourceList } from './sources.ts'
import { citedBy, stepsFrom } from './steps.ts'
import { supportersOf } from './support.ts'
import { coverageBy, termsIn } from './weights.ts'

/** A phone screen and a half in all. */
const LEAD_SIZE: QuoteSize = { sentences: 2, words: 60 }
const BECAUSE_SIZE: QuoteSize = { sentences: 1, words: 45 }
const MAX_BECAUSE = 3
const MAX_BUT = 3
/** A line may cite more; the rest is a step away, in the line itself. */
const MAX_SOURCES = 12
const MAX_NEAREST = 3
const PASSAGES_SEARCHED = 50

export interface Asked {
  readonly library: Library
  readonly index: SearchIndex
  /** Notes that this conversation has already shown as an answer. */
  readonly seen?: ReadonlySet<NoteId>
}

/** Every text of the result stands in a note, word for word; a question that no note answers is a miss. */
export function explain(question: string, asked: Asked): Explanation {
  // A name such as "create vs deploy" names its note and compares nothing.
  const sides = isName(question, asked.library) ? null : sidesOf(question)
  const compared = sides === null ? null : compare(question, sides.first, sides.second, asked)
  if (compared !== null) return compared

  const { index } = asked
  const result = index.search(question, { limit: PASSAGES_SEARCHED })
  const line = lineThatAsks(result, index)
  // A note that says nothing has nothing to be quoted.
  const ranked = rankedNotes(result, line?.id ?? null).filter(({ note }) => note.claim !== null)
  const [top] = ranked
  const isFound = top !== undefined && isAnswered(evidenceOf(top.hit, result, index))
  const quote = isFound
    ? bestQuoteOf(top.note, { question, query: result.query, index, size: LEAD_SIZE })
    : null
  if (top === undefined || quote === null) return missed(question, ranked, result)
  const sources = new SourceList()
  const lead = [sources.quote(top.note, quote.heading, quote.text)]
  return completed(
    { question, arrival: null, lead, chain: [], leads: [top.note], ranked, query: result.query, sources },
    asked,
  )
}

/** A note explained by itself; `arrival` is the relation that was walked to it. */
export function explainNote(note: Note, arrival: Relation | null, asked: Asked): Found {
  const { library, index } = asked
  const sources = new SourceList()
  const text = note.claim?.text ?? note.title
  const lead = [sources.quote(note, headingOfClaim(note), text)]
  const result = index.search(note.title, { limit: PASSAGES_SEARCHED })
  const ranked = rankedNotes(result, null)
  const link = arrival === null ? null : chainLink(arrival, library, sources)
  return completed(
    {
      question: note.title,
      arrival: link,
      lead,
      chain: [],
      leads: [note],
      ranked,
      query: result.query,
      sources,
    },
    asked,
  )
}

/** Everything that speaks against the given notes, the most opposed first. */
export function explainObjections(about: readonly Note[], asked: Asked): Objections {
  const sources = new SourceList()
  const question = about.map(({ title }) => title).join(' ')
  const query = asked.index.queryOf(question)
  const objections = oppositionsTo(about, asked.library, () => 0).flatMap((opposition) => {
    if (opposition.about !== about[0]) sources.cite(opposition.about, null)
    return objectionOf(opposition, { query, question, sources }, asked) ?? []
  })
  return { about, objections, sources: sources.list() }
}

interface Begun {
  readonly question: string
  readonly arrival: ChainLink | null
  readonly lead: readonly Quote[]
  readonly chain: readonly ChainLink[]
  /** The notes that the lead quotes, best first. */
  readonly leads: readonly Note[]
  readonly ranked: readonly RankedNote[]
  readonly query: Query
  readonly sources: SourceList
}

function completed(begun: Begun, asked: Asked): Found {
  const { question, arrival, lead, chain, leads, ranked, query, sources } = begun
  const { library, index } = asked
  const first = leads[0]
  if (first === undefined) throw new Error(`The explanation of "${question}" has no lead.`)

  const carriers =
    first.kind === 'line' ? citedNotes(first, ranked, library) : supportersOf(first, ranked, library)
  const because: Quote[] = []
  const cited = [...leads]
  const said = lead.map(({ text }) => text)
  for (const note of carriers) {
    if (because.length >= MAX_BECAUSE) break
    if (cited.includes(note)) continue
    const quote = claimOrBestQuoteOf(note, { question, query, index, size: BECAUSE_SIZE })
    if (quote === null || said.some((text) => saysTheSame(text, quote.text, index))) continue
    because.push(sources.quote(note, quote.heading, quote.text))
    said.push(quote.text)
    cited.push(note)
  }

  const share = new Map(ranked.map((each) => [each.note.id, each.share]))
  // What stands between two compared notes is said by their chain; what was walked is said already.
  const oppositions = oppositionsTo(cited, library, (note) => share.get(note.id) ?? 0).filter(
    ({ relation, about, other }) =>
      relation !== arrival?.relation && !(leads.includes(about) && leads.includes(other)),
  )
  const but = oppositions
    .slice(0, MAX_BUT)
    .flatMap((opposition) => objectionOf(opposition, { query, question, sources }, asked) ?? [])
  if (first.kind === 'line') {
    for (const id of citedBy(first)) {
      const note = library.notes.get(id)
      if (note !== undefined && !sources.has(note) && sources.list().length < MAX_SOURCES)
        sources.cite(note, null)
    }
  }
  const moreObjections = oppositions.length - but.length
  return {
    type: 'found',
    question,
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
        seen: new Set([...(asked.seen ?? []), ...leads.map(({ id }) => id)]),
        moreObjections,
        cited: cited.map(({ id }) => id),
      },
      library,
    ),
  }
}

/** Null where the other note says nothing that could be quoted. */
function objectionOf(
  { relation, about, other }: Opposition,
  { query, question, sources }: Pick<Begun, 'query' | 'question' | 'sources'>,
  { library, index }: Asked,
): Objection | null {
  const quote = claimOrBestQuoteOf(other, { question, query, index, size: BECAUSE_SIZE })
  if (quote === null) return null
  return {
    relation,
    about: about.id,
    quote: sources.quote(other, quote.heading, quote.text),
    reason: reasonOf(relation, library, sources),
  }
}

function compare(question: string, first: string, second: string, asked: Asked): Found | null {
  const { library, index } = asked
  const found = [first, second].map((side) => ({ side, best: bestNoteFor(side, index) }))
  const [a, b] = found
  if (a?.best === undefined || b?.best === undefined || a.best.note.id === b.best.note.id) return null
  const sources = new SourceList()
  const lead = found.flatMap(({ side, best }) => {
    if (best === undefined) return []
    const quote = claimOrBestQuoteOf(best.note, {
      question,
      query: index.queryOf(side),
      index,
      size: BECAUSE_SIZE,
    })
    return quote === null ? [] : [sources.quote(best.note, quote.heading, quote.text)]
  })
  if (lead.length < 2) return null
  const chain = (chainBetween(a.best.note.id, b.best.note.id, library) ?? []).map((relation) =>
    chainLink(relation, library, sources),
  )
  const result = index.search(question, { limit: PASSAGES_SEARCHED })
  const ranked = rankedNotes(result, null)
  return completed(
    {
      question,
      arrival: null,
      lead,
      chain,
      leads: [a.best.note, b.best.note],
      ranked,
      query: result.query,
      sources,
    },
    asked,
  )
}

function isName(question: string, library: Library): boolean {
  const wanted = question.trim().toLowerCase()
  return [...library.notes.values()].some((note) =>
    [note.title, ...note.aliases].some((name) => name.toLowerCase() === wanted),
  )
}

/** The note that a few words name; undefined where they name none clearly. */
function bestNoteFor(words: string, index: SearchIndex): Hit['passage'] | undefined {
  const result = index.search(words, { limit: PASSAGES_SEARCHED })
  const top = rankedNotes(result, null)[0]
  if (top === undefined || result.query.unknown.length > 0) return undefined
  const names = [top.note.title, ...top.note.aliases, top.note.claim?.text ?? ''].join('\n')
  const named = coverageBy(termsIn(names, index), result.query, index)
  return named >= NAMED ? top.hit.passage : undefined
}

/** How much of the words must stand in the note's title, aliases and claim. */
const NAMED = 0.6

/** The lead's own words may not come again in another note's. */
const SAME_SHARE = 0.7

function saysTheSame(a: string, b: string, index: SearchIndex): boolean {
  const first = termsIn(a, index)
  const second = termsIn(b, index)
  const shared = [...second].filter((term) => first.has(term)).length
  return shared >= SAME_SHARE * Math.min(first.size, second.size)
}

/** A line asks the same question when its title has most of the question's weight, and the other way round. */
const SAME_QUESTION = { ofQuestion: 0.75, ofTitle: 0.5 } as const

function lineThatAsks(result: SearchResult, index: SearchIndex): Note | null {
  for (const { passage } of result.hits) {
    const { note } = passage
    if (note.kind !== 'line') continue
    const ofQuestion = coverageBy(termsIn(note.title, index), result.query, index)
    const ofTitle = coverageBy(
      new Set(result.query.terms.map(({ number }) => number)),
      index.queryOf(note.title),
      index,
    )
    if (ofQuestion >= SAME_QUESTION.ofQuestion && ofTitle >= SAME_QUESTION.ofTitle) return note
  }
  return null
}

/** A line's cited notes, those first that answer the question best, then in reading order. */
function citedNotes(line: Note, ranked: readonly RankedNote[], library: Library): readonly Note[] {
  const share = new Map(ranked.map(({ note, share: each }) => [note.id, each]))
  return citedBy(line)
    .flatMap((id) => library.notes.get(id) ?? [])
    .toSorted((a, b) => (share.get(b.id) ?? 0) - (share.get(a.id) ?? 0))
}

function chainLink(relation: Relation, library: Library, sources: SourceList): ChainLink {
  return { relation, reason: reasonOf(relation, library, sources) }
}

function reasonOf(relation: Relation, library: Library, sources: SourceList): Quote | null {
  const author = library.notes.get(relation.from)
  return author === undefined || relation.reason === '' ? null : sources.quoteReason(author, relation.reason)
}

/** A claim that is the opening sentence stands in the section that it opens. */
function headingOfClaim(note: Note): string | null {
  if (note.claim?.from !== 'opening') return null
  return (
    note.sections.find(({ role, markdown }) => role === 'text' && markdown.trim() !== '')?.heading ?? null
  )
}

function missed(question: string, ranked: readonly RankedNote[], result: SearchResult): Miss {
  const nearest = ranked.slice(0, MAX_NEAREST).map(({ note }) => note)
  return {
    type: 'miss',
    question,
    nearest,
    unknownWords: result.query.unknown,
    steps: nearest.map(({ id }) => ({ type: 'open', note: id })),
  }
}
