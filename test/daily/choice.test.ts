import { describe, expect, test } from 'vitest'
import {
  chosenNote,
  postableNotes,
  readForDaily,
  type ChannelMemory,
  type Choice,
} from '../../src/core/daily/choice.ts'
import { presentNote } from '../../src/core/daily/daily-note.ts'
import { exclusionOf } from '../../src/core/daily/exclusions.ts'
import { seededRandom } from '../../src/core/daily/seeded.ts'
import { whyInlines } from '../../src/core/daily/why.ts'
import type { Inline } from '../../src/core/answers/answer.ts'
import type { Library, Note, NoteId } from '../../src/core/notes/note.ts'
import type { ShownNote } from '../../src/core/store.ts'
import { libraryOf, type Files } from '../support/library-of.ts'

/** A Thursday. */
const NOW = new Date('2026-03-05T08:00:00Z')

/** A harbour: a light, what speaks against it, what hangs together with it, and a loner. */
const HARBOUR: Files = {
  'light.md': note('Why is the light on?', 'The light keeps ships off the reef.', ['sea']),
  'radio.md': note(
    'Is radio enough?',
    'Ships with radio need no light at all.',
    ['radio'],
    '- challenges:: [[light]] — Most ships carry radio.',
  ),
  'bell.md': note(
    'When does the bell ring?',
    'The bell rings while the light is hidden in fog.',
    ['sea'],
    '- supports:: [[light]] — A light is of no use in fog.\n- extends:: [[radio]] — A bell needs no power.',
  ),
  'tide.md': note('Why do tides turn?', 'The moon and the sun pull at the water.', ['sea']),
}

function note(title: string, claim: string, topics: readonly string[], related = ''): string {
  return `---
title: ${title}
claim: ${claim}
topics: [${topics.join(', ')}]
---
It was found out long ago by people who lived there. They wrote it down.
${related === '' ? '' : `\n## Related\n\n${related}\n`}`
}

interface Seen {
  readonly shown?: Readonly<Record<string, string>>
  readonly posted?: Readonly<Record<string, string>>
  readonly asked?: Readonly<Record<string, string>>
  readonly held?: readonly string[]
}

function memoryOf({ shown = {}, posted = {}, asked = {}, held = [] }: Seen): ChannelMemory {
  return {
    shown: latestFirst({ ...shown, ...posted }),
    posted: latestFirst(posted),
    asked: latestFirst(asked),
    held: new Set(held as readonly NoteId[]),
  }
}

