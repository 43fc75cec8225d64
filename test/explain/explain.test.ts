import { describe, expect, test } from 'vitest'
import { NOTHING_SO_FAR } from '../../src/core/explain/so-far.ts'
import type { Asked } from '../../src/core/explain/asked.ts'
import { explainObjections } from '../../src/core/explain/dissent.ts'
import { explain, explainNote } from '../../src/core/explain/explain.ts'
import type { Explanation, Found } from '../../src/core/explain/explanation.ts'
import type { Note } from '../../src/core/notes/note.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { asked, found, note, quoted } from '../support/asked.ts'
import { libraryOf, type Files } from '../support/library-of.ts'

async function readyToAsk(files: Files): Promise<Asked> {
  const library = await libraryOf(files)
  return { library, index: await buildSearchIndex(library) }
}

function noteIn({ library }: Asked, id: string): Note {
  const wanted = [...library.notes.values()].find((each) => each.id === id)
  if (wanted === undefined) throw new Error(`There is no note ${id}.`)
  return wanted
}

function foundOf(explanation: Explanation): Found {
  if (explanation.type === 'miss') throw new Error(`"${explanation.question}" is a miss.`)
  return explanation
}

/** A line that calls at these notes, in this order. */
function trainThrough(ids: readonly string[]): string {
  return (
    '---\ntitle: Which way does the night train take?\nclaim: The night train follows the coast.\n---\n' +
    `It calls at ${ids.map((id) => `[[${id}]]`).join(', then at ')}.\n\n## Next\n\n- Who rides it?\n- Who drives it?\n`
  )
}

function titled(title: string, claim: string, ...relations: readonly string[]): string {
  return `---\ntitle: ${title}\nclaim: ${claim}\n---\n\n## Related\n\n${relations.join('\n')}\n`
}

const citedNotes = ({ sources }: Found): readonly string[] => sources.map((source) => source.note.id)

/** Who objects to which cited note, in what way. */
const objections = ({ but }: Found): readonly string[] =>
  but.map(({ relation: { from, kind, to } }) => `${from} ${kind} ${to}`)

