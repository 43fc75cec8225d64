/** Libraries as short texts, so that expectations can be read. */
import type { Library, Link, Note } from '../../src/core/notes/note.ts'

export function noteIn(library: Library, file: string): Note {
  const note = [...library.notes.values()].find(
    (each) => each.file.normalize('NFC') === file.normalize('NFC'),
  )
  if (note === undefined) throw new Error(`There is no note in ${file}.`)
  return note
}

/** `name → where it leads`, in order. */
export function linksOf(library: Library, file: string): readonly string[] {
  return noteIn(library, file).links.map((link) => `${link.target} → ${destinationOf(library, link)}`)
}

function destinationOf(library: Library, { to }: Link): string {
  switch (to.type) {
    case 'note': {
      const file = library.notes.get(to.note)?.file.normalize('NFC') ?? 'a note that is not in the library'
      const marks = [to.others.length > 0 ? 'ambiguous' : '', to.anchorFound ? '' : 'no such anchor']
      return [file, ...marks.filter((mark) => mark !== '')].join(', ')
    }
    case 'attachment':
      return `file ${to.path}`
    case 'external':
      return 'outside'
    case 'hidden':
    case 'missing':
      return to.type
    default:
      return to satisfies never
  }
}

/** `kind → file: reason`, dangling ones too, in the order of their lines. */
export function relationsOf(library: Library, file: string): readonly string[] {
  const { id } = noteIn(library, file)
  const relations = (library.outgoing.get(id) ?? []).map(({ kind, to, reason, line }) => ({
    line,
    text: `${kind} → ${library.notes.get(to)?.file}: ${reason}`,
  }))
  const dangling = library.dangling
    .filter(({ from }) => from === id)
    .map(({ kind, target, reason, line }) => ({ line, text: `${kind} → (no ${target}): ${reason}` }))
  return [...relations, ...dangling].toSorted((a, b) => a.line - b.line).map(({ text }) => text)
}

/** `code file:line`, in order. */
export function problemsOf(library: Library): readonly string[] {
  return library.problems.map(({ code, file, line }) => `${code} ${file}:${line}`)
}
