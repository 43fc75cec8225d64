/** A question, or a note, becomes an explanation: lead, because, but, sources, steps. */
import { noteNamed, notesNamed } from '../notes/lookup.ts'
import type { Library, Note, NoteId, Relation } from '../notes/note.ts'
import type { Query } from '../search/query.ts'
import { contextOf } from '../search/context.ts'
import type { SearchIndex, SearchResult } from '../search/search-index.ts'
import { isAnswered, evidenceOf } from './answerable.ts'
import { bestQuoteOf, claimOrBestQuoteOf, type BestQuote, type QuoteSize, type Wanted } from './best-quote.ts'
import { chainBetween } from './chain.ts'
import { sidesOf, type Sides } from './comparison.ts'
import type { ChainLink, Explanation, Found, Miss, Objection, Objections, Quote } from './explanation.ts'
import { areRelatedBy, oppositionsTo, type Opposition } from './objections.ts'
import { addedBy, isFollowUp } from './follow-up.ts'
import { withMoreSources } from './more-sources.ts'
import { rankedNotes, type RankedNote } from './ranked-notes.ts'
import { NOTHING_SO_FAR, type SoFar } from './so-far.ts'
import { SourceList } from './sources.ts'
import { isBroad, spreadFrom } from './spread.ts'
import { citedBy, stepsFrom } from './steps.ts'
import { supportersOf } from './support.ts'
import { coverageBy, termsIn } from './weights.ts'

/** A phone screen and a half in all. */
const LEAD_SIZE: QuoteSize = { sentences: 2, words: 60 }
const BECAUSE_SIZE: QuoteSize = { sentences: 1, words: 45 }
const MAX_BECAUSE = 3
const MAX_BUT = 3
/** Of a line, or of a broad question; what is not shown is a step away. */
const MAX_SOURCES = 12
const MAX_NEAREST = 3
const PASSAGES_SEARCHED = 50
/** How many notes may stand in for the best one where that was quoted already. */
const MAX_LEADS = 3
/** What a note's share of the best score counts beside what a sentence of it covers. */
const SHARE_WEIGHT = 1.3
/** Share of the best score from which a note answers a follow-up about as well as the best. */
const ABOUT_AS_GOOD = 0.7

export interface Asked {
  readonly library: Library
  readonly index: SearchIndex
  /** What the conversation has shown and asked before; nothing unless given. */
  readonly soFar?: SoFar
}

/**
 * Every text of the result stands in a note, word for word; a question that no note answers is a miss. In a
 * walk a question that leans on what was said before is understood with it, and what was quoted is not quoted
 * again.
 */
export function explain(question: string, asked: Asked): Explanation {
  const { index, library, soFar = NOTHING_SO_FAR } = asked
  // A name such as "create vs deploy" names its note and compares nothing.
  const isNamed = notesNamed(question, library).length > 0
  const sides = isNamed ? null : sidesOf(question)
  const compared = sides === null ? null : compare(question, sides, asked)
  if (compared !== null) return compared

  const on =
    soFar.note === null || !isFollowUp(question, isNamed) ? null : (library.notes.get(soFar.note) ?? null)
  const words = on === null ? question : addedBy(question)
  if (on !== null && words === '') return explainFurther(question, on, asked)
  const result = index.search(words, { limit: PASSAGES_SEARCHED })
  const line = lineThatAsks(result, index)
  // A note that says nothing has nothing to be quoted.
  const alone = rankedNotes(result, line?.id ?? null).filter(({ note }) => note.claim !== null)
  const ranked = on === null ? alone : inContext(alone, result, { question: words, on }, asked)
  const found = answering(question, ranked, result, asked)
  if (found === null) return missed({ question, on, ranked, result }, asked)
  const sources = new SourceList()
  const lead = [sources.quote(found.note, found.quote.heading, found.quote.text)]
  return completed(
    {
      question,
      on,
      arrival: null,
      lead,
      chain: [],
      leads: [found.note],
      ranked,
      query: result.query,
      sources,
    },
    asked,
  )
}

/**
 * Of the notes that a follow-up's own words find, those first that fit what was said before, too: it decides
 * between notes that answer about as well, and never makes an answer of a note that has none of the new words.
 */
