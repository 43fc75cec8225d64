/**
 * Where a link leads. The order is Obsidian's, Foam's and GitHub's, as far as they agree: an exact path, the
 * linking note's own folder, any path that ends in the name (shortest first), a folder's index, then what is
 * wider than some tools would go, aliases and titles.
 */
import { isExternal, type WrittenLink } from './links.ts'
import { withoutExtension } from './metadata.ts'
import type { LinkTarget, NoteId, ResolvedBy } from './note.ts'

/** A note as links see it. */
export interface Named {
  readonly id: NoteId
  readonly file: string
  readonly title: string
  readonly aliases: readonly string[]
  readonly hidden: boolean
}

/** Where a link leads, before its anchor is looked up. */
export type Address =
  | Exclude<LinkTarget, { readonly type: 'note' }>
  | {
      readonly type: 'note'
      readonly note: NoteId
      readonly how: ResolvedBy
      readonly others: readonly NoteId[]
    }

/** Compared without case and Unicode composition. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** More namesakes than anyone wants to be told of. */
const MAX_OTHERS = 20
/** As people number a slip box: by date, `202401051231 Desirable difficulties.md`. */
const NUMBER = /^\d{8,17}(?=[ _-])/
const FOLDER_NOTES: readonly string[] = ['index', '_index', 'readme']
const MISSING: Address = { type: 'missing' }

interface Entry<T> {
  /** Without the extension of a note; in NFC. */
  readonly path: string
  readonly key: string
  readonly value: T
}

/** Paths, and paths by their last part. */
class Paths<T> {
  readonly #byPath = new Map<string, Entry<T>[]>()
  readonly #byName = new Map<string, Entry<T>[]>()

