import { describe, expect, test } from 'vitest'
import { buildSearchIndex, type SearchIndex } from '../../src/core/search/search-index.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'
import { libraryOf, type Files } from '../support/library-of.ts'

async function indexOf(files: Files): Promise<SearchIndex> {
  return buildSearchIndex(await libraryOf(files))
}

/** Paths of the notes found, best first. */
function foundIn(
  index: SearchIndex,
  question: string,
  options?: Parameters<SearchIndex['search']>[1],
): readonly string[] {
  return index.search(question, options).hits.map(({ passage }) => passage.note.id)
}

async function found(files: Files, question: string): Promise<readonly string[]> {
  return foundIn(await indexOf(files), question)
}

/** As the program asks: real words are not taken for slips of the keyboard. */
async function foundByForm(files: Files, question: string): Promise<readonly string[]> {
  return foundIn(await buildSearchIndex(await libraryOf(files), { thesaurus: wordNet() }), question)
}

describe('a note is found', () => {
  const NOTES = {
    'ferry.md': `---
title: Why does the ferry run late?
claim: Low tide keeps it from the pier.
topics: [shipping]
tags: [timetable]
aliases: [the night boat]
---
Passengers wait on the quay.

## Fog in November

The captain waits until the pilot can see.
`,
    'water-mill.md':
      '# What is the mill for?\n\nThe mill grinds wheat. [Its wheel](https://example.org/waterworks) is old. <!-- ask Edna -->\n',
    'lighthouse.md': '',
  }

  test.each([
    ['by its title', 'late', 'ferry'],
    ['by its claim', 'tide', 'ferry'],
    ['by an alias', 'night boat', 'ferry'],
    ['by a heading', 'fog', 'ferry'],
    ['by a topic', 'shipping', 'ferry'],
    ['by a tag', 'timetable', 'ferry'],
    ['by its text', 'passengers', 'ferry'],
    ['by its title, though it says nothing', 'lighthouse', 'lighthouse'],
    ['by the name of its file', 'water', 'water-mill'],
    ['by the text of a link', 'wheel', 'water-mill'],
  ])('%s', async (_, question, note) => {
    expect(await found(NOTES, question)).toEqual([note])
  })

  test.each([
    ['by the address of a link', 'waterworks'],
    ['by a comment', 'Edna'],
    ['by words that only join others', 'the of and'],
    ['by nothing at all', ''],
  ])('not %s', async (_, question) => {
    expect(await found(NOTES, question)).toEqual([])
  })

  test('by the section that has the words, where a note is long', async () => {
    const filler = 'Boats come and boats go along the shore. '.repeat(60)
    const index = await indexOf({
      'harbour.md': `${filler}\n\n## Ice\n\nThe basin freezes over. ${filler}\n\n## Storms\n\n${filler}\n`,
    })
    const [hit] = index.search('when does the basin freeze?').hits
    expect(hit?.passage.parts.map(({ section }) => section.heading)).toEqual(['Ice'])
  })

  test('not by a comment, though it reaches over the parts of a long section', async () => {
    const filler = 'Boats come and boats go along the shore. '.repeat(60)
    expect(await found({ 'a.md': `${filler}\n\n<!-- Ask\n\n${filler}\n\nEdna -->\n` }, 'Edna')).toEqual([])
  })

  test.each([
    ['list', '- Boats come'],
    ['log', 'Boats come.'],
  ])('by the part that has the words, where a %s has no blank lines', async (_, line) => {
    const lines = Array.from({ length: 3000 }, (__, i) =>
      i === 2000 ? `${line} when the basin freezes.` : line,
    )
    const { hits } = (await indexOf({ 'harbour.md': lines.join('\n') })).search('when does the basin freeze?')
    expect(hits).toHaveLength(1)
    expect(hits[0]?.passage.parts[0]?.markdown.length).toBeLessThan(lines.join('\n').length / 2)
  })
})

