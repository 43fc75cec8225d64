/**
 * What an adapter is given: one library made ready to be asked, and the list of commands.
 */
import {
  bothSidesReply,
  moreSourcesReply,
  explainCommand,
  explanationReply,
  objectionsReply,
} from './commands/explain.ts'
import type { Command, CommandContext, Reply } from './commands/command.ts'
import { commands } from './commands/commands.ts'
import { argumentsIn, checkedArguments, commandNamed } from './commands/grammar.ts'
import { openNoteCommand } from './commands/open-note.ts'
import { randomNoteCommand } from './commands/random-note.ts'
import { searchCommand } from './commands/search.ts'
import { removedNoteReply } from './commands/removed-note.ts'
import { exclusionOf } from './daily/exclusions.ts'
import { zonesLike } from './daily/zones.ts'
import { bothSidesOf } from './explain/both-sides.ts'
import { explainAgain, explainNote } from './explain/explain.ts'
import { isFollowUp } from './explain/follow-up.ts'
import { NOTHING_SO_FAR, type SoFar } from './explain/so-far.ts'
import type { Step } from './answers/step.ts'
import { namesToBeginWith, notesNamed, topicsLike, type NoteName } from './notes/lookup.ts'
import type { Library, Note, NoteId, Relation } from './notes/note.ts'
import { shortNameOf } from './notes/short-name.ts'
import { Completion } from './search/completion.ts'
import type { SearchIndex } from './search/search-index.ts'
import type { ShownNote } from './store.ts'
import { recapAnswer, type Walked } from './walks/recap.ts'

export interface Bot {
  readonly library: Library
  readonly commands: readonly Command[]
  /** What the bot picks notes by. */
  readonly context: Pick<CommandContext, 'library' | 'addressOf' | 'isExcluded'>
  /** Runs a command with its options by name. Throws UserError for what the person can put right. */
  readonly run: (command: string, values: Readonly<Record<string, string>>, around?: Around) => Reply
  /** The same for what a person typed after a command's name, in the text grammar. */
  readonly runText: (command: string, text: string, around?: Around) => Reply
  /** What a step leads to; a note that was removed since is said to be. */
  readonly walk: (step: Step, around?: Around) => Reply
  /** A few words for a note. */
  readonly name: (id: NoteId) => string
  /** Whether a note is supported by some and challenged by others. */
  readonly hasBothSides: (id: NoteId) => boolean
  /** What a request asks in words; null for other commands than explain. Throws UserError as running it does. */
  readonly questionIn: (request: Request) => string | null
  /** Whether a question leans on what was said before. */
  readonly isFollowUp: (question: string) => boolean
  /**
   * Titles and aliases that begin with or hold what was typed; at most `limit`. Where nothing was typed: lines, then the
   * `recent` notes, then the others.
   */
  readonly noteNames: (typed: string, limit: number, recent?: readonly NoteId[]) => readonly NoteName[]
  /** The same without the notes, or topics, or time zones. */
  readonly complete: (
    option: 'note' | 'topic' | 'zone',
    typed: string,
    limit: number,
    recent?: readonly NoteId[],
  ) => readonly string[]
}

export type Request =
  | { readonly type: 'command'; readonly command: string; readonly values: Readonly<Record<string, string>> }
  /** A command in the text grammar. */
  | { readonly type: 'text'; readonly command: string; readonly text: string }

/** What goes before a command or a step, where people stand already. */
interface Around {
  /** What people there have seen, the latest first. */
  readonly shown?: readonly ShownNote[]
  readonly soFar?: SoFar
  /** The stops of the walk, in the order in which they were reached. */
  readonly walked?: readonly Walked[]
}

export interface BotParts {
  readonly library: Library
  readonly index: SearchIndex
  /** Template of a note's own address, with `{path}`; null where notes have none. */
  readonly notesUrl: string | null
  /** Patterns of paths of notes that are never picked by the bot itself. */
  readonly excluded?: readonly string[]
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
  /** The real time where it is not given. */
  readonly now?: () => Date
}

