import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRequestAlone, withoutRequest } from '../../src/core/search/requests.ts'

test.each([
  ['summarise what we know about calibration', 'calibration'],
  ['Could you please summarize the tide tables?', 'the tide tables?'],
  ['tl;dr entropy collapse', 'entropy collapse'],
  ['give me a quick overview of reward design', 'reward design'],
  ['overview: night ferries', 'night ferries'],
  ['help me understand why ferries run late', 'why ferries run late'],
  ['walk me through the night timetable', 'the night timetable'],
  ['why do ferries run late, in simple terms?', 'why do ferries run late?'],
  ['eli5: tides', 'tides'],
  ['recap everything the notes say about fog', 'fog'],
])('"%s" asks for "%s"', (typed, question) => {
  expect(withoutRequest(typed)).toBe(question)
})

test.each([
  'what does the summary of findings leave out?',
  'summary statistics',
  'how do I outline an essay?',
  'who wrote the introduction to tides?',
  'in short',
  'summarise',
  'rlvr ceiling',
])('"%s" is left as it is', (typed) => {
  expect(withoutRequest(typed)).toBe(typed)
})

test.each([
  ['tl;dr', true],
  ['please summarise', true],
  ['could you give me a short overview?', true],
  ['a summary of tides', false],
  ['summary statistics', false],
])('"%s" asks for nothing else: %s', (typed, isAlone) => {
  expect(isRequestAlone(typed)).toBe(isAlone)
})

test('something is always left to ask for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const typed of [text, `summarise ${text}`, `tl;dr ${text}`, `${text} in short`]) {
        const question = withoutRequest(typed)
        expect(typed).toContain(question)
        expect(/[\p{L}\p{N}]/u.test(question)).toBe(/[\p{L}\p{N}]/u.test(typed))
      }
    }),
  )
})
