import fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionIn } from '../../src/adapters/slack/question.ts'

test.each([
  ['<@U123> why is the beacon lit?', 'why is the beacon lit?'],
  ['<@U123|notewalk> why?', 'why?'],
  ['what of <#C123|lights> and <#C124>?', 'what of lights and ?'],
  ['see <https://example.org/a|this page>', 'see this page'],
  ['see <https://example.org/a>', 'see https://example.org/a'],
  ['a &lt; b &amp;&amp; c', 'a < b && c'],
  ['&amp;lt; is an escape', '&lt; is an escape'],
  ['<!channel> and <!subteam^S1|@keepers> ask', 'and ask'],
  [' \n ', ''],
])('%j asks %j', (text, question) => {
  expect(questionIn(text)).toBe(question)
})

test('a question is one line and no longer than is read', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3_000 }), (text) => {
      const question = questionIn(text)
      expect(question.length).toBeLessThanOrEqual(1_000)
      expect(question).not.toMatch(/\n/u)
    }),
  )
})
