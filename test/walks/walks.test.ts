/** What the walks keep, and what is private, shared, and known of a channel. */
import { expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import type { AnswerId, Channel } from '../../src/core/store.ts'
import { chatBot, LIGHTHOUSE } from '../support/chat-bot.ts'
import { anna, ben, HARBOUR, inHarbour, platformOf, saidIn, titleOf } from './shown.ts'

const PIER = 'test/coast/pier' as Channel
const privately = { ...inHarbour, isPrivate: true }

/** A platform that does not take the answer. */
function refuse(): Promise<never> {
  return Promise.reject(new Error('The channel is closed.'))
}

test('an answer is kept before it is shown, with who asked and where', async () => {
  const { walks, store } = await chatBot()
  const request = {
    type: 'command',
    command: 'explain',
    values: { question: 'why is the beacon lit?' },
  } as const
  await walks.begin(request, inHarbour, async (kept) => {
    expect(await store.keptAnswer(kept.id)).toEqual(kept)
    expect(kept).toMatchObject({ asker: anna, channel: HARBOUR, isPrivate: false })
    return { link: null, thread: null }
  })
  expect.assertions(2)
})

test('another person takes a step of an answer, and the new one is theirs', async () => {
  const { asks, steps } = platformOf(await chatBot())
  const kept = await asks('why is the beacon lit?')
  const next = await steps(kept, 'question', { ...inHarbour, by: ben })
  expect(next.asker).toEqual(ben)
  expect(titleOf(next)).toBe('Who pays the keepers?')
})

test('a step after a reload, to a note that is gone, says so, with the nearest', async () => {
  const chat = await chatBot()
  const { asks, steps } = platformOf(chat)
  const kept = await asks('is radio enough?')
  const { 'notes/beacon.md': _, ...others } = LIGHTHOUSE
  await chat.reload({
    ...others,
    'notes/lamp.md': '---\ntitle: How bright is the beacon lamp?\n---\nBright enough.\n',
  })
  const next = await steps(kept, 'Challenges')
  expect(saidIn(next, 'lead')).toBe('This note was removed: notes/beacon.')
  expect(next.answer.steps[0]).toMatchObject({ step: { type: 'open', note: 'notes/lamp' } })
})

test('a step of an answer that was forgotten says that it is too old', async () => {
  const { walks } = await chatBot()
  const step = { type: 'step', answer: 'nothing' as AnswerId, at: 0 } as const
  await expect(walks.step(step, inHarbour, refuse)).rejects.toBeInstanceOf(UserError)
})

test('the note of a citation is opened by its number', async () => {
  const chat = await chatBot()
  const { asks, show, shown } = platformOf(chat)
  const kept = await asks('why is the beacon lit?')
  await chat.walks.step({ type: 'open', answer: kept.id, at: 1 }, inHarbour, show(inHarbour))
  expect(shown.map(titleOf)).toEqual(['why is the beacon lit?', 'Why is the beacon lit?'])
})

test('random notes in a channel do not come again until all were shown; then the oldest comes first', async () => {
  let minutes = 0
  const chat = await chatBot(LIGHTHOUSE, { now: () => new Date(60_000 * (minutes += 1)) })
  const { begins } = platformOf(chat)
  const drawn: string[] = []
  for (let i = 0; i < 6; i += 1) {
    drawn.push(titleOf(await begins({ type: 'text', command: 'random-note', text: '' })))
  }
  expect(new Set(drawn.slice(0, 3)).size).toBe(3)
  expect(drawn.slice(3)).toEqual(drawn.slice(0, 3))
})

test('what one channel saw is nothing to another', async () => {
  const chat = await chatBot()
  await platformOf(chat).asks('why is the beacon lit?')
  expect(await chat.walks.recent(HARBOUR)).toEqual(['notes/beacon'])
  expect(await chat.walks.recent(PIER)).toEqual([])
})

test('what is asked in private is not remembered for the channel', async () => {
  const chat = await chatBot()
  await platformOf(chat).asks('why is the beacon lit?', privately)
  expect(await chat.walks.recent(HARBOUR)).toEqual([])
})

test('an answer is shared once, as an answer of its own', async () => {
  const chat = await chatBot()
  const { asks, show, shown } = platformOf(chat)
  const kept = await asks('why is the beacon lit?', privately)
  await chat.walks.share(kept.id, inHarbour, show(inHarbour))
  expect(shown.at(-1)).toMatchObject({ isPrivate: false, answer: kept.answer })
  expect(shown.at(-1)?.id).not.toBe(kept.id)
  await expect(chat.walks.share(kept.id, inHarbour, show(inHarbour))).rejects.toThrow('shared already')
})

test('an answer that was shared and deleted can be shared again, once', async () => {
  const chat = await chatBot()
  const { asks, shown, show } = platformOf(chat)
  const kept = await asks('why is the beacon lit?', privately)
  const share = (isThere: boolean) =>
    chat.walks.share(kept.id, inHarbour, show(inHarbour), async () => isThere)
  await share(true)
  const [, copy] = shown
  if (copy === undefined) throw new Error('Nothing was shared.')
  await chat.walks.drop(copy.id)
  await share(true)
  await expect(share(true)).rejects.toThrow('shared already')
  await share(false)
  expect(shown).toHaveLength(4)
})

test('an answer that could not be shown can be shared again', async () => {
  const chat = await chatBot()
  const { asks, show, shown } = platformOf(chat)
  const kept = await asks('why is the beacon lit?', privately)
  await expect(chat.walks.share(kept.id, inHarbour, refuse)).rejects.toThrow('The channel is closed.')
  await chat.walks.share(kept.id, inHarbour, show(inHarbour))
  expect(shown).toHaveLength(2)
})

test('a question that no note answers is told as a miss', async () => {
  const { asks } = platformOf(await chatBot())
  expect(saidIn(await asks('who won the chess championship?'), 'lead')).toContain('Not in these notes')
})
