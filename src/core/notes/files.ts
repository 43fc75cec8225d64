/**
 * The notes folder on disk: the only file of the core that reads one. Nothing outside the folder is ever read,
 * so no symbolic link is followed.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { UserError } from '../errors.ts'
import type { Problem } from './note.ts'

export interface Folder {
  /** Paths from the root, with `/`, in code-unit order. */
  readonly notes: readonly string[]
  /** All other files: known by their paths, never read. */
  readonly attachments: readonly string[]
  readonly problems: readonly Problem[]
  /** The notes' contents in the order of `notes`; a few are read ahead. */
  readonly read: () => AsyncGenerator<FileRead>
  /** The same without letting other work run: some times faster, for a thread that has no other. */
  readonly readAlone: () => Generator<FileRead>
}

export type FileRead =
  | { readonly type: 'read'; readonly file: string; readonly bytes: Uint8Array }
  | { readonly type: 'unread'; readonly problem: Problem }

/** A larger Markdown file is an export, not a note. */
const MAX_FILE_BYTES = 5_000_000
/** How many files are open at once. */
const READ_AHEAD = 32
const MAX_DEPTH = 64

const NOTE = /\.(?:md|markdown)$/i
/** Obsidian's drawings: Markdown by name, data by content. */
const DRAWING = /\.excalidraw\.md$/i
const TOOL_FOLDERS = new Set(['node_modules', 'logseq/bak', 'logseq/.recycle'])

const HINT = 'Set NOTES_DIR to a folder that holds Markdown notes.'

/** Throws UserError where the folder cannot be read or holds no notes. */
export async function openFolder(path: string): Promise<Folder> {
  const root = await rootOf(path)
  const walk: Walk = { root, notes: [], attachments: [], problems: [] }
  await walkFolder(walk, '', 0)
  if (walk.notes.length === 0)
    throw new UserError('notes-folder', `The folder "${path}" holds no notes (*.md).`, HINT)
  const notes = walk.notes.toSorted(byCodeUnit)
  return {
    notes,
    attachments: walk.attachments.toSorted(byCodeUnit),
    problems: walk.problems,
    read: () => readAll(root, notes),
    readAlone: () => readAllAlone(root, notes),
  }
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

async function rootOf(path: string): Promise<string> {
  const root = await realpath(path).catch((error: unknown) => {
    throw new UserError('notes-folder', `The notes folder "${path}" ${reasonOf(error)}.`, HINT, {
      cause: error,
    })
  })
  if (!(await stat(root)).isDirectory()) {
    throw new UserError('notes-folder', `The notes folder "${path}" is a file, not a folder.`, HINT)
  }
  return root
}

interface Walk {
  readonly root: string
  readonly notes: string[]
  readonly attachments: string[]
  readonly problems: Problem[]
}

async function walkFolder(walk: Walk, folder: string, depth: number): Promise<void> {
  const entries = await readdir(join(walk.root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (folder === '') {
      throw new UserError('notes-folder', `The notes folder "${walk.root}" ${reasonOf(error)}.`, HINT, {
        cause: error,
      })
    }
    walk.problems.push(problem('unreadable-file', folder, `The folder ${reasonOf(error)}.`))
    return []
  })
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.name.startsWith('.') || TOOL_FOLDERS.has(entry.name) || TOOL_FOLDERS.has(path)) continue
    if (entry.isSymbolicLink()) walk.problems.push(...(await problemOfLink(walk.root, path)))
    else if (entry.isDirectory() && depth < MAX_DEPTH) await walkFolder(walk, path, depth + 1)
    else if (entry.isFile()) (isNote(path) ? walk.notes : walk.attachments).push(path)
  }
}

function isNote(path: string): boolean {
  return NOTE.test(path) && !DRAWING.test(path)
}

/** A link within the folder is left out in silence: what it leads to is read at its own place. */
async function problemOfLink(root: string, path: string): Promise<readonly Problem[]> {
  const target = await realpath(join(root, path)).catch(() => null)
  if (target !== null && (target === root || target.startsWith(root + sep))) return []
  const message =
    target === null
      ? 'This symbolic link leads nowhere.'
      : 'This symbolic link leads out of the notes folder and was not followed.'
  return [problem('outside-folder', path, message)]
}

async function* readAll(root: string, notes: readonly string[]): AsyncGenerator<FileRead> {
  const ahead: Promise<FileRead>[] = []
  for (const file of notes) {
    ahead.push(readOne(root, file))
    const first = ahead.length > READ_AHEAD ? ahead.shift() : undefined
    if (first !== undefined) yield await first
  }
  for (const read of ahead) yield await read
}

function* readAllAlone(root: string, notes: readonly string[]): Generator<FileRead> {
  for (const file of notes) {
    try {
      const descriptor = openSync(join(root, file), NO_LINKS)
      try {
        const { size } = fstatSync(descriptor)
        yield size > MAX_FILE_BYTES
          ? tooLarge(file, size)
          : { type: 'read', file, bytes: readFileSync(descriptor) }
      } finally {
        closeSync(descriptor)
      }
    } catch (error) {
      yield unreadable(file, error)
    }
  }
}

/** O_NOFOLLOW: the file may have become a link since the walk. Windows does not know it. */
const NO_LINKS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)

async function readOne(root: string, file: string): Promise<FileRead> {
  try {
    const handle = await open(join(root, file), NO_LINKS)
    try {
      const { size } = await handle.stat()
      return size > MAX_FILE_BYTES
        ? tooLarge(file, size)
        : { type: 'read', file, bytes: await handle.readFile() }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return unreadable(file, error)
  }
}

function tooLarge(file: string, size: number): FileRead {
  const message = `The file has ${megabytes(size)} MB; notes over ${megabytes(MAX_FILE_BYTES)} MB are not read.`
  return { type: 'unread', problem: problem('unreadable-file', file, message) }
}

function unreadable(file: string, error: unknown): FileRead {
  return { type: 'unread', problem: problem('unreadable-file', file, `The file ${reasonOf(error)}.`) }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1).replace(/\.0$/, '')
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  ENOTDIR: 'is a file, not a folder',
  ELOOP: 'is a symbolic link and was not followed',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return REASONS[code] ?? `cannot be read (${code})`
}

function problem(code: 'unreadable-file' | 'outside-folder', file: string, message: string): Problem {
  const severity = code === 'unreadable-file' ? 'error' : 'warning'
  return { code, severity, file, line: 1, message, suggestion: null, hidden: false }
}
