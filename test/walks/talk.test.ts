/** What the bot takes for a question to it, and what it leaves to people. */
import { describe, expect, test } from 'vitest'
import { heard, NEW_TALK, type Said } from '../../src/core/walks/talk.ts'
import { chatBot } from '../support/chat-bot.ts'
import { COAST } from '../support/coast.ts'
import { ben, inHarbour, platformOf, saidIn, threadUnder } from './shown.ts'

const overheard: Omit<Said, 'text'> = { by: 'anna', isAddressed: false, isToAPerson: false }

/** What the bot does about one thing after the other in its thread. */
function responses(...said: readonly (Partial<Said> & Pick<Said, 'text'>)[]): readonly string[] {
  let talk = NEW_TALK
  return said.map((each) => {
    const { response, talk: next } = heard({ ...overheard, ...each }, talk)
    talk = next
    return response.type
  })
}

describe('in its thread', () => {
  test.each([
    'why is the beacon lit?',
    'what about radio',
    'does that hold for small boats',
    'and in winter?',
    'so why then?',
    'radio in storms',
  ])('"%s" is a question', (text) => {
    expect(responses({ text })).toEqual(['answer'])
  })

  test.each([
    'thanks!',
    'Thank you so much',
    'ok, got it',
    'nice',
    '👍',
    'I think radio is better',
    'interesting, I did not know that',
    "that's what I thought",
    'we should try this next week',
    'This is great!',
    'it is what it is',
  ])('"%s" is a remark, and left alone', (text) => {
    expect(responses({ text })).toEqual(['silence'])
  })

  test.each([
    ['notewalk 强化学习的上限是什么？', true],
    ['so 为什么？', true],
    ['что дальше?', true],
    ['τι είναι το φως;', true],
    ['ما هو الضوء؟', true],
    ['そうですか？', true],
    ['IT とは', false],
    ['bot 强化学习', false],
    ['ok свет', false],
  ])('"%s" is asked in its own script', (text, isAsked) => {
    expect(heard({ ...overheard, text }, NEW_TALK).response).toEqual({ type: 'answer', isAsked })
    expect(heard({ ...overheard, text, isAddressed: true }, NEW_TALK).response).toEqual({
      type: 'answer',
      isAsked: true,
    })
  })

  test('bare words are a search: where the notes have nothing, nothing is said', () => {
    expect(heard({ ...overheard, text: 'radio in storms' }, NEW_TALK).response).toEqual({
      type: 'answer',
      isAsked: false,
    })
    expect(heard({ ...overheard, text: 'is radio enough?' }, NEW_TALK).response).toEqual({
      type: 'answer',
      isAsked: true,
    })
  })

  test('one person asking after another, each answered, is no talk of people', () => {
    expect(responses({ text: 'is radio enough?' }, { by: 'ben', text: 'and in a storm?' })).toEqual([
      'answer',
      'answer',
    ])
  })
})

describe('when people talk to each other', () => {
  test('a mention of somebody else is for them, and what follows too', () => {
    expect(
      responses(
        { text: 'what do you think?', isToAPerson: true },
        { by: 'ben', text: 'no idea' },
        { text: 'nor do I' },
      ),
    ).toEqual(['silence', 'silence', 'silence'])
  })

  test('what follows a remark of another person is for them', () => {
    expect(responses({ text: 'I doubt that' }, { by: 'ben', text: 'why do you doubt it?' })).toEqual([
      'silence',
      'silence',
    ])
  })

  test('it says once that it keeps quiet, to who asks nobody in particular', () => {
    const talk = [
      { text: 'what do you think?', isToAPerson: true },
      { text: 'is radio enough?' },
      { text: 'is nobody there?' },
    ]
    expect(responses(...talk)).toEqual(['silence', 'notice', 'silence'])
  })

  test('a mention brings it back', () => {
    expect(
      responses(
        { text: 'what do you think?', isToAPerson: true },
        { text: 'is radio enough?', isAddressed: true },
        { text: 'and in a storm?' },
      ),
    ).toEqual(['silence', 'answer', 'answer'])
  })
})

describe('told to stop', () => {
  test('it says once that it is a guest, and then answers only when it is addressed', () => {
    expect(
      responses(
        { text: 'stop' },
        { text: 'is radio enough?' },
        { text: 'is radio enough?', isAddressed: true },
        { text: 'and in a storm?' },
      ),
    ).toEqual(['notice', 'silence', 'answer', 'silence'])
  })
})

test('thanks to the bot itself need no answer either', () => {
  expect(responses({ text: 'thank you', isAddressed: true })).toEqual(['silence'])
})

test('recap and back are orders, however they are written', () => {
  expect(responses({ text: 'Recap' }, { text: '/back' }, { text: 'recap!', isAddressed: true })).toEqual([
    'recap',
    'back',
    'recap',
  ])
})

test('two people talk in a thread, and nothing is shown until a step is pressed', async () => {
  const { asks, says, steps, shown, notices } = platformOf(await chatBot(COAST))
  const first = await asks('why is the beacon lit?')
  const inThread = { ...inHarbour, thread: threadUnder(first) }
  await says(first, 'what do you say?', { isToAPerson: true })
  await says(first, 'is radio enough, you mean?', { by: ben, isToAPerson: true })
  await says(first, 'I do', {})
  expect({ shown: shown.length, notices }).toEqual({ shown: 1, notices: [] })
  await steps(first, 'Is radio enough?', inThread)
  const answer = await says(first, 'does it last through a storm?')
  expect(answer && saidIn(answer, 'lead')).toContain('In a storm the masts fall')
})

test('a thread under an answer is its own, and one in which it was only mentioned is not', async () => {
  const chat = await chatBot(COAST)
  const { asks, says } = platformOf(chat)
  const first = await asks('why is the beacon lit?')
  expect(await chat.walks.owns(threadUnder(first))).toBe(true)
  const elsewhere = { ...first, id: 'elsewhere' as typeof first.id }
  await says(elsewhere, 'is radio enough?', { isAddressed: true })
  expect(await chat.walks.owns(threadUnder(elsewhere))).toBe(false)
})
