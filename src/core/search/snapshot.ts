/**
 * A library and what was read from it as bytes, to be kept or handed to another thread, and back. Texts are
 * JSON in pieces, so that reading them keeps nobody waiting; numbers are arrays.
 */
import { z } from 'zod'
import type { Pause } from '../breather.ts'
import type { Library, Note, Relation } from '../notes/note.ts'
import type { Language } from './languages.ts'
import { DIMENSIONS, type LatentSpace, type Points } from './latent-space.ts'
import { bytesOf, packed, unpacked } from './packed.ts'
import { passagesWith, type Postings } from './postings.ts'
import type { Reading } from './reading.ts'
import { Vocabulary } from './vocabulary.ts'

/** What a snapshot holds. */
export interface Snapshot {
  readonly library: Library
  readonly reading: Reading
}

/** Every text and object of a snapshot, as lists. */
interface Lists {
  readonly notes: readonly Note[]
  readonly relations: readonly Relation[]
  readonly dangling: Library['dangling']
  readonly problems: Library['problems']
  readonly missing: readonly (readonly [name: string, times: number])[]
  readonly words: readonly (readonly [word: string, term: string])[]
  readonly acronyms: readonly (readonly [acronym: string, long: string])[]
  readonly languages: readonly Language[]
}

const LISTS = [
  'notes',
  'relations',
  'dangling',
  'problems',
  'missing',
  'words',
  'acronyms',
  'languages',
] as const satisfies readonly (keyof Lists)[]

const count = z.int().min(0)
const headerShape = z.strictObject({
  hidden: count,
  /** For each list, into how many pieces it was cut. */
  pieces: z.record(z.enum(LISTS), count),
})

/** Of numbers. */
const ARRAYS = 10

/** Of JSON: some milliseconds' work to read. */
const PIECE_CHARACTERS = 200_000

/** Two runs of bytes: the texts are done with when they have been read, the numbers are used as they are. */
export interface SnapshotBytes {
  readonly texts: Uint8Array<ArrayBuffer>
  readonly numbers: Uint8Array<ArrayBuffer>
}

export function snapshotOf({ library, reading }: Snapshot): SnapshotBytes {
  const { vocabulary, sequences, postings, latent } = reading
  const lists: Lists = {
    notes: [...library.notes.values()],
    relations: [...library.outgoing.values()].flat(),
    dangling: library.dangling,
    problems: library.problems,
    missing: [...library.missing],
    words: [...vocabulary.entries()],
    acronyms: [...reading.acronyms],
    languages: vocabulary.languages,
  }
  const pieces = LISTS.map((name) => [name, piecesOf(lists[name])] as const)
  const header: z.infer<typeof headerShape> = {
    hidden: library.hidden,
    pieces: Object.fromEntries(pieces.map(([name, own]) => [name, own.length])) as Record<
      keyof Lists,
      number
    >,
  }
  const encoder = new TextEncoder()
  return {
    texts: packed([
      encoder.encode(JSON.stringify(header)),
      ...pieces.flatMap(([, own]) => own.map((piece) => encoder.encode(piece))),
    ]),
    numbers: packed(
      [
        sequences.numbers,
        sequences.starts,
        postings.starts,
        postings.passages,
        postings.counts,
        postings.lengths,
        latent.terms.coordinates,
        latent.terms.scales,
        latent.passages.coordinates,
        latent.passages.scales,
      ].map(bytesOf),
    ),
  }
}

/** Throws where the bytes are no snapshot. `pause` is called between slices of work. */
export async function readSnapshot(bytes: SnapshotBytes, pause: Pause): Promise<Snapshot> {
  const parts = unpacked(bytes.texts)
  const { hidden, pieces } = headerOf(parts)
  let at = 1
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const list = async <N extends keyof Lists>(name: N): Promise<Lists[N]> => {
    const items: unknown[] = []
    for (const end = at + pieces[name]; at < end; at++) {
      const piece: unknown = JSON.parse(decoder.decode(parts[at]))
      if (!Array.isArray(piece)) throw new TypeError(`A piece of the ${name} is no list.`)
      for (const item of piece) items.push(item)
      await pause()
    }
    // Which snapshot is read at all is for its fingerprint and digest to say: this one's code wrote the items.
    return items as unknown as Lists[N]
  }
  const notes = new Map((await list('notes')).map((note) => [note.id, note]))
  const { outgoing, incoming } = byNote(await list('relations'))
  const library: Library = {
    notes,
    outgoing,
    incoming,
    dangling: await list('dangling'),
    problems: await list('problems'),
    missing: new Map(await list('missing')),
    hidden,
  }
  const words = await list('words')
  const acronyms = new Map(await list('acronyms'))
  const vocabulary = new Vocabulary(await list('languages'))
  for (const [word, term] of words) {
    vocabulary.add(word, term)
    await pause()
  }
  const arrays = unpacked(bytes.numbers)
  const sequences = { numbers: uint32(arrays[0]), starts: uint32(arrays[1]) }
  const postings: Postings = {
    starts: uint32(arrays[2]),
    passages: uint32(arrays[3]),
    counts: uint16(arrays[4]),
    lengths: uint32(arrays[5]),
  }
  const latent: LatentSpace = {
    terms: { coordinates: int8(arrays[6]), scales: float32(arrays[7]) },
    passages: { coordinates: int8(arrays[8]), scales: float32(arrays[9]) },
  }
  const isWhole =
    at === parts.length &&
    arrays.length === ARRAYS &&
    sequences.starts.length === postings.lengths.length + 1 &&
    sequences.starts.at(-1) === sequences.numbers.length &&
    postings.starts.length === vocabulary.terms + 1 &&
    postings.starts.at(-1) === postings.passages.length &&
    postings.counts.length === postings.passages.length &&
    arePointsOf(latent.terms, vocabulary.terms) &&
    arePointsOf(latent.passages, postings.lengths.length)
  if (!isWhole) throw new RangeError('The numbers do not belong together.')
  for (let term = 0; term < vocabulary.terms; term++) vocabulary.count(term, passagesWith(term, postings))
  return { library, reading: { vocabulary, sequences, postings, acronyms, latent } }
}

/** A small library has no points. */
function arePointsOf({ coordinates, scales }: Points, rows: number): boolean {
  return (scales.length === rows || scales.length === 0) && coordinates.length === scales.length * DIMENSIONS
}

/** The same bytes as numbers; none where there are none. */
function uint32(bytes: Uint8Array = new Uint8Array()): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

function uint16(bytes: Uint8Array = new Uint8Array()): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
}

function float32(bytes: Uint8Array = new Uint8Array()): Float32Array {
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

function int8(bytes: Uint8Array = new Uint8Array()): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Both ends of a relation have the same one. */
function byNote(relations: readonly Relation[]): Pick<Library, 'outgoing' | 'incoming'> {
  return {
    outgoing: Map.groupBy(relations, ({ from }) => from),
    incoming: Map.groupBy(relations, ({ to }) => to),
  }
}

/** JSON lists of some of the items each. */
function piecesOf(items: readonly unknown[]): readonly string[] {
  const pieces: string[] = []
  let piece: string[] = []
  let characters = 0
  for (const item of items) {
    const json = JSON.stringify(item)
    piece.push(json)
    characters += json.length
    if (characters < PIECE_CHARACTERS) continue
    pieces.push(`[${piece.join(',')}]`)
    piece = []
    characters = 0
  }
  return piece.length === 0 ? pieces : [...pieces, `[${piece.join(',')}]`]
}

function headerOf([first]: readonly Uint8Array[]): z.infer<typeof headerShape> {
  return headerShape.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(first)))
}