describe('the lead', () => {
  const KILN = {
    'kiln.md': note(
      'Clay becomes hard in the kiln.',
      'Potters fire twice.\n\n## Glazes\n\nGlazes crackle when they shrink more than the clay below them.\n\n' +
        '## Fuel\n\nBirch wood for the kiln comes by the load in autumn.\n\nEach load takes 80 kilograms of birch wood.\n',
    ),
    'wheel.md': note('The wheel turns 60 times a minute for small bowls.', 'Feet turn it.'),
  }

  test('is the sentence that answers where the claim answers something else, with its section', async () => {
    const explanation = await found(KILN, 'why do glazes crackle and shrink on clay?')
    expect(quoted(explanation, explanation.lead[0])).toEqual([
      'kiln',
      'Glazes crackle when they shrink more than the clay below them.',
    ])
    expect(explanation.sources[0]).toMatchObject({ number: 1, heading: 'Glazes' })
  })

  test('is the sentence with the figure where one is asked for and the claim has none', async () => {
    const { lead } = await found(KILN, 'how much birch wood does a kiln load take?')
    expect(lead[0]?.text).toContain('80 kilograms')
  })

  test('is the claim where a figure is asked for and the claim has it', async () => {
    const explanation = await found(KILN, 'how many times a minute does the wheel turn for small bowls?')
    expect(quoted(explanation, explanation.lead[0])).toEqual([
      'wheel',
      'The wheel turns 60 times a minute for small bowls.',
    ])
  })

  test('is the claim where a sentence has nothing of the question but its rarest word', async () => {
    const bakery = Object.fromEntries(
      ['Wheat', 'Barley', 'Spelt', 'Millet', 'Oat'].map((grain) => [
        `${grain}.md`,
        note(`${grain} loaves dry quickly.`, `The tins for ${grain} are small.`),
      ]),
    )
    const explanation = await found(
      {
        ...bakery,
        'small loaves.md': note(
          'The crust is hard before the crumb has set.',
          'Rye was sold all winter.\n\n## Oven\n\nOnly the oven was worth its price.\n',
        ),
      },
      'are small loaves worth their price?',
    )
    expect(quoted(explanation, explanation.lead[0])).toEqual([
      'small loaves',
      'The crust is hard before the crumb has set.',
    ])
  })

  test('is a sentence and no item of a list that only points to it', async () => {
    const weaving =
      'Welcome, weaver.\n\n- warp-a-loom - Your first hour\n\n' +
      'From the back beam you warp the loom, one thread at a time.\n'
    const { lead } = await found({ 'weaving.md': weaving }, 'how do I warp a loom?')
    expect(lead[0]?.text).toBe('From the back beam you warp the loom, one thread at a time.')
  })

  test.each([
    ['how do I get a new key?', 'Write to the porter.'],
    ['how do I book the oven?', 'Put your name on the list by the door.'],
    ['who keeps the starter?', 'Anna Kowalski.'],
  ])('%s is what stands under that heading, however short: %s', async (question, answer) => {
    const help = [
      '# Bakery\n\nThis page answers what bakers ask most often.\n',
      '## How do I get a new key?\n\nWrite to the porter.\n',
      '## How do I book the oven?\n\nPut your name on the list by the door.\n',
      '## Who keeps the starter?\n\nAnna Kowalski.\n',
    ]
    expect((await found({ 'help.md': help.join('\n') }, question)).lead[0]?.text).toBe(answer)
  })

  test('is the sentence that answers, though somebody forgot its full stop', async () => {
    const remote =
      '# Remote work\n\nRemote work raises output per hour\n\nEmployees report more focus, and noise falls.\n'
    const { lead } = await found({ 'remote.md': remote }, 'does remote work raise output')
    expect(lead[0]?.text).toBe('Remote work raises output per hour')
  })

  test('is the opening sentence of a note that states no claim', async () => {
    const explanation = await found(
      { 'loom.md': 'A loom holds the warp under tension.\n\nIt creaks.\n' },
      'what holds the warp under tension?',
    )
    expect(quoted(explanation, explanation.lead[0])).toEqual(['loom', 'A loom holds the warp under tension.'])
  })
})

describe('a note of megabytes', () => {
  const sentences = Array.from(
    { length: 25_000 },
    (_, i) => `The ferry of day ${i} left the harbour on time.`,
  )

  test('is answered from at once, by the sentence that says it, wherever that stands', async () => {
    const log = [...sentences, 'The ferry ran aground in a gale.', ...sentences].join('\n\n')
    const { library, index } = await readyToAsk({ 'log.md': log })
    const start = performance.now()
    const explanation = explain('was the ferry aground in a gale?', { library, index })
    expect(performance.now() - start).toBeLessThan(500)
    expect(explanation.type === 'found' && explanation.lead[0]?.text).toBe('The ferry ran aground in a gale.')
  })

  test('is quoted, too, where it has no word of what was asked', async () => {
    const files = {
      'log.md': `${sentences.join('\n\n')}\n\n- challenges:: [[pier]]\n`,
      'pier.md': note('Piers last for ever.', 'Piers last.'),
    }
    expect(objections(await found(files, 'how long do piers last?'))).toEqual(['log challenges pier'])
  })
})

