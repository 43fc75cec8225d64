import { NOTHING_SO_FAR } from '../../src/core/explain/so-far.ts'
import { describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/core/bot.ts'
import type { Reply } from '../../src/core/commands/command.ts'
import type { Note, NoteId, Relation } from '../../src/core/notes/note.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { LIGHTHOUSE } from '../support/chat-bot.ts'
import { complaint } from '../support/complaint.ts'
import { libraryOf, type Files } from '../support/library-of.ts'

/** The lighthouse, and notes that hide. */
const ISLAND: Files = {
  ...LIGHTHOUSE,
  'blank.md': '---\ntitle: Blank\ntopics: [fog]\n---\n',
  'smugglers.md':
    '---\ntitle: Smugglers Cove\nclaim: Rum is in the cove.\ndraft: true\ntopics: [rum]\n---\n[[Isle of Tears]]\n',
}

interface Settings {
  readonly notesUrl?: string
  readonly random?: () => number
  readonly excluded?: readonly string[]
}

function pagesOf({ answer }: Reply) {
  return answer.steps.filter(({ step }) => step.type === 'page')
}

async function botFor(
  files: Files,
  { notesUrl, random = () => 0, excluded = [] }: Settings = {},
): Promise<Bot> {
  const library = await libraryOf(files)
  return createBot({
    library,
    index: await buildSearchIndex(library),
    notesUrl: notesUrl ?? null,
    random,
    excluded,
    now: () => new Date(),
  })
}

/** The notes that come up over a whole round of the random source. */
async function drawnFrom(
  files: Files,
  text: string,
  excluded: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const values = Array.from({ length: 50 }, (_, i) => i / 50)
  const bot = await botFor(files, { random: () => values.pop() ?? 0, excluded })
  return new Set(
    Array.from({ length: 50 }, () => (bot.runText('random-note', text).data as { note: string }).note),
  )
}

/** All the words of an answer, wherever they stand in it. */
function read({ answer }: Reply): string {
  return JSON.stringify(answer)
}

function noteIn({ library }: Bot, id: string): Note {
  const note = library.notes.get(id as NoteId)
  if (note === undefined) throw new Error(`There is no note ${id}.`)
  return note
}

function relationFrom({ library }: Bot, id: string): Relation {
  const [relation] = library.outgoing.get(id as NoteId) ?? []
  if (relation === undefined) throw new Error(`${id} has no relation.`)
  return relation
}

describe('explain, for programs', () => {
  const ask = 'why is the beacon lit?'

  test('has the lead, what carries it and what opposes it, each with the number of its source', async () => {
    const { data } = (await botFor(ISLAND)).runText('explain', ask)
    expect(data).toMatchObject({
      question: ask,
      miss: false,
      lead: { text: 'The beacon keeps ships off the reef.', source: 1 },
      because: [{ text: 'The bell rings while the beacon cannot be seen.', source: 2 }],
      but: [
        {
          text: 'Ships with radio keep off the reef without a beacon.',
          source: 3,
          relation: 'challenges',
          reason: 'Most ships carry radio today.',
        },
      ],
    })
  })

  test('numbers its sources, each with its path, section, title, claim, date and address', async () => {
    const bot = await botFor(ISLAND, { notesUrl: 'https://isle.example/{path}.html' })
    const { data } = bot.runText('explain', ask)
    expect((data as { sources: readonly unknown[] }).sources[0]).toStrictEqual({
      number: 1,
      note: 'notes/beacon',
      heading: null,
      title: 'Why is the beacon lit?',
      claim: 'The beacon keeps ships off the reef.',
      date: '2026-02-03',
      url: 'https://isle.example/notes/beacon.html',
    })
  })

  test('names its steps as a person reads them', async () => {
    const { data } = (await botFor(ISLAND)).runText('explain', ask)
    expect(data).toMatchObject({
      steps: [
        { type: 'relation', label: 'Challenged by: Is radio enough?' },
        { type: 'relation', label: 'Supported by: When does the fog bell ring?' },
        { type: 'question', label: 'Next question: Who pays the keepers?' },
      ],
    })
  })

  test('is plain JSON, an answer and a miss alike', async () => {
    const bot = await botFor(ISLAND)
    for (const text of [ask, 'beacon vs radio', 'how are olives pickled?']) {
      const { data } = bot.runText('explain', text)
      expect(JSON.parse(JSON.stringify(data))).toStrictEqual(data)
    }
  })

  test('has of a miss the nearest titles, and no lead, sources or objections', async () => {
    const { data } = (await botFor(ISLAND)).runText('explain', 'which beacon shop sells pickled olives?')
    expect(data).toMatchObject({
      miss: true,
      lead: null,
      because: [],
      but: [],
      sources: [],
      nearest: expect.arrayContaining(['Why is the beacon lit?']),
    })
  })

  test('has of a comparison both leads and the chain between them', async () => {
    const { data } = (await botFor(ISLAND)).runText('explain', 'fog bell vs the old light')
    expect(data).toMatchObject({
      lead: { text: 'The bell rings while the beacon cannot be seen.' },
      compared: [{ text: 'The beacon keeps ships off the reef.' }],
      chain: [
        {
          relation: 'supports',
          from: 'notes/bell',
          to: 'notes/beacon',
          reason: 'A light is of no use in fog.',
        },
      ],
    })
  })
})

describe('explain, for people', () => {
  test('says of a miss which words no note has', async () => {
    const answer = read((await botFor(ISLAND)).runText('explain', 'how are olives pickled?'))
    expect(answer).toContain('olives')
    expect(answer).toContain('pickled')
  })

  test('answers the same with and without private:yes', async () => {
    const bot = await botFor(ISLAND)
    expect(bot.runText('explain', 'the old light private:yes')).toEqual(
      bot.runText('explain', 'the old light'),
    )
  })

  test('without a question says how it is used', async () => {
    const bot = await botFor(ISLAND)
    expect(complaint(() => bot.runText('explain', ' '))).toContain('Usage: /explain question')
  })
})

describe("a note's own address", () => {
  test('has its path encoded, and keeps the slashes', async () => {
    const bot = await botFor(
      { 'a b/Fog & 100 % "rain"?#1.md': 'Fog is rain that waits.\n' },
      { notesUrl: 'https://isle.example/?note={path}' },
    )
    expect(bot.runText('explain', 'fog rain').data).toMatchObject({
      sources: [{ url: 'https://isle.example/?note=a%20b/Fog%20%26%20100%20%25%20%22rain%22%3F%231' }],
    })
  })

  test('stands wherever the template has it', async () => {
    const bot = await botFor(ISLAND, { notesUrl: 'https://isle.example/{path}#{path}' })
    expect(bot.runText('open-note', 'blank').data).toMatchObject({ url: 'https://isle.example/blank#blank' })
  })

  test('is the one in its front matter where there is no template', async () => {
    const bot = await botFor({ 'fog.md': '---\nurl: https://fog.example/\n---\nFog waits.\n' })
    expect(bot.runText('open-note', 'fog').data).toMatchObject({ url: 'https://fog.example/' })
  })
})

describe('search', () => {
  const SEALS = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [
      `seal-${String(i + 1).padStart(2, '0')}.md`,
      `---\ntopics: [seal watch]\n---\nA seal lies on rock ${i + 1}.\n`,
    ]),
  )

  test('shows pages of five notes, none of them twice', async () => {
    const bot = await botFor(SEALS)
    const pages = [1, 2, 3].map((page) => bot.runText('search', `seal page:${page}`).data)
    expect(pages).toMatchObject([
      { total: 12, page: 1, results: { length: 5 } },
      { total: 12, page: 2, results: { length: 5 } },
      { total: 12, page: 3, results: { length: 2 } },
    ])
    const notes = pages.flatMap((page) => (page as { results: { note: string }[] }).results)
    expect(new Set(notes.map(({ note }) => note)).size).toBe(12)
  })

  test('says what it shows of how many', async () => {
    const bot = await botFor(SEALS)
    expect(read(bot.runText('search', 'seal'))).toContain('1 to 5 of 12 notes.')
    expect(read(bot.runText('search', 'seal page:3'))).toContain('11 to 12 of 12 notes.')
  })

  test('offers the pages before and after as steps, with the same words and topic', async () => {
    const bot = await botFor(SEALS)
    const first = pagesOf(bot.runText('search', 'rock topic:"seal watch"'))
    expect(first.map(({ label }) => label)).toEqual(['Page 2'])
    const second = first.map(({ step }) => bot.walk(step))
    expect(second.map(({ data }) => data)).toMatchObject([
      { total: 12, page: 2, query: 'rock topic:"seal watch"' },
    ])
    expect(second.flatMap(pagesOf).map(({ label }) => label)).toEqual(['Page 1', 'Page 3'])
  })

  test('without words every topic is a step that leads to its notes', async () => {
    const bot = await botFor(SEALS)
    const [topic] = bot.runText('search', '').answer.steps
    if (topic === undefined) throw new Error('No topic is offered.')
    expect(topic.label).toBe('seal watch (12)')
    expect(bot.walk(topic.step).data).toMatchObject({ total: 12 })
  })

  test('offers each note that it found as a step', async () => {
    const { answer } = (await botFor(ISLAND)).runText('search', 'dusk')
    expect(answer.steps).toEqual([
      { label: 'Open: Why is the beacon lit?', step: { type: 'open', note: 'notes/beacon' } },
    ])
  })

  test('has a note once, though several of its passages match', async () => {
    const filler = 'Kelp sways over the stones in the current. '.repeat(40)
    const bot = await botFor({
      'kelp.md': `Urchins graze. ${filler}\n\n## Urchins\n\nUrchins again. ${filler}\n`,
    })
    expect(bot.runText('search', 'urchins').data).toMatchObject({ total: 1 })
  })

  test('counts the topics, whatever the case in which they are written, most used first', async () => {
    expect((await botFor(ISLAND)).runText('search', '').data).toEqual({
      topics: [
        { name: 'Sea Marks', notes: 3 },
        { name: 'fog', notes: 2 },
        { name: 'radio', notes: 1 },
      ],
    })
  })

  test('browses a topic in any case', async () => {
    const { data } = (await botFor(ISLAND)).runText('search', 'topic:"SEA marks"')
    expect(data).toMatchObject({
      total: 3,
      results: [{ note: 'lines/night' }, { note: 'notes/beacon' }, { note: 'notes/bell' }],
    })
  })

  test('says where notes have no topics', async () => {
    expect(read((await botFor({ 'fog.md': 'Fog.\n' })).runText('search', ''))).toContain('no topics')
  })

  test('finds nothing in a draft, and its topic is unknown', async () => {
    const bot = await botFor(ISLAND)
    expect(bot.runText('search', 'rum smugglers').data).toMatchObject({ total: 0 })
    expect(complaint(() => bot.runText('search', 'topic:rum'))).toContain('No note has the topic "rum".')
  })
})