describe('compounds are found however they are typed', () => {
  const NOTES = {
    'sampling.md': 'Scores under pass@k rise with k.\n',
    'passing.md': 'A pass over the mountain.\n',
    'small.md': 'The model o1-mini is small.\n',
    'mini.md': 'A mini is a small car.\n',
    'steps.md': 'With chain-of-thought the answers get longer.\n',
    'bicycle.md': 'Oil the chain once a year; never a second thought.\n',
    'fourth.md': 'The exam was passed by GPT-4 in spring.\n',
    'four.md': 'Chapter 4 is on gardens.\n',
    'lone.md': 'Training 1-shot is enough.\n',
    'camera.md': 'A shot in the dark.\n',
  }

  test.each([
    ['pass@k', 'sampling'],
    ['passk', 'sampling'],
    ['o1-mini', 'small'],
    ['o1 mini', 'small'],
    ['o1mini', 'small'],
    ['chain-of-thought', 'steps'],
    ['chain of thought', 'steps'],
    ['Chain‑of‑Thought', 'steps'],
    ['GPT-4', 'fourth'],
    ['gpt 4', 'fourth'],
    ['gpt4', 'fourth'],
    ['1-shot', 'lone'],
    ['1 shot', 'lone'],
  ])('%s', async (typed, note) => {
    expect((await found(NOTES, typed))[0]).toBe(note)
  })
})

describe('a slip or a beginning of a word', () => {
  const NOTES = {
    'marsh.md': 'Herons nest in the marsh.\n',
    'march.md': 'Frogs spawn in march.\n',
    'rain.md': 'Rain fills the ponds.\n',
    'bow.md': 'A rainbow has seven colours.\n',
    'pond.md': 'A moorhen swims.\n',
    'storm.md': 'After a thunderstorm eels wander.\n',
  }

  test.each([
    ['herosn', 'marsh'],
    ['mooorhen', 'pond'],
    ['moorhne', 'pond'],
    ['thunderst', 'storm'],
  ])('%s finds what was meant', async (typed, note) => {
    expect(await found(NOTES, typed)).toEqual([note])
  })

  test.each([
    ['marsh', 'marsh', 'a word one letter away'],
    ['rain', 'rain', 'a word that it begins'],
  ])('%s finds only %s, since a note has the word itself: not %s', async (typed, note) => {
    expect(await found(NOTES, typed)).toEqual([note])
  })

  test('counts less than the same word typed right', async () => {
    const index = await indexOf(NOTES)
    const [right] = index.search('herons').hits
    const [slip] = index.search('herosn').hits
    expect(slip?.score).toBeLessThan(right?.score ?? 0)
  })

  test('that resembles nothing is reported as unknown', async () => {
    const { query, hits } = (await indexOf(NOTES)).search('xylophone')
    expect(query.unknown).toEqual(['xylophone'])
    expect(hits).toEqual([])
  })
})

describe('an acronym', () => {
  const USES = {
    'long.md': 'Divers fear deep tissue chill above all.\n',
    'short.md': 'After an hour DTC sets in.\n',
    'other.md': 'Tissue is sold in rolls.\n',
  }
  const DEFINES = { 'terms.md': 'We speak of deep tissue chill (DTC) in winter.\n' }

  test('finds its long form where a note defines it', async () => {
    expect(await found({ ...USES, ...DEFINES }, 'DTC')).toContain('long')
  })

  test('is found by its long form where a note defines it', async () => {
    expect(await found({ ...USES, ...DEFINES }, 'deep tissue chill')).toContain('short')
  })

  test('finds only itself where no note defines it', async () => {
    expect(await found(USES, 'DTC')).toEqual(['short'])
  })
})

describe('a long form that is spelled out', () => {
  const stations = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`station-${i}.md`, `The TG of station ${i} is read by hand.\n`]),
  )

  test('says little more than its acronym, where nearly every note writes that', async () => {
    const files = {
      ...stations,
      'history.md': 'The first tide gauge (TG) was drawn on a wall.\n',
      'gulls.md': 'Gulls perch on the TG and foul the float with eggs.\n',
    }
    const { terms } = (await indexOf(files)).queryOf('gulls on a tide gauge')
    const idfOf = (word: string) => terms.find((term) => term.word === word)?.idf
    // Each stands in a single note.
    expect(idfOf('tide')).toBeCloseTo(0.6 * (idfOf('gulls') ?? 0))
  })
})

