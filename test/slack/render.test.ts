/** Whatever an answer holds, Slack takes its messages and modals, and nothing in them pings. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageOf } from '../../src/adapters/slack/message.ts'
import { noteView } from '../../src/adapters/slack/views.ts'
import { renderedAnswer } from '../../src/adapters/slack/render.ts'
import { citedNumbers } from '../../src/core/answers/fit.ts'
import { messageBlockFaults, viewFaults } from '../peers/slack/blocks.ts'
import { jsonsIn } from '../peers/json.ts'
import { reachOf } from '../peers/slack/mentions.ts'
import { answers, keptAnswers } from '../support/answers.ts'

test('every page of every message is within the limits of Slack', () => {
  fc.assert(
    fc.property(keptAnswers, (kept) => {
      const { pages } = renderedAnswer(kept.answer, { tables: true })
      for (const page of pages.keys()) {
        const { blocks = [], text } = messageOf(kept, page)
        expect(messageBlockFaults(jsonsIn(blocks))).toEqual([])
        expect(text.length).toBeLessThanOrEqual(4_000)
        expect(text).not.toBe('')
      }
    }),
    { numRuns: 60 },
  )
})

test('every page of every modal is within the limits of Slack', () => {
  fc.assert(
    fc.property(keptAnswers, (kept) => {
      const { pages } = renderedAnswer(kept.answer, { tables: false })
      for (const page of pages.keys()) expect(viewFaults(noteView(kept, page, 'C1'))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('nothing that an answer holds pings', () => {
  fc.assert(
    fc.property(keptAnswers, (kept) => {
      const { blocks = [], text } = messageOf(kept)
      expect(reachOf(text, 'marked', jsonsIn(blocks), new Map()).pinged).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('no citation loses its source', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const { pages } = renderedAnswer(answer, { tables: true })
      const words = JSON.stringify(pages)
      for (const number of citedNumbers(answer.blocks)) {
        expect(words.split(`[${number}]`).length).toBeGreaterThan(2)
      }
    }),
    { numRuns: 60 },
  )
})
