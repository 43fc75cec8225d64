/**
 * What an adapter is given: one library made ready to be asked, and the list of commands.
 */
import { explainCommand, explanationReply, objectionsReply } from './commands/explain.ts'
import type { Command, CommandContext, Reply } from './commands/command.ts'
import { commands } from './commands/commands.ts'
import { argumentsIn, checkedArguments, commandNamed } from './commands/grammar.ts'
import { openNoteCommand } from './commands/open-note.ts'
import { searchCommand } from './commands/search.ts'
import { UserError } from './errors.ts'
import { explainNote } from './explain/explain.ts'
import type { Step } from './answers/step.ts'
import { noteNamesLike, topicsLike } from './notes/lookup.ts'
import type { Library, Note, NoteId } from './notes/note.ts'
import type { SearchIndex } from './search/search-index.ts'
import type { ShownNote } from './store.ts'

export interface Bot {
  readonly library: Library
  readonly commands: readonly Command[]
  /**
   * Runs a command with its options by name. `shown` is what people there have seen, the latest first.
   * Throws UserError for what the person can put right.
   */
  readonly run: (
    command: string,
    values: Readonly<Record<string, string>>,
    shown?: readonly ShownNote[],
  ) => Reply
  /** The same for what a person typed after a command's name, in the text grammar. */
  readonly runText: (command: string, text: string, shown?: readonly ShownNote[]) => Reply
  /** What a step leads to. */
  readonly walk: (step: Step, seen?: ReadonlySet<NoteId>) => Reply
  /**
   * Titles and aliases, or topics, that begin with or hold what was typed; at most `limit`. Where nothing was
   * typed: lines, then the `recent` notes, then the others.
   */
  readonly complete: (
    option: 'note' | 'topic',
    typed: string,
    limit: number,
    recent?: readonly NoteId[],
  ) => readonly string[]
}

export interface BotParts {
  readonly library: Library
  readonly index: SearchIndex
  /** Template of a note's own address, with `{path}`; null where notes have none. */
  readonly notesUrl: string | null
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
}

export function createBot({ library, index, notesUrl, random }: BotParts): Bot {
  const addressOf = (note: Note): string | null =>
    notesUrl === null ? note.url : notesUrl.replaceAll('{path}', encodedPath(note.id))
  const contextWith = (shown: readonly ShownNote[]): CommandContext => ({
    library,
    index,
    addressOf,
    commands,
    random,
    shown,
  })
  const context = contextWith([])
  return {
    library,
    commands,
    run: (name, values, shown = []) => {
      const command = commandNamed(name, commands)
      return command.run(checkedArguments(values, command), contextWith(shown))
    },
    runText: (name, text, shown = []) => {
      const command = commandNamed(name, commands)
      return command.run(argumentsIn(text, command), contextWith(shown))
    },
    walk: (step, seen = new Set()) => {
      switch (step.type) {
        case 'question':
          return explainCommand.run({ question: step.question }, context)
        case 'relation': {
          const { relation, from } = step
          const note = existing(relation.from === from ? relation.to : relation.from, library)
          return explanationReply(explainNote(note, relation, { library, index, seen }), context)
        }
        case 'objections':
          return objectionsReply(
            step.about.map((id) => existing(id, library)),
            context,
          )
        case 'open':
          return openNoteCommand.run({ title: existing(step.note, library).id }, context)
        case 'page': {
          const { query, topic, page } = step
          const wanted = { ...(query !== null && { query }), ...(topic !== null && { topic }), page }
          return searchCommand.run(wanted, context)
        }
        case 'browse':
          return searchCommand.run({ topic: step.topic }, context)
      }
    },
    complete: (option, typed, limit, recent = []) =>
      option === 'note'
        ? noteNamesLike(typed, library, { limit, recent })
        : topicsLike(typed, library, limit),
  }
}

function existing(id: NoteId, library: Library): Note {
  const note = library.notes.get(id)
  if (note === undefined) {
    throw new UserError(
      'unknown-step',
      `The note "${id}" was removed.`,
      'Use search to find what is there now.',
    )
  }
  return note
}

/** Each part of the path is encoded; the slashes stay. */
function encodedPath(id: NoteId): string {
  return id.split('/').map(encodeURIComponent).join('/')
}
