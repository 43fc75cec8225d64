/** Whatever an answer holds, Discord takes its messages, and nothing in them pings. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageOf } from '../../src/adapters/discord/message.ts'
import { renderedAnswer } from '../../src/adapters/discord/render.ts'
import { citedNumbers } from '../../src/core/answers/fit.ts'
import { mentionsIn } from '../peers/discord/mentions.ts'
import { newMessage } from '../peers/discord/message-schema.ts'
import { answers, keptAnswers } from '../support/answers.ts'

const RUNS = { numRuns: 60 }

test('every page of every message is within the limits of Discord', () => {
  fc.assert(
    fc.property(keptAnswers, (kept) => {
      const { pages } = renderedAnswer(kept.answer, null)
      for (const page of pages.keys()) {
        const result = newMessage.safeParse(messageOf(kept, { page }))
        expect(result.error?.issues ?? []).toEqual([])
      }
    }),
    RUNS,
  )
})

test('the message without its embed is within the limits too, and says that something is missing', () => {
  fc.assert(
    fc.property(keptAnswers, (kept) => {
      const message = messageOf(kept, { embeds: false })
      expect(newMessage.safeParse(message).error?.issues ?? []).toEqual([])
      expect(message.content).toContain('Embed Links')
    }),
    RUNS,
  )
})

test('nothing that an answer holds pings, even where every mention is allowed', () => {
  fc.assert(
    fc.property(keptAnswers, (kept) => {
      const { content, embeds } = messageOf(kept)
      for (const text of [content, ...embeds.map(({ description = '' }) => description)]) {
        expect(mentionsIn(text, null, { otherwise: 'everything', replyTo: null }).pinged).toEqual([])
      }
    }),
    RUNS,
  )
})

test('no citation loses its source', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const { content, pages } = renderedAnswer(answer, null)
      const words = [content, ...pages.map((page) => page?.description ?? '')].join('\n')
      for (const number of citedNumbers(answer.blocks)) {
        expect(words.split(`\\[${number}\\]`).length).toBeGreaterThan(2)
      }
    }),
    RUNS,
  )
})

test('fences are closed on the page that opens them', () => {
  fc.assert(
    fc.property(keptAnswers, ({ answer }) => {
      for (const page of renderedAnswer(answer, null).pages) {
        const fences = (page?.description ?? '').split('\n').filter((line) => /^[> ]*```/u.test(line))
        expect(fences.length % 2).toBe(0)
      }
    }),
    RUNS,
  )
})
