import { expect, test, vi } from 'vitest'
import { SMALL_NOTES } from '../support/small-notes.ts'
import { folderOf, run } from '../support/terminal.ts'

/** A process takes a while to start where others are busy. */
vi.setConfig({ testTimeout: 30_000 })

test('notes without a problem are said to have none', async () => {
  const folder = await folderOf(SMALL_NOTES)
  const { code, stdout, stderr } = await run(['check-notes', folder], {})
  expect(stdout).toBe('No problems in 3 notes.\n')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('without a folder the configured one is checked', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  expect(await run(['check-notes'], { NOTES_DIR })).toMatchObject({
    code: 0,
    stdout: 'No problems in 3 notes.\n',
  })
})

test('a broken link is listed with file, line, what is wrong and the nearest right name, and exits with 1', async () => {
  const folder = await folderOf({
    ...SMALL_NOTES,
    'notes/broken.md': '# Broken\n\nIt says so in [[crosover]].\n',
  })
  const { code, stdout } = await run(['check-notes', folder], { COLUMNS: '120' })
  expect(code).toBe(1)
  expect(stdout).toMatch(/^error +notes\/broken\.md:3 +\S.*crosover.* crossover/mu)
  expect(stdout).toContain('1 error and 0 warnings in 4 notes.')
})

test('problems in a private note are for its author and are listed', async () => {
  const folder = await folderOf({
    ...SMALL_NOTES,
    'notes/secret.md': '---\nprivate: true\n---\n\n# Secret\n\nSee [[nowhere-at-all]].\n',
  })
  const { code, stdout } = await run(['check-notes', folder], { COLUMNS: '120' })
  expect(stdout).toContain('notes/secret.md:7')
  expect(code).toBe(1)
})

test('--json gives the problems to other programs', async () => {
  const folder = await folderOf({ ...SMALL_NOTES, 'notes/broken.md': '# Broken\n\nSee [[crosover]].\n' })
  const { code, stdout } = await run(['check-notes', folder, '--json'], {})
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    folder,
    notes: 4,
    errors: 1,
    warnings: 0,
    problems: [{ code: 'broken-link', severity: 'error', file: 'notes/broken.md', line: 3 }],
  })
})
