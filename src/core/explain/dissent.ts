/** What speaks against notes, quoted: as part of an explanation, all of it by a step, or because it is asked for. */
import type { Note } from '../notes/note.ts'
import type { Query } from '../search/query.ts'
import type { Asked } from './asked.ts'
import { BECAUSE_SIZE, claimOrBestQuoteOf } from './best-quote.ts'
import type { Found, Objection, Objections } from './explanation.ts'
import { oppositionsTo, type Opposition } from './objections.ts'
import { reasonOf } from './reasons.ts'
import { NOTHING_SO_FAR } from './so-far.ts'
import { SourceList } from './sources.ts'
import { stepsFrom } from './steps.ts'

/** The rest is a step away. */
const MOST_SHOWN = 5

interface Quoting {
  readonly question: string
  readonly query: Query
  readonly sources: SourceList
}

/** Null where the other note says nothing that could be quoted. */
export function objectionOf(
  { relation, about, other }: Opposition,
  { question, query, sources }: Quoting,
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

/** A note's claim and what speaks against it, for one who asks for that; null where nothing does. */
export function explainDissent(
  note: Note,
  { question, on }: Pick<Found, 'question' | 'on'>,
  asked: Asked,
): Found | null {
  const { library, index, soFar = NOTHING_SO_FAR } = asked
  const sources = new SourceList()
  const lead = [sources.quoteClaim(note)]
  const query = index.queryOf(note.title)
  const oppositions = oppositionsTo([note], library, () => 0)
  const but = oppositions
    .slice(0, MOST_SHOWN)
    .flatMap((opposition) => objectionOf(opposition, { question, query, sources }, asked) ?? [])
  if (but.length === 0) return null
  const moreObjections = oppositions.length - but.length
  const seen = new Set([...soFar.seen, note.id])
  return {
    type: 'found',
    question,
    on,
    arrival: null,
    lead,
    chain: [],
    because: [],
    but,
    moreObjections,
    sources: sources.list(),
    steps: stepsFrom({ note, question, seen, moreObjections, cited: [note.id] }, library),
  }
}
