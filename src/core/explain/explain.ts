/** A question, or a note, becomes an explanation: lead, because, but, sources, steps. */
import { notesNamed } from '../notes/lookup.ts'
import type { Note, Relation } from '../notes/note.ts'
import type { Query } from '../search/query.ts'
import type { SearchIndex, SearchResult } from '../search/search-index.ts'
import { hasContent, wordsOf } from '../search/tokens.ts'
import { evidenceOf, isAnswered, MOST_LOOKED_AT } from './answerable.ts'
import { PASSAGES_SEARCHED, type Asked } from './asked.ts'
import { sideAskedFor, type AskedSide } from './asked-side.ts'
import { bestQuoteOf, type BestQuote, type QuoteSize, type Wanted } from './best-quote.ts'
import { bestNoteFor, compare, opposedNoteFor } from './compare.ts'
import { sidesOf } from './comparison.ts'
import { completed, worthOf } from './completed.ts'
import { explainDissent } from './dissent.ts'
import type { Explanation, Found, Miss } from './explanation.ts'
import { addedBy, isFollowUp } from './follow-up.ts'
import { inContext } from './in-context.ts'
import { relationsOf } from './objections.ts'
import { rankedNotes, type RankedNote } from './ranked-notes.ts'
import { chainLink } from './reasons.ts'
import { NOTHING_SO_FAR } from './so-far.ts'
import { SourceList } from './sources.ts'
import { stepsFrom } from './steps.ts'
import { supportersOf } from './support.ts'
import { coverageBy, termsIn } from './weights.ts'

/** A phone screen and a half in all. */
const LEAD_SIZE: QuoteSize = { sentences: 2, words: 60 }
const MAX_NEAREST = 3

/** What was asked, and the note that a follow-up was understood to be about. */
type Subject = Pick<Found, 'question' | 'on'>

/**
 * Every text of the result stands in a note, word for word; a question that no note answers is a miss. In a
 * walk a question that leans on what was said before is understood with it, and what was quoted is not quoted
 * again.
 */
export function explain(question: string, asked: Asked): Explanation {
  const { library, soFar = NOTHING_SO_FAR } = asked
  // A name such as "create vs deploy" names its note and compares nothing.
  const isNamed = notesNamed(question, library).length > 0
  const on =
    soFar.note === null || !isFollowUp(question, isNamed) ? null : (library.notes.get(soFar.note) ?? null)
  // First of all: "the evidence against ProRL" is no comparison of evidence with ProRL.
  const side = isNamed ? null : sideAskedFor(question)
  const sided = side === null ? null : explainSide(question, side, on, asked)
  if (sided !== null) return sided
  const sides = isNamed ? null : sidesOf(question)
  const compared = sides === null ? null : compare(question, sides, asked)
  if (compared !== null) return compared

  const words = on === null ? question : addedBy(question)
  const isUnopposed = on !== null && side?.side === 'against' && side.about === ''
  // "Who are you?" and "what supports it?" alone are about nothing; the notes would answer them by chance.
  const isAboutNothing =
    on === null && !isNamed && (side?.about === '' || !wordsOf(question).some(hasContent))
  if (isUnopposed || isAboutNothing) return missed({ question, on, ranked: [], unknown: [] }, asked)
  if (on !== null && (words === '' || side?.about === '')) return explainFurther(question, on, asked)
  const explanation = explainWords(words, { question, on }, asked)
  // The words for a side name a kind of relation: no note has to have them.
  const isHalfMissed = explanation.type === 'miss' && side !== null && side.about !== ''
  return isHalfMissed ? explainWords(side.about, { question, on: null }, asked) : explanation
}

