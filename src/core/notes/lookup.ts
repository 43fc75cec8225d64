/** Notes and topics by the names that people type. */
import { distance } from 'fastest-levenshtein'
import { UserError } from '../errors.ts'
import { withoutAccents } from '../folds.ts'
import type { Library, Note, NoteId } from './note.ts'

const MAX_NEAREST = 3

/** The one note of that title, alias, path or file name; throws UserError with the nearest where there is none. */
export function noteNamed(name: string, library: Library): Note {
  // A path as it is written means one note, also where another differs from it in case alone.
  const exact = library.notes.get(name as NoteId)
  if (exact !== undefined) return exact
  const wanted = folded(name)
  const notes = [...library.notes.values()]
  const ways: readonly ((note: Note) => readonly string[])[] = [
    ({ id, file }) => [id, file],
    ({ title }) => [title],
    (note) => [...note.aliases, fileNameOf(note)],
  ]
  for (const keyOf of [folded, bare]) {
    const key = keyOf(name)
    for (const namesOf of ways) {
      const found = notes.filter((note) => namesOf(note).some((each) => keyOf(each) === key))
      const [only] = found
      if (only !== undefined && found.length === 1) return only
      if (found.length > 1) {
        throw new UserError(
          'unknown-note',
          `${found.length} notes are called "${name}".`,
          `Say which by its path: ${found.map(({ id }) => id).join(', ')}.`,
        )
      }
    }
  }
  // Completion cuts a name that is too long for its platform.
  const beginning = wanted.endsWith('…')
    ? notes.filter((note) =>
        [note.title, ...note.aliases].some((each) => folded(each).startsWith(wanted.slice(0, -1))),
      )
    : []
  const [meant] = beginning
  if (meant !== undefined && beginning.length === 1) return meant
  const near = nearest(
    wanted,
    notes.flatMap((note) =>
      [note.title, ...note.aliases, fileNameOf(note)].map((each) => ({ name: each, item: note.title })),
    ),
  )
  throw new UserError('unknown-note', `No note is called "${name}".`, didYouMean(near))
}

/** By library, titles and aliases as they are compared: every question is first looked up as a name. */
const namesOfLibraries = new WeakMap<Library, ReadonlyMap<string, readonly Note[]>>()

/** The notes with these words as their title or alias: mostly none, seldom more than one. */
export function notesNamed(words: string, library: Library): readonly Note[] {
  const names = namesOfLibraries.get(library) ?? namesIn(library)
  namesOfLibraries.set(library, names)
  return names.get(folded(words)) ?? []
}

function namesIn(library: Library): ReadonlyMap<string, readonly Note[]> {
  const names = new Map<string, Note[]>()
  for (const note of library.notes.values()) {
    for (const name of new Set([note.title, ...note.aliases].map(folded))) {
      const known = names.get(name)
      if (known === undefined) names.set(name, [note])
      else known.push(note)
    }
  }
  return names
}

/** The title, with the path beside it where another note has the same. */
export function titleIn(library: Library, { title, id }: Note): string {
  const key = folded(title)
  const same = notesNamed(title, library).filter((note) => folded(note.title) === key)
  return same.length > 1 ? `${title} (${id})` : title
}

/** Without folder and extension. */
export function fileNameOf({ id }: Note): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

export interface Topic {
  readonly name: string
  readonly notes: number
}

/** Topics and tags with how many notes have them, most used first. */
export function topicsOf(library: Library): readonly Topic[] {
  const counts = new Map<string, Topic>()
  for (const note of library.notes.values()) {
    const own = new Map([...note.topics, ...note.tags].map((name) => [folded(name), name]))
    for (const [key, name] of own) {
      const known = counts.get(key)
      counts.set(key, { name: known?.name ?? name, notes: (known?.notes ?? 0) + 1 })
    }
  }
  return [...counts.values()].toSorted((a, b) => b.notes - a.notes || (a.name < b.name ? -1 : 1))
}

/** Whether the note has it as a topic or a tag. */
export function hasTopic({ topics, tags }: Note, topic: string): boolean {
  const wanted = folded(topic)
  return [...topics, ...tags].some((each) => folded(each) === wanted)
}

/** The topic as the library writes it; throws UserError with the nearest where there is none. */
export function topicNamed(name: string, library: Library): string {
  const topics = topicsOf(library)
  const wanted = folded(name)
  const found = topics.find((topic) => folded(topic.name) === wanted)
  if (found !== undefined) return found.name
  const near = nearest(
    wanted,
    topics.map((topic) => ({ name: topic.name, item: topic.name })),
  )
  throw new UserError('unknown-topic', `No note has the topic "${name}".`, didYouMean(near))
}

/** A title or an alias. */
export interface NoteName {
  readonly name: string
  readonly note: NoteId
}

/** What to offer where nothing was typed yet: the lines, then the `recent` notes, then the others. */
export function namesToBeginWith(
  library: Library,
  limit: number,
  recent: readonly NoteId[],
): readonly NoteName[] {
  const notes = [...library.notes.values()]
  const lines = notes.filter(({ kind }) => kind === 'line')
  const known = recent.flatMap((id) => library.notes.get(id) ?? [])
  const first = [...new Set([...lines, ...known, ...notes])].slice(0, limit)
  return first.map(({ id, title }) => ({ name: title, note: id }))
}

export function topicsLike(typed: string, library: Library, limit: number): readonly string[] {
  return namesLike(
    typed,
    topicsOf(library).map(({ name }) => name),
  ).slice(0, limit)
}

/** Names that begin with what was typed, then those that have words which begin with each word typed. */
function namesLike(typed: string, names: readonly string[]): readonly string[] {
  const wanted = bare(typed)
  const words = wanted.split(/\s+/).map((word) => ` ${word}`)
  const beginning = names.filter((name) => bare(name).startsWith(wanted))
  const holding = names.filter((name) => words.every((word) => ` ${bare(name)}`.includes(word)))
  return [...new Set([...beginning, ...holding])]
}

interface Named {
  readonly name: string
  readonly item: string
}

/** The items whose names hold the words or come closest in spelling; none where nothing is near. */
function nearest(wanted: string, named: readonly Named[]): readonly string[] {
  const scored = named.flatMap(({ name, item }) => {
    const candidate = folded(name)
    if (candidate.includes(wanted) && wanted.length > 2) return [{ item, slips: 0 }]
    const longer = Math.max(candidate.length, wanted.length, 1)
    // A difference in length is that many slips at least, and costs nothing to see.
    if (Math.abs(candidate.length - wanted.length) > NEAR * longer) return []
    const slips = distance(candidate, wanted) / longer
    return slips <= NEAR ? [{ item, slips }] : []
  })
  return [...new Set(scored.toSorted((a, b) => a.slips - b.slips).map(({ item }) => item))].slice(
    0,
    MAX_NEAREST,
  )
}

/** At most this share of the letters may differ. */
const NEAR = 0.4

function didYouMean(names: readonly string[]): string {
  return names.length === 0
    ? 'Use search to find what there is.'
    : `Did you mean ${names.map((name) => `"${name}"`).join(' or ')}?`
}

/** Compared without case, composition or the number of blanks. */
function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
}

/** The same, and without accents. */
function bare(text: string): string {
  return withoutAccents(folded(text))
}