describe('an irregular form', () => {
  const NOTES = {
    'lamp.md': 'The keeper taught two mice to trim the lamp.\n',
    'boat.md': 'The boat brings coal.\n',
    'thought.md': 'A thought on shots of rockets.\n',
    'led.md': 'An LED lasts for years.\n',
  }

  test.each([
    ['teaching', 'lamp'],
    ['mouse', 'lamp'],
    ['what was brought?', 'boat'],
    ['rocket shot', 'thought'],
    ['thoughts', 'thought'],
    ['LEDs', 'led'],
  ])('%s is found by the other forms of its words', async (question, note) => {
    expect(await foundByForm(NOTES, question)).toEqual([note])
  })
})

describe('a word that is common in the language and rare in a few notes', () => {
  const NOTES = {
    'boats.md': 'The lamp is of help.\n',
    'wicks.md': 'The lamp is trimmed.\n',
    'fog.md': 'The horn sounds.\n',
  }

  test('says less than one that is rare in both', async () => {
    expect(await foundByForm(NOTES, 'is it trimmed or of help, the lamp?')).toEqual(['wicks', 'boats'])
  })

  test('is meant where hardly more is typed', async () => {
    expect(await foundByForm(NOTES, 'help trimmed')).toEqual(['boats', 'wicks'])
  })
})

describe('a word that only joins others', () => {
  test('weighs no more than what is asked about, however rare it is', async () => {
    const files = {
      ...Object.fromEntries(
        Array.from({ length: 8 }, (_, i) => [`tide-${i}.md`, `The tide of day ${i} was low.\n`]),
      ),
      'fog.md': 'Fog rose behind it.\n',
    }
    const { terms } = (await indexOf(files)).queryOf('was the tide low behind it?')
    const rarityOf = (word: string) => terms.find((term) => term.word === word)?.idf
    expect(rarityOf('behind')).toBeCloseTo(rarityOf('tide') ?? 0)
  })
})

describe('a comparative', () => {
  const ROOFS = {
    'slate.md': 'A heavy roof holds in a storm.\n',
    'wide.md': 'A large roof sheds snow.\n',
    'quick.md': 'A fast roofer is dear.\n',
    'big.md': 'A big roof leaks.\n',
  }

  test('finds its plain form beside itself', async () => {
    const files = { ...ROOFS, 'iron.md': 'An iron roof is heavier than tiles.\n' }
    expect(await foundByForm(files, 'heavier')).toEqual(['iron', 'slate'])
  })

  test.each([
    ['heavier', 'slate'],
    ['larger', 'wide'],
    ['fastest', 'quick'],
    ['bigger', 'big'],
  ])('%s finds its plain form where no note has the comparative', async (typed, note) => {
    expect(await foundByForm(ROOFS, typed)).toEqual([note])
  })

  test('of its ending alone counts for no more than the word as typed, however rare the other is', async () => {
    const index = await indexOf({
      'one.md': 'A folder of letters.\n',
      'two.md': 'A folder of maps.\n',
      'three.md': 'A folder of songs, and a letter.\n',
      'four.md': 'Fold the map.\n',
    })
    expect(index.search('folder').hits.map(({ passage }) => passage.note.id)).toEqual([
      'one',
      'two',
      'three',
      'four',
    ])
  })

  test('is told apart from the word as typed', async () => {
    const index = await indexOf({ ...ROOFS, 'iron.md': 'An iron roof is heavier than tiles.\n' })
    const slate = index.search('heavier').hits.find(({ passage }) => passage.note.id === 'slate')
    expect(slate?.matches).toMatchObject([{ word: 'heavier', how: 'form', meant: 'heavy' }])
  })
})

describe('British and American spellings', () => {
  test.each([
    ['optimisation', 'optimization'],
    ['generalises', 'generalizes'],
    ['behaviour', 'behavior'],
    ['modelling', 'modeling'],
    ['colour', 'color'],
    ['centre', 'center'],
    ['analyse', 'analyze'],
  ])('%s and %s find each other as the same word', async (british, american) => {
    for (const [typed, written] of [
      [british, american],
      [american, british],
    ] as const) {
      const index = await indexOf({ 'a.md': `On ${written} of rivers.\n` })
      expect(index.search(typed).hits[0]?.matches).toMatchObject([{ how: 'word', meant: null }])
    }
  })
})