describe('random-note', () => {
  test('may be any note that says something, and is never a line or a draft', async () => {
    expect(await drawnFrom(ISLAND, '')).toEqual(new Set(['notes/beacon', 'notes/bell', 'notes/radio']))
  })

  test('keeps to a topic, in any case', async () => {
    expect(await drawnFrom(ISLAND, 'topic:"SEA MARKS"')).toEqual(new Set(['notes/beacon', 'notes/bell']))
  })

  test('takes the topic without its name as well', async () => {
    expect(await drawnFrom(ISLAND, 'radio')).toEqual(new Set(['notes/radio']))
  })

  test('is never one that its author or the settings keep out', async () => {
    const files = { ...ISLAND, 'rum.md': '---\ndaily: false\n---\nRum is in the cove.\n' }
    expect(await drawnFrom(files, '', ['**/be*'])).toEqual(new Set(['notes/radio']))
  })

  test('has a button for another one of the same topic', async () => {
    const bot = await botFor(ISLAND)
    const { answer } = bot.runText('random-note', 'fog')
    const another = answer.steps.find(({ label }) => label === 'Another note')
    expect(another?.step).toEqual({ type: 'another', topic: 'fog' })
    const { data } = bot.walk(another?.step ?? { type: 'recap' })
    expect(data).toMatchObject({ note: 'notes/bell' })
  })

  test('of an unknown topic offers the nearest', async () => {
    const bot = await botFor(ISLAND)
    expect(complaint(() => bot.runText('random-note', 'topic:radoi'))).toContain('Did you mean "radio"?')
  })

  test('says so where no note says anything', async () => {
    const bot = await botFor({ 'blank.md': '' })
    expect(complaint(() => bot.runText('random-note', ''))).toContain('No note here says anything yet.')
  })
})