describe('because', () => {
  test('takes what supports the lead, though it shares no word with the question', async () => {
    const explanation = await found(
      {
        'ice.md': note('Ice floats on water.', 'Ice floats.'),
        'lattice.md': note('Hexagons need room.', 'Hexagons.', '- supports:: [[ice]] — Less dense.'),
        'cork.md': note('Oaks grow bark.', 'Oaks.'),
      },
      'does ice float on water?',
    )
    expect(explanation.because.map((quote) => quoted(explanation, quote))).toEqual([
      ['lattice', 'Hexagons need room.'],
    ])
  })

  test('takes what answers the same question, though no relation leads to it', async () => {
    const explanation = await found(
      {
        'ice.md': note('Ice floats on water because it swells.', 'Ice.'),
        'lake.md': note('Lakes freeze from the top, since ice floats on them.', 'Lakes.'),
        'cork.md': note('Oaks grow bark.', 'Oaks.'),
      },
      'why does ice float?',
    )
    expect(citedNotes(explanation).toSorted()).toEqual(['ice', 'lake'])
    expect(explanation.because).toHaveLength(1)
  })

  test('puts what supports the lead before what only answers too', async () => {
    const explanation = await found(
      {
        'ice.md': '---\ntitle: Why does ice float?\nclaim: Ice floats since it swells as it freezes.\n---\n',
        'boat.md': note('Boats float on what they push aside, in ice and water.', 'Boats float.'),
        'jar.md': note(
          'Jars of water burst in frost, where ice wants room to float.',
          'Jars.',
          '- supports:: [[ice]] — Full jars burst.',
        ),
      },
      'why does ice float?',
    )
    expect(quoted(explanation, explanation.because[0])[0]).toBe('jar')
  })

  test('takes of a note without a stated claim what goes on from the lead, and nothing about something else', async () => {
    const review =
      'Sales grew by a tenth in the north. It was the best year yet.\n\nLunch was served at noon.\n'
    const explanation = await found({ 'review.md': review }, 'how did sales grow in the north?')
    const said = [...explanation.lead, ...explanation.because].map(({ text }) => text).join(' ')
    expect(said).toContain('Sales grew by a tenth in the north.')
    expect(said).not.toContain('Lunch')
  })

  test('never takes what challenges the lead, though it supports it in another respect', async () => {
    const explanation = await found(
      {
        'ice.md': note('Ice floats on water.', 'Ice floats on water.'),
        'heavy.md': note(
          'Deuterium sinks.',
          'Deuterium.',
          '- supports:: [[ice]] — It swells too.',
          '- challenges:: [[ice]] — It is denser.',
        ),
      },
      'does ice float on water?',
    )
    expect(explanation.because).toEqual([])
    expect(objections(explanation)).toEqual(['heavy challenges ice'])
  })
})

describe('but', () => {
  const BRIDGE =
    '---\ntitle: Do arches carry bridges?\nclaim: Arches carry bridges by thrust.\n---\nArches.\n'
  const asks = 'do arches carry bridges?'

  test.each(['challenges', 'qualifies', 'contrasts'])(
    'shows what %s a cited note, from either file',
    async (kind) => {
      const incoming = await found(
        { 'arch.md': BRIDGE, 'rope.md': note('Ropes will do.', 'Ropes.', `- ${kind}:: [[arch]] — Lighter.`) },
        asks,
      )
      const outgoing = await found(
        {
          'arch.md': `${BRIDGE}\n## Related\n\n- ${kind}:: [[rope]] — Stronger.\n`,
          'rope.md': note('Ropes will do.', 'Ropes.'),
        },
        asks,
      )
      expect([objections(incoming), objections(outgoing)]).toEqual([
        [`rope ${kind} arch`],
        [`arch ${kind} rope`],
      ])
    },
  )

  test('shows what opposes the notes that carry the lead', async () => {
    const explanation = await found(
      {
        'arch.md': BRIDGE,
        'stone.md': note('Stone bears weight.', 'Stone.', '- supports:: [[arch]] — Thrust needs mass.'),
        'frost.md': note('Frost splits stone.', 'Frost.', '- challenges:: [[stone]] — Water gets in.'),
      },
      asks,
    )
    expect(explanation.but).toMatchObject([{ about: 'stone', reason: { text: 'Water gets in.' } }])
  })

  test("puts what opposes the lead's note before the same kind elsewhere", async () => {
    const explanation = await found(
      {
        'arch.md': BRIDGE,
        'stone.md': note('Stone bears weight.', 'Stone.', '- supports:: [[arch]] — Thrust needs mass.'),
        'a-frost.md': note(
          'Frost splits stone that carries bridges.',
          'Frost.',
          '- challenges:: [[stone]] — Wet.',
        ),
        'z-rope.md': note('Ropes will do.', 'Ropes.', '- challenges:: [[arch]] — Lighter.'),
      },
      asks,
    )
    expect(objections(explanation)).toEqual(['z-rope challenges arch', 'a-frost challenges stone'])
  })

  test('puts a challenge elsewhere before a qualification of the lead', async () => {
    const explanation = await found(
      {
        'arch.md': BRIDGE,
        'stone.md': note('Stone bears weight.', 'Stone.', '- supports:: [[arch]] — Thrust needs mass.'),
        'frost.md': note('Frost splits stone.', 'Frost.', '- challenges:: [[stone]] — Water gets in.'),
        'span.md': note('Short spans only.', 'Spans.', '- qualifies:: [[arch]] — Below 200 metres.'),
      },
      asks,
    )
    expect(objections(explanation)).toEqual(['frost challenges stone', 'span qualifies arch'])
  })

  test('counts nothing and offers no step where all is shown', async () => {
    const explanation = await found(
      {
        'arch.md': BRIDGE,
        'rope.md': note('Ropes will do.', 'Ropes.', '- challenges:: [[arch]] — Lighter.'),
      },
      asks,
    )
    expect(explanation.moreObjections).toBe(0)
    expect(explanation.steps.map(({ type }) => type)).toEqual(['relation'])
  })

  test('counts as many as the step behind it has more to show', async () => {
    const rivals = ['a', 'b', 'c', 'd', 'e'].map((id) => [
      `${id}.md`,
      note(`Way ${id} is better.`, 'Ways.', `- challenges:: [[arch]] — Reason ${id}.`),
    ])
    const ready = await readyToAsk({ 'arch.md': BRIDGE, ...Object.fromEntries(rivals) })
    const { but, moreObjections } = foundOf(explain(asks, ready))
    const all = explainObjections([noteIn(ready, 'arch')], ready)
    expect([but.length, moreObjections]).toEqual([3, 2])
    expect(all.objections).toHaveLength(5)
  })

  test('counts no objection that has nothing to say', async () => {
    const explanation = await found(
      { 'arch.md': BRIDGE, 'stub.md': '## Related\n\n- challenges:: [[arch]]\n' },
      asks,
    )
    expect(explanation.but).toEqual([])
    expect(explanation.moreObjections).toBe(0)
  })

  test('shows an objection without a reason as well', async () => {
    const explanation = await found(
      { 'arch.md': BRIDGE, 'rope.md': note('Ropes will do.', 'Ropes.', '- challenges:: [[arch]]') },
      asks,
    )
    expect(explanation.but).toMatchObject([{ quote: { text: 'Ropes will do.' }, reason: null }])
  })
})

