import { expect, test } from 'vitest'
import type { Answer } from '../../src/core/answers/answer.ts'
import { UserError } from '../../src/core/errors.ts'
import type { AnswerId, Channel, KeptAnswer } from '../../src/core/store.ts'
import type { Given, Told } from '../../src/core/walks/walks.ts'
import { chatBot, LIGHTHOUSE, type ChatBot } from '../support/chat-bot.ts'

const HARBOUR = 'test/coast/harbour' as Channel
const PIER = 'test/coast/pier' as Channel
const anna = { id: 'U1', name: 'Anna' }
const ben = { id: 'U2', name: 'Ben' }

const inHarbour: Given = { by: anna, channel: HARBOUR, isPrivate: false }

function explained({ walks }: ChatBot, question: string, given = inHarbour): Promise<Told> {
  return walks.begin({ type: 'command', command: 'explain', values: { question } }, given)
}

function titleOf({ answer }: KeptAnswer): string {
  return answer.blocks.flatMap((block) => (block.type === 'question' ? [block.text] : []))[0] ?? ''
}

function stepTo(answer: Answer, words: string): number {
  const at = answer.steps.findIndex(({ label }) => label.includes(words))
  if (at === -1)
    throw new Error(`No step says "${words}": ${answer.steps.map(({ label }) => label).join(' | ')}`)
  return at
}

/** A platform that does not take the answer. */
function refuse(): Promise<void> {
  return Promise.reject(new Error('The channel is closed.'))
}

test('an answer is kept before it is given, with who asked and where', async () => {
  const chat = await chatBot()
  const { kept } = await explained(chat, 'why is the beacon lit?')
  expect(await chat.store.keptAnswer(kept.id)).toEqual(kept)
  expect(kept).toMatchObject({ asker: anna, channel: HARBOUR, isPrivate: false })
})

test('another person takes a step of an answer, and the new one is theirs', async () => {
  const chat = await chatBot()
  const { kept } = await explained(chat, 'why is the beacon lit?')
  const told = await chat.walks.step(kept.id, stepTo(kept.answer, 'question'), { ...inHarbour, by: ben })
  expect(told.kept.asker).toEqual(ben)
  expect(titleOf(told.kept)).toBe('Who pays the keepers?')
})

test('a step remembers what the conversation has seen', async () => {
  const chat = await chatBot()
  const { kept } = await explained(chat, 'when does the fog bell ring?')
  expect(kept.seen).toContain('notes/bell')
  const next = await chat.walks.step(kept.id, 0, inHarbour)
  expect(next.kept.seen).toEqual(expect.arrayContaining([...kept.seen]))
})

test('a step after a reload, to a note that is gone, says so', async () => {
  const chat = await chatBot()
  const { kept } = await explained(chat, 'is radio enough?')
  const { 'notes/beacon.md': _, ...others } = LIGHTHOUSE
  const at = kept.answer.steps.findIndex(({ step }) => step.type === 'relation')
  await chat.reload(others)
  await expect(chat.walks.step(kept.id, at === -1 ? 0 : at, inHarbour)).rejects.toMatchObject({
    code: 'unknown-step',
    message: 'The note "notes/beacon" was removed.',
  })
})

test('a step of an answer that was forgotten says that it is too old', async () => {
  const { walks } = await chatBot()
  await expect(walks.step('nothing' as AnswerId, 0, inHarbour)).rejects.toBeInstanceOf(UserError)
})

test('the note of a citation is opened by its number', async () => {
  const chat = await chatBot()
  const { kept } = await explained(chat, 'why is the beacon lit?')
  const { kept: opened } = await chat.walks.open(kept.id, 1, inHarbour)
  expect(titleOf(opened)).toBe('Why is the beacon lit?')
})

test('random notes in a channel do not come again until all were shown; then the oldest comes first', async () => {
  let minutes = 0
  const chat = await chatBot(LIGHTHOUSE, { now: () => new Date(60_000 * (minutes += 1)) })
  const drawn: string[] = []
  for (let i = 0; i < 6; i += 1) {
    const { kept } = await chat.walks.begin({ type: 'text', command: 'random-note', text: '' }, inHarbour)
    drawn.push(titleOf(kept))
  }
  expect(new Set(drawn.slice(0, 3)).size).toBe(3)
  expect(drawn.slice(3)).toEqual(drawn.slice(0, 3))
})

test('what one channel saw is nothing to another', async () => {
  const chat = await chatBot()
  await explained(chat, 'why is the beacon lit?')
  expect(await chat.walks.recent(HARBOUR)).toEqual(['notes/beacon'])
  expect(await chat.walks.recent(PIER)).toEqual([])
})

test('what is asked in private is not remembered for the channel', async () => {
  const chat = await chatBot()
  await explained(chat, 'why is the beacon lit?', { ...inHarbour, isPrivate: true })
  expect(await chat.walks.recent(HARBOUR)).toEqual([])
})

test('an answer is shared once, as an answer of its own', async () => {
  const chat = await chatBot()
  const { kept } = await explained(chat, 'why is the beacon lit?', { ...inHarbour, isPrivate: true })
  const shown: KeptAnswer[] = []
  const show = async (shared: KeptAnswer) => void shown.push(shared)
  await chat.walks.share(kept.id, inHarbour, show)
  expect(shown).toMatchObject([{ isPrivate: false, answer: kept.answer }])
  expect(shown[0]?.id).not.toBe(kept.id)
  await expect(chat.walks.share(kept.id, inHarbour, show)).rejects.toThrow('shared already')
})

test('an answer that could not be shown can be shared again', async () => {
  const chat = await chatBot()
  const { kept } = await explained(chat, 'why is the beacon lit?', { ...inHarbour, isPrivate: true })
  await expect(chat.walks.share(kept.id, inHarbour, refuse)).rejects.toThrow('The channel is closed.')
  await chat.walks.share(kept.id, inHarbour, async () => undefined)
})

test('a question that no note answers is told as a miss', async () => {
  const chat = await chatBot()
  expect(await explained(chat, 'who won the chess championship?')).toMatchObject({ isMiss: true })
})
