/**
 * What a note is. A library is made once from a folder and never changes: a reload makes a new one.
 * Every `line` below is a line number in the note's file, counted from 1.
 */
import type { RelationKind } from './relation-kinds.ts'

/** A note's path in its folder, with `/`, without the extension: `notes/pass-at-k-crossover`. */
export type NoteId = string & { readonly brand: 'NoteId' }

/** A `line` is an inquiring line: an essay whose links are its citations. */
export type NoteKind = 'note' | 'line'

/** A paper or page that a note rests on. */
export interface Source {
  readonly title: string
  readonly authors?: string
  readonly year?: string
  /** Only http and https addresses are kept. */
  readonly url?: string
}

/** The note's answer in one sentence, as plain text. */
export interface Claim {
  readonly text: string
  /** `stated` in front matter, or the `opening` sentence of the body. */
  readonly from: 'stated' | 'opening'
}

/**
 * One section of a body: what stands under one heading, down to the next heading of any level.
 * The text before the first heading is a section of its own with `heading: null`.
 */
export interface Section {
  /** Plain text of the heading. */
  readonly heading: string | null
  /** 1 to 6; 0 for the opening. */
  readonly level: number
  /** Unique in the note: `how-the-leak-was-tested`, `results-2`; empty for the opening. */
  readonly anchor: string
  /** Markdown below the heading line; without the relations where they stand among text under a heading for them. */
  readonly markdown: string
  readonly line: number
  /** `relations`: a section of nothing but relations; `next`: a line's next questions. Neither is quoted. */
  readonly role: 'text' | 'relations' | 'next'
}

/** How a link found its target; `alias` and `title` are wider than some tools would go. */
export type ResolvedBy = 'exact' | 'relative' | 'own-folder' | 'name' | 'folder-note' | 'alias' | 'title'

export type LinkTarget =
  | {
      readonly type: 'note'
      readonly note: NoteId
      readonly how: ResolvedBy
      /** Other notes that the name could have meant. */
      readonly others: readonly NoteId[]
      /** False when the link names a heading or block that the note does not have. */
      readonly anchorFound: boolean
    }
  | { readonly type: 'attachment'; readonly path: string }
  | { readonly type: 'external'; readonly url: string }
  /** A note that is private, a draft or unpublished. It is never named. */
  | { readonly type: 'hidden' }
  | { readonly type: 'missing' }

export interface Link {
  /** As written, decoded, without anchor and display text. */
  readonly target: string
  readonly to: LinkTarget
  /** A heading chain or `^block` as written after `#`. */
  readonly anchor: string | null
  readonly display: string | null
  readonly embed: boolean
  readonly line: number
}

/** `from` is always the subject: *from* supports *to*, because *reason*. */
export interface Relation {
  readonly kind: RelationKind
  readonly from: NoteId
  readonly to: NoteId
  /** The author's reason as plain text; empty when none was written. */
  readonly reason: string
  /** The note whose file says so, where that is not `from`: `challenged-by:: [[from]]`. */
  readonly saidIn?: NoteId
  /** In that file. */
  readonly line: number
}

/** A relation to a note that does not exist (yet). */
export interface DanglingRelation {
  readonly kind: RelationKind
  readonly from: NoteId
  readonly target: string
  readonly reason: string
  readonly line: number
}

export interface Note {
  readonly id: NoteId
  /** Path of the file in its folder, with the extension. */
  readonly file: string
  readonly kind: NoteKind
  readonly title: string
  /** Null for a note that says nothing. */
  readonly claim: Claim | null
  readonly topics: readonly string[]
  readonly tags: readonly string[]
  readonly aliases: readonly string[]
  /** As written, e.g. `2026-03-01`. */
  readonly date: string | null
  readonly sources: readonly Source[]
  /** The note's own public address, where its front matter gives one. */
  readonly url: string | null
  readonly sections: readonly Section[]
  readonly links: readonly Link[]
  /** A line's next questions as plain text. */
  readonly nextQuestions: readonly string[]
  /** False where the author wants it shown only to those who ask: never as a daily or a random note. */
  readonly isPickable: boolean
}

export type ProblemCode =
  | 'unreadable-file'
  | 'not-text'
  | 'encoding'
  | 'outside-folder'
  | 'front-matter'
  | 'broken-link'
  | 'broken-anchor'
  | 'ambiguous-link'
  | 'unknown-relation'
  | 'broken-relation'
  | 'duplicate-title'

export interface Problem {
  readonly code: ProblemCode
  readonly severity: 'error' | 'warning'
  readonly file: string
  readonly line: number
  /** What is wrong, with the value. */
  readonly message: string
  /** The nearest right thing, ready to be used; null when nothing is near. */
  readonly suggestion: string | null
  /** In a private, draft or unpublished file: for the author's eyes only, never shown in chat. */
  readonly hidden: boolean
}

export interface Library {
  /** Public notes and lines, in path order. Private, draft and unpublished notes are not here. */
  readonly notes: ReadonlyMap<NoteId, Note>
  readonly outgoing: ReadonlyMap<NoteId, readonly Relation[]>
  readonly incoming: ReadonlyMap<NoteId, readonly Relation[]>
  readonly dangling: readonly DanglingRelation[]
  readonly problems: readonly Problem[]
  /** Names that links used and no note has, lower case, with how often. */
  readonly missing: ReadonlyMap<string, number>
  /** How many files were left out because they are private, drafts or unpublished. */
  readonly hidden: number
}
