/**
 * The snapshot on disk: a digest of what follows, the fingerprint of what it was made from, and the bytes.
 * Whatever is wrong with the file, it is as if there were none. It is written beside its place and renamed,
 * so that it is whole or not there at all.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { SnapshotBytes } from '../core/search/snapshot.ts'

/** Of SHA-256: of the digest, and of the fingerprint, which is one too. */
const DIGEST_BYTES = 32
/** Of the length of the texts; the rest of the file is numbers. */
const LENGTH_BYTES = 4
/** It holds the notes: it is for the bot's own user. */
const OWNER_ONLY = 0o600

export function snapshotFileIn(dataDir: string): string {
  return join(dataDir, 'notewalk.snapshot')
}

/** The snapshot of that fingerprint; any other, or a damaged one, is removed. Null where there is none. */
export function keptSnapshot(file: string, fingerprint: Buffer): SnapshotBytes | null {
  const kept = existsSync(file) ? snapshotIn(file, fingerprint) : null
  if (kept === null) forgetSnapshot(file)
  return kept
}

function snapshotIn(file: string, fingerprint: Buffer): SnapshotBytes | null {
  try {
    const descriptor = openSync(file, 'r')
    try {
      const digest = readAll(descriptor, DIGEST_BYTES)
      const label = readAll(descriptor, DIGEST_BYTES)
      if (!fingerprint.equals(label)) return null
      const { size } = fstatSync(descriptor)
      const length = new DataView(readAll(descriptor, LENGTH_BYTES).buffer).getUint32(0)
      const rest = size - 2 * DIGEST_BYTES - LENGTH_BYTES - length
      if (rest < 0) return null
      const bytes = { texts: readAll(descriptor, length), numbers: readAll(descriptor, rest) }
      return digestOf(fingerprint, bytes).equals(digest) ? bytes : null
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return null
  }
}

/** Throws where it cannot be written. */
export function keepSnapshot(file: string, fingerprint: Buffer, bytes: SnapshotBytes): void {
  const beside = `${file}.new`
  mkdirSync(dirname(file), { recursive: true })
  try {
    const descriptor = openSync(beside, 'w', OWNER_ONLY)
    try {
      writeAll(descriptor, digestOf(fingerprint, bytes))
      writeAll(descriptor, fingerprint)
      writeAll(descriptor, lengthOf(bytes.texts))
      writeAll(descriptor, bytes.texts)
      writeAll(descriptor, bytes.numbers)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** Notes that are private by now may be in it. */
function forgetSnapshot(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Where it cannot be removed it cannot be read for a snapshot of this library either.
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
}

/** Throws where the file ends before. */
function readAll(descriptor: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length;) {
    const read = readSync(descriptor, bytes, { offset: at })
    if (read === 0) throw new RangeError('The snapshot is too short.')
    at += read
  }
  return bytes
}

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = new DataView(new ArrayBuffer(LENGTH_BYTES))
  length.setUint32(0, bytes.length)
  return new Uint8Array(length.buffer)
}

function digestOf(fingerprint: Buffer, { texts, numbers }: SnapshotBytes): Buffer {
  return createHash('sha256')
    .update(fingerprint)
    .update(lengthOf(texts))
    .update(texts)
    .update(numbers)
    .digest()
}
