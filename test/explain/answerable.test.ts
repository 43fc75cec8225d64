import { describe, expect, test } from 'vitest'
import { explain } from '../../src/core/explain/explain.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'
import { asked } from '../support/asked.ts'
import { libraryOf } from '../support/library-of.ts'

const FILES = {
  'tower.md': '# Tower\n\nThe stone tower on the rock was built by Robert Stevenson in four summers.\n',
  'lamp.md': '# Lamp\n\nThe lamp of the tower is turned by a falling weight.\n',
  'gulls.md': '# Gulls\n\nGulls nest on the rock in spring.\n',
  'boats.md': '# Boats\n\nBoats bring coal to the keepers.\n',
}

describe('a name that is asked about', () => {
  test('is answered where the passage has it', async () => {
    expect(await asked(FILES, 'was the stone tower built by Stevenson?')).toMatchObject({ type: 'found' })
  })

  test('makes a miss where no passage has it, though it has the other words', async () => {
    expect(await asked(FILES, 'was the tower built by Smeaton?')).toMatchObject({
      type: 'miss',
      unknownWords: ['smeaton'],
    })
  })
})

describe('a word that no note has', () => {
  const NOTES = {
    'keepers.md': '# Keepers\n\nNew keepers climb the tower alone after eighteen days.\n',
    'oil.md': '# Oil\n\nThe lamp burns three barrels of oil in a winter.\n',
  }
  const explainWithThesaurus = async (question: string) => {
    const library = await libraryOf(NOTES)
    return explain(question, { library, index: await buildSearchIndex(library, { thesaurus: wordNet() }) })
  }

  test('says little where it is a common one: a few notes are without most of them', async () => {
    expect(await explainWithThesaurus('how long until new keepers come up the tower?')).toMatchObject({
      type: 'found',
    })
  })

  test('makes a miss where it is a rare one', async () => {
    expect(await explainWithThesaurus('how many mermaids or kelpies until new keepers drown?')).toMatchObject(
      {
        type: 'miss',
      },
    )
  })
})

describe('what stands only where nothing can be quoted', () => {
  test.each([
    [
      'a table',
      '| Keeper | Bell |\n| --- | --- |\n| Anna Kowalski | 4711 |',
      'which bell calls Anna Kowalski?',
    ],
    ['code', '```sh\nlampctl trim --wick low\n```', 'how do I trim the wick with lampctl?'],
  ])('in %s makes a miss that names the note', async (_, block, question) => {
    const files = { ...FILES, 'handbook.md': `# Handbook\n\nThe office moved in 2020.\n\n${block}\n` }
    const explanation = await asked(files, question)
    expect(explanation.type === 'miss' && explanation.nearest[0]?.id).toBe('handbook')
  })
})

describe('a word or two, as typed into a search box', () => {
  const stones = Array.from({ length: 200 }, (_, i) => `stone${i}`).join(' ')
  const LONG = {
    'tides.md': `# Tides\n\nNeap tides spare the causeway of ${stones}.\n`,
    'fog.md': '# Fog\n\nThe horn sounds in fog.\n',
    'coal.md': '# Coal\n\nCoal comes by boat.\n',
  }

  test.each(['causeway', 'the causeway', 'neap causeway?'])(
    '%s is answered where a note has it',
    async (question) => {
      expect(await asked(LONG, question)).toMatchObject({
        type: 'found',
        sources: [{ note: { id: 'tides' } }],
      })
    },
  )

  test('is a miss where one of them stands in no note', async () => {
    expect(await asked(LONG, 'causeway toll')).toMatchObject({ type: 'miss' })
  })
})

describe('a question without a word to look for', () => {
  const WITH_KEEPERS = {
    ...FILES,
    'keepers.md': '# Who are we?\n\nKeepers of the lamp.\n',
    'visits.md': '# Visits\n\nYou can see what the keepers do, and who they are.\n',
  }

  test.each(['who are they?', 'what can you do?', 'hi'])('%s is a miss', async (question) => {
    expect(await asked(WITH_KEEPERS, question)).toMatchObject({ type: 'miss', nearest: [] })
  })

  test('is answered where it is the title of a note', async () => {
    expect(await asked(WITH_KEEPERS, 'who are we?')).toMatchObject({ type: 'found' })
  })
})

describe('words that put a question into words', () => {
  const TOOLS = {
    'make.md': '# Make\n\nMake rebuilds the files whose sources are newer than they are.\n',
    'survey.md': '# Survey\n\nTwo thirds of the keepers read the tide tables at night.\n',
    'oil.md': '# Oil\n\nThe best way to make a lamp worth its oil is to trim the wick.\n',
  }

  test.each([
    ['what percentage of keepers read tide tables?', 'survey'],
    ['what did the survey of keepers find?', 'survey'],
    ['does it matter which tide tables the keepers read?', 'survey'],
  ])('count for little beside others: "%s"', async (question, id) => {
    expect(await asked(TOOLS, question)).toMatchObject({ type: 'found', sources: [{ note: { id } }] })
  })

  test.each(['what is make?', 'how does make work?'])(
    'are asked about where nothing else is: "%s"',
    async (question) => {
      expect(await asked(TOOLS, question)).toMatchObject({
        type: 'found',
        sources: [{ note: { id: 'make' } }],
      })
    },
  )
})
