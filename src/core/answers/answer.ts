/**
 * An answer as a platform-neutral document. Core decides what is said and from which sources;
 * a renderer decides how it looks and where it breaks. Texts here are plain text, never markup,
 * except in a `markdown` block, whose text is a note's own Markdown.
 */
import type { NoteId } from '../notes/note.ts'
import type { Step } from './step.ts'

/** A note's title; linked where the note has an address. */
export interface NoteInline {
  readonly type: 'note'
  readonly note: NoteId
  readonly title: string
  readonly url: string | null
}

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly text: string }
  /** Something to type, such as a command. */
  | { readonly type: 'code'; readonly text: string }
  | NoteInline
  /** A web address that the note's author listed. */
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  /** A moment, in milliseconds since 1970, in the reader's own time; `text` where that is not known. */
  | { readonly type: 'time'; readonly at: number; readonly text: string }
  /** The number of a citation, set as `[2]`. */
  | { readonly type: 'cite'; readonly number: number }

export interface Citation {
  readonly number: number
  readonly note: NoteId
  readonly title: string
  /** Null for a claim or an opening. */
  readonly heading: string | null
  /** Null where the claim is quoted above already, or the note has none. */
  readonly claim: string | null
  readonly date: string | null
  /** The note's own address; null where it has none. */
  readonly url: string | null
}

export type Block =
  /** The question as it was understood. */
  | { readonly type: 'question'; readonly text: string }
  /**
   * The first sentences to read; also the notification text. `under` is the note whose title they answer,
   * where that is not the question that was asked.
   */
  | { readonly type: 'lead'; readonly inlines: readonly Inline[]; readonly under?: NoteInline }
  /** The relation that was walked to get here, with its reason; it stands before everything else. */
  | { readonly type: 'arrival'; readonly inlines: readonly Inline[] }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly type: 'table'
      readonly header: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  /** Quotations under a label. */
  | {
      readonly type: 'quotes'
      readonly role: 'because' | 'but' | 'chain'
      readonly label: string
      readonly items: readonly (readonly Inline[])[]
      /** How many more there are; announced, never silent. */
      readonly leftOut: number
    }
  | { readonly type: 'citations'; readonly items: readonly Citation[]; readonly more: readonly Citation[] }
  | { readonly type: 'markdown'; readonly markdown: string }
  /** Said quietly, below the rest: a hint, a count, a date. */
  | { readonly type: 'aside'; readonly inlines: readonly Inline[] }

export interface AnswerStep {
  readonly label: string
  readonly step: Step
}

export interface Answer {
  readonly blocks: readonly Block[]
  readonly steps: readonly AnswerStep[]
}

/** The sources of an answer, those quoted above first. */
export function citationsOf({ blocks }: Answer): readonly Citation[] {
  return blocks.flatMap((block) => (block.type === 'citations' ? [...block.items, ...block.more] : []))
}