test('random-note keeps the sentences of paragraphs apart', async () => {
  const text = 'Bees fly.\n\nThey dance in the hive.\n\n茶是一种饮料。绿茶用八十度的水冲泡。\n'
  const { answer } = (await botFor({ 'bees.md': text })).runText('random-note', '')
  expect(answer.blocks).toContainEqual({
    type: 'paragraph',
    inlines: [{ type: 'text', text: 'They dance in the hive. 茶是一种饮料。绿茶用八十度的水冲泡。' }],
  })
})

describe('open-note', () => {
  test.each([
    ['the title', 'Why is the beacon lit?'],
    ['the title in another case', 'why is the BEACON lit?'],
    ['an alias', 'The Old Light'],
    ['an alias with other blanks between its words', 'the  old\tlight'],
    ['the path', 'notes/beacon'],
    ['the path with its extension', 'notes/beacon.md'],
    ['the file name', 'beacon'],
  ])('takes %s', async (_, name) => {
    expect((await botFor(ISLAND)).runText('open-note', name).data).toMatchObject({ note: 'notes/beacon' })
  })

  test('of a name that several notes have lists their paths', async () => {
    const bot = await botFor({ 'north/Quay.md': 'North.\n', 'south/Quay.md': 'South.\n' })
    expect(complaint(() => bot.runText('open-note', 'quay'))).toBe(
      '2 notes are called "quay". Say which by its path: north/Quay, south/Quay.',
    )
  })

  test('of one of several notes with the same title says which, and so does whatever names it', async () => {
    const files = { 'north/Quay.md': 'The north quay is dry.\n', 'south/Quay.md': 'The south quay floods.\n' }
    const bot = await botFor(files)
    expect(bot.runText('open-note', 'south/Quay').answer.blocks[0]).toMatchObject({
      text: 'Quay (south/Quay)',
    })
    const found = read(bot.runText('explain', 'which quay is dry?'))
    expect(found).toContain('Quay (north/Quay)')
    expect(read(bot.runText('search', 'quay'))).toMatch(/Quay \(north\/Quay\)[^]*Quay \(south\/Quay\)/u)
  })

  test('prefers the note with the title to one with the alias', async () => {
    const bot = await botFor({
      'a.md': '---\ntitle: Pier\n---\nStone.\n',
      'b.md': '---\ntitle: Jetty\naliases: [pier]\n---\nWood.\n',
    })
    expect(bot.runText('open-note', 'pier').data).toMatchObject({ note: 'a' })
  })

  test('takes the path as it is written, though another differs from it in case only', async () => {
    // Where a folder does not tell cases apart there is one note.
    const bot = await botFor({ 'Rain.md': 'Rain falls.\n', 'rain.md': 'A song.\n' })
    const ids = [...bot.library.notes.keys()]
    expect(ids.map((id) => bot.runText('open-note', id).data)).toMatchObject(ids.map((note) => ({ note })))
  })

  test('of part of a title offers the notes that have it', async () => {
    const bot = await botFor(ISLAND)
    expect(complaint(() => bot.runText('open-note', 'fog bell'))).toContain(
      'Did you mean "When does the fog bell ring?"',
    )
  })

  test('of a title that nothing is near says where to look', async () => {
    const bot = await botFor(ISLAND)
    expect(complaint(() => bot.runText('open-note', 'zebra crossing'))).toBe(
      'No note is called "zebra crossing". Use search to find what there is.',
    )
  })

  test('does not know a draft by its title, its path or a slip of either', async () => {
    const bot = await botFor(ISLAND)
    for (const name of ['Smugglers Cove', 'smugglers', 'Smuglers Cove']) {
      expect(complaint(() => bot.runText('open-note', name))).toBe(
        `No note is called "${name}". Use search to find what there is.`,
      )
    }
  })

  test('says once what is both the claim and the opening paragraph', async () => {
    const bot = await botFor({ 'oil.md': '# Oil\n\nThe lamp burns **whale oil**.\n\nIt smokes.\n' })
    const { blocks } = bot.runText('open-note', 'oil').answer
    expect(blocks.slice(1)).toEqual([
      { type: 'lead', inlines: [{ type: 'text', text: 'The lamp burns whale oil.' }] },
      { type: 'markdown', markdown: 'It smokes.' },
    ])
  })

  test('shows a note that says nothing as such', async () => {
    expect(read((await botFor(ISLAND)).runText('open-note', 'blank'))).toContain(
      'This note says nothing yet.',
    )
  })

  test('shows the next questions of a line', async () => {
    expect(read((await botFor(ISLAND)).runText('open-note', 'night'))).toContain('Who pays the keepers?')
  })
})

