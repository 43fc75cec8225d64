/**
 * The snapshot on disk: a digest of what follows, the fingerprint of what it was made from, and the bytes.
 * Whatever is wrong with the file, it is as if there were none. It is written beside its place and renamed,
 * so that it is whole or not there at all.
 */
import { createHash } from 'node:crypto'
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

/** Of SHA-256: of the digest, and of the fingerprint, which is one too. */
const DIGEST_BYTES = 32
const HEADER_BYTES = 2 * DIGEST_BYTES
/** It holds the notes: it is for the bot's own user. */
const OWNER_ONLY = 0o600

export function snapshotFileIn(dataDir: string): string {
  return join(dataDir, 'notewalk.snapshot')
}

/** The snapshot of that fingerprint; any other, or a damaged one, is removed. Null where there is none. */
export function keptSnapshot(file: string, fingerprint: Buffer): Uint8Array<ArrayBuffer> | null {
  const whole = contentsOf(file)
  if (whole === null) return null
  const isWanted =
    whole.subarray(DIGEST_BYTES, HEADER_BYTES).equals(fingerprint) &&
    whole.subarray(0, DIGEST_BYTES).equals(digestOf(whole.subarray(DIGEST_BYTES)))
  if (isWanted) return new Uint8Array(whole.buffer, whole.byteOffset + HEADER_BYTES)
  forgetSnapshot(file)
  return null
}

function contentsOf(file: string): Buffer<ArrayBuffer> | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

/** Throws where it cannot be written. */
export function keepSnapshot(file: string, fingerprint: Buffer, bytes: Uint8Array): void {
  const beside = `${file}.new`
  mkdirSync(dirname(file), { recursive: true })
  try {
    const descriptor = openSync(beside, 'w', OWNER_ONLY)
    try {
      writeAll(descriptor, digestOf(fingerprint, bytes))
      writeAll(descriptor, fingerprint)
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

function digestOf(...parts: readonly Uint8Array[]): Buffer {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}
