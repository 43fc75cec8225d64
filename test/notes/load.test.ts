import { expect, test } from 'vitest'
import { loadLibrary } from '../../src/core/notes/load.ts'
import { inFolder, libraryOf } from '../support/library-of.ts'

test('notes come in the order of their paths, whatever the folder says', async () => {
  const library = await libraryOf({
    'b.md': '',
    'a/z.md': '',
    'Z.md': '',
    'a.md': '',
    'é.md': '',
    '10.md': '',
    '9.md': '',
  })
  expect([...library.notes.values()].map(({ file }) => file)).toEqual([
    '10.md',
    '9.md',
    'Z.md',
    'a.md',
    'a/z.md',
    'b.md',
    'é.md',
  ])
})

test('a note may state any number of relations to notes that are still to be written', async () => {
  const lines = Array.from({ length: 150_000 }, (_, i) => `supports:: [[n${i}]]`)
  const library = await libraryOf({ 'plan.md': lines.join('\n') })
  expect(library.dangling).toHaveLength(lines.length)
})

test('endless slashes and dashes are read like others', async () => {
  const slashes = '/'.repeat(20_000)
  const library = await libraryOf({
    'n.md': `---\ntags: [a${slashes}x]\nsource: A book${'-'.repeat(20_000)}!\n---\n#b${slashes}x [[c${slashes}x]]\n`,
  })
  const [note] = library.notes.values()
  const lengths = [...(note?.tags ?? []), note?.sources[0]?.title].map((each) => each?.length)
  expect(lengths).toEqual([20_002, 20_002, 20_007])
})

test('progress grows, and ends with all files', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`n${i}.md`, `# N${i}\n\n${'word '.repeat(2000)}`]),
  )
  const steps: { readonly done: number; readonly files: number }[] = []
  await libraryOf(files, { onProgress: (step) => steps.push(step) })
  expect(steps.at(-1)).toEqual({ done: 300, files: 300 })
  expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b))
})

test('other work goes on while a folder is read', async () => {
  const body = `${'A sentence with [[n1]] and **words**. '.repeat(200)}\n\n`.repeat(3)
  const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`n${i}.md`, body]))
  await inFolder(files, async (folder) => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await loadLibrary(folder)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })
})
