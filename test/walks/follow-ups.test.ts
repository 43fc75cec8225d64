/** Questions typed in a thread, understood with what was said before. */
import { describe, expect, test } from 'vitest'
import { addedBy, isFollowUp } from '../../src/core/explain/follow-up.ts'
import { chatBot } from '../support/chat-bot.ts'
import { COAST } from '../support/coast.ts'
import { inHarbour, labelsOf, platformOf, saidIn, threadUnder, titleOf } from './shown.ts'

describe('a question leans on what was said before', () => {
  test.each([
    'why?',
    'how so?',
    'and without verification?',
    'does that hold for small models?',
    'is it true for code as well?',
    'what about larger models trained on code?',
    'small models?',
    'why is that?',
    'how does it scale with compute budget?',
    'eli5',
    'can you give me a short summary?',
  ])('%s', (question) => {
    expect(isFollowUp(question, false)).toBe(true)
  })
})

describe('a question stands alone', () => {
  test.each([
    'does verifiable reward training enlarge what a model can solve?',
    'what is GRPO?',
    'how does ProRL keep its lead over the base model?',
    'do models that think longer solve harder problems?',
    'does entropy collapse explain why training stalls?',
  ])('%s', (question) => {
    expect(isFollowUp(question, false)).toBe(false)
  })

  test('the name of a note does, however short it is', () => {
    expect(isFollowUp('rlvr ceiling', true)).toBe(false)
  })
})

test.each([
  ['why?', ''],
  ['how so?', ''],
  ['is that true?', ''],
  ['small models?', 'small models?'],
  ['does that also hold for small models?', 'for small models?'],
  ['and in winter?', 'and in winter?'],
  ['summarise this', ''],
  ['tl;dr', ''],
  ['can you give me a short summary?', ''],
  ['explain it in simple terms', ''],
  ['can you elaborate?', ''],
  ['what do you mean by that?', ''],
  ['any evidence?', ''],
  ['any evidence from the coast?', 'any evidence from the coast?'],
  ['summarise that for winter', 'summarise that for winter'],
])('"%s" adds "%s" to what was said', (question, added) => {
  expect(addedBy(question)).toBe(added)
})

async function walk() {
  const platform = platformOf(await chatBot(COAST))
  const first = await platform.asks('why is the beacon lit?')
  const inThread = { ...inHarbour, thread: threadUnder(first) }
  return { ...platform, first, inThread }
}

test('a pronoun stands for the note that the walk is at', async () => {
  const { says, first, steps, inThread } = await walk()
  await steps(first, 'Is radio enough?', inThread)
  const answer = await says(first, 'does it reach fishing boats?')
  expect(answer && titleOf(answer)).toBe('does it reach fishing boats? (on Is radio enough?)')
  expect(answer && saidIn(answer, 'lead')).toContain('Fishing boats under ten metres seldom carry a set.')
})

test('why? says what else the note has, and quotes nothing again', async () => {
  const { says, first } = await walk()
  const answer = await says(first, 'why?')
  expect(answer && saidIn(answer, 'lead')).toBe('A reef cannot be seen at night without it. [1]')
  const again = await says(first, 'why?')
  expect(again && saidIn(again, 'lead')).not.toContain('A reef cannot')
})

test('who asks for a summary of what was said is told what else the note has', async () => {
  const { says, first } = await walk()
  const answer = await says(first, 'summarise this')
  expect(answer && saidIn(answer, 'lead')).toBe('A reef cannot be seen at night without it. [1]')
})

test('a full question stands alone, also in a thread', async () => {
  const { says, first } = await walk()
  const answer = await says(first, 'what does frost do to batteries?')
  expect(answer && titleOf(answer)).toBe('what does frost do to batteries?')
  expect(answer && saidIn(answer, 'lead')).toContain('Frost halves what a battery holds.')
})

test('a follow-up that the notes cannot answer is a miss with the steps that are still open', async () => {
  const { says, first } = await walk()
  const answer = await says(first, 'and who won the chess championship?')
  expect(answer && saidIn(answer, 'lead')).toContain('Not in these notes')
  expect(answer && labelsOf(answer)).toEqual([
    'Challenged by: Is radio enough?',
    'Supported by: Do cellars on the coast stay dry?',
  ])
})

test('in a chat of two a full question begins a new walk, and a short one goes on', async () => {
  const { asks, steps } = platformOf(await chatBot(COAST))
  const chat = { ...inHarbour, thread: threadUnder({ id: 'chat' } as never), isChat: true }
  const first = await asks('why is the beacon lit?', chat)
  const radio = await steps(first, 'Is radio enough?', chat)
  expect((await asks('and in a storm?', chat)).path.map(({ note }) => note)).toEqual([
    ...radio.path.map(({ note }) => note),
    'notes/storm',
  ])
  expect((await asks('what does frost do to batteries?', chat)).path).toHaveLength(1)
})

test('two notes at once show how they hang together', async () => {
  const { asks } = platformOf(await chatBot(COAST))
  for (const question of [
    'the old light -> storm silence',
    'how does the beacon relate to radio in a storm?',
  ]) {
    const { answer } = await asks(question)
    expect(answer.blocks.find((block) => block.type === 'quotes' && block.role === 'chain')).toMatchObject({
      items: [{}, {}],
    })
  }
})

test('a name that no note has, in the exact form, is named', async () => {
  const { asks } = platformOf(await chatBot(COAST))
  await expect(asks('the old light -> submarine')).rejects.toThrow('No note is called "submarine".')
})

test('where no relations lead from one note to the other, that is said', async () => {
  const { asks } = platformOf(
    await chatBot({ ...COAST, 'notes/tea.md': '---\ntitle: Who brews tea?\n---\nThe cook brews tea.\n' }),
  )
  const { answer } = await asks('the old light -> Who brews tea?')
  expect(JSON.stringify(answer.blocks)).toContain('No chain of up to 4 relations joins these two notes.')
})