function latestFirst(times: Readonly<Record<string, string>>): readonly ShownNote[] {
  return Object.entries(times)
    .map(([id, at]) => ({ note: id as NoteId, at: new Date(at) }))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

function choose(
  library: Library,
  seen: Seen,
  topic: string | null = null,
  ...excluded: readonly string[]
): Choice | null {
  return chosenNote(memoryOf(seen), {
    topic,
    library,
    isExcluded: exclusionOf(excluded),
    now: NOW,
    random: seededRandom('a harbour'),
  })
}

function reason(choice: Choice | null, library: Library): string {
  const inlines =
    choice === null ? [] : whyInlines(choice.why, { library, addressOf: () => null, now: NOW, zone: 'UTC' })
  return inlines.map(wordsOf).join('')
}

function wordsOf(inline: Inline): string {
  return 'text' in inline ? inline.text : inline.type === 'note' ? `*${inline.title}*` : ''
}

const harbour = await libraryOf(HARBOUR)

describe('a channel is shown', () => {
  test.each<[string, Seen, string, string]>([
    [
      'what challenges the note of Tuesday, before what supports it',
      { posted: { light: '2026-03-03T08:00:00Z' } },
      'radio',
      'Why today: it challenges *Why is the light on?*, which was posted here on Tuesday.',
    ],
    [
      'what was challenged by the note of yesterday',
      { posted: { radio: '2026-03-04T08:00:00Z' }, shown: { bell: '2026-01-05T08:00:00Z' } },
      'light',
      'Why today: *Is radio enough?*, which was posted here yesterday, challenges it.',
    ],
    [
      'what was cited under a question of this week',
      { asked: { tide: '2026-03-02T08:00:00Z' } },
      'tide',
      'Why today: an answer to a question that was asked here on Monday cites it.',
    ],
    [
      'what connects two notes that were seen long ago',
      { shown: { light: '2026-01-02T08:00:00Z', radio: '2026-01-03T08:00:00Z' } },
      'bell',
      'Why today: it connects *Why is the light on?* and *Is radio enough?*, which were both shown here.',
    ],
    [
      'what goes on from a note that was seen long ago',
      {
        shown: { radio: '2025-12-30T08:00:00Z', bell: '2025-12-29T08:00:00Z', tide: '2025-12-28T08:00:00Z' },
      },
      'light',
      'Why today: it connects',
    ],
    [
      'what hangs together with nothing that was seen',
      {
        shown: { light: '2026-03-03T08:00:00Z', radio: '2026-03-03T08:00:00Z', bell: '2026-03-03T08:00:00Z' },
      },
      'tide',
      'Why today: it was never shown here.',
    ],
    [
      'when all were seen, what was seen longest ago',
      {
        shown: {
          light: '2026-03-01T08:00:00Z',
          radio: '2026-02-01T08:00:00Z',
          bell: '2026-03-02T08:00:00Z',
          tide: '2026-03-03T08:00:00Z',
        },
      },
      'radio',
      'Why today: every note that comes up here was shown by now, this one longest ago, on 1 February.',
    ],
  ])('%s', (_, seen, id, why) => {
    const choice = choose(harbour, seen)
    expect(choice?.note.id).toBe(id)
    expect(reason(choice, harbour)).toContain(why)
  })

  test('a note that another process is posting is left to that one', () => {
    const posted = { light: '2026-03-03T08:00:00Z' }
    expect(choose(harbour, { posted, held: ['radio'] })?.note.id).toBe('bell')
  })

  test('the same note again for the same day', () => {
    const chosen = Array.from({ length: 5 }, () => choose(harbour, {})?.note.id)
    expect(new Set(chosen).size).toBe(1)
  })

  test('a relation with a note that was removed is no reason', async () => {
    const { 'light.md': _, ...rest } = HARBOUR
    const library = await libraryOf(rest)
    const choice = choose(library, { posted: { light: '2026-03-03T08:00:00Z' } })
    expect(choice?.why).toEqual({ type: 'never-shown' })
  })
})

describe('never picked', () => {
  const files: Files = {
    ...HARBOUR,
    'drafts/reef.md': note('Where is the reef?', 'The reef lies north of the light.', ['sea']),
    'daily-false.md': note('Who pays?', 'The town pays the keepers every spring.', ['sea']).replace(
      '---\ntitle',
      '---\ndaily: false\ntitle',
    ),
    'hidden.md': note('What is secret?', 'Nobody should ever read this in a channel.', ['sea']).replace(
      '---\ntitle',
      '---\nprivate: true\ntitle',
    ),
    'stub.md': '---\ntitle: A stub\nclaim: To be written by somebody in some later week of this year.\n---\n',
    'short.md': '---\ntitle: Short\nclaim: It is short.\n---\nVery short.\n',
    'lines/night.md': note('How do ships come home?', 'By light and by sound, one after the other.', ['sea']),
  }
  test('hidden notes, lines, stubs, notes that their author or the settings keep out', async () => {
    const library = await libraryOf(files)
    const ids = (...excluded: readonly string[]) =>
      postableNotes({ library, topic: null, isExcluded: exclusionOf(excluded) }).map(({ id }) => id)
    expect(ids('drafts')).toEqual(['bell', 'light', 'radio', 'tide'])
    expect(ids()).toContain('drafts/reef')
  })

  test('another topic', () => {
    expect(choose(harbour, {}, 'radio')?.note.id).toBe('radio')
    expect(choose(harbour, {}, 'Radio')?.note.id).toBe('radio')
    expect(choose(harbour, {}, 'sea', '*')).toBeNull()
  })
})

test.each([
  ['drafts', 'drafts/a', true],
  ['drafts/', 'drafts/b/c', true],
  ['drafts', 'my-drafts/a', false],
  ['*-stub', 'a-stub', true],
  ['*-stub', 'x/a-stub', false],
  ['**/*-stub', 'x/y/a-stub', true],
  ['**/*-stub', 'a-stub', true],
  ['notes/20??-*.md', 'notes/2026-plan', true],
  ['a.b', 'axb', false],
])('the pattern %s and the path %s: %s', (pattern, id, expected) => {
  const isExcluded = exclusionOf([pattern])
  const [only] = [...harbour.notes.values()]
  if (only === undefined) throw new Error('There is no note.')
  expect(isExcluded({ ...only, id: id as NoteId, file: `${id}.md` })).toBe(expected)
})

/** The same notes, and how often their text was read. */
function counted(library: Library) {
  const read: NoteId[] = []
  const notes = [...library.notes].map(([id, each]): [NoteId, Note] => [
    id,
    {
      ...each,
      get sections() {
        read.push(id)
        return each.sections
      },
    },
  ])
  return { read, library: { ...library, notes: new Map(notes) } }
}

describe('what a note says', () => {
  test('is read once, however often a note is chosen', async () => {
    const { read, library } = counted(await libraryOf(HARBOUR))
    const first = choose(library, {})
    expect(choose(library, {})).toEqual(first)
    expect(read).toHaveLength(4)
  })

  test('is read of one note alone where one was chosen before', async () => {
    const { read, library } = counted(await libraryOf(HARBOUR))
    const context = { library, addressOf: () => null, isExcluded: () => false }
    expect(presentNote('bell' as NoteId, context)?.note).toBe('bell')
    expect(new Set(read)).toEqual(new Set(['bell']))
    expect(presentNote('gone' as NoteId, context)).toBeNull()
  })

  test('is read of a large library while others have their turn, once for all who wait', async () => {
    const many = Array.from({ length: 1500 }, (_, i) => [
      `n${i}.md`,
      note(`Is ${i} a number?`, `The number ${i} is one.`, []),
    ])
    const { read, library } = counted(await libraryOf(Object.fromEntries(many)))
    const order: string[] = []
    setImmediate(() => order.push('another'))
    await Promise.all([readForDaily(library), readForDaily(library)])
    order.push('read')
    expect(order).toEqual(['another', 'read'])
    expect(read).toHaveLength(1500)
    choose(library, {})
    expect(read).toHaveLength(1500)
  })
})