describe('a line', () => {
  const STATIONS = Array.from({ length: 20 }, (_, i) => `station-${String.fromCodePoint(97 + i)}`)
  const stops = Object.fromEntries(
    STATIONS.map((id, i) => [`${id}.md`, note(`The train halts at stop ${i + 1}.`, `Halt ${i + 1}.`)]),
  )
  test('that asks the same question cites in reading order what it does not quote', async () => {
    const order = STATIONS.slice(0, 6).toReversed()
    const explanation = await found(
      {
        'lines/train.md': trainThrough(order),
        ...stops,
        'station-c.md': note('By night another way would take longer.', 'A way inland.'),
      },
      'which way does the night train take?',
    )
    const quotes = explanation.because.map((quote) => quoted(explanation, quote)[0])
    expect(quotes[0]).toBe('station-c')
    expect(citedNotes(explanation)).toEqual([
      'lines/train',
      ...quotes,
      ...order.filter((id) => !quotes.includes(id)),
    ])
  })

  test('that cites many notes brings at most twelve sources', async () => {
    const explanation = await found(
      { 'lines/train.md': trainThrough(STATIONS), ...stops },
      'which way does the night train take?',
    )
    expect(explanation.sources).toHaveLength(12)
  })

  test('that asks another question does not lead', async () => {
    const explanation = await found({ 'lines/train.md': trainThrough(STATIONS), ...stops }, 'halts at stop 7')
    expect(quoted(explanation, explanation.lead[0])).toEqual(['station-g', 'The train halts at stop 7.'])
  })

  test('lends its next question to the notes that it cites', async () => {
    const { steps } = await found({ 'lines/train.md': trainThrough(STATIONS), ...stops }, 'halts at stop 7')
    expect(steps).toContainEqual({ type: 'question', question: 'Who rides it?' })
  })

  test('goes on to its second question where the first is the one asked', async () => {
    const riders = note('Fishermen ride it, and nurses.', 'Riders.')
    const { steps } = await found(
      {
        'lines/train.md': trainThrough(['riders']),
        'riders.md': `---\ntitle: Who rides it?\naliases: [passengers]\n${riders.slice(4)}`,
      },
      'Who rides it?',
    )
    expect(steps.filter(({ type }) => type === 'question')).toEqual([
      { type: 'question', question: 'Who drives it?' },
    ])
  })
})

