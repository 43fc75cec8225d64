/** What to do next from a note: its relations, then a next question of a line that cites it. */
import { capitalised } from '../capitalised.ts'
import type { Step } from '../answers/step.ts'
import { titleIn } from '../notes/lookup.ts'
import type { Library, Note, NoteId, Relation } from '../notes/note.ts'
import { passiveOf, verbOf, type KnownKind } from '../notes/relation-kinds.ts'
import { relationsOf } from './objections.ts'

/** Buttons under an answer. */
export const MAX_STEPS = 4
/** The rest is kept free for what has no room in the answer, or for a next question. */
const MAX_RELATION_STEPS = 3

/** What moves the talk on most comes first. */
const ORDER: readonly KnownKind[] = [
  'challenges',
  'qualifies',
  'extends',
  'supports',
  'example-of',
  'contrasts',
  'related',
]

export interface StepsWanted {
  readonly note: Note
  /** What was asked; it is not offered again. */
  readonly question: string
  /** Notes that this conversation has already shown as an answer. */
  readonly seen: ReadonlySet<NoteId>
  readonly moreObjections: number
  readonly cited: readonly NoteId[]
  /** Sources that the answer has no room for; none unless given. */
  readonly moreSources?: readonly NoteId[]
}

export function stepsFrom(
  { note, question: asked, seen, moreObjections, cited, moreSources = [] }: StepsWanted,
  library: Library,
): readonly Step[] {
  const relations = relationSteps(note, seen, library)
  const question = nextQuestion(note, asked, library)
  const left: Step[] = []
  if (moreObjections > 0) left.push({ type: 'objections', about: cited, count: moreObjections })
  if (moreSources.length > 0) left.push({ type: 'sources', notes: moreSources })
  const rest: readonly Step[] = question === null ? left : [...left, { type: 'question', question }]
  // What the answer counts and does not show is only to be had here.
  const room = Math.min(Math.max(MAX_RELATION_STEPS, MAX_STEPS - rest.length), MAX_STEPS - left.length)
  return [...relations.slice(0, room), ...rest].slice(0, MAX_STEPS)
}

function relationSteps(note: Note, seen: ReadonlySet<NoteId>, library: Library): readonly Step[] {
  const steps = new Map<NoteId, Step>()
  const ranked = relationsOf(note.id, library).toSorted(
    (a, b) => orderOf(a) - orderOf(b) || Number(a.from === note.id) - Number(b.from === note.id),
  )
  for (const relation of ranked) {
    const other = relation.from === note.id ? relation.to : relation.from
    if (!seen.has(other) && !steps.has(other)) steps.set(other, { type: 'relation', relation, from: note.id })
  }
  if (steps.size === 0) {
    for (const link of note.links) {
      if (link.to.type !== 'note' || link.to.note === note.id || seen.has(link.to.note)) continue
      if (library.notes.has(link.to.note)) steps.set(link.to.note, { type: 'open', note: link.to.note })
    }
  }
  return [...steps.values()]
}

function orderOf({ kind }: Relation): number {
  const position = ORDER.indexOf(kind as KnownKind)
  return position === -1 ? ORDER.length : position
}

/** The line that cites the note earliest has the question that fits it best. */
function nextQuestion(note: Note, asked: string, library: Library): string | null {
  const lines = note.kind === 'line' ? [note] : linesOf(library)
  let best: { question: string; position: number } | null = null
  for (const line of lines) {
    const question = line.nextQuestions.find((each) => each !== asked)
    const position = note.kind === 'line' ? 0 : citedBy(line).indexOf(note.id)
    if (question !== undefined && position !== -1 && (best === null || position < best.position)) {
      best = { question, position }
    }
  }
  return best?.question ?? null
}

const linesOfLibraries = new WeakMap<Library, readonly Note[]>()

function linesOf(library: Library): readonly Note[] {
  const lines =
    linesOfLibraries.get(library) ?? [...library.notes.values()].filter(({ kind }) => kind === 'line')
  linesOfLibraries.set(library, lines)
  return lines
}

/** The notes that a line cites, in reading order, each once. */
export function citedBy(line: Note): readonly NoteId[] {
  return [
    ...new Set(line.links.flatMap(({ to }) => (to.type === 'note' && to.note !== line.id ? [to.note] : []))),
  ]
}

/** What a button or a numbered choice says: `Challenged by: Prolonged RL`. */
export function stepLabel(step: Step, library: Library): string {
  switch (step.type) {
    case 'relation': {
      const { relation, from } = step
      const isOutgoing = relation.from === from
      const words = isOutgoing ? verbOf(relation.kind) : passiveOf(relation.kind)
      return `${capitalised(words)}: ${titleOf(isOutgoing ? relation.to : relation.from, library)}`
    }
    case 'question':
      return `Next question: ${step.question}`
    case 'objections':
      return step.count === 1 ? '1 more objection' : `${step.count} more objections`
    case 'another':
      return 'Another note'
    case 'sources':
      return step.notes.length === 1 ? '1 more source' : `${step.notes.length} more sources`
    case 'open':
      return `Open: ${titleOf(step.note, library)}`
    case 'sides':
      return 'Both sides'
    case 'back':
      return 'Back'
    case 'recap':
      return 'Recap'
    case 'page':
      return `Page ${step.page}`
    case 'browse':
      return `${step.topic} (${step.notes})`
  }
}

function titleOf(id: NoteId, library: Library): string {
  const note = library.notes.get(id)
  return note === undefined ? id : titleIn(library, note)
}