/** `words` are what is looked for; `question` is what was asked. */
function explainWords(words: string, { question, on }: Subject, asked: Asked): Explanation {
  const { index } = asked
  const result = index.search(words, { limit: PASSAGES_SEARCHED })
  const line = lineThatAsks(result, index)
  // A note that says nothing has nothing to be quoted.
  const alone = rankedNotes(result, line?.id ?? null).filter(({ note }) => note.claim !== null)
  const ranked = on === null ? alone : inContext(alone, result, { question: words, on }, asked)
  const found = answering(question, ranked, result, asked)
  if (found === null) {
    const nearest = on === null ? rankedNotes(result, null) : ranked
    return missed({ question, on, ranked: nearest, unknown: result.query.unknown }, asked)
  }
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

interface Lead {
  readonly note: Note
  readonly quote: BestQuote
  readonly worth: number
}

/** What was said already answers again where nothing new answers nearly as well. */
const SAID_BETTER = 0.25

/** The best note that answers, with something new where that is about as good; null where none does. */
function answering(
  question: string,
  ranked: readonly RankedNote[],
  result: SearchResult,
  { index, soFar = NOTHING_SO_FAR }: Asked,
): Lead | null {
  const isAnswer = ({ hit }: RankedNote): boolean => isAnswered(evidenceOf(hit, result, index))
  const answers = ranked.slice(0, MOST_LOOKED_AT).filter(isAnswer)
  const wanted = { question, query: result.query, index, size: LEAD_SIZE }
  const best = leadOf(answers, { ...wanted, isQuoted: NOTHING_SO_FAR.isQuoted })
  if (best === null || !soFar.isQuoted(best.quote.text)) return best
  const fresh = leadOf(answers, { ...wanted, isQuoted: soFar.isQuoted })
  return fresh === null || best.worth - fresh.worth >= SAID_BETTER ? best : fresh
}

function leadOf(answers: readonly RankedNote[], wanted: Wanted): Lead | null {
  const leads: Lead[] = []
  for (const { note, share } of answers) {
    const quote = bestQuoteOf(note, wanted)
    // Another passage may have brought a note here, and what it says best is about something else.
    if (quote === null || !saysAnyOf(wanted.query, note, quote, wanted.index)) continue
    const lead = { note, quote, worth: worthOf(quote, share) }
    // What a note claims was weighed when notes were ranked; where none is stated, its sentences decide.
    if (leads.length === 0 && note.claim?.from === 'stated') return lead
    leads.push(lead)
  }
  return leads.length === 0 ? null : leads.reduce((a, b) => (b.worth > a.worth ? b : a))
}

/** Whether what would lead has a word of the question, itself or in what its note and sources are called. */
function saysAnyOf(query: Query, note: Note, { text, heading }: BestQuote, index: SearchIndex): boolean {
  const sources = note.sources.map(({ title, authors = '' }) => `${title} ${authors}`)
  const names = [note.title, ...note.aliases, ...sources, heading ?? '', text].join('\n')
  return coverageBy(termsIn(names, index), query, index) > 0
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
    const quote = bestQuoteOf(each, { question, query, index, size: LEAD_SIZE, isQuoted })
    if (quote === null) continue
    const lead = [sources.quote(each, quote.heading, quote.text)]
    return completed(
      { question, on: note, arrival: null, lead, chain: [], leads: [each], ranked, query, sources },
      asked,
    )
  }
  return missed({ question, on: note, ranked: [], unknown: query.unknown }, asked)
}

/** What speaks for a note or against it; null where the notes have no relations to tell it by. */
function explainSide(
  question: string,
  { side, about }: AskedSide,
  on: Note | null,
  asked: Asked,
): Found | null {
  const noteFor = side === 'against' ? opposedNoteFor : bestNoteFor
  const note = about === '' ? on : noteFor(about, asked)
  if (note === null) return null
  const subject = { question, on: about === '' ? on : null }
  if (side === 'against') return explainDissent(note, subject, asked)
  const isSupported = relationsOf(note.id, asked.library).some(
    ({ kind, to }) => kind === 'supports' && to === note.id,
  )
  return isSupported ? explainOf(note, { ...subject, arrival: null }, asked) : null
}

/** A note explained by itself; `arrival` is the relation that was walked to it. */
export function explainNote(note: Note, arrival: Relation | null, asked: Asked): Found {
  return explainOf(note, { question: note.title, on: null, arrival }, asked)
}

function explainOf(
  note: Note,
  { question, on, arrival }: Subject & { readonly arrival: Relation | null },
  asked: Asked,
): Found {
  const { library, index } = asked
  const sources = new SourceList()
  const lead = [sources.quoteClaim(note)]
  const result = index.search(note.title, { limit: PASSAGES_SEARCHED })
  const ranked = rankedNotes(result, null)
  const link = arrival === null ? null : chainLink(arrival, library, sources)
  return completed(
    {
      question,
      on,
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
  const lead = [sources.quoteClaim(note)]
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

interface Missed {
  readonly question: string
  readonly on: Note | null
  readonly ranked: readonly RankedNote[]
  readonly unknown: readonly string[]
}

/** In a walk the steps that are still open, else the nearest notes. */
function missed({ question, on, ranked, unknown }: Missed, { library, soFar = NOTHING_SO_FAR }: Asked): Miss {
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
    unknownWords: unknown,
    steps: open.length > 0 ? open : nearest.map(({ id }) => ({ type: 'open', note: id })),
  }
}