describe('what is asked for', () => {
  const NOTES = {
    'apple.md': '---\ntopics: [Fruit Trees]\n---\nPrune the tree in winter.\n',
    'pear.md': '---\ntags: [fruit trees]\n---\nPrune the tree after the harvest.\n',
    'rose.md': '---\ntopics: [flowers]\n---\nPrune it above an eye, then prune it again.\n',
  }

  test('may be kept to a topic or tag, in any case', async () => {
    expect(foundIn(await indexOf(NOTES), 'prune', { topic: 'fruit trees' })).toEqual(['apple', 'pear'])
  })

  test('may be kept to a topic however its accents are put together', async () => {
    const index = await indexOf({ 'a.md': '---\ntags: [Cafe\u0301]\n---\nOpen from seven.\n' })
    expect(foundIn(index, 'open', { topic: 'Café' })).toEqual(['a'])
  })

  test('may be kept to notes that pass', async () => {
    expect(foundIn(await indexOf(NOTES), 'prune', { only: ({ id }) => id === 'rose' })).toEqual(['rose'])
  })

  test('is cut to the limit, and the best are kept', async () => {
    const index = await indexOf(NOTES)
    expect(foundIn(index, 'prune tree', { limit: 2 })).toEqual(foundIn(index, 'prune tree').slice(0, 2))
    expect(foundIn(index, 'prune tree')).toHaveLength(3)
  })

  test('is ten passages unless told, and more where told', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`tree-${i}.md`, `Tree ${i} grows.\n`]),
    )
    const index = await indexOf(many)
    expect(foundIn(index, 'tree')).toHaveLength(10)
    expect(foundIn(index, 'tree', { limit: 60 })).toHaveLength(60)
  })

  test('comes in order of path where nothing else tells two notes apart', async () => {
    const same = 'Prune it.\n'
    expect(await found({ 'c.md': same, 'a.md': same, 'b.md': same }, 'prune')).toEqual(['a', 'b', 'c'])
  })
})

describe('the reason for a hit', () => {
  const NOTES = {
    'tides.md': 'Neap tides follow the half moon. Mean low water (MLW) is the lowest mark.\n',
    'sand.md': 'Big waves carry sand.\n',
  }

  test.each([
    ['a word as typed', 'moon', [{ word: 'moon', how: 'word', meant: null }]],
    ['a word put right', 'mooon', [{ word: 'mooon', how: 'spelling', meant: 'moon' }]],
  ])('is %s', async (_, typed, reason) => {
    expect((await indexOf(NOTES)).search(typed).hits[0]?.matches).toMatchObject(reason)
  })

  test('is the long form of an acronym', async () => {
    const { hits } = (await indexOf(NOTES)).search('MLW')
    expect(hits[0]?.matches).toContainEqual(
      expect.objectContaining({ word: 'mlw', how: 'acronym', meant: 'mean low water' }),
    )
  })

  test('names only words that the passage has', async () => {
    const { hits } = (await indexOf(NOTES)).search('neap tides carry sand')
    const reasons = hits.map(
      ({ passage, matches }) => [passage.note.id, new Set(matches.map(({ word }) => word))] as const,
    )
    expect(new Map(reasons)).toEqual(
      new Map([
        ['sand', new Set(['carry', 'sand'])],
        ['tides', new Set(['neap', 'tides'])],
      ]),
    )
  })

  test('tells how close together the words stand', async () => {
    const filler = 'One more word after another follows here without end or aim. '.repeat(3)
    const index = await indexOf({
      'near.md': `Salt marsh. ${filler}\n`,
      'far.md': `Salt. ${filler} Marsh.\n`,
    })
    const closeness = new Map(
      index.search('salt marsh').hits.map((hit) => [String(hit.passage.note.id), hit.closeness]),
    )
    expect(closeness.get('near')).toBe(1)
    expect(closeness.get('far')).toBeLessThan(1)
  })
})

