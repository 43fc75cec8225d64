/**
 * The snapshot on disk: a digest, then the bytes. Whatever is wrong with the file, it is as if there were
 * none. It is written beside its place and renamed, so that it is whole or not there at all.
 */
import { hash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { keyOf } from '../core/search/snapshot.ts'

const DIGEST_BYTES = 32
/** It holds the notes: it is for the bot's own user. */
const OWNER_ONLY = 0o600

export function snapshotFileIn(dataDir: string): string {
  return join(dataDir, 'notewalk.snapshot')
}

/** The snapshot of that key; one of another key, or damaged, is removed. Null where there is none. */
export function keptSnapshot(file: string, key: string): Uint8Array<ArrayBuffer> | null {
  try {
    const whole = new Uint8Array(readFileSync(file))
    const bytes = whole.subarray(DIGEST_BYTES)
    if (digestOf(bytes).equals(whole.subarray(0, DIGEST_BYTES)) && keyOf(bytes) === key) return bytes
  } catch {
    // No file, or none that can be read.
  }
  forgetSnapshot(file)
  return null
}

/** Throws where it cannot be written. */
export function keepSnapshot(file: string, bytes: Uint8Array): void {
  const beside = `${file}.new`
  mkdirSync(dirname(file), { recursive: true })
  try {
    const descriptor = openSync(beside, 'w', OWNER_ONLY)
    try {
      writeAll(descriptor, digestOf(bytes))
      writeAll(descriptor, bytes)
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
export function forgetSnapshot(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Where it cannot be removed it cannot be read for a snapshot of this library either.
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
}

function digestOf(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer')
}
