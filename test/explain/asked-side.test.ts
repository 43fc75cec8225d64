import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sideAskedFor } from '../../src/core/explain/asked-side.ts'
import { explain } from '../../src/core/explain/explain.ts'
import type { Found } from '../../src/core/explain/explanation.ts'
import { NOTHING_SO_FAR } from '../../src/core/explain/so-far.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { asked, found, note } from '../support/asked.ts'
import { libraryOf } from '../support/library-of.ts'

describe('a question for what speaks against something', () => {
  test.each([
    ['who disagrees with the tide table?', 'the tide table'],
    ['does anyone disagree with the tide table', 'the tide table'],
    ['what challenges the night ferry?', 'the night ferry'],
    ['which note contradicts the night ferry?', 'the night ferry'],
    ['is there anything that speaks against the night ferry?', 'the night ferry'],
    ['are there notes that dispute it?', ''],
    ['does anyone disagree with this note?', ''],
    ['what contradicts the claim?', ''],
    ['what contradicts the claim of the pilots?', 'the claim of the pilots'],
    ['and who disagrees?', ''],
    ['who is against the pier?', 'the pier'],
    ['is anyone against the pier?', 'the pier'],
    ['which notes are critical of the pier?', 'the pier'],
    ['why would someone disagree with the pier?', 'the pier'],
    ['is there a case against the pier?', 'the pier'],
    ['arguments against the pier', 'the pier'],
    ['what is the evidence against the pier?', 'the pier'],
    ['objections to the pier', 'the pier'],
    ['who does the pilot disagree with?', 'the pilot'],
    ['what does the night ferry challenge?', 'the night ferry'],
    ['show me the criticism of the pier', 'the pier'],
  ])('%s', (question, about) => {
    expect(sideAskedFor(question)).toEqual({ side: 'against', about })
  })
})

describe('a question for what speaks for something', () => {
  test.each([
    ['what supports the night ferry?', 'the night ferry'],
    ['who agrees with the tide table?', 'the tide table'],
    ['is there evidence for the pier?', 'the pier'],
    ['who is in favour of the pier?', 'the pier'],
    ['who agrees?', ''],
    ['what is the case for the pier', 'the pier'],
    ['pros and cons of the pier', 'the pier'],
  ])('%s', (question, about) => {
    expect(sideAskedFor(question)).toEqual({ side: 'for', about })
  })
})

test.each([
  ['asks for challenges', 'what challenges do small harbours face?'],
  ['asks for support', 'what support is there for small harbours?'],
  ['asks who objects in general', 'when do captains disagree with pilots?'],
  ['has the word for a thing', 'the opposition in the council'],
  ['asks about a case', 'which case for a violin floats?'],
])('a question that %s is none', (_, question) => {
  expect(sideAskedFor(question)).toBeNull()
})

test('any text is one or none, and what it is about stands in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const question of [text, `who disagrees with ${text}`, `evidence for ${text}`]) {
        const side = sideAskedFor(question)
        expect(side === null || question.includes(side.about)).toBe(true)
      }
    }),
  )
})

const HARBOUR = {
  'ferry.md':
    '---\ntitle: Does the night ferry pay?\nclaim: The night ferry pays for itself within a year.\n---\nIt carries the mail.\n',
  'fog.md':
    '---\ntitle: What does fog cost?\nclaim: Fog cancels every tenth crossing.\n---\n\n## Related\n\n' +
    '- challenges:: [[ferry]] — Cancelled crossings earn nothing.\n',
  'mail.md':
    '---\ntitle: Who sends mail?\nclaim: The island sends mail every night.\n---\n\n## Related\n\n' +
    '- supports:: [[ferry]] — Mail is paid in advance.\n',
  'pier.md':
    '---\ntitle: How old is the pier?\nclaim: The pier is ninety years old.\n---\nOak posts from the north support the pier.\n',
}

const opposing = ({ but }: Found): readonly string[] => but.map(({ relation }) => relation.from)

