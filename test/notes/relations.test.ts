import { expect, test } from 'vitest'
import type { NoteId } from '../../src/core/notes/note.ts'
import { libraryOf } from '../support/library-of.ts'
import { linksOf, noteIn, problemsOf, relationsOf } from './readings.ts'

const others = { 'Drift.md': '', 'Anchor.md': '' }

test('a relation is a kind, a link and a sentence of why', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      '# N\n\n## Related\n\n- supports:: [[Drift]] — Both see the same gap.\n- challenges:: [[Anchor|the anchor]] - Anchor takes *fresh* data for granted; see [[Drift]].\n- related:: [[Drift]]\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'supports → Drift.md: Both see the same gap.',
    'challenges → Anchor.md: Anchor takes fresh data for granted; see Drift.',
    'related → Drift.md: ',
  ])
})

test('the forms that people already write are read', async () => {
  const library = await libraryOf({
    ...others,
    'n.md': [
      '- [supports:: [[Drift]]] — in brackets',
      '- (Opposes:: [[Anchor]]): in round ones',
      '- [[Drift]] — challenges: kind after the link',
      '- Extends [[Anchor]] because kind before it',
      '- **Example of** [[Drift]]: in bold',
      '- contrastsWith:: [[Drift]], [[Anchor]]',
      '- [ ] supports:: [[Anchor]] — a task',
      '> - qualifies:: [[Drift]] — quoted',
      '',
      'Said (qualifies:: [[Anchor]]) in passing.',
      '',
      'related:: [[Anchor]]',
    ].join('\n'),
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'supports → Drift.md: in brackets',
    'challenges → Anchor.md: in round ones',
    'challenges → Drift.md: kind after the link',
    'extends → Anchor.md: because kind before it',
    'example-of → Drift.md: in bold',
    'contrasts → Drift.md: ',
    'contrasts → Anchor.md: ',
    'supports → Anchor.md: a task',
    'qualifies → Drift.md: quoted',
    'qualifies → Anchor.md: ',
    'related → Anchor.md: ',
  ])
})

test('what only looks like a relation is none', async () => {
  const library = await libraryOf({
    ...others,
    'n.md': [
      '- [ ] Support [[Anchor]] with her work',
      '- [x] [[Anchor]] — challenges: done',
      '- [>] Extends [[Anchor]] some day',
      '- [[Anchor]] supports: heavy ships',
      '- **[[Anchor]]** challenges',
      '- [[Drift]] (challenges): this one is stated',
      '',
    ].join('\n'),
  })
  expect(relationsOf(library, 'n.md')).toEqual(['challenges → Drift.md: this one is stated'])
})

test('a field that is no list item ends with its line, unless the next is indented', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      'supports:: [[Drift]]\nchallenges:: [[Anchor]]\nThis page was started on a train.\n\nextends:: [[Anchor]] — It goes\n  further.\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'supports → Drift.md: ',
    'challenges → Anchor.md: ',
    'extends → Anchor.md: It goes further.',
  ])
  expect(noteIn(library, 'n.md').claim?.text).toBe('This page was started on a train.')
})

test('a bare link is a relation only under a heading for that, and its reason may go on below', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      '# N\n\n- [[Drift]] — an item like others\n\n## See also\n\n- [[Drift]] — came first;\n  N made it smaller\n- [[Anchor]]\n  - because of its second proof\n\n## After\n\n- [[Anchor]] — an item again\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'related → Drift.md: came first; N made it smaller',
    'related → Anchor.md: because of its second proof',
  ])
})

test('text under a heading for relations is no relation where a line of it begins with a link', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      '# N\n\n## Connections\n\n[[Drift]] is what this reminds of. So is the\n[[Anchor]], in a way.\n\n[[Anchor]] — holds\n[[Drift]] — moves\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual(['related → Anchor.md: holds', 'related → Drift.md: moves'])
})

test('a nested relation is not the reason of the one above it', async () => {
  const library = await libraryOf({
    ...others,
    'n.md': '- supports:: [[Drift]] — one\n  - challenges:: [[Anchor]] — two\n    three\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'supports → Drift.md: one',
    'challenges → Anchor.md: two three',
  ])
})

test('a kind that is not known is kept, metadata is no relation, a missing target is remembered', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      '- inspiredBy:: [[Drift]] — w\n- rating:: 4\n- author:: [[Anchor]]\n- supports:: [[Nobody]] — v\n- `supports:: [[Drift]]`\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'other:inspired-by → Drift.md: w',
    'supports → (no Nobody): v',
  ])
  expect(library.dangling).toEqual([{ kind: 'supports', from: 'n', target: 'Nobody', reason: 'v', line: 4 }])
  expect(problemsOf(library)).toEqual(['unknown-relation n.md:1', 'broken-relation n.md:4'])
})