export function createBot({
  library,
  index,
  notesUrl,
  excluded = [],
  random,
  now = () => new Date(),
}: BotParts): Bot {
  const completion = new Completion(library)
  const addressOf = (note: Note): string | null =>
    notesUrl === null ? note.url : notesUrl.replaceAll('{path}', encodedPath(note.id))
  const isExcluded = exclusionOf(excluded)
  const contextWith = ({ shown = [], soFar = NOTHING_SO_FAR }: Around): CommandContext => ({
    library,
    index,
    addressOf,
    commands,
    random,
    now,
    isExcluded,
    shown,
    soFar,
  })
  const noteNames: Bot['noteNames'] = (typed, limit, recent = []) =>
    typed.trim() === '' ? namesToBeginWith(library, limit, recent) : completion.like(typed, limit)
  return {
    library,
    commands,
    context: contextWith({}),
    run: (name, values, around = {}) => {
      const command = commandNamed(name, commands)
      return command.run(checkedArguments(values, command), contextWith(around))
    },
    runText: (name, text, around = {}) => {
      const command = commandNamed(name, commands)
      return command.run(argumentsIn(text, command), contextWith(around))
    },
    walk: (step, around = {}) => walkedReply(step, contextWith(around), around.walked ?? []),
    name: (id) => {
      const note = library.notes.get(id)
      return note === undefined ? id : shortNameOf(note)
    },
    hasBothSides: (id) => {
      const note = library.notes.get(id)
      return note !== undefined && bothSidesOf(note, library) !== null
    },
    questionIn: (request) => {
      if (request.command !== explainCommand.name) return null
      const args =
        request.type === 'text'
          ? argumentsIn(request.text, explainCommand)
          : checkedArguments(request.values, explainCommand)
      return String(args['question'])
    },
    isFollowUp: (question) => isFollowUp(question, notesNamed(question, library).length > 0),
    noteNames,
    complete: (option, typed, limit, recent) => {
      switch (option) {
        case 'note':
          return [...new Set(noteNames(typed, limit, recent).map(({ name }) => name))]
        case 'topic':
          return topicsLike(typed, library, limit)
        case 'zone':
          return zonesLike(typed, limit)
      }
    },
  }
}

function walkedReply(step: Step, context: CommandContext, walked: readonly Walked[]): Reply {
  const { library, soFar } = context
  const withNote = (id: NoteId, reply: (note: Note) => Reply): Reply => {
    const note = library.notes.get(id)
    return note === undefined ? removedNoteReply(id, context) : reply(note)
  }
  switch (step.type) {
    case 'question':
      return explainCommand.run({ question: step.question }, { ...context, soFar: { ...soFar, note: null } })
    case 'relation': {
      const { relation, from } = step
      return withNote(relation.from === from ? relation.to : relation.from, (note) =>
        explanationReply(explainNote(note, presentRelation(relation, library), context), context),
      )
    }
    case 'objections': {
      const about = step.about.flatMap((id) => library.notes.get(id) ?? [])
      const [first] = step.about
      return about.length === 0 && first !== undefined
        ? removedNoteReply(first, context)
        : objectionsReply(about, context)
    }
    case 'sources': {
      const notes = step.notes.flatMap((id) => library.notes.get(id) ?? [])
      const [first] = step.notes
      return notes.length === 0 && first !== undefined
        ? removedNoteReply(first, context)
        : moreSourcesReply(notes, context)
    }
    case 'sides':
      return withNote(step.note, (note) => bothSidesReply(note, context))
    case 'back':
      return withNote(step.note, (note) => explanationReply(explainAgain(note, context), context))
    case 'recap': {
      const data = { path: walked.map(({ stop }) => stop) }
      return { answer: recapAnswer(walked, context), data, notes: [], isMiss: false }
    }
    case 'open':
      return withNote(step.note, (note) => openNoteCommand.run({ title: note.id }, context))
    case 'another':
      return randomNoteCommand.run(step.topic === null ? {} : { topic: step.topic }, context)
    case 'page': {
      const { query, topic, page } = step
      const wanted = { ...(query !== null && { query }), ...(topic !== null && { topic }), page }
      return searchCommand.run(wanted, context)
    }
    case 'browse':
      return searchCommand.run({ topic: step.topic }, context)
  }
}

/** The relation as its author writes it now; null where it is no longer there. */
function presentRelation({ from, to, kind }: Relation, library: Library): Relation | null {
  const relations = library.outgoing.get(from) ?? []
  return relations.find((each) => each.to === to && each.kind === kind) ?? null
}

/** Each part of the path is encoded; the slashes stay. */
function encodedPath(id: NoteId): string {
  return id.split('/').map(encodeURIComponent).join('/')
}
