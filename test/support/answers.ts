/** Arbitrary answers, with texts that would break a message, ping a channel or forge a link. */
import fc from 'fast-check'
import type { Answer, AnswerStep, Block, Citation, Inline } from '../../src/core/answers/answer.ts'
import type { NoteId, Relation } from '../../src/core/notes/note.ts'
import type { AnswerId, Channel, KeptAnswer, WalkId } from '../../src/core/store.ts'

export const HOSTILE = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</explain:123456789012345678>',
  '<:bell:123456789012345678>',
  '<t:1700000000:R>',
  '<!channel>',
  '<!here>',
  '<@U123>',
  '<!subteam^S123>',
  '<https://evil.example|good>',
  '[good](https://evil.example)',
  '[good](javascript:alert(1))',
  'https://evil.example/path',
  'discord.gg/evil',
  '&lt;!here&gt;',
  '#general',
  '```',
  '`',
  '**',
  '__',
  '~~',
  '||',
  '> ',
  '-# ',
  '# ',
  '\u202Eevil',
  '\u0000',
  '\uD800',
  '👩‍🔬',
  'long'.repeat(100),
] as const

const texts = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join(' ')),
  },
  { weight: 1, arbitrary: fc.lorem({ maxCount: 600 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)
const titles = texts.map((text) => (text.trim() === '' ? 'A title' : text))
const numbers = fc.integer({ min: 1, max: 14 })
const urls = fc.constantFrom(
  null,
  'https://notes.example.org/a(b)|c>d',
  'javascript:alert(1)',
  `https://notes.example.org/${'x'.repeat(3_000)}`,
)

const inlines: fc.Arbitrary<readonly Inline[]> = fc.array(
  fc.oneof<fc.Arbitrary<Inline>[]>(
    fc.record({ type: fc.constant('text' as const), text: texts }),
    fc.record({ type: fc.constant('strong' as const), text: texts }),
    fc.record({ type: fc.constant('code' as const), text: texts }),
    fc.record({
      type: fc.constant('note' as const),
      note: fc.constant('a' as NoteId),
      title: titles,
      url: urls,
    }),
    fc.record({
      type: fc.constant('link' as const),
      text: texts,
      url: urls.map((url) => url ?? 'https://a.example'),
    }),
    fc.record({ type: fc.constant('cite' as const), number: numbers }),
  ),
  { minLength: 1, maxLength: 5 },
)

const items = fc.array(inlines, { maxLength: 6 })

const bodies: fc.Arbitrary<Block> = fc.oneof<fc.Arbitrary<Block>[]>(
  fc.record({ type: fc.constant('heading' as const), text: texts }),
  fc.record({ type: fc.constant('paragraph' as const), inlines }),
  fc.record({ type: fc.constant('aside' as const), inlines }),
  fc.record({ type: fc.constant('list' as const), ordered: fc.boolean(), items }),
  fc.record({
    type: fc.constant('table' as const),
    header: fc.constant(['What', 'How many']),
    rows: fc.array(fc.array(texts, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
  }),
  fc.record({
    type: fc.constant('quotes' as const),
    role: fc.constant('because' as const),
    label: fc.constant('Because'),
    items,
    leftOut: fc.nat(3),
  }),
  fc.record({
    type: fc.constant('markdown' as const),
    markdown: fc.array(texts, { maxLength: 6 }).map((all) => all.join('\n\n')),
  }),
)

function citationOf(number: number, title: string, claim: string | null, url: string | null): Citation {
  return { number, note: `note-${number}` as NoteId, title, heading: null, claim, date: null, url }
}

const relation: Relation = { kind: 'challenges', from: 'a' as NoteId, to: 'b' as NoteId, reason: '', line: 1 }

const steps: fc.Arbitrary<AnswerStep> = fc.oneof<fc.Arbitrary<AnswerStep>[]>(
  titles.map((label) => ({ label, step: { type: 'relation', relation, from: relation.from } })),
  titles.map((label) => ({ label, step: { type: 'question', question: label } })),
  titles.map((label) => ({ label, step: { type: 'open', note: relation.to } })),
  titles.map((label) => ({ label, step: { type: 'browse', topic: label, notes: 1 } })),
)

/** Every number that is cited has its source. */
export const answers: fc.Arbitrary<Answer> = fc
  .record({
    question: titles,
    lead: inlines,
    bodies: fc.array(bodies, { maxLength: 6 }),
    steps: fc.array(steps, { maxLength: 40 }),
    sources: fc.tuple(titles, fc.option(texts), urls),
  })
  .map(({ question, lead, bodies: rest, steps: each, sources: [title, claim, url] }) => ({
    blocks: [
      { type: 'question', text: question },
      { type: 'lead', inlines: lead },
      ...rest,
      {
        type: 'citations',
        items: Array.from({ length: 14 }, (_, i) => citationOf(i + 1, title, claim, url)),
        more: [],
      },
    ],
    steps: each,
  }))

export const keptAnswers: fc.Arbitrary<KeptAnswer> = fc
  .record({ answer: answers, name: texts, isPrivate: fc.boolean() })
  .map(({ answer, name, isPrivate }) => ({
    id: 'abcdefghijkl' as AnswerId,
    answer,
    asker: { id: '1', name },
    channel: 'test/a/b' as Channel,
    isPrivate,
    isShared: false,
    walk: 'walk' as WalkId,
    path: [],
    question: null,
    press: null,
    at: new Date(0),
  }))