function inContext(
  alone: readonly RankedNote[],
  result: SearchResult,
  { question, on }: { readonly question: string; readonly on: Note },
  { index, soFar = NOTHING_SO_FAR }: Asked,
): readonly RankedNote[] {
  const answers = alone.filter(
    ({ share, hit }) => share >= ABOUT_AS_GOOD && isAnswered(evidenceOf(hit, result, index)),
  )
  const context = contextOf(soFar.questions, [on.title, soFar.lastAnswer].join('\n'))
  const together = rankedNotes(index.search(question, { limit: PASSAGES_SEARCHED, context }), null)
  const place = new Map(together.map(({ note }, i) => [note.id, i]))
  const placeOf = ({ note }: RankedNote): number => place.get(note.id) ?? place.size
  const ordered = answers.toSorted((a, b) => placeOf(a) - placeOf(b))
  return [...ordered, ...alone.filter((each) => !answers.includes(each))]
}

/** The best note that answers with something new; where all was quoted before, the best one again. */
function answering(
  question: string,
  ranked: readonly RankedNote[],
  result: SearchResult,
  { index, soFar = NOTHING_SO_FAR }: Asked,
): { readonly note: Note; readonly quote: BestQuote } | null {
  const isAnswer = ({ hit }: RankedNote): boolean => isAnswered(evidenceOf(hit, result, index))
  const [top] = ranked
  if (top === undefined || !isAnswer(top)) return null
  const answers = ranked.slice(0, MAX_LEADS).filter(isAnswer)
  const wanted = { question, query: result.query, index, size: LEAD_SIZE }
  for (const isQuoted of [soFar.isQuoted, NOTHING_SO_FAR.isQuoted]) {
    const leads = answers.flatMap(({ note, share }) => {
      const quote = bestQuoteOf(note, { ...wanted, isQuoted })
      return quote === null ? [] : [{ note, quote, worth: worthOf(quote, share) }]
    })
    const [best] = leads
    // What a note claims was weighed when notes were ranked; where none is stated, its sentences decide.
    if (best !== undefined && best.note.claim?.from === 'stated') return best
    if (best !== undefined) return leads.reduce((a, b) => (b.worth > a.worth ? b : a))
  }
  return null
}

/** How a quotation from a note that was found compares with those of others. */
function worthOf({ score }: BestQuote, share: number): number {
  return score + SHARE_WEIGHT * share
}

