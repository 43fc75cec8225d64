import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { openFolder } from '../../src/core/notes/files.ts'
import { fingerprintOf } from '../../src/reading/fingerprint.ts'
import { readyLibrary, type ReadyLibrary } from '../../src/reading/ready-library.ts'
import { keepSnapshot } from '../../src/reading/snapshot-file.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'

/** Threads take a while to start where others are busy. */
vi.setConfig({ testTimeout: 30_000 })

const MANY = 600

interface Place {
  readonly notesDir: string
  readonly dataDir: string
}

const roots: string[] = []

afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true })
})

/** A folder with so many notes about boats, and one about herons. */
async function placeWith(notes: number): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'notewalk-ready-'))
  roots.push(root)
  const notesDir = join(root, 'notes')
  await mkdir(notesDir)
  await Promise.all(
    Array.from({ length: notes - 1 }, (_, i) =>
      writeFile(join(notesDir, `boat-${i}.md`), `Boat ${i} leaves at dawn.\n`),
    ),
  )
  await writeFile(join(notesDir, 'bird.md'), 'Herons nest in the marsh.\n')
  return { notesDir, dataDir: join(root, 'data') }
}

interface Told {
  readonly works: Set<string>
  readonly notKept: string[]
}

async function ready(place: Place): Promise<ReadyLibrary & Told> {
  const told: Told = { works: new Set(), notKept: [] }
  const library = await readyLibrary({
    ...place,
    thesaurus: wordNet(),
    onProgress: (work) => told.works.add(work),
    onNotKept: (reason) => told.notKept.push(reason),
  })
  // A large library is kept after it is there.
  const isLarge = library.library.notes.size >= MANY / 2
  if (isLarge) await vi.waitUntil(() => isKept(place) || told.notKept.length > 0, 20_000)
  return { ...library, ...told }
}

function isKept(place: Place): boolean {
  return existsSync(snapshotOf(place))
}

function snapshotOf({ dataDir }: Place): string {
  return join(dataDir, 'notewalk.snapshot')
}

function found({ index }: ReadyLibrary, question: string): readonly string[] {
  return index.search(question).hits.map(({ passage }) => passage.note.id)
}

test('a small library leaves no snapshot behind', async () => {
  const place = await placeWith(3)
  expect(found(await ready(place), 'heron')).toEqual(['bird'])
  await expect(readdir(place.dataDir)).rejects.toThrow('ENOENT')
})

describe('a large library', () => {
  test('is read with progress, then found as it was, without being read again', async () => {
    const place = await placeWith(MANY)
    const first = await ready(place)
    const file = snapshotOf(place)
    const second = await ready(place)
    expect(first.works).toContain('notes')
    expect(second.works).toEqual(new Set())
    expect(second.library).toEqual(first.library)
    for (const question of ['heron', 'boat 17', 'hreon']) {
      expect(found(second, question)).toEqual(found(first, question))
    }
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(place.dataDir)).toEqual(['notewalk.snapshot'])
  })

  test('shows at once what was changed, also where size and time of the file are as before', async () => {
    const place = await placeWith(MANY)
    const heron = join(place.notesDir, 'bird.md')
    const { atime, mtime } = await stat(heron)
    await ready(place)
    await writeFile(heron, 'Storks nest in the marsh.\n')
    await utimes(heron, atime, mtime)
    const changed = await ready(place)
    expect(found(changed, 'stork')).toEqual(['bird'])
    expect(found(changed, 'heron')).toEqual([])
  })

  test.each([
    ['removed', (file: string) => rm(file)],
    [
      'made private',
      (file: string) => writeFile(file, '---\nprivate: true\n---\nHerons nest in the marsh.\n'),
    ],
  ])('hides at once what was %s, and forgets it', async (_, change) => {
    const place = await placeWith(MANY)
    await ready(place)
    await change(join(place.notesDir, 'bird.md'))
    expect(found(await ready(place), 'heron')).toEqual([])
    const kept = await readFile(snapshotOf(place), 'utf8')
    expect(kept).not.toContain('Herons')
  })

  test('is read from the notes where the snapshot is damaged', async () => {
    const place = await placeWith(MANY)
    await ready(place)
    const file = snapshotOf(place)
    const bytes = await readFile(file)
    await writeFile(file, bytes.subarray(0, bytes.length - 100))
    const again = await ready(place)
    expect(found(again, 'heron')).toEqual(['bird'])
    expect(again.works).toContain('notes')
  })

  test('is read from the notes where what is called its snapshot is something else', async () => {
    const place = await placeWith(MANY)
    const folder = await openFolder(place.notesDir)
    const nonsense = new TextEncoder().encode('nothing of the kind')
    keepSnapshot(snapshotOf(place), fingerprintOf(folder, [...folder.readAlone()]), {
      texts: nonsense,
      numbers: nonsense,
    })
    expect(found(await ready(place), 'heron')).toEqual(['bird'])
  })

  test('is there also where its snapshot cannot be kept, which is said', async () => {
    const place = await placeWith(MANY)
    await writeFile(place.dataDir, 'a file where the folder should be')
    const library = await ready(place)
    expect(found(library, 'heron')).toEqual(['bird'])
    expect(library.notKept).toHaveLength(1)
  })

  test('that is gone is refused as any other', async () => {
    const place = await placeWith(MANY)
    await ready(place)
    await rm(place.notesDir, { recursive: true })
    await expect(ready(place)).rejects.toThrow(UserError)
  })

  test('whose snapshot may not be read is read from the notes', async () => {
    const place = await placeWith(MANY)
    await ready(place)
    await chmod(snapshotOf(place), 0)
    expect(found(await ready(place), 'heron')).toEqual(['bird'])
  })
})