describe('which note comes first', () => {
  const NOTES = {
    'sourdough.md': `---
title: How is a sourdough starter kept alive?
aliases: [levain]
claim: Feed it flour and water every day.
---
A starter left alone turns sour and grey.

## In the cold

In the refrigerator one feeding a week will do.
`,
    'yeast.md': `---
title: How does yeast make dough rise?
claim: Yeast turns sugar into gas that the gluten holds.
---
Sourdough rises by wild yeast, bought yeast is faster.
`,
    'oven.md': `---
title: How hot should the oven be for bread?
claim: Bread wants 240 degrees at first and 200 later.
---
Sourdough needs steam, and a starter need not be warm. Every day bakers heat the oven for hours.
`,
    'salt.md': `---
title: What does salt do in dough?
claim: Salt slows yeast and tightens gluten.
---
Two parts of salt to a hundred parts of flour is usual.
`,
    'flour.md': `---
title: Which flour absorbs most water?
claim: Rye flour absorbs most water.
---
Flour, flour, flour: flour is what a baker buys. Water is free.
`,
  }

  test.each([
    ['sourdough starter', 'sourdough', 'its title has both words, the others mention them'],
    ['levain', 'sourdough', 'it is an alias'],
    ['how does dough rise', 'yeast', 'it is its question'],
    ['salt gluten', 'salt', 'one title has the rarer word, and the claim has both'],
    ['how hot is the oven', 'oven', 'question words count for nothing'],
    ['what does salt do to yeast', 'salt', 'the claim has both words side by side'],
    ['salt to flour', 'salt', 'a word repeated ten times does not outweigh two words together'],
    ['water and flour every day', 'sourdough', 'all the words stand together in its claim'],
    ['refrigerator', 'sourdough', 'it is the only note that has the word'],
    ['240 degrees', 'oven', 'figures are words'],
    ['refrigerater feeding', 'sourdough', 'a slip is forgiven'],
    ['rye', 'flour', 'a rare word names the note'],
  ])('%s: %s, because %s', async (question, note) => {
    expect((await found(NOTES, question))[0]).toBe(note)
  })

  test('a rare word weighs more than a common one', async () => {
    const notes = {
      'a.md': 'Bread and butter.\n',
      'b.md': 'Bread and quince.\n',
      'c.md': 'Butter on bread.\n',
      'd.md': 'Butter and bread.\n',
    }
    expect((await found(notes, 'butter quince'))[0]).toBe('b')
  })

  test('words that stand together come before the same words apart', async () => {
    const between = 'Much is said of many things before anyone gets back to the matter at hand today.'
    const notes = {
      'apart.md': `Honey is sweet. ${between} Mead is strong.\n`,
      'together.md': `Mead is strong. Honey with mead is sweet. ${between}\n`,
    }
    expect((await found(notes, 'honey mead'))[0]).toBe('together')
  })

  test('words in the order in which they were asked come before the same words turned', async () => {
    const notes = { 'a.md': 'Mead honey tastes sweet.\n', 'b.md': 'Honey mead tastes sweet.\n' }
    expect(await found(notes, 'honey mead')).toEqual(['b', 'a'])
  })

  test('a note that the question names comes before one that only has its words', async () => {
    const notes = {
      'a.md': '---\ntitle: Frames of cold iron\n---\nA cold frame rusts. Cold frames bend.\n',
      'b.md': '---\ntitle: Seedlings\naliases: [cold frame]\n---\nGlass over earth.\n',
    }
    expect(await found(notes, 'cold frame')).toEqual(['b', 'a'])
  })
})

describe('private notes', () => {
  test.each(['private: true', 'draft: true', 'publish: false'])(
    'with %s are not found, nor do their words count as known',
    async (mark) => {
      const index = await indexOf({
        'secret.md': `---\n${mark}\n---\nThe orchid blooms.\n`,
        'open.md': 'The tulip blooms.\n',
      })
      expect(foundIn(index, 'blooms')).toEqual(['open'])
      expect(index.search('orchid').query.unknown).toEqual(['orchid'])
    },
  )
})