describe('who asks what speaks against a note', () => {
  test('is told its claim and the objections, with their reasons, and nothing that carries it', async () => {
    const answer = await found(HARBOUR, 'who disagrees with the night ferry?')
    expect(answer.lead.map(({ text }) => text)).toEqual(['The night ferry pays for itself within a year.'])
    expect(opposing(answer)).toEqual(['fog'])
    expect(answer.but[0]?.reason?.text).toBe('Cancelled crossings earn nothing.')
    expect(answer.because).toEqual([])
  })

  test('is told the note that is opposed, and not the one that opposes it, where both are called so', async () => {
    const files = {
      ...HARBOUR,
      'moss.md':
        '---\ntitle: Moss on the bridge\nclaim: The bridge blocks the tide.\n---\n\n- challenges:: [[span]] — It silts up.\n',
      'span.md': '---\ntitle: The bridge of Moss\nclaim: The bridge saves an hour.\n---\nIt is long.\n',
    }
    const answer = await found(files, 'who disagrees with moss about the bridge?')
    expect(answer.lead.map(({ text }) => text)).toEqual(['The bridge saves an hour.'])
    expect(opposing(answer)).toEqual(['moss'])
  })

  test('is told so, too, where a note is about evidence itself', async () => {
    const files = { ...HARBOUR, 'proof.md': note('Evidence is what a harbour master writes down.', 'Ink.') }
    const answer = await found(files, 'what is the evidence against the night ferry?')
    expect(answer.lead.map(({ text }) => text)).toEqual(['The night ferry pays for itself within a year.'])
  })

  test('is told the note itself where nothing does', async () => {
    const answer = await found(HARBOUR, 'what contradicts the pier?')
    expect(answer.lead.map(({ text }) => text)).toEqual(['The pier is ninety years old.'])
    expect(answer.but).toEqual([])
  })

  test('in a walk means the note where it stands', async () => {
    const library = await libraryOf(HARBOUR)
    const ferry = [...library.notes.keys()].find((id) => id === 'ferry') ?? null
    const soFar = { ...NOTHING_SO_FAR, note: ferry }
    const answer = explain('who disagrees?', { library, index: await buildSearchIndex(library), soFar })
    expect(answer.type === 'found' && opposing(answer)).toEqual(['fog'])
    expect(answer.on?.id).toBe('ferry')
  })

  test('in a walk gets a miss where nothing does, though a note has the words', async () => {
    const library = await libraryOf({
      ...HARBOUR,
      'crew.md': '# Crew\n\nWho disagrees with a captain walks.\n',
    })
    const mail = [...library.notes.keys()].find((id) => id === 'mail') ?? null
    const soFar = { ...NOTHING_SO_FAR, note: mail }
    const answer = explain('who disagrees?', { library, index: await buildSearchIndex(library), soFar })
    expect(answer.type).toBe('miss')
    expect(answer.on?.id).toBe('mail')
  })

  test.each(['who disagrees?', 'what supports it?'])(
    'with nothing said before gets a miss: %s',
    async (question) => {
      const crew = note('It is the mate who disagrees.', 'Rope supports it.')
      expect(await asked({ ...HARBOUR, 'crew.md': crew }, question)).toMatchObject({ type: 'miss' })
    },
  )

  test('of something that no note is about gets a miss', async () => {
    expect((await asked(HARBOUR, 'who disagrees with the railway?')).type).toBe('miss')
  })
})

test('who asks what supports a note is told its claim and what carries it', async () => {
  const answer = await found(HARBOUR, 'what supports the night ferry?')
  expect(answer.because.map(({ text }) => text)).toEqual(['The island sends mail every night.'])
})

test('a question that sentences answer is answered by them where no relation tells', async () => {
  const answer = await found(HARBOUR, 'what supports the pier?')
  expect(answer.lead.map(({ text }) => text)).toEqual(['Oak posts from the north support the pier.'])
})