describe('notewalk', () => {
  test('help gives each command with its usage and description', async () => {
    const bot = await botFor(ISLAND)
    expect(bot.runText('notewalk', 'help').data).toEqual({
      commands: bot.commands.map(({ name, description }) => ({
        usage: expect.stringMatching(new RegExp(`^/${name}\\b`)),
        description,
      })),
    })
  })

  test('help is shown unless told', async () => {
    const bot = await botFor(ISLAND)
    expect(bot.runText('notewalk', '')).toEqual(bot.runText('notewalk', 'help'))
  })

  test.each([
    [{ 'a.md': 'Bees fly.' }, '1 note is ready to be asked.'],
    [{ 'a.md': 'Bees fly.', 'b.md': 'Ants walk.' }, '2 notes are ready to be asked.'],
  ])('status of %j begins with "%s"', async (files, said) => {
    const { answer } = (await botFor(files)).runText('notewalk', 'status')
    expect(answer.blocks[0]).toMatchObject({ type: 'lead', inlines: [{ text: said }] })
  })

  test('status counts notes, lines, relations, topics and problems that are public', async () => {
    expect((await botFor(ISLAND)).runText('notewalk', 'status').data).toMatchObject({
      notes: 4,
      lines: 1,
      relations: 2,
      topics: 3,
      problems: 0,
    })
  })

  test('problems says where nothing is wrong', async () => {
    expect(read((await botFor(ISLAND)).runText('notewalk', 'problems'))).toContain('Nothing is wrong')
  })

  test('problems gives file, line, what is wrong and the nearest right thing', async () => {
    const bot = await botFor({ ...ISLAND, 'log.md': 'Day one.\n\nWe saw the [[becon]].\n' })
    expect(bot.runText('notewalk', 'problems').data).toMatchObject({
      problems: [
        {
          file: 'log.md',
          line: 3,
          message: expect.stringContaining('becon'),
          suggestion: expect.stringContaining('beacon'),
        },
      ],
    })
  })

  test('problems never offers a draft as the nearest right thing', async () => {
    const bot = await botFor({ ...ISLAND, 'log.md': 'We saw [[smuglers]] and [[Smuglers Cove]].\n' })
    const answer = read(bot.runText('notewalk', 'problems'))
    expect(answer).toContain('smuglers')
    expect(answer).not.toMatch(/smugglers/i)
  })

  test('problems shows no more than a screenful, and counts the rest', async () => {
    const broken = Array.from({ length: 20 }, (_, i) => `Gone: [[lost ship ${i}]].`).join('\n\n')
    const answer = read((await botFor({ 'log.md': `${broken}\n` })).runText('notewalk', 'problems'))
    expect(answer).toContain('20 problems')
    expect(answer).toContain('And 5 more.')
  })

  test('of an unknown word offers the nearest', async () => {
    const bot = await botFor(ISLAND)
    expect(complaint(() => bot.runText('notewalk', 'statsu'))).toContain('Did you mean "status"?')
  })
})