test('relations are known from both ends, with the line in the file that states them', async () => {
  const library = await libraryOf({
    ...others,
    'n.md': '---\ntitle: N\n---\n\ntext\n\n- challenges:: [[Drift]] — w\n',
  })
  const relation = { kind: 'challenges', from: 'n', to: 'Drift', reason: 'w', line: 7 }
  expect(library.outgoing.get('n' as NoteId)).toEqual([relation])
  expect(library.incoming.get('Drift' as NoteId)).toEqual([relation])
})

test('stated twice it is one relation, and the one with a reason counts', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      '---\nsupports: "[[Drift]]"\n---\n- supports:: [[Drift]] — because it holds\n- supports:: [[drift]]\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual(['supports → Drift.md: because it holds'])
})

test('front matter may give a reason, and may name a note without brackets', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      '---\nsupports: "[[Drift]] — same data"\nchallenges: Anchor\nrelated: [Drift, nothing at all]\n---\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'supports → Drift.md: same data',
    'challenges → Anchor.md: ',
    'related → Drift.md: ',
  ])
  expect(problemsOf(library)).toEqual([])
})

test.each([
  'See also:\n[[Drift]]\n[[Anchor]]\n',
  '**Books**\n[[Drift]]\\\n[[Anchor]]\n',
  'up:: [[index]]\n[[Drift]] <br>\n[[Anchor]] <br>\n',
  'On this:\n[[Drift]] (2023)\n[[Anchor]] — why\n',
])('links on lines of their own are relations among relations, whatever stands above: %j', async (list) => {
  const library = await libraryOf({ ...others, 'n.md': `# N\n\n## Related\n\n${list}` })
  expect(relationsOf(library, 'n.md').map((each) => each.split(':')[0])).toEqual([
    'related → Drift.md',
    'related → Anchor.md',
  ])
})

test('a note has no relation to itself, to a file or to another site', async () => {
  const library = await libraryOf({
    'n.md': '## Related\n\n- [[n]] — me\n- [[pic.png]] — it\n- [paper](https://example.org) — there\n',
    'pic.png': 'x',
  })
  expect(relationsOf(library, 'n.md')).toEqual([])
  expect(linksOf(library, 'n.md')).toHaveLength(3)
})

test('a relation to a hidden note is dropped in silence', async () => {
  const library = await libraryOf({
    'secret.md': '---\nprivate: true\n---\n# Secret',
    'n.md': '- supports:: [[secret]] — w\n- supports:: [[Secret]] — w\n- alsoKnown:: [[secret]]\n',
  })
  expect(library.outgoing.size + library.incoming.size + library.dangling.length).toBe(0)
  expect(library.problems).toEqual([])
  expect(noteIn(library, 'n.md').links.map(({ to }) => to)).toEqual([
    { type: 'hidden' },
    { type: 'hidden' },
    { type: 'hidden' },
  ])
})

test('forgotten brackets are forgiven where relations are listed, and a name that is none is reported', async () => {
  const library = await libraryOf({
    ...others,
    'n.md':
      '# N\n\nrelated:: Drift\n\n## Related\n\n- supports:: Drift — same `x_y` data\n- challenges:: Ancor - why not\n',
  })
  expect(relationsOf(library, 'n.md')).toEqual([
    'supports → Drift.md: same x_y data',
    'challenges → (no Ancor): why not',
  ])
  expect(library.problems).toMatchObject([{ code: 'broken-relation', line: 8, suggestion: 'Anchor' }])
})

test('a relation may be stated from its other end, and is one where both files have it', async () => {
  const library = await libraryOf({
    'boulevards.md':
      '# Boulevards\n\nThey let air in.\n\n- challenged-by:: [[barricades]] — They stop revolts.\n- has example [[rivoli]]\n',
    'barricades.md': '# Barricades\n\nRevolts.\n\n- challenges:: [[boulevards]]\n',
    'rivoli.md': '# Rivoli\n\nArcades.\n\n- supported by:: [[nobody]] — It is not there.\n',
  })
  expect([...library.outgoing.values()].flat()).toMatchObject([
    {
      kind: 'challenges',
      from: 'barricades',
      to: 'boulevards',
      saidIn: 'boulevards',
      reason: 'They stop revolts.',
    },
    { kind: 'example-of', from: 'rivoli', to: 'boulevards', saidIn: 'boulevards' },
  ])
  expect(library.dangling).toEqual([])
})
