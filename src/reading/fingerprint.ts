/**
 * What a snapshot is made from, in one word: every note's content, every file's path, and the code that reads
 * them. A snapshot with another fingerprint is of another library, however little has changed: a note that
 * was edited, removed or made private since is never shown from it.
 */
import { createHash, hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { FileRead, Folder } from '../core/notes/files.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export function fingerprintOf(
  { attachments, problems }: Pick<Folder, 'attachments' | 'problems'>,
  contents: readonly FileRead[],
): Buffer {
  const all = createHash('sha256')
  all.update(JSON.stringify([codeFingerprint(), process.versions, process.arch, attachments, problems]))
  for (const read of contents) {
    if (read.type === 'unread') all.update(JSON.stringify(read.problem))
    // With its length, so that no two folders come to the same bytes.
    else all.update(JSON.stringify([read.file, read.bytes.length])).update(read.bytes)
  }
  return all.digest()
}

/** Of the core as it stands, so that nobody has to think of a version when the way of reading changes. */
function codeFingerprint(): string {
  const core = join(ROOT, 'src', 'core')
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .toSorted()
    .map((file) => join(core, file))
  return hash(
    'sha256',
    [...files, join(ROOT, 'package.json')].map((file) => readFileSync(file, 'utf8')).join('\0'),
  )
}
