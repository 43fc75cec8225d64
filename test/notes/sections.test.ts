import { expect, test } from 'vitest'
import type { Section } from '../../src/core/notes/note.ts'
import { libraryOf } from '../support/library-of.ts'
import { noteIn } from './readings.ts'

async function sectionsOf(markdown: string, file = 'n.md'): Promise<readonly Section[]> {
  return noteIn(await libraryOf({ [file]: markdown }), file).sections
}

test('a section is what stands under one heading, with its line in the file', async () => {
  expect(
    await sectionsOf(
      '---\ntitle: N\n---\n\nOpening.\n\n## How *it* was `done`\n\nThus.\n\n### Deeper\n\nMore.\n',
    ),
  ).toEqual([
    { heading: null, level: 0, anchor: '', markdown: '\nOpening.', line: 4, role: 'text' },
    {
      heading: 'How it was done',
      level: 2,
      anchor: 'how-it-was-done',
      markdown: '\nThus.',
      line: 7,
      role: 'text',
    },
    { heading: 'Deeper', level: 3, anchor: 'deeper', markdown: '\nMore.', line: 11, role: 'text' },
  ])
})

test('a heading that is the title of the note makes no section; what follows is the opening', async () => {
  expect(await sectionsOf('#sea\n\n# Tides\n\nOpening.\n')).toEqual([
    { heading: null, level: 0, anchor: '', markdown: '\nOpening.', line: 4, role: 'text' },
  ])
})

test('anchors are unique, as on GitHub', async () => {
  const sections = await sectionsOf(
    '## Results\na\n## Results\nb\n## Results 1\nc\n## Results\nd\n## ???\ne\n',
  )
  expect(sections.map(({ anchor }) => anchor)).toEqual([
    'results',
    'results-1',
    'results-1-1',
    'results-2',
    'section-0',
  ])
})

test('related notes and a line’s next questions are no text to quote, nor is what is under them', async () => {
  const markdown = '## Text\n\n## Related notes:\n\n### Papers\n\n## Next\n\n## 相关页面\n\n## Related work\n'
  expect((await sectionsOf(markdown, 'lines/n.md')).map(({ role }) => role)).toEqual([
    'text',
    'relations',
    'relations',
    'next',
    'relations',
    'text',
  ])
  expect((await sectionsOf('## Next\n')).map(({ role }) => role)).toEqual(['text'])
})

test('a heading for relations makes no relations of text: only those are left out of it', async () => {
  const sections = await sectionsOf(`# Postgres tuning

## Connections

Postgres allows 100 simultaneous connections by default. A pool such as
[[PgBouncer]], which is small, shares them.

- A connection costs some megabytes.
- supports:: [[Pooling]] — Each process costs memory,
  and few are busy.
- [[Memory]] — the same from the other side
- https://example.org/postgres

### Limits

[[Kernel limits]] — files are connections too

### How to count them

Ask the server.

## Links

- [[Memory]]
- [the manual](https://example.org/manual)
`)
  expect(sections.map(({ heading, role }) => [heading, role])).toEqual([
    ['Connections', 'text'],
    ['Limits', 'relations'],
    ['How to count them', 'text'],
    ['Links', 'relations'],
  ])
  expect(sections[0]?.markdown.trim()).toBe(
    `Postgres allows 100 simultaneous connections by default. A pool such as
[[PgBouncer]], which is small, shares them.

- A connection costs some megabytes.`,
  )
})

test('headings in code and comments are text', async () => {
  const sections = await sectionsOf('```sh\n# build\n```\n<!--\n## hidden\n-->\n%%\n## remark\n%%\n')
  expect(sections.map(({ heading }) => heading)).toEqual([null])
})
