import { describe, expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/core/bot.ts'
import type { Block, Inline } from '../../src/core/answers/answer.ts'
import type { Reply } from '../../src/core/commands/command.ts'
import type { NoteId } from '../../src/core/notes/note.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { complaint } from '../support/complaint.ts'
import { libraryOf } from '../support/library-of.ts'

const GARDEN = {
  'garden/Compost.md':
    '---\ntitle: How is compost made?\nclaim: Heaps of leaves rot into compost.\ntopics: [soil]\naliases: [rotting heap]\ndate: 2026-03-01\n' +
    'sources:\n  - title: On heaps\n    authors: A. Gardener\n    year: 2020\n    url: https://example.org/heaps\n---\n' +
    'Leaves rot in a heap.\n\n## Air\n\nTurn the heap for air.\n\n## Related\n\n- challenges:: [[Mulch]] — Compost feeds soil; mulch only covers it.\n',
  'garden/Mulch.md':
    '---\ntitle: What is mulch for?\nclaim: Mulch keeps soil moist.\ntopics: [soil, water]\n---\nStraw lies on beds.\n',
  'Rain.md':
    '---\ntitle: Where does rain go?\nclaim: Rain sinks into soil.\ntopics: [water]\n---\nIt sinks. [[Nowhere]]\n',
  'drafts/Frost.md': '---\ntitle: Frost\ndraft: true\ntopics: [cold]\n---\n[[Missing too]]\n',
}

async function gardenBot(parts: { notesUrl?: string; random?: number } = {}): Promise<Bot> {
  const library = await libraryOf(GARDEN)
  const index = await buildSearchIndex(library)
  return createBot({
    library,
    index,
    notesUrl: parts.notesUrl ?? null,
    random: () => parts.random ?? 0,
    now: () => new Date(),
  })
}

function words(inline: Inline): string {
  return inline.type === 'cite' ? `[${inline.number}]` : inline.type === 'note' ? inline.title : inline.text
}

function wordsOf(block: Block): string {
  switch (block.type) {
    case 'question':
    case 'heading':
      return block.text
    case 'lead':
      return [block.under, ...block.inlines].map((each) => (each === undefined ? '' : words(each))).join('')
    case 'arrival':
    case 'paragraph':
    case 'aside':
      return block.inlines.map(words).join('')
    case 'list':
    case 'quotes':
      return block.items.map((item) => item.map(words).join('')).join('\n')
    case 'table':
      return block.rows.map((row) => row.join(' | ')).join('\n')
    case 'markdown':
      return block.markdown
    case 'citations':
      return block.items.map(({ number, title }) => `[${number}] ${title}`).join('\n')
  }
}

/** What a person reads. */
const read = ({ answer }: Reply): string => answer.blocks.map(wordsOf).join('\n')

describe('explain', () => {
  test('tells programs the question, the lead, what carries and opposes it, and the sources', async () => {
    const { data } = (await gardenBot()).runText('explain', 'how is compost made?')
    expect(data).toMatchObject({
      question: 'how is compost made?',
      miss: false,
      lead: { text: 'Heaps of leaves rot into compost.', source: 1 },
      but: [
        {
          text: 'Mulch keeps soil moist.',
          source: 2,
          relation: 'challenges',
          reason: 'Compost feeds soil; mulch only covers it.',
        },
      ],
      sources: [
        {
          number: 1,
          note: 'garden/Compost',
          heading: null,
          title: 'How is compost made?',
          claim: 'Heaps of leaves rot into compost.',
          date: '2026-03-01',
          url: null,
        },
        { number: 2, note: 'garden/Mulch' },
      ],
    })
  })

  test('tells programs of a miss, with the nearest titles', async () => {
    const { data } = (await gardenBot()).runText('explain', 'who won the chess championship with compost?')
    expect(data).toMatchObject({ miss: true, lead: null, sources: [], nearest: ['How is compost made?'] })
  })

  test('links a note to its address by the template, with its path encoded', async () => {
    const bot = await gardenBot({ notesUrl: 'https://notes.example.org/{path}' })
    expect(bot.runText('explain', 'how is compost made?').data).toMatchObject({
      sources: [{ url: 'https://notes.example.org/garden/Compost' }, {}],
    })
  })
})

describe('search', () => {
  test('ranks notes with their claim and why they were found', async () => {
    const answer = read((await gardenBot()).runText('search', 'compst heap'))
    expect(answer).toContain('How is compost made? Heaps of leaves rot into compost.')
    expect(answer).toContain('compost for "compst"')
  })

  test('without words lists the topics, and none of a draft', async () => {
    const answer = read((await gardenBot()).runText('search', ''))
    expect(answer).toContain('soil (2)')
    expect(answer).not.toContain('cold')
  })

  test('keeps to a topic', async () => {
    const { data } = (await gardenBot()).runText('search', 'soil topic:water')
    expect(data).toMatchObject({ total: 2, results: [{ note: 'garden/Mulch' }, { note: 'Rain' }] })
  })

  test('browses a topic', async () => {
    expect((await gardenBot()).runText('search', 'topic:soil').data).toMatchObject({ total: 2 })
  })

  test('an unknown topic brings the nearest', async () => {
    const bot = await gardenBot()
    expect(complaint(() => bot.runText('search', 'topic:watr'))).toContain('Did you mean "water"?')
  })

  test('says so where nothing is found, and where a page does not exist', async () => {
    const bot = await gardenBot()
    expect(read(bot.runText('search', 'zeppelin'))).toContain('No note has these words.')
    expect(read(bot.runText('search', 'soil page:9'))).toContain('There is no page 9')
  })
})

describe('random-note', () => {
  test('picks by the random source among the notes of a topic', async () => {
    const first = (await gardenBot({ random: 0 })).runText('random-note', 'topic:water')
    const last = (await gardenBot({ random: 0.99 })).runText('random-note', 'topic:water')
    expect([first.data, last.data]).toMatchObject([{ note: 'Rain' }, { note: 'garden/Mulch' }])
  })
})

describe('open-note', () => {
  test.each(['How is compost made?', 'rotting heap', 'garden/Compost', 'compost'])(
    'finds a note as %s',
    async (name) => {
      expect((await gardenBot()).runText('open-note', name).data).toMatchObject({ note: 'garden/Compost' })
    },
  )

  test('shows claim, body, relations in both directions with reasons, and sources', async () => {
    const bot = await gardenBot()
    const compost = read(bot.runText('open-note', 'compost'))
    expect(compost).toContain('Heaps of leaves rot into compost.')
    expect(compost).toContain('Turn the heap for air.')
    expect(compost).toContain('Challenges What is mulch for? — Compost feeds soil; mulch only covers it.')
    expect(compost).toContain('A. Gardener, 2020: On heaps')
    expect(read(bot.runText('open-note', 'mulch'))).toContain('Challenged by How is compost made?')
  })

  test('an unknown title brings the nearest, and never a draft', async () => {
    const bot = await gardenBot()
    expect(complaint(() => bot.runText('open-note', 'Compots'))).toContain(
      'Did you mean "How is compost made?"',
    )
    expect(complaint(() => bot.runText('open-note', 'Frost'))).not.toContain('"Frost" or')
    expect(complaint(() => bot.runText('open-note', 'Frots'))).not.toContain('Frost')
  })
})

describe('notewalk', () => {
  test('help names every command with its usage', async () => {
    const answer = read((await gardenBot()).runText('notewalk', ''))
    for (const name of ['/explain', '/search', '/random-note', '/open-note', '/notewalk'])
      expect(answer).toContain(name)
  })

  test('status counts what is public', async () => {
    expect((await gardenBot()).runText('notewalk', 'status').data).toMatchObject({
      notes: 3,
      relations: 1,
      topics: 2,
    })
  })

  test('problems shows those of public notes only', async () => {
    const answer = read((await gardenBot()).runText('notewalk', 'problems'))
    expect(answer).toContain('Nowhere')
    expect(answer).not.toContain('Missing too')
  })
})

describe('steps', () => {
  test('a relation leads to its other end, and says the relation first', async () => {
    const bot = await gardenBot()
    const [step] = bot.runText('explain', 'how is compost made?').answer.steps
    if (step === undefined) throw new Error('There is no step.')
    expect(step.label).toBe('Challenges: What is mulch for?')
    expect(read(bot.walk(step.step))).toContain(
      'How is compost made? challenges What is mulch for?, because: Compost feeds soil; mulch only covers it.',
    )
  })

  test('a question is asked, a note is opened, objections are listed', async () => {
    const bot = await gardenBot()
    const id = 'garden/Mulch' as NoteId
    expect(read(bot.walk({ type: 'question', question: 'how is compost made?' }))).toContain(
      'Heaps of leaves',
    )
    expect(read(bot.walk({ type: 'open', note: id }))).toContain('Straw lies on beds.')
    expect(read(bot.walk({ type: 'objections', about: [id], count: 1 }))).toContain(
      'Challenged by How is compost made?',
    )
  })

  test('a step to a note that was removed says so', async () => {
    const bot = await gardenBot()
    expect(read(bot.walk({ type: 'open', note: 'gone' as NoteId }))).toContain('This note was removed: gone.')
  })
})

describe('completion', () => {
  test('offers what begins as typed before what holds the words, and never a draft', async () => {
    const bot = await gardenBot()
    expect(bot.complete('note', 'wh', 10)).toEqual(
      ['What is mulch for?', 'Where does rain go?'].toSorted().toReversed(),
    )
    expect(bot.complete('note', 'rott', 10)).toEqual(['rotting heap'])
    expect(bot.complete('note', 'fro', 10)).toEqual([])
    expect(bot.complete('topic', 'w', 10)).toEqual(['water'])
  })
})

describe('a claim that answers another question than was asked', () => {
  test('stands under its own, so that its yes or no is to the right one', async () => {
    const bot = await gardenBot()
    const { blocks } = bot.runText('explain', 'rotting leaves into compost heaps').answer
    expect(blocks[1]).toMatchObject({ type: 'lead', under: { title: 'How is compost made?' } })
    expect(blocks.slice(0, 2).map(wordsOf)).toEqual([
      'rotting leaves into compost heaps',
      'How is compost made?Heaps of leaves rot into compost. [1]',
    ])
  })

  test('stands alone under the question that it answers', async () => {
    const { blocks } = (await gardenBot()).runText('explain', 'how is compost made?').answer
    expect(blocks.slice(0, 2).map(wordsOf)).toEqual([
      'how is compost made?',
      'Heaps of leaves rot into compost. [1]',
    ])
  })
})