  constructor(items: Iterable<readonly [path: string, value: T]>) {
    for (const [path, value] of items) {
      const entry = { path: path.normalize('NFC'), key: nameKey(path), value }
      push(this.#byPath, entry.key, entry)
      push(this.#byName, lastPart(entry.key), entry)
    }
    for (const entries of this.#byName.values()) entries.sort(byLength)
  }

  /** At exactly this path; where several differ only in case, the same case first. */
  at(path: string): readonly Entry<T>[] {
    const exact = path.normalize('NFC')
    const found = this.#byPath.get(nameKey(path)) ?? []
    return found.toSorted((a, b) => Number(b.path === exact) - Number(a.path === exact))
  }

  /** Whose path ends in this one: those in the same case if there are any, shortest first. */
  endingIn(path: string): readonly Entry<T>[] {
    const key = nameKey(path)
    const named = this.#byName.get(lastPart(key)) ?? []
    const found = named.filter((entry) => entry.key === key || entry.key.endsWith(`/${key}`))
    const exact = path.normalize('NFC')
    const sameCase = found.filter((entry) => entry.path === exact || entry.path.endsWith(`/${exact}`))
    return sameCase.length > 0 ? sameCase : found
  }
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [item])
  else known.push(item)
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function byLength(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path.length - b.path.length || (a.path < b.path ? -1 : 1)
}

export class Resolver {
  readonly #notes: Paths<Named>
  /** By folder: `Guides` for `Guides/index.md`. */
  readonly #folders: Paths<Named>
  readonly #attachments: Paths<string>
  readonly #aliases = new Map<string, Named[]>()
  readonly #titles = new Map<string, Named[]>()
  /** By the number that begins the file's name. */
  readonly #numbers = new Map<string, Named[]>()
  readonly #found = new Map<string, Address>()

  constructor(notes: readonly Named[], attachments: readonly string[]) {
    this.#notes = new Paths(notes.map((note) => [withoutExtension(note.file), note]))
    this.#folders = new Paths(folderNotesOf(notes).map((note) => [folderOf(note.file), note]))
    this.#attachments = new Paths(attachments.map((path) => [path, path]))
    for (const note of notes) {
      for (const key of new Set(note.aliases.map(nameKey))) push(this.#aliases, key, note)
      push(this.#titles, nameKey(note.title), note)
      const number = NUMBER.exec(lastPart(note.file))?.[0]
      if (number !== undefined) push(this.#numbers, number, note)
    }
  }

  /** Never a hidden note's name: what only such a note could be is `hidden`. */
  addressOf(
    { target, style, anchor }: Pick<WrittenLink, 'target' | 'style' | 'anchor'>,
    from: Named,
  ): Address {
    if (target === '')
      return anchor === null ? MISSING : { type: 'note', note: from.id, how: 'exact', others: [] }
    if (isExternal(target, style)) return { type: 'external', url: target }
    const folder = folderOf(from.file)
    const key = `${style}\n${folder}\n${target}`
    const known = this.#found.get(key)
    if (known !== undefined) return known
    const found = this.#local(target, folder, style)
    this.#found.set(key, found)
    return found
  }

  #local(target: string, folder: string, style: WrittenLink['style']): Address {
    if (/^\.\.?(?:\/|$)/.test(target)) return this.#at(joined(folder, target), 'relative') ?? MISSING
    if (target.startsWith('/')) return this.#at(joined('', target), 'exact') ?? MISSING
    const relative = style === 'markdown' ? this.#at(joined(folder, target), 'relative') : null
    return relative ?? this.#at(joined('', target), 'exact') ?? this.#called(target, folder)
  }

  /** The note, folder's index or attachment at exactly this path; null leads out of the folder. */
  #at(path: string | null, how: ResolvedBy): Address | null {
    if (path === null || path === '') return null
    return (
      one(this.#notes.at(withoutExtension(path)).slice(0, 1), how) ??
      attachment(this.#attachments.at(path)) ??
      attachment(this.#attachments.at(`${path}.md`)) ??
      one(this.#folders.at(path).slice(0, 1), 'folder-note')
    )
  }

  #called(written: string, folder: string): Address {
    const target = written.replace(/(?<!\/)\/+$/, '')
    const name = withoutExtension(target)
    const own = one(this.#notes.at(`${folder}/${name}`).slice(0, 1), 'own-folder')
    if (own !== null) return own
    const files = this.#attachments.endingIn(target)
    return (
      one(this.#notes.endingIn(name), 'name') ??
      attachment([...files.filter(({ path }) => folderOf(path) === folder), ...files]) ??
      attachment(this.#attachments.endingIn(`${target}.md`)) ??
      one(this.#folders.endingIn(target), 'folder-note') ??
      one(entriesOf(this.#aliases.get(nameKey(target))), 'alias') ??
      one(entriesOf(this.#titles.get(nameKey(target))), 'title') ??
      this.#numbered(name) ??
      MISSING
    )
  }

  /** A number that two files begin with means neither. */
  #numbered(name: string): Address | null {
    const notes = this.#numbers.get(name) ?? []
    return notes.length === 1 ? one(entriesOf(notes), 'name') : null
  }
}

function entriesOf(notes: readonly Named[] = []): readonly Entry<Named>[] {
  return notes.map((note) => ({ path: note.file, key: nameKey(note.file), value: note })).toSorted(byLength)
}

/** An index before a README. */
function folderNotesOf(notes: readonly Named[]): readonly Named[] {
  const rankOf = ({ file }: Named): number => FOLDER_NOTES.indexOf(nameKey(lastPart(withoutExtension(file))))
  return notes
    .filter((note) => note.file.includes('/') && rankOf(note) !== -1)
    .toSorted((a, b) => rankOf(a) - rankOf(b))
}

function one(entries: readonly Entry<Named>[], how: ResolvedBy): Address | null {
  return entries.length === 0 ? null : addressIn(entries, how)
}

/** The first that may be shown; the rest of those are its namesakes. */
function addressIn(entries: readonly Entry<Named>[], how: ResolvedBy): Address {
  const [first, ...others] = entries.filter(({ value }) => !value.hidden)
  if (first === undefined) return { type: 'hidden' }
  return {
    type: 'note',
    note: first.value.id,
    how,
    others: others.slice(0, MAX_OTHERS).map(({ value }) => value.id),
  }
}

function attachment(entries: readonly Entry<string>[]): Address | null {
  const [first] = entries
  return first === undefined ? null : { type: 'attachment', path: first.value }
}

/** A path from the root without `.` and `..`; null where it would leave the root. */
function joined(folder: string, path: string): string | null {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
