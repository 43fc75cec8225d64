import { describe, expect, test } from 'vitest'
import { explain, explainNote } from '../../src/core/explain/explain.ts'
import { explanationAnswer } from '../../src/core/explain/explanation-answer.ts'
import { NOTHING_SO_FAR } from '../../src/core/explain/so-far.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { asked, found, note, quoted } from '../support/asked.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'
import { libraryOf } from '../support/library-of.ts'

describe('the lead', () => {
  test("is the claim where the question is the note's own", async () => {
    const explanation = await found(
      {
        'why-rye.md':
          '---\ntitle: Why does rye bread stay moist?\nclaim: Its pentosans bind water.\n---\nRye is dense.\n',
        'oats.md': note('Oats need soaking.', 'Oats.'),
      },
      'why does rye bread stay moist?',
    )
    expect(quoted(explanation, explanation.lead[0])).toEqual(['why-rye', 'Its pentosans bind water.'])
  })

  test('is the sentence with the figure where a figure is asked for', async () => {
    const explanation = await found(
      {
        'rye.md': note(
          'Rye dough wants much water.',
          'Rye is dense.\n\n## Water\n\nRye dough takes 85 % of its flour in water. Wheat takes less.',
        ),
      },
      'how much water does rye dough take?',
    )
    expect(explanation.lead[0]?.text).toContain('85 %')
    expect(explanation.sources[0]?.heading).toBe('Water')
  })

  test('is what has the words that were asked, before what has a rare word for a common one', async () => {
    const garage = Array.from({ length: 30 }, (_, i) => [`car-${i}.md`, `Every car of row ${i} is washed.`])
    const library = await libraryOf({
      ...Object.fromEntries(garage),
      'Oil.md':
        'The automobile was shown in Paris once. Nobody bought it.\n\nEvery spring the car gets new oil.\n',
    })
    const index = await buildSearchIndex(library, { thesaurus: wordNet() })
    const explanation = explain('is there oil for a car?', { library, index })
    expect(explanation.type === 'found' && explanation.lead[0]?.text).toContain('the car gets new oil')
  })

  test('is a sentence that can be read, before one without an end', async () => {
    const endless = `The ferry runs ${'and the ferry runs on time '.repeat(100)}.`
    const explanation = await found(
      { 'runs.md': `${endless}\n\nOn time is what a ferry should be.\n` },
      'does the ferry run on time?',
    )
    expect(explanation.lead[0]?.text).toBe('On time is what a ferry should be.')
  })

  test('is never a note that says nothing', async () => {
    const explanation = await found(
      {
        'sourdough starter.md': '',
        'b.md': note('A sourdough starter lives for years.', 'Feed the starter.'),
      },
      'sourdough starter',
    )
    expect(explanation.sources[0]?.note.id).toBe('b')
  })
})

describe('because', () => {
  test('takes at most three notes that answer too, each of them once', async () => {
    const files = Object.fromEntries(
      [
        ['oak', 'for centuries in heavy wood'],
        ['ash', 'until beetles come'],
        ['elm', 'mostly below ground, in roots'],
        ['yew', 'slowly and almost without end'],
        ['fir', 'where snow lies long'],
      ].map(([tree = '', how = '']) => [
        `${tree}.md`,
        note(`Old ${tree} trees store carbon ${how}.`, `How ${tree} trees store carbon.`),
      ]),
    )
    const explanation = await found(files, 'how do old trees store carbon?')
    expect(explanation.because).toHaveLength(3)
    expect(new Set(explanation.sources.map((source) => source.note.id)).size).toBe(4)
  })

  test('does not repeat what the lead says', async () => {
    const same = 'Bees find flowers by ultraviolet marks.'
    const explanation = await found(
      { 'a.md': note(same, 'Bees.'), 'b.md': note(same, 'Bees.') },
      'how do bees find flowers?',
    )
    expect(explanation.because).toEqual([])
  })
})

describe('a line that asks the same question', () => {
  const files = {
    'lines/salt.md':
      '---\ntitle: Why is the sea salty?\nclaim: Rivers bring salt and only water leaves.\n---\n' +
      'First [[rivers|rivers carry salt]], then [[vents]], last [[evaporation]].\n\n## Next\n\n- Does the Dead Sea differ?\n',
    'rivers.md': note('Rivers carry dissolved salt to the sea.', 'Rivers.'),
    'vents.md': note('Vents on the sea floor add minerals.', 'Vents.'),
    'evaporation.md': note('Evaporation takes water and leaves salt in the sea.', 'Sun.'),
  }

  test('leads, and cites what it cites', async () => {
    const explanation = await found(files, 'why is the sea salty?')
    expect(quoted(explanation, explanation.lead[0])).toEqual([
      'lines/salt',
      'Rivers bring salt and only water leaves.',
    ])
    expect(explanation.sources.map((source) => source.note.id).toSorted()).toEqual([
      'evaporation',
      'lines/salt',
      'rivers',
      'vents',
    ])
  })

  test('offers its next question', async () => {
    const { steps } = await found(files, 'why is the sea salty?')
    expect(steps).toContainEqual({ type: 'question', question: 'Does the Dead Sea differ?' })
  })
})

