/** A folder of notes as a library: read once, never changed. Reading goes on beside other work. */
import { breather, type Pause } from '../breather.ts'
import { decode } from './decode.ts'
import { openFolder, type FileRead, type Folder } from './files.ts'
import { duplicateTitles, keepReasoned, Linker } from './linked-notes.ts'
import { withoutExtension } from './metadata.ts'
import type { DanglingRelation, Library, Note, NoteId, Problem, Relation } from './note.ts'
import { nameKey } from './resolve.ts'
import { parsedNote, type Conventions, type ParsedNote } from './parsed-note.ts'
import { problemOf } from './problems.ts'

interface LoadProgress {
  readonly done: number
  readonly files: number
}

export interface LoadOptions {
  /** Told again and again while files are read, the last time with all of them done. */
  readonly onProgress?: (progress: LoadProgress) => void
}

/** Throws UserError where there is no folder to read or no note in it. A broken note is a problem, never an error. */
export async function loadLibrary(path: string, options: LoadOptions = {}): Promise<Library> {
  const folder = await openFolder(path)
  return libraryIn(folder, folder.read(), options)
}

/** The library of a folder, given the contents of its notes. */
export async function libraryIn(
  folder: Pick<Folder, 'notes' | 'attachments' | 'problems'>,
  contents: AsyncIterable<FileRead> | Iterable<FileRead>,
  { onProgress }: LoadOptions = {},
): Promise<Library> {
  const conventions: Conventions = {
    isLogseq: folder.attachments.includes('logseq/config.edn'),
    wikilinks: folder.attachments.some((file) => /(?:^|\/)dendron\.yml$/.test(file))
      ? 'text-first'
      : 'target-first',
  }
  const pause = breather()
  const problems: Problem[] = [...folder.problems]
  const parsed = new Map<NoteId, ParsedNote>()
  let done = 0
  for await (const read of contents) {
    const { note, problem } = noteIn(read, conventions, parsed)
    if (note !== null) parsed.set(note.note.id, note)
    if (problem !== null) problems.push(problem)
    done++
    if (await pause()) onProgress?.({ done, files: folder.notes.length })
  }
  onProgress?.({ done, files: folder.notes.length })
  return linkedLibrary(withHeadingNames(parsed), folder.attachments, problems, pause)
}

/** A heading on top that is not the title names its note where no other note is called so. */
function withHeadingNames(parsed: ReadonlyMap<NoteId, ParsedNote>): ReadonlyMap<NoteId, ParsedNote> {
  const bearers = new Map<string, number>()
  for (const { note, heading } of parsed.values()) {
    for (const name of new Set([note.title, ...note.aliases, heading ?? ''].map(nameKey))) {
      bearers.set(name, (bearers.get(name) ?? 0) + 1)
    }
  }
  return new Map(
    [...parsed].map(([id, each]) => {
      const { note, heading } = each
      if (heading === null || bearers.get(nameKey(heading)) !== 1) return [id, each]
      return [id, { ...each, note: { ...note, aliases: [...note.aliases, heading] } }]
    }),
  )
}

function noteIn(
  read: FileRead,
  conventions: Conventions,
  known: ReadonlyMap<NoteId, ParsedNote>,
): { readonly note: ParsedNote | null; readonly problem: Problem | null } {
  if (read.type === 'unread') return { note: null, problem: read.problem }
  const { file } = read
  const content = decode(read.bytes)
  if (content.type === 'not-text') {
    const message = 'The file is no text and was left out.'
    return { note: null, problem: problemOf('not-text', { file, line: 1, hidden: false }, message) }
  }
  const short = withoutExtension(file) as NoteId
  const note = parsedNote(known.has(short) ? (file as NoteId) : short, file, content.text, conventions)
  if (content.encoding !== 'windows-1252') return { note, problem: null }
  const message = 'The file is not UTF-8; it was read as windows-1252. Save it as UTF-8.'
  return { note, problem: problemOf('encoding', { file, line: 1, hidden: note.hidden }, message) }
}

async function linkedLibrary(
  parsed: ReadonlyMap<NoteId, ParsedNote>,
  attachments: readonly string[],
  fileProblems: readonly Problem[],
  pause: Pause,
): Promise<Library> {
  const linker = new Linker(parsed, attachments)
  const notes = new Map<NoteId, Note>()
  const relations = new Map<string, Relation>()
  const dangling: DanglingRelation[] = []
  const missing = new Map<string, number>()
  const problems: Problem[][] = [[...fileProblems]]
  for (const each of parsed.values()) {
    const linked = linker.linked(each)
    problems.push([...linked.problems])
    await pause()
    if (each.hidden) continue
    notes.set(each.note.id, { ...each.note, links: linked.links })
    // Two files may say the same, one of them from the other's side.
    for (const relation of linked.relations) {
      keepReasoned(relations, `${relation.kind} ${relation.from} ${relation.to}`, relation)
    }
    for (const relation of linked.dangling) dangling.push(relation)
    for (const name of linked.missing) missing.set(name, (missing.get(name) ?? 0) + 1)
  }
  problems.push([...duplicateTitles(parsed.values())])
  return {
    notes,
    outgoing: Map.groupBy(relations.values(), ({ from }) => from),
    incoming: Map.groupBy(relations.values(), ({ to }) => to),
    dangling,
    missing,
    problems: problems.flat().toSorted(byPlace),
    hidden: parsed.size - notes.size,
  }
}

function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1
}
