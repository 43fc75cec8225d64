import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { breather } from '../../src/core/breather.ts'
import type { Library } from '../../src/core/notes/note.ts'
import { passagesOf } from '../../src/core/search/passages.ts'
import { readingOf } from '../../src/core/search/reading.ts'
import { searchIndexOf, type SearchIndex } from '../../src/core/search/search-index.ts'
import { readSnapshot, snapshotOf, type Snapshot } from '../../src/core/search/snapshot.ts'
import { keepSnapshot, keptSnapshot } from '../../src/reading/snapshot-file.ts'
import { generatedNotes } from '../support/generated-notes.ts'
import { libraryOf, type Files } from '../support/library-of.ts'
import { SMALL_NOTES } from '../support/small-notes.ts'

const FINGERPRINT = Buffer.alloc(32, 7)
const OTHER_FINGERPRINT = Buffer.alloc(32, 8)

const NOTES: Files = {
  ...SMALL_NOTES,
  'notes/mole.md': 'Die Fähre ist zu spät, weil die Mole bei Ebbe nicht zu erreichen ist. [[Nirgendwo]]\n',
  'notes/tea.md': '绿茶用八十度的水冲泡。[[crossover]]\n',
  'notes/terms.md': '- doubts:: [[crossover]] — An odd word for it (AOW).\n- extends:: [[nowhere]] — Lost.\n',
}

async function madeOf(files: Files): Promise<Snapshot> {
  const library = await libraryOf(files)
  const pause = breather()
  return { library, reading: await readingOf(await passagesOf(library, pause), pause) }
}

async function indexOf({ library, reading }: Snapshot): Promise<SearchIndex> {
  return searchIndexOf(library, await passagesOf(library, breather()), reading, {})
}

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function fileInFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-snapshot-'))
  folders.push(folder)
  return join(folder, 'notewalk.snapshot')
}

test('what is read back is the same library', async () => {
  const made = await madeOf(NOTES)
  const { library } = await readSnapshot(snapshotOf(made), breather())
  const parts: readonly (keyof Library)[] = [
    'notes',
    'outgoing',
    'incoming',
    'dangling',
    'problems',
    'missing',
    'hidden',
  ]
  for (const part of parts) expect(library[part], part).toEqual(made.library[part])
  expect(library.problems).not.toEqual([])
})

test('both ends of a relation that is read back have the same one', async () => {
  const { library } = await readSnapshot(snapshotOf(await madeOf(NOTES)), breather())
  const outgoing = [...library.outgoing.values()].flat()
  const incoming = new Set([...library.incoming.values()].flat())
  expect(outgoing.length).toBeGreaterThan(0)
  for (const relation of outgoing) expect(incoming.has(relation)).toBe(true)
})

test.each([
  'do sampling curves cross?',
  'crosover',
  'Fahre',
  '绿茶',
  'AOW',
  'an odd word for it',
  'nothing of it',
])('what is read back answers "%s" the same', async (question) => {
  const made = await madeOf(NOTES)
  const read = await readSnapshot(snapshotOf(made), breather())
  const [before, after] = [await indexOf(made), await indexOf(read)]
  expect(after.search(question)).toEqual(before.search(question))
})

test('what is read back of a large library answers the same, by subject too', async () => {
  const made = await madeOf(generatedNotes(1_100, 4))
  expect(made.reading.latent.passages.scales.length).toBeGreaterThan(0)
  const read = await readSnapshot(snapshotOf(made), breather())
  expect(read.reading.latent).toEqual(made.reading.latent)
  const question = 'does the scheduler narrow rare answers?'
  const [before, after] = [await indexOf(made), await indexOf(read)]
  expect(after.search(question)).toEqual(before.search(question))
})

test('a file that was kept is found again', async () => {
  const file = await fileInFolder()
  const bytes = snapshotOf(await madeOf(NOTES))
  keepSnapshot(file, FINGERPRINT, bytes)
  expect(keptSnapshot(file, FINGERPRINT)).toEqual(bytes)
})

test('a file of other notes is none, and is removed', async () => {
  const file = await fileInFolder()
  keepSnapshot(file, FINGERPRINT, snapshotOf(await madeOf(NOTES)))
  expect(keptSnapshot(file, OTHER_FINGERPRINT)).toBeNull()
  await expect(readFile(file)).rejects.toThrow('ENOENT')
})

test('a damaged file is none, wherever it was cut or changed', async () => {
  const file = await fileInFolder()
  keepSnapshot(file, FINGERPRINT, snapshotOf(await madeOf({ 'a.md': 'One sentence.\n' })))
  const whole = await readFile(file)
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, change, isCut) => {
        const damaged = Buffer.from(isCut ? whole.subarray(0, at) : whole)
        if (!isCut) damaged[at] = (damaged[at] ?? 0) ^ change
        await writeFile(file, damaged)
        expect(keptSnapshot(file, FINGERPRINT)).toBeNull()
      },
    ),
  )
})

test('bytes that are no snapshot are refused', async () => {
  const bytes = snapshotOf(await madeOf(NOTES))
  const swapped = { texts: bytes.numbers, numbers: bytes.texts }
  await expect(readSnapshot(swapped, breather())).rejects.toThrow(TypeError)
  const short = { ...bytes, numbers: bytes.numbers.slice(0, -8) }
  await expect(readSnapshot(short, breather())).rejects.toThrow(RangeError)
})

test('the text of a private note is not in it', async () => {
  const hidden = '---\nprivate: true\ntitle: Salary table\n---\nThe captain earns most.\n'
  const { texts } = snapshotOf(await madeOf({ ...NOTES, 'notes/salary.md': hidden }))
  const text = new TextDecoder().decode(texts)
  expect(text).not.toMatch(/captain|Salary/)
})