/** "Why?" after a note: what else it says about its claim, and what carries it. */
function explainFurther(question: string, note: Note, asked: Asked): Explanation {
  const { index, soFar = NOTHING_SO_FAR } = asked
  const about = `${note.title} ${note.claim?.text ?? ''}`
  const result = index.search(about, { limit: PASSAGES_SEARCHED })
  const ranked = rankedNotes(result, null)
  const { query } = result
  const sources = new SourceList()
  const { isQuoted } = soFar
  for (const each of [note, ...supportersOf(note, ranked, asked.library)]) {
    const quote = bestQuoteOf(each, { question: about, query, index, size: LEAD_SIZE, isQuoted })
    if (quote === null) continue
    const lead = [sources.quote(each, quote.heading, quote.text)]
    return completed(
      { question, on: note, arrival: null, lead, chain: [], leads: [each], ranked, query, sources },
      asked,
    )
  }
  return missed({ question, on: note, ranked: [], result }, asked)
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
      on: null,
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

/** A note that the walk comes back to: its claim and where it leads, without what was said of it before. */
export function explainAgain(note: Note, { library, soFar = NOTHING_SO_FAR }: Asked): Found {
  const sources = new SourceList()
  const lead = [sources.quote(note, headingOfClaim(note), note.claim?.text ?? note.title)]
  return {
    type: 'found',
    question: note.title,
    on: null,
    arrival: null,
    lead,
    chain: [],
    because: [],
    but: [],
    moreObjections: 0,
    sources: sources.list(),
    steps: stepsFrom(
      { note, question: note.title, seen: soFar.seen, moreObjections: 0, cited: [note.id] },
      library,
    ),
  }
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

function completed(begun: Begun, asked: Asked): Found {
  const { question, on, arrival, lead, chain, leads, ranked, query, sources } = begun
  const { library, index, soFar = NOTHING_SO_FAR } = asked
  const { isQuoted } = soFar
  const first = leads[0]
  if (first === undefined) throw new Error(`The explanation of "${question}" has no lead.`)

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
    steps: withMoreSources(
      stepsFrom(
        {
          note: first,
          question,
          seen: new Set([...soFar.seen, ...leads.map(({ id }) => id)]),
          moreObjections,
          cited: cited.map(({ id }) => id),
        },
        library,
      ),
      sources.list(),
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
function carryingQuotes(
  first: Note,
  carriers: readonly Note[],
  wanted: Wanted,
  share: ReadonlyMap<NoteId, number>,
): readonly { readonly note: Note; readonly quote: BestQuote }[] {
  const isStated = first.claim?.from === 'stated' || first.kind === 'line'
  const quotes = (isStated ? carriers : [first, ...carriers]).flatMap((note) => {
    const quote = note === first && isStated ? null : claimOrBestQuoteOf(note, wanted)
    return quote === null ? [] : [{ note, quote, worth: worthOf(quote, share.get(note.id) ?? 0) }]
  })
  return isStated ? quotes : quotes.toSorted((a, b) => b.worth - a.worth)
}

/** Null where the other note says nothing that could be quoted. */
function objectionOf(
  { relation, about, other }: Opposition,
  { query, question, sources }: Pick<Begun, 'query' | 'question' | 'sources'>,
  { library, index }: Asked,
): Objection | null {
  const { isQuoted } = NOTHING_SO_FAR
  const quote = claimOrBestQuoteOf(other, { question, query, index, size: BECAUSE_SIZE, isQuoted })
  if (quote === null) return null
  return {
    relation,
    about: about.id,
    quote: sources.quote(other, quote.heading, quote.text),
    reason: reasonOf(relation, library, sources),
  }
}

/** Null where the sides are not two notes; throws UserError where they are meant to be, and one is none. */
function compare(question: string, { first, second, isExact }: Sides, asked: Asked): Found | null {
  const { library, index } = asked
  const noteFor = (side: string): Note | null =>
    bestNoteFor(side, asked) ?? (isExact ? noteNamed(side, library) : null)
  const [a, b] = [noteFor(first), noteFor(second)]
  if (a === null || b === null || a.id === b.id) return null
  const sources = new SourceList()
  const both = [
    { side: first, note: a },
    { side: second, note: b },
  ]
  const lead = both.flatMap(({ side, note }) => {
    const quote = claimOrBestQuoteOf(note, {
      question,
      query: index.queryOf(side),
      index,
      size: BECAUSE_SIZE,
      isQuoted: NOTHING_SO_FAR.isQuoted,
    })
    return quote === null ? [] : [sources.quote(note, quote.heading, quote.text)]
  })
  if (lead.length < 2) return null
  const chain = (chainBetween(a.id, b.id, library) ?? []).map((relation) =>
    chainLink(relation, library, sources),
  )
  const result = index.search(question, { limit: PASSAGES_SEARCHED })
  const ranked = rankedNotes(result, null)
  return completed(
    {
      question,
      on: null,
      arrival: null,
      lead,
      chain,
      leads: [a, b],
      ranked,
      query: result.query,
      sources,
    },
    asked,
  )
}

/** The note that a few words name; null where they name none clearly. */
function bestNoteFor(words: string, { library, index }: Asked): Note | null {
  const [named, ...others] = notesNamed(words, library)
  if (named !== undefined && others.length === 0) return named
  const result = index.search(words, { limit: PASSAGES_SEARCHED })
  const top = rankedNotes(result, null)[0]
  if (top === undefined || result.query.unknown.length > 0) return null
  const names = [top.note.title, ...top.note.aliases, top.note.claim?.text ?? ''].join('\n')
  const covered = coverageBy(termsIn(names, index), result.query, index)
  return covered >= NAMED ? top.note : null
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

interface Missed {
  readonly question: string
  readonly on: Note | null
  readonly ranked: readonly RankedNote[]
  readonly result: SearchResult
}

/** In a walk the steps that are still open, else the nearest notes. */
function missed({ question, on, ranked, result }: Missed, { library, soFar = NOTHING_SO_FAR }: Asked): Miss {
  const nearest = ranked.slice(0, MAX_NEAREST).map(({ note }) => note)
  const at = soFar.note === null ? undefined : library.notes.get(soFar.note)
  const open =
    at === undefined
      ? []
      : stepsFrom({ note: at, question, seen: soFar.seen, moreObjections: 0, cited: [at.id] }, library)
  return {
    type: 'miss',
    question,
    on,
    nearest,
    unknownWords: result.query.unknown,
    steps: open.length > 0 ? open : nearest.map(({ id }) => ({ type: 'open', note: id })),
  }
}