describe('two notes at once', () => {
  const files = {
    'moss.md': '---\ntitle: Moss\nclaim: Moss drinks through its leaves.\n---\n',
    'fern.md':
      '---\ntitle: Fern\nclaim: Ferns have veins.\n---\n\n## Related\n\n- extends:: [[moss]] — Veins came later.\n',
    'pine.md':
      '---\ntitle: Pine\nclaim: Pines have wood.\n---\n\n## Related\n\n- extends:: [[fern]] — Wood is made of veins.\n',
    'gull.md': '---\ntitle: Gull\nclaim: Gulls follow ploughs.\n---\n',
  }

  test.each([
    'moss vs pine',
    'how does moss relate to pine?',
    'moss -> pine',
    'what is the difference between moss and pine?',
  ])('%s leads with both and shows the chain between them, each step with its reason', async (question) => {
    const explanation = await found(files, question)
    expect(explanation.lead.map(({ text }) => text)).toEqual([
      'Moss drinks through its leaves.',
      'Pines have wood.',
    ])
    expect(
      explanation.chain.map(({ relation, reason }) => [relation.from, relation.to, reason?.text]),
    ).toEqual([
      ['fern', 'moss', 'Veins came later.'],
      ['pine', 'fern', 'Wood is made of veins.'],
    ])
  })

  test('are set side by side without a chain where no relation leads from one to the other', async () => {
    const explanation = await found(files, 'moss vs gull')
    expect(explanation.lead).toHaveLength(2)
    expect(explanation.chain).toEqual([])
  })
})

describe('steps', () => {
  const files = {
    'a.md': note(
      'Alpha holds.',
      'Alpha.',
      ...['b', 'c', 'd', 'e', 'f'].map((id) => `- supports:: [[${id}]] — Reason ${id}.`),
    ),
    ...Object.fromEntries(['b', 'c', 'd', 'e', 'f'].map((id) => [`${id}.md`, note(`Claim ${id}.`, id)])),
    'g.md': note('Gamma doubts it.', 'Gamma.', '- challenges:: [[a]] — It fails at night.'),
  }

  test('are four at most, and the challenge comes first', async () => {
    const { steps } = await found(files, 'alpha holds')
    expect(steps).toHaveLength(4)
    expect(steps[0]).toMatchObject({ type: 'relation', relation: { from: 'g', kind: 'challenges' } })
  })

  test('never lead to what was seen', async () => {
    const library = await libraryOf(files)
    const index = await buildSearchIndex(library)
    const ids = [...library.notes.keys()]
    const explanation = explain('alpha holds', {
      library,
      index,
      soFar: { ...NOTHING_SO_FAR, seen: new Set(ids) },
    })
    expect(explanation.steps.filter(({ type }) => type === 'relation')).toEqual([])
  })

  test('a walked relation opens the explanation, and is not said again among the objections', async () => {
    const library = await libraryOf(files)
    const [relation] =
      library.outgoing.get([...library.notes.keys()].find((id) => id === 'g') ?? ('' as never)) ?? []
    const target = [...library.notes.values()].find(({ id }) => id === 'g')
    if (relation === undefined || target === undefined) throw new Error('The challenge is missing.')
    const explanation = explainNote(target, relation, { library, index: await buildSearchIndex(library) })
    expect(explanation.arrival?.reason?.text).toBe('It fails at night.')
    expect(explanation.but).toEqual([])
  })

  test('a reason that is written with its "because" is shown with one', async () => {
    const library = await libraryOf({
      'a.md': 'A.\n\n- Extends [[b]] because night is long.\n',
      'b.md': 'B.\n',
    })
    const [relation] = [...library.outgoing.values()].flat()
    const target = [...library.notes.values()].find(({ id }) => id === 'b')
    if (relation === undefined || target === undefined) throw new Error('The relation is missing.')
    const explanation = explainNote(target, relation, { library, index: await buildSearchIndex(library) })
    const { blocks } = explanationAnswer(explanation, { library, addressOf: () => null })
    expect(JSON.stringify(blocks[0])).toContain(', because: night is long.')
  })
})

describe('a miss', () => {
  test('cites nothing, names the words that no note has, and offers the nearest titles', async () => {
    const explanation = await asked(
      {
        'Bread.md': note('Bread needs salt.', 'Salt and flour.'),
        'Soup.md': note('Soup needs time.', 'Bones.'),
      },
      'which telescope shows the rings of Saturn in bread?',
    )
    expect(explanation).toMatchObject({ type: 'miss', nearest: [{ title: 'Bread' }] })
    expect(explanation.type === 'miss' && explanation.unknownWords).toEqual(
      expect.arrayContaining(['telescope', 'saturn']),
    )
  })
})

test.each(['private: true', 'draft: true', 'publish: false'])(
  'a note with %s appears nowhere',
  async (mark) => {
    const files = {
      'open.md': note('The vault code is kept by two people.', 'Two people keep the vault code.'),
      'secret.md': `---\ntitle: The vault code\nclaim: The vault code is 1234.\n${mark}\n---\n\n## Related\n\n- challenges:: [[open]] — One knows it all.\n`,
    }
    const explanation = await found(files, 'what is the vault code?')
    const library = await libraryOf(files)
    expect(explanation.sources.map((source) => source.note.id)).toEqual(['open'])
    expect(explanation.but).toEqual([])
    expect(explanation.steps).toEqual([])
    expect([...library.notes.keys()]).toEqual(['open'])
    expect(library.problems.filter(({ hidden }) => !hidden)).toEqual([])
  },
)
