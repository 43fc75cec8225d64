/** Two notes side by side, and how they hang together. */
import { noteNamed, notesNamed } from '../notes/lookup.ts'
import type { Note } from '../notes/note.ts'
import type { Query } from '../search/query.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { PASSAGES_SEARCHED, type Asked } from './asked.ts'
import { BECAUSE_SIZE, claimOrBestQuoteOf } from './best-quote.ts'
import { chainBetween } from './chain.ts'
import type { Sides } from './comparison.ts'
import { completed } from './completed.ts'
import type { Found } from './explanation.ts'
import { rankedNotes } from './ranked-notes.ts'
import { chainLink } from './reasons.ts'
import { NOTHING_SO_FAR } from './so-far.ts'
import { SourceList } from './sources.ts'
import { coverageBy, termsIn } from './weights.ts'

/** Null where the sides are not two notes; throws UserError where they are meant to be, and one is none. */
export function compare(question: string, { first, second, isExact }: Sides, asked: Asked): Found | null {
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
export function bestNoteFor(words: string, { library, index }: Asked): Note | null {
  const [named, ...others] = notesNamed(words, library)
  if (named !== undefined && others.length === 0) return named
  const result = index.search(words, { limit: PASSAGES_SEARCHED })
  const top = rankedNotes(result, null)[0]
  if (top === undefined || result.query.unknown.length > 0) return null
  return isMeantBy(result.query, top.note, index) ? top.note : null
}

/** Whom people disagree with: where the best note challenges another one that the words name as well, that one. */
export function opposedNoteFor(words: string, asked: Asked): Note | null {
  const { library, index } = asked
  const note = bestNoteFor(words, asked)
  if (note === null) return null
  const query = index.queryOf(words)
  const challenged = (library.outgoing.get(note.id) ?? [])
    .filter(({ kind }) => kind === 'challenges')
    .flatMap(({ to }) => library.notes.get(to) ?? [])
  return challenged.find((each) => isMeantBy(query, each, index)) ?? note
}

function isMeantBy(query: Query, { title, aliases, claim }: Note, index: SearchIndex): boolean {
  const names = [title, ...aliases, claim?.text ?? ''].join('\n')
  return coverageBy(termsIn(names, index), query, index) >= NAMED
}

/** How much of the words must stand in the note's title, aliases and claim. */
const NAMED = 0.6