describe('two things compared', () => {
  const TREES = {
    'oak.md': titled('Oak', 'Oaks are slow.', '- contrasts:: [[birch]] — One waits and one hurries.'),
    'birch.md': titled('Birch', 'Birches come first.'),
    'moth.md': titled('Moth', 'Moths eat leaves.', '- related:: [[oak]]', '- related:: [[birch]]'),
    'pine.md': titled('Pine', 'Pines stay green.', '- extends:: [[moth]]'),
  }

  test('show what lies between them as their chain, and not again as an objection', async () => {
    const explanation = await found(TREES, 'oak vs birch')
    expect(explanation.chain).toMatchObject([{ relation: { kind: 'contrasts' } }])
    expect(explanation.but).toEqual([])
  })

  test('take the reason of each step from the file that it is written in', async () => {
    const explanation = await found(TREES, 'birch vs oak')
    expect(explanation.chain.map(({ reason }) => reason && quoted(explanation, reason))).toEqual([
      ['oak', 'One waits and one hurries.'],
    ])
  })

  test('show a step that has no reason without one', async () => {
    const explanation = await found(TREES, 'how does birch relate to pine?')
    expect(explanation.chain).toMatchObject([
      { relation: { from: 'moth', to: 'birch' }, reason: null },
      { relation: { from: 'pine', to: 'moth' }, reason: null },
    ])
  })

  test('lead in the order in which they were named', async () => {
    const { lead } = await found(TREES, 'birch vs oak')
    expect(lead.map(({ text }) => text)).toEqual(['Birches come first.', 'Oaks are slow.'])
  })

  test('may have any number of blanks between them', async () => {
    const wide = `compare oak${' '.repeat(20_000)}vs${' '.repeat(20_000)}birch`
    expect((await found(TREES, wide)).lead).toEqual((await found(TREES, 'oak vs birch')).lead)
  })

  test('are an ordinary question where one of them is unknown', async () => {
    const explanation = await asked(TREES, 'birch vs bulldozers')
    expect(explanation.type === 'found' && explanation.lead.length > 1).toBe(false)
  })

  test('are one note where its name is the question', async () => {
    const explanation = await found(
      { ...TREES, 'both.md': titled('Oak vs birch', 'Foresters plant both.') },
      'oak vs birch',
    )
    expect(explanation.lead.map(({ text }) => text)).toEqual(['Foresters plant both.'])
  })
})

describe('steps', () => {
  const WALK = {
    'hub.md': note('Wolves changed the river.', 'Wolves.', '- extends:: [[deer]]', '- supports:: [[willow]]'),
    'deer.md': note('Deer moved uphill.', 'Deer.'),
    'willow.md': note('Willows grew back.', 'Willows.'),
    'flood.md': note('Floods did it.', 'Floods.', '- challenges:: [[hub]] — Wet years.'),
  }
  const asks = 'how did wolves change the river?'

  test('lead first to what challenges, then to what extends, then to what supports', async () => {
    const { steps } = await found(WALK, asks)
    expect(steps).toMatchObject([
      { type: 'relation', from: 'hub', relation: { kind: 'challenges' } },
      { type: 'relation', from: 'hub', relation: { kind: 'extends' } },
      { type: 'relation', from: 'hub', relation: { kind: 'supports' } },
    ])
  })

  test('never lead to a note that was seen', async () => {
    const ready = await readyToAsk(WALK)
    const seen = new Set([noteIn(ready, 'flood').id, noteIn(ready, 'deer').id])
    expect(explain(asks, { ...ready, soFar: { ...NOTHING_SO_FAR, seen } }).steps).toMatchObject([
      { type: 'relation', relation: { to: 'willow' } },
    ])
  })

  test('lead on from a note that was walked to, and not back', async () => {
    const ready = await readyToAsk(WALK)
    const [relation] = ready.library.outgoing.get(noteIn(ready, 'flood').id) ?? []
    const seen = new Set([noteIn(ready, 'flood').id])
    const { steps } = explainNote(noteIn(ready, 'hub'), relation ?? null, {
      ...ready,
      soFar: { ...NOTHING_SO_FAR, seen },
    })
    expect(steps).toMatchObject([{ relation: { to: 'deer' } }, { relation: { to: 'willow' } }])
  })

  test('offer a pair of notes once, though two relations join them', async () => {
    const { steps } = await found(
      {
        'hub.md': note(
          'Wolves changed the river.',
          'Wolves.',
          '- extends:: [[deer]]',
          '- contrasts:: [[deer]]',
        ),
        'deer.md': note('Deer moved uphill.', 'Deer.', '- challenges:: [[hub]] — They had moved before.'),
      },
      asks,
    )
    expect(steps).toMatchObject([{ relation: { kind: 'challenges' } }])
  })
})

