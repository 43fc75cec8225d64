import { expect, test } from 'vitest'
import { libraryOf } from '../support/library-of.ts'
import { problemsOf } from './readings.ts'

test('a dead link is an error with the nearest name, ready to be used', async () => {
  const library = await libraryOf({
    'pass-at-k-crossover.md': '---\ntitle: Where do the curves cross?\n---\n',
    'n.md':
      '---\ntitle: N\n---\n\ntext\n[[pass-at-k-crosover]] [[Pass at k crossover]] [[Where do the curve cross?]] [[quite else]]',
  })
  expect(library.problems).toMatchObject([
    { code: 'broken-link', severity: 'error', line: 6, suggestion: 'pass-at-k-crossover' },
    { code: 'broken-link', suggestion: 'pass-at-k-crossover' },
    { code: 'broken-link', suggestion: 'Where do the curves cross?' },
    { code: 'broken-link', suggestion: null },
  ])
  expect(library.problems[0]?.message).toContain('"pass-at-k-crosover"')
})

test('a name with another number is not near', async () => {
  const library = await libraryOf({ 'trial-2024.md': '', 'n.md': '[[trial-2023]]' })
  expect(library.problems).toMatchObject([{ suggestion: null }])
})

test('a missing picture is a warning', async () => {
  const library = await libraryOf({ 'n.md': '![[map.png]]' })
  expect(library.problems).toMatchObject([{ code: 'broken-link', severity: 'warning' }])
})

test('ambiguous names, wrong anchors, unknown kinds and repeated titles are warnings', async () => {
  const library = await libraryOf({
    'a/Elm.md': '# Elm\n\n## Leaves\n',
    'b/Elm.md': '# Elm\n',
    'n.md': '[[Elm]]\n[[a/Elm#Leavs]]\n- suports:: [[a/Elm]]\n- suports:: [[b/Elm]]\n',
  })
  expect(library.problems).toMatchObject([
    { code: 'duplicate-title', file: 'b/Elm.md', severity: 'warning' },
    { code: 'ambiguous-link', line: 1, suggestion: 'a/Elm', severity: 'warning' },
    { code: 'broken-anchor', line: 2, suggestion: 'Leaves', severity: 'warning' },
    { code: 'unknown-relation', line: 3, suggestion: 'supports', severity: 'warning' },
  ])
})

test('lines are those of the file, whatever the front matter and line ends', async () => {
  const library = await libraryOf({
    'a.md': '---\r\ntags:\r\n  - x\r\nup: "[[one]]"\r\n---\r\n\r\n[[two]]\r\n',
    'b.md': '+++\ntitle = "x"\n+++\n[[three]]',
  })
  expect(problemsOf(library)).toEqual(['broken-link a.md:4', 'broken-link a.md:7', 'broken-link b.md:4'])
})

test('thousands of dead links in a large folder are no wait', async () => {
  const names = Array.from({ length: 1500 }, (_, i) => `subject matter ${String.fromCodePoint(0x4e00 + i)}`)
  const files = Object.fromEntries(names.map((name) => [`${name}.md`, '']))
  const dead = names.map((name) => `[[subjekt mater ${name.at(-1)}${name.at(-1)}x]]`).join('\n')
  const started = performance.now()
  const library = await libraryOf({ ...files, 'n.md': dead })
  expect(library.problems).toHaveLength(names.length)
  expect(performance.now() - started).toBeLessThan(5000)
})