describe('a step', () => {
  test('along a relation leads to its other end, from either end', async () => {
    const bot = await botFor(ISLAND)
    const relation = relationFrom(bot, 'notes/radio')
    const leads = [relation.to, relation.from].map(
      (from) => (bot.walk({ type: 'relation', relation, from }).data as { lead: unknown }).lead,
    )
    expect(leads).toEqual([
      { text: 'Ships with radio keep off the reef without a beacon.', source: 1 },
      { text: 'The beacon keeps ships off the reef.', source: 1 },
    ])
  })

  test('along a relation says the relation and its reason before anything else', async () => {
    const bot = await botFor(ISLAND)
    const relation = relationFrom(bot, 'notes/radio')
    const { answer } = bot.walk({ type: 'relation', relation, from: relation.to })
    const [first] = answer.blocks
    expect(JSON.stringify(first)).toContain('challenges')
    expect(JSON.stringify(first)).toContain('Most ships carry radio today.')
  })

  test('along a relation offers no note that was seen', async () => {
    const bot = await botFor(ISLAND)
    const relation = relationFrom(bot, 'notes/radio')
    const seen = new Set([noteIn(bot, 'notes/radio').id, noteIn(bot, 'notes/bell').id])
    const { answer } = bot.walk(
      { type: 'relation', relation, from: relation.from },
      { soFar: { ...NOTHING_SO_FAR, seen } },
    )
    expect(answer.steps.map(({ step }) => step.type)).toEqual(['question'])
  })

  test('to further objections lists all that oppose the cited notes, each with its reason', async () => {
    const bot = await botFor(ISLAND)
    const { data } = bot.walk({ type: 'objections', about: [noteIn(bot, 'notes/beacon').id], count: 1 })
    expect(data).toMatchObject({
      about: ['notes/beacon'],
      but: [{ relation: 'challenges', reason: 'Most ships carry radio today.' }],
    })
  })

  test('to a next question asks it word for word, whatever stands before a colon in it', async () => {
    const question = 'private:yes beacon topic:fog'
    expect((await botFor(ISLAND)).walk({ type: 'question', question }).data).toMatchObject({ question })
  })

  test('to a note opens it by its path, though another note has that path for a title', async () => {
    const bot = await botFor({ 'quay.md': 'Boats land.\n', 'poem.md': '---\ntitle: quay\n---\nA poem.\n' })
    expect(bot.walk({ type: 'open', note: noteIn(bot, 'quay').id }).data).toMatchObject({ note: 'quay' })
  })

  test('to a note opens that note, though another path differs from it in case only', async () => {
    const bot = await botFor({ 'Rain.md': 'Rain falls.\n', 'rain.md': 'A song.\n' })
    const ids = [...bot.library.notes.keys()]
    expect(ids.map((note) => bot.walk({ type: 'open', note }).data)).toMatchObject(
      ids.map((note) => ({ note })),
    )
  })

  test('to a note that was removed says so and names the nearest, of whatever kind it is', async () => {
    const before = await botFor(ISLAND)
    const relation = relationFrom(before, 'notes/radio')
    const { 'notes/radio.md': _, ...rest } = ISLAND
    const after = await botFor(rest)
    for (const step of [
      { type: 'relation', relation, from: relation.to },
      { type: 'open', note: relation.from },
      { type: 'objections', about: [relation.from], count: 1 },
    ] as const) {
      const { answer, isMiss } = after.walk(step)
      expect(JSON.stringify(answer.blocks[0])).toContain('This note was removed: notes/radio.')
      expect(isMiss).toBe(true)
    }
  })

  test('from a note that was removed still leads to the other end, where that one is left', async () => {
    const before = await botFor(ISLAND)
    const relation = relationFrom(before, 'notes/radio')
    const { 'notes/radio.md': _, ...rest } = ISLAND
    const after = await botFor(rest)
    const { data } = after.walk({ type: 'relation', relation, from: relation.from })
    expect(data).toMatchObject({ lead: { text: 'The beacon keeps ships off the reef.' } })
  })
})

test('an unknown command brings the nearest', async () => {
  const bot = await botFor(ISLAND)
  expect(complaint(() => bot.runText('explian', 'fog'))).toContain('Did you mean "explain"?')
})
