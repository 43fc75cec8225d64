/** Walks in a chat in the terminal; how lines are read there is tested with the process itself. */
import { expect, test } from 'vitest'
import { createBot, type Bot } from '../../src/core/bot.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { chatText } from '../support/chat-text.ts'
import { COAST } from '../support/coast.ts'
import { libraryOf } from '../support/library-of.ts'

async function coast(): Promise<Bot> {
  const library = await libraryOf(COAST)
  return createBot({ library, index: await buildSearchIndex(library), notesUrl: null, random: () => 0 })
}

test('six steps by their numbers, back and recap, without a loop', async () => {
  const shown = await chatText(await coast(), [
    'why is the beacon lit?',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '/back',
    'recap',
  ])
  expect(shown[1]).toMatch(/^“Is radio enough\?” challenges “Why is the beacon lit\?”, because: /u)
  expect(shown[6]).toContain('why is the beacon lit? → … → challenged by →')
  expect(shown[6]).toContain('Next: type a number\n  1. Back\n  2. Recap')
  expect(shown[7]).toMatch(/^> Does a cellar keep batteries warm\?/u)
  expect(shown[8]).toContain('The walk so far: 7 notes')
  expect(shown[8]).toContain('7. challenged by “Do cellars on the coast stay dry?” [7]')
})

test('a short question goes on from the note that the walk is at, a full one begins anew', async () => {
  const shown = await chatText(await coast(), [
    'why is the beacon lit?',
    '1',
    'does it reach fishing boats?',
    'what does frost do to batteries?',
    'recap',
  ])
  expect(shown[2]).toMatch(/^> does it reach fishing boats\? \(on Is radio enough\?\)/u)
  expect(shown[3]).toMatch(/^> what does frost do to batteries\?\n/u)
  expect(shown[4]).toContain('The walk so far: 1 note')
})

test('both sides of a note, and how two notes hang together', async () => {
  const shown = await chatText(await coast(), [
    'why is the beacon lit?',
    '3',
    '/explain the old light -> storm silence',
  ])
  expect(shown[1]).toMatch(
    /For\n {2}• Supported by “Do cellars .*\n.*Against\n {2}• Challenged by “Is radio/su,
  )
  expect(shown[2]).toContain('How they hang together')
})

test('thanks are answered by nothing', async () => {
  expect(await chatText(await coast(), ['thanks!'])).toEqual([''])
})
