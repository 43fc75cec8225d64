import { chmod, mkdir, symlink, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { loadLibrary } from '../../src/core/notes/load.ts'
import { inFolder, libraryOf } from '../support/library-of.ts'
import { linksOf, problemsOf } from './readings.ts'

describe('symbolic links', () => {
  test('out of the folder are not followed and reported', async () => {
    await inFolder({ 'secret.md': '# Outside', 'keys/k.md': '# Key' }, (outside) =>
      inFolder({ 'n.md': '[[leak]] [[keys/k]] [[k]]' }, async (folder) => {
        await symlink(join(outside, 'secret.md'), join(folder, 'leak.md'))
        await symlink(join(outside, 'keys'), join(folder, 'keys'))
        await symlink(join(outside, 'nothing'), join(folder, 'nowhere.md'))
        const library = await loadLibrary(folder)
        expect([...library.notes.keys()]).toEqual(['n'])
        expect(linksOf(library, 'n.md')).toEqual(['leak → missing', 'keys/k → missing', 'k → missing'])
        expect(problemsOf(library).filter((problem) => problem.startsWith('outside-folder'))).toEqual([
          'outside-folder keys:1',
          'outside-folder leak.md:1',
          'outside-folder nowhere.md:1',
        ])
      }),
    )
  })

  test('that go round in circles end', async () => {
    await inFolder({ 'a/b/n.md': 'x' }, async (folder) => {
      await symlink(folder, join(folder, 'a', 'b', 'loop'))
      await symlink('b', join(folder, 'a', 'twin'))
      const library = await loadLibrary(folder)
      expect([...library.notes.keys()]).toEqual(['a/b/n'])
      expect(library.problems).toEqual([])
    })
  })

  test('may lead to the folder itself', async () => {
    await inFolder({ 'real/n.md': '# N' }, async (folder) => {
      await symlink(join(folder, 'real'), join(folder, 'notes'))
      expect([...(await loadLibrary(join(folder, 'notes'))).notes.keys()]).toEqual(['n'])
    })
  })
})

test('a file too large for a note is named with its size', async () => {
  await inFolder({ 'n.md': 'x', 'dump.md': '' }, async (folder) => {
    await truncate(join(folder, 'dump.md'), 6_200_000)
    const library = await loadLibrary(folder)
    expect(library.notes.size).toBe(1)
    expect(library.problems).toMatchObject([{ code: 'unreadable-file', file: 'dump.md', severity: 'error' }])
    expect(library.problems[0]?.message).toContain('6.2 MB')
  })
})

test('a name that is a folder is walked, not read', async () => {
  const library = await libraryOf({ 'folder.md/n.md': '# N' })
  expect([...library.notes.keys()]).toEqual(['folder.md/n'])
})

test('two files of one name and two extensions are two notes', async () => {
  const library = await libraryOf({ 'n.md': '# One', 'n.markdown': '# Two' })
  expect([...library.notes].map(([id, { title }]) => [id, title])).toEqual([
    ['n', 'Two'],
    ['n.md', 'One'],
  ])
})

test('what may not be read is a problem', async () => {
  await inFolder({ 'n.md': 'x', 'locked.md': 'x', 'shut/m.md': 'x' }, async (folder) => {
    await chmod(folder, 0o755)
    await chmod(join(folder, 'locked.md'), 0)
    await chmod(join(folder, 'shut'), 0)
    const library = await asNobody(() => loadLibrary(folder))
    await chmod(join(folder, 'shut'), 0o755)
    expect(problemsOf(library)).toEqual(['unreadable-file locked.md:1', 'unreadable-file shut:1'])
  })
})

/** Root may read everything: tests that run as root give that up for a while. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.()
  if (user !== 0) return act()
  process.seteuid?.(65_534)
  try {
    return await act()
  } finally {
    process.seteuid?.(user)
  }
}

async function failureOf(folder: string): Promise<UserError> {
  const error: unknown = await loadLibrary(folder).catch((each: unknown) => each)
  if (!(error instanceof UserError)) throw new Error('There was no UserError.')
  return error
}

describe('a folder without notes', () => {
  test('says that it does not exist, is a file or is empty, and names the variable', async () => {
    await inFolder({ 'notes.txt': 'x' }, async (folder) => {
      await mkdir(join(folder, 'empty'))
      const messages = await Promise.all(
        ['nowhere', 'notes.txt', 'empty'].map((path) => failureOf(join(folder, path))),
      )
      expect(messages.map(({ code }) => code)).toEqual(['notes-folder', 'notes-folder', 'notes-folder'])
      expect(messages.map(({ message }) => message.replace(folder, '…'))).toEqual([
        'The notes folder "…/nowhere" does not exist.',
        'The notes folder "…/notes.txt" is a file, not a folder.',
        'The folder "…/empty" holds no notes (*.md).',
      ])
      expect(messages.every(({ hint }) => hint.includes('NOTES_DIR'))).toBe(true)
    })
  })
})