describe('a miss', () => {
  const PANTRY = {
    'Jam.md': note('Jam keeps for years.', 'Sugar keeps it.'),
    'Honey.md': note('Honey keeps for ever.', 'Sugar keeps it.'),
    'Salt.md': note('Salt keeps fish.', 'It draws water.'),
    'Vinegar.md': note('Vinegar keeps cucumbers.', 'It is sour.'),
  }
  const strange = 'who keeps the quasar telescope minutes of the parliament?'

  test('offers three notes at most, each a step away', async () => {
    const miss = await asked(PANTRY, strange)
    if (miss.type !== 'miss') throw new Error('It was answered.')
    expect(miss.nearest).toHaveLength(3)
    expect(miss.steps).toEqual(miss.nearest.map(({ id }) => ({ type: 'open', note: id })))
  })

  test.each(['', '???', 'zxqv'])('is what %j comes to, with nothing near', async (question) => {
    expect(await asked(PANTRY, question)).toMatchObject({ type: 'miss', nearest: [], steps: [] })
  })

  test('is what a folder of private notes comes to, with nothing known', async () => {
    expect(await asked({ 'diary.md': '---\nprivate: true\n---\nJam keeps.\n' }, 'jam')).toMatchObject({
      type: 'miss',
      nearest: [],
      unknownWords: ['jam'],
    })
  })
})

describe('a note that says nothing', () => {
  const MOON = {
    'moon.md': note('The moon raises tides.', 'Tides.', '- supports:: [[empty]]', '- extends:: [[bare]]'),
    'empty.md': '',
    'bare.md': '---\ntitle: Tides and the moon\n---\n',
  }

  test('is neither lead nor carrier nor nearest', async () => {
    expect(citedNotes(await found(MOON, 'what raises tides, the moon?'))).toEqual(['moon'])
  })

  test('is still a note to walk to, by its title', async () => {
    const ready = await readyToAsk(MOON)
    const { lead } = explainNote(noteIn(ready, 'bare'), null, ready)
    expect(lead).toEqual([{ text: 'Tides and the moon', source: 1 }])
  })
})

describe('a hidden note', () => {
  test.each(['private: true', 'draft: true', 'publish: false'])(
    'with %s is never a neighbour, a link in a chain or nearest',
    async (mark) => {
      const files = {
        'reef.md': '---\ntitle: Reef\nclaim: Reefs grow.\n---\n\n## Related\n\n- supports:: [[wreck]]\n',
        'wreck.md': `---\ntitle: Wreck\nclaim: Reefs grow on the wreck of the Anna.\n${mark}\n---\n\n## Related\n\n- supports:: [[shoal]]\n`,
        'shoal.md': '---\ntitle: Shoal\nclaim: Shoals shift.\n---\n',
      }
      const compared = await found(files, 'reef vs shoal')
      const missed = await asked(files, 'which captain lost the Anna in a wreck?')
      expect([compared.chain, compared.steps]).toEqual([[], []])
      expect(missed).toMatchObject({ type: 'miss', nearest: [] })
    },
  )
})
