/** What can be done next from an answer. */
import type { NoteId, Relation } from '../notes/note.ts'

export type Step =
  /** Walk a relation from the note `from` to its other end. */
  | { readonly type: 'relation'; readonly relation: Relation; readonly from: NoteId }
  /** Ask a line's next question. */
  | { readonly type: 'question'; readonly question: string }
  /** Show the objections that did not fit. */
  | { readonly type: 'objections'; readonly about: readonly NoteId[]; readonly count: number }
  /** Show the sources that did not fit. */
  | { readonly type: 'sources'; readonly notes: readonly NoteId[] }
  /** Open a note whole. */
  | { readonly type: 'open'; readonly note: NoteId }
  /** Show what supports a note beside what challenges it. */
  | { readonly type: 'sides'; readonly note: NoteId }
  /** Return to the note before. */
  | { readonly type: 'back'; readonly note: NoteId }
  /** List the path that was walked. */
  | { readonly type: 'recap' }
  /** Another note picked at random; null for any topic. */
  | { readonly type: 'another'; readonly topic: string | null }
  /** Another page of what was searched; it takes the place of the page that is shown. */
  | {
      readonly type: 'page'
      readonly query: string | null
      readonly topic: string | null
      /** From 1. */
      readonly page: number
    }
  /** The notes of a topic; they take the place of the list of topics. */
  | { readonly type: 'browse'; readonly topic: string; readonly notes: number }
