import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defineCommand } from '../../src/core/commands/command.ts'
import { argumentsIn, commandNamed, MAX_TEXT_CHARACTERS, usageOf } from '../../src/core/commands/grammar.ts'
import { commands } from '../../src/core/commands/commands.ts'
import { UserError } from '../../src/core/errors.ts'

const nothing = { answer: { blocks: [], steps: [] }, data: null, notes: [], isMiss: false }
const ask = defineCommand({
  name: 'ask',
  description: 'A command to try the grammar on',
  options: {
    question: { type: 'text', description: 'What to ask', required: true },
    private: { type: 'flag', description: 'Only for you' },
    topic: { type: 'topic', description: 'About what' },
    page: { type: 'count', description: 'Which page' },
  },
  run: () => nothing,
})

/** The error that a text gives, as a person reads it. */
function errorOf(text: string, command = ask): string {
  try {
    argumentsIn(text, command)
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.hint}`
    throw error
  }
  return 'no error'
}

describe('options', () => {
  test('an own option name before a colon counts, wherever it stands', () => {
    const args = { question: 'rlvr ceiling', private: true }
    expect(argumentsIn('private:yes rlvr ceiling', ask)).toEqual(args)
    expect(argumentsIn('rlvr private:yes ceiling', ask)).toEqual(args)
    expect(argumentsIn('rlvr ceiling Private:Yes', ask)).toEqual(args)
  })

  test('values with blanks are quoted, also by the quotation marks of phones', () => {
    expect(argumentsIn('topic:"reward design" why', ask)).toMatchObject({
      topic: 'reward design',
      question: 'why',
    })
    expect(argumentsIn('topic:“reward design” why', ask)).toMatchObject({
      topic: 'reward design',
      question: 'why',
    })
  })

  test('any other word before a colon belongs to the question', () => {
    expect(argumentsIn('PPO: does it help?', ask)).toMatchObject({ question: 'PPO: does it help?' })
    expect(argumentsIn('https://example.org is down', ask)).toMatchObject({
      question: 'https://example.org is down',
    })
    expect(argumentsIn('kind:of a puzzle', ask)).toMatchObject({ question: 'kind:of a puzzle' })
  })

  test('an option name that a blank follows is a word', () => {
    expect(argumentsIn('on this topic: what is known?', ask)).toMatchObject({
      question: 'on this topic: what is known?',
    })
  })

  test('flags are off unless given', () => {
    expect(argumentsIn('why', ask)).toEqual({ question: 'why', private: false })
  })
})

describe('what is wrong is named with what was expected', () => {
  test.each([
    ['', 'ask needs a question. Usage: /ask question [private:yes] [topic:"topic"] [page:2]'],
    ['\u0007\u0000 ', 'ask needs a question. Usage: /ask question [private:yes] [topic:"topic"] [page:2]'],
    ['why private:perhaps', 'private: is yes or no, not "perhaps".'],
    ['why page:0', 'page: is a whole number from 1, not "0".'],
    ['why private:yes private:no', 'private: is given twice.'],
    ['why topic:"reward', 'The quotation mark after topic: is not closed. Write topic:"two words"'],
    ['x'.repeat(10_000), 'The question has 10,000 characters; at most 1,000 are read.'],
  ])('%j', (text, message) => {
    expect(errorOf(text)).toContain(message)
  })

  test('an unknown command brings the nearest', () => {
    expect(() => commandNamed('explian', commands)).toThrow('There is no command "explian".')
    expect(() => commandNamed('explian', commands)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Did you mean "explain"?') }),
    )
  })
})

describe('a command that begins with a choice', () => {
  const light = defineCommand({
    name: 'light',
    description: 'A command to try the grammar on',
    options: {
      do: { type: 'choice', choices: { on: 'Light it', off: 'Put it out' }, description: 'What to do' },
      time: { type: 'text', example: '18:00', only: ['on'], description: 'When' },
    },
    run: () => nothing,
  })
  const complaint = (text: string) => errorOf(text, light)

  test('takes the options that go with it', () => {
    expect(argumentsIn('on time:17:30', light)).toEqual({ do: 'on', time: '17:30' })
    expect(argumentsIn('time:17:30 on', light)).toEqual({ do: 'on', time: '17:30' })
    expect(usageOf(light)).toBe('/light [on|off] [time:18:00]')
  })

  test('takes several words for an option, and a blank behind its colon', () => {
    expect(argumentsIn('on time:half past nine', light)).toEqual({ do: 'on', time: 'half past nine' })
    expect(argumentsIn('time: 9:30  pm on', light)).toEqual({ do: 'on', time: '9:30 pm' })
    expect(argumentsIn('on time:off on', light)).toEqual({ do: 'on', time: 'off on' })
  })

  test('refuses the others', () => {
    expect(complaint('off time:17:30')).toContain('time: goes with on, not with off.')
    expect(complaint('time:17:30')).toContain('time: goes with on.')
  })

  test('says that a value needs its name', () => {
    expect(complaint('on 17:30')).toContain(
      '"17:30" behind on has no name. Usage: /light [on|off] [time:18:00]',
    )
    expect(complaint('dim')).toContain('There is on, off.')
  })
})

describe('any text', () => {
  const harmless = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 100 })
    .filter((text) => !/[:"“„\p{C}]/u.test(text) && text.trim() !== '')

  test('without a colon is the question, with its blanks as typed', () => {
    fc.assert(
      fc.property(harmless, (text) => {
        expect(argumentsIn(text, ask)).toEqual({ question: text.trim(), private: false })
      }),
    )
  })

  test('gives arguments or an error for people, never a bug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: MAX_TEXT_CHARACTERS * 2 }), (text) => {
        expect(errorOf(text)).toEqual(expect.any(String))
      }),
    )
  })

  test('quoted as a value comes back unaltered', () => {
    fc.assert(
      fc.property(harmless, (topic) => {
        expect(argumentsIn(`why topic:"${topic}"`, ask)).toMatchObject({
          question: 'why',
          topic: topic.trim(),
        })
      }),
    )
  })
})

test('usage lines come from the definitions', () => {
  expect(commands.map(usageOf)).toEqual([
    '/explain question [private:yes]',
    '/search [query] [topic:"topic"] [page:2]',
    '/random-note [topic]',
    '/open-note title',
    '/daily-note [status|set|preview|now|pause|resume|skip|off] [topic:"topic"] [time:09:00] [zone:Europe/Berlin] [days:weekdays]',
    '/notewalk [help|status|daily|problems]',
  ])
})
