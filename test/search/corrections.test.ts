import { expect, test } from 'vitest'
import { buildSearchIndex, type Match } from '../../src/core/search/search-index.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'
import { libraryOf } from '../support/library-of.ts'

const PIPES = {
  'Lead pipes.md': 'Lead pipes harden water less than copper.\n',
  'Copper.md': 'Copper carries warm water well.\n',
}

/** Why the best passage was found. */
async function matchesFor(question: string): Promise<readonly Match[]> {
  const index = await buildSearchIndex(await libraryOf(PIPES), { thesaurus: wordNet() })
  return index.search(question).hits[0]?.matches ?? []
}

test('a slip of the keyboard is put right', async () => {
  expect(await matchesFor('coppr')).toMatchObject([{ word: 'coppr', how: 'spelling', meant: 'copper' }])
})

test('a word of the language is taken at its word, though another stands near it', async () => {
  expect(await matchesFor('load')).toEqual([])
})

test('a word that a note has is never corrected', async () => {
  expect(await matchesFor('lead')).toMatchObject([{ word: 'lead', how: 'word', meant: null }])
})

test('another word for it lifts a passage that was found', async () => {
  const index = await buildSearchIndex(
    await libraryOf({ 'a.md': 'A bridge is hard to mend.\n', 'b.md': 'A bridge is dear to mend.\n' }),
    { thesaurus: wordNet() },
  )
  const found = index.search('difficult bridge').hits.map(({ passage }) => passage.note.id)
  expect(found).toEqual(['a', 'b'])
})
