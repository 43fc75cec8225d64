/**
 * What explaining works out. A value: it knows no platform and no layout.
 * Every text in it that is not a label stands in a note, word for word as plain text.
 */
import type { Step } from '../answers/step.ts'
import type { Note, NoteId, Relation } from '../notes/note.ts'

/** The place that a quotation comes from. `heading` is null for the claim and for the opening. */
export interface CitedSource {
  /** From 1, in the order of first citation. */
  readonly number: number
  readonly note: Note
  readonly heading: string | null
}

/** Whole sentences of one section, or a claim. */
export interface Quote {
  readonly text: string
  /** `number` of its source. */
  readonly source: number
}

/** A relation as it is shown beside a cited note: `about` is the cited one of its two ends. */
export interface Objection {
  readonly relation: Relation
  readonly about: NoteId
  /** The other end's claim, or its best sentence. */
  readonly quote: Quote
  /** The author's reason, from the file that states the relation. */
  readonly reason: Quote | null
}

/** One link of the chain between two compared notes. */
export interface ChainLink {
  readonly relation: Relation
  readonly reason: Quote | null
}

export interface Found {
  readonly type: 'found'
  readonly question: string
  /** The note that a follow-up was understood to be about; null for a question that stands alone. */
  readonly on: Note | null
  /** The relation that led here, when a step was walked. */
  readonly arrival: ChainLink | null
  /** One quote; two where two notes are compared. */
  readonly lead: readonly Quote[]
  /** How the two compared notes hang together; empty otherwise. */
  readonly chain: readonly ChainLink[]
  readonly because: readonly Quote[]
  readonly but: readonly Objection[]
  readonly moreObjections: number
  readonly sources: readonly CitedSource[]
  readonly steps: readonly Step[]
}

export interface Miss {
  readonly type: 'miss'
  readonly question: string
  readonly on: Note | null
  readonly nearest: readonly Note[]
  /** Words of the question that stand in no note. */
  readonly unknownWords: readonly string[]
  readonly steps: readonly Step[]
}

export type Explanation = Found | Miss

/** All that speaks against some notes. */
export interface Objections {
  /** The notes that are opposed; the first one needs no number. */
  readonly about: readonly Note[]
  readonly objections: readonly Objection[]
  readonly sources: readonly CitedSource[]
}
