import { describe, expect, test } from 'vitest'
import { explain } from '../../src/core/explain/explain.ts'
import type { Explanation } from '../../src/core/explain/explanation.ts'
import { NOTHING_SO_FAR } from '../../src/core/explain/so-far.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'
import { libraryOf } from '../support/library-of.ts'

/** As colleagues write and ask: short notes without claims, short questions. */
const library = await libraryOf({
  'spindle.md':
    '# Spindle\n\nA turned stick with a weight.\n\nSpindle work is slow on damp days, and the spindle warps.\n',
  'keeper.md': '# Marie Duval\n\nKeeper since 2021. She mends the nets.\n\nOut until June; Paul stands in.\n',
  'runbook.md': '# Runbook: the lamp is out\n\nLight the spare wick first.\n\nThen call the harbour.\n',
  'report.md': '# Night of the fifth\n\nImpact: no light from the lamp for an hour. We were out at sea.\n',
  'bread.md':
    '# Rye bread\n\nFlour, water and 20 g of salt. Bake at 250 °C for the first ten minutes.\n\nThe knife was sharpened in May.\n',
  'eggs.md':
    '# Pancakes\n\nRest the batter for ten minutes.\n\n| what | how many |\n| --- | --- |\n| eggs | 2 |\n',
  'nets.md': '# Nets\n\nDo the nets need tar? They do, every second autumn, and a dry week after it.\n',
  'keys.md': '# Keys\n\nThe brass key cannot be copied in the village.\n',
  'logs.md':
    '---\nclaim: Inspectors must be able to read ninety days of logs.\n---\n# Logs\n\nPages of the log are kept for seven days only.\n',
})
const index = await buildSearchIndex(library, { thesaurus: wordNet() })
const ask = (question: string): Explanation => explain(question, { library, index })

describe('a short question', () => {
  test.each([
    ['what is a spindle?', 'A turned stick with a weight.', 'the note begins with what it is'],
    ['who is marie duval', 'Keeper since 2021.', 'who she is, and not where'],
    ['the lamp is out what do i do', 'Light the spare wick first.', 'the runbook is called so'],
    ['what temp for rye bread', 'Bake at 250 °C for the first ten minutes.', 'it has degrees'],
    ['which key cant be copied', 'The brass key cannot be copied in the village.', 'cant is can not'],
    ['what is tar', 'They do, every second autumn, and a dry week after it.', 'two words that a note has'],
  ])('%s: %s (%s)', (question, answer) => {
    const explanation = ask(question)
    expect(explanation.type === 'found' && explanation.lead[0]?.text).toContain(answer)
  })

  test('that only a table answers is a miss, though its note is called so', () => {
    expect(ask('how many eggs in the pancakes')).toMatchObject({
      type: 'miss',
      nearest: [{ title: 'Pancakes' }],
    })
  })

  test('is not answered with what else its note says', () => {
    const explanation = ask('what temp for rye bread')
    if (explanation.type === 'miss') throw new Error('It is a miss.')
    expect(explanation.because.map(({ text }) => text)).not.toContain('The knife was sharpened in May.')
  })
})

test('a question in another language is answered though a word of it is in no note', async () => {
  const files = {
    'angst.md': '# Gespräche\n\nFünf von acht Personen hatten Angst, ihre Bankdaten einzugeben.\n',
    'preis.md': '# Preise\n\nDer Preis wird im Mai nicht erhöht, und das ist auch so gewollt.\n',
  }
  const german = await libraryOf(files)
  const explanation = explain('warum haben die Leute Angst um ihre Bankdaten?', {
    library: german,
    index: await buildSearchIndex(german, { thesaurus: wordNet() }),
  })
  expect(explanation.type === 'found' && explanation.lead[0]?.text).toContain('Fünf von acht Personen')
})

describe('what was quoted before', () => {
  const drills = 'Drill: on the twelfth of May, by Ahmed, in 94 seconds.'
  const asked = async (said: string, question: string): Promise<Explanation> => {
    const notes = await libraryOf({
      'failover.md': `# Failover\n\nA failover takes a minute or two.\n\nA failover stops all writes.\n\n${drills}\n`,
    })
    const note = [...notes.notes.keys()][0] ?? null
    const soFar = { ...NOTHING_SO_FAR, note, isQuoted: (text: string) => text === said }
    return explain(question, { library: notes, index: await buildSearchIndex(notes), soFar })
  }

  test('is quoted again where nothing else answers', async () => {
    const explanation = await asked(drills, 'when was the drill in May, and how many seconds did it take?')
    expect(explanation.type === 'found' && explanation.lead[0]?.text).toBe(drills)
  })

  test('gives way to what answers about as well', async () => {
    const explanation = await asked('A failover takes a minute or two.', 'what about a failover?')
    expect(explanation.type === 'found' && explanation.lead[0]?.text).not.toContain('a minute or two')
  })
})
