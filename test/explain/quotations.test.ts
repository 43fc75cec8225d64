import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain, explainNote } from '../../src/core/explain/explain.ts'
import type { Explanation, Found, Quote } from '../../src/core/explain/explanation.ts'
import type { Library, Note } from '../../src/core/notes/note.ts'
import { plainText } from '../../src/core/notes/plain-text.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { generatedNotes, seededRandom } from '../support/generated-notes.ts'
import { libraryOf } from '../support/library-of.ts'
import { index, library } from '../support/sample-library.ts'

/** Marks of lists and quotes stand between the lines of a section; words are compared in a row. */
const inARow = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The words of the section that a source names, as a reader sees them. */
function citedText(note: Note, heading: string | null): string {
  const sections = note.sections
    .filter((section) => section.heading === heading)
    .flatMap(({ markdown }) => markdown.split(/\n\s*\n|\n(?=\s*[-*+>])/))
    .map((block) => inARow(plainText(block.replace(/^\s*(?:[-*+>]|\d+\.)\s+/, ''))))
  const claim = heading === null ? [note.claim?.text ?? ''] : []
  return [...claim, ...sections].join('\n')
}

function expectQuotesToStandInTheirSources(explanation: Explanation, { outgoing }: Library): void {
  if (explanation.type === 'miss') return
  const source = ({ source: number }: Quote) => {
    const found = explanation.sources.find((each) => each.number === number)
    if (found === undefined) throw new Error(`Nothing is numbered ${number}.`)
    return found
  }
  for (const quote of [
    ...explanation.lead,
    ...explanation.because,
    ...explanation.but.map((each) => each.quote),
  ]) {
    const { note, heading } = source(quote)
    expect(citedText(note, heading), `${note.id} › ${heading}`).toContain(inARow(quote.text))
  }
  for (const { relation, reason } of [...explanation.but, ...explanation.chain]) {
    if (reason === null) continue
    expect(source(reason).note.id).toBe(relation.from)
    expect(outgoing.get(relation.from)?.map((each) => each.reason)).toContain(reason.text)
  }
}

function expectSourcesToBeNumberedAndUsed({ sources, lead, because }: Found): void {
  expect(sources.map(({ number }) => number)).toEqual(sources.map((_, i) => i + 1))
  expect(lead[0]?.source).toBe(1)
  const notes = new Set([...lead, ...because].map(({ source }) => sources[source - 1]?.note.id))
  expect(notes.size, 'a note is quoted twice').toBe(lead.length + because.length)
}

/** Questions made of a library's own words, in any mixture, and of words that it lacks. */
function questionsAbout({ notes: all }: Library): fc.Arbitrary<string> {
  const notes = [...all.values()]
  const words = notes.flatMap((note) =>
    `${note.title} ${note.claim?.text ?? ''} ${note.aliases.join(' ')}`.split(/\s+/),
  )
  return fc
    .array(
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...words) }, fc.constantFrom('zebra', 'vs', 'how')),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((chosen) => chosen.join(' '))
}

describe('in the sample library', () => {
  test('every quoted sentence stands word for word in the section that it cites', () => {
    fc.assert(
      fc.property(questionsAbout(library), (question) => {
        expectQuotesToStandInTheirSources(explain(question, { library, index }), library)
      }),
      { numRuns: 300 },
    )
  })

  test.each([...library.notes.values()])(
    '$id explained by its title, and by itself, keeps to its sources',
    (note) => {
      const byTitle = explain(note.title, { library, index })
      expect(byTitle.type).toBe('found')
      for (const explanation of [byTitle, explainNote(note, null, { library, index })]) {
        expectQuotesToStandInTheirSources(explanation, library)
        if (explanation.type === 'found') expectSourcesToBeNumberedAndUsed(explanation)
      }
    },
  )
})

test('in generated libraries every quoted sentence stands word for word in the section that it cites', async () => {
  for (const seed of [1, 2, 3]) {
    const generated = await libraryOf(generatedNotes(60, 12, seed))
    const generatedIndex = await buildSearchIndex(generated)
    const random = seededRandom(seed)
    const titles = [...generated.notes.values()].map(({ title }) => title)
    for (let i = 0; i < 60; i++) {
      const words = `${titles[i] ?? ''} ${titles[Math.floor(random() * titles.length)] ?? ''}`.split(' ')
      const question = words.filter(() => random() < 0.5).join(' ')
      const explanation = explain(question, { library: generated, index: generatedIndex })
      expectQuotesToStandInTheirSources(explanation, generated)
    }
  }
})
