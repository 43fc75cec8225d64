import fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionIn, requiredQuestionIn } from '../../src/adapters/discord/question.ts'

test.each([
  ['<@123456789012345678> why is the beacon lit?', 'why is the beacon lit?'],
  ['<@!1> and <@&2> in <#3> ask', 'and in ask'],
  ['<:bell:123> rings at <t:1700000000:R>', 'bell rings at'],
  ['use </explain:123> here', 'use here'],
  ['a < b and c > d', 'a < b and c > d'],
  [' \n ', ''],
])('%j asks %j', (text, question) => {
  expect(questionIn(text)).toBe(question)
})

test('a question is one line and no longer than is read', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 4_000 }), (text) => {
      const question = questionIn(text)
      expect(question.length).toBeLessThanOrEqual(1_000)
      expect(question).not.toMatch(/\n/u)
    }),
  )
})

test('a long message is cut between words', () => {
  expect(questionIn('beacon '.repeat(400))).toMatch(/^(?:beacon )+beacon$/u)
})

test('a message without words is refused with what to do instead', () => {
  expect(() => requiredQuestionIn('<@1>')).toThrow('no text that could be asked')
})
