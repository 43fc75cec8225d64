/**
 * What a command is. It is defined once, as data and a function; the terminal, help, and every platform's
 * registration are derived from the definition.
 */
import type { Answer } from '../answers/answer.ts'
import type { Library, Note, NoteId } from '../notes/note.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { SoFar } from '../explain/so-far.ts'
import type { ShownNote } from '../store.ts'

interface OptionBase {
  readonly description: string
  readonly required?: boolean
  /** Values of the command's first option, a choice, that it goes with; with all where none are given. */
  readonly only?: readonly string[]
}

export type OptionDefinition =
  /**
   * Free text. The first `text`, `note` or `topic` option of a command takes the words that name no option.
   * With `suggests` titles and aliases, or time zones, are offered while it is typed.
   */
  | (OptionBase & {
      readonly type: 'text'
      readonly suggests?: 'note' | 'zone'
      /** Stands in the usage line, where it is not the text itself. */
      readonly example?: string
    })
  /** `yes` or `no`. */
  | (OptionBase & { readonly type: 'flag' })
  /** One of a few words, each with what it means. */
  | (OptionBase & { readonly type: 'choice'; readonly choices: Readonly<Record<string, string>> })
  /** A note by its title, alias or path; completed while typing. */
  | (OptionBase & { readonly type: 'note' })
  /** A topic or tag; completed while typing. */
  | (OptionBase & { readonly type: 'topic' })
  /** A whole number from 1. */
  | (OptionBase & { readonly type: 'count' })

type ValueOf<O extends OptionDefinition> = O extends { type: 'flag' }
  ? boolean
  : O extends { type: 'count' }
    ? number
    : O extends { type: 'choice'; choices: infer C }
      ? Extract<keyof C, string>
      : string

export type Options = Readonly<Record<string, OptionDefinition>>

/** Required options are always there, flags are false unless given, the rest may be missing. */
export type ArgumentsOf<O extends Options> = {
  readonly [K in keyof O as O[K] extends { required: true } | { type: 'flag' } ? K : never]: ValueOf<O[K]>
} & {
  readonly [K in keyof O as O[K] extends { required: true } | { type: 'flag' } ? never : K]?: ValueOf<O[K]>
}

/** What a command may use besides its arguments. */
export interface CommandContext {
  readonly library: Library
  readonly index: SearchIndex
  /** A note's own address, null where it has none. */
  readonly addressOf: (note: Note) => string | null
  readonly commands: readonly Command[]
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
  readonly now: () => Date
  /** Whether the settings keep a note from being picked by the bot itself. */
  readonly isExcluded: (note: Note) => boolean
  /** What was shown where the command was given, the latest first; empty where nobody keeps count. */
  readonly shown: readonly ShownNote[]
  /** What the walk has shown and asked before. */
  readonly soFar: SoFar
}

/** The answer for people, and the same result as plain JSON for programs. */
export interface Reply {
  readonly answer: Answer
  readonly data: unknown
  /** The notes that this is about, not merely cites. */
  readonly notes: readonly NoteId[]
  /** Whether a question found no answer. */
  readonly isMiss: boolean
}

interface CommandHead {
  readonly name: string
  readonly description: string
  /** Answered to the person alone, also where others read along. */
  readonly isPersonal?: boolean
  /** Changes what a channel gets: only in servers, for members who may manage channels, where the platform can hold that. */
  readonly isForManagers?: boolean
}

/** A command as the platforms see it: the arguments are those of its options, checked by the grammar. */
export interface Command extends CommandHead {
  readonly options: Options
  readonly run: (args: Readonly<Record<string, unknown>>, context: CommandContext) => Reply
}

/** Infers the arguments of `run` from the options. */
export function defineCommand<const O extends Options>(
  definition: CommandHead & {
    readonly options: O
    readonly run: (args: ArgumentsOf<O>, context: CommandContext) => Reply
  },
): Command {
  return { ...definition, run: (args, context) => definition.run(args as ArgumentsOf<O>, context) }
}
