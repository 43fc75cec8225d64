import { expect, test } from 'vitest'
import { commandLineOf, grammarText } from '../../src/adapters/terminal/arguments.ts'
import { typedInShell } from '../../src/adapters/terminal/shell.ts'
import { commands } from '../../src/core/commands/commands.ts'
import { argumentsIn, commandNamed } from '../../src/core/commands/grammar.ts'

test('the first word is the command, the others are its words', () => {
  expect(commandLineOf(['explain', 'rlvr', 'ceiling'])).toEqual({
    command: 'explain',
    words: ['rlvr', 'ceiling'],
    json: false,
    help: false,
  })
  expect(commandLineOf([])).toEqual({ command: null, words: [], json: false, help: false })
})

test.each([
  [['--json', 'explain', 'a', 'b']],
  [['explain', '--json', 'a', 'b']],
  [['explain', 'a', 'b', '--json']],
  [['explain', '--json', '--', 'a', 'b']],
])('--json counts before and after the words: %j', (argv) => {
  expect(commandLineOf(argv)).toEqual({ command: 'explain', words: ['a', 'b'], json: true, help: false })
})

test('--json between the words, or behind --, is a word', () => {
  expect(commandLineOf(['explain', 'does', '--json', 'help'])).toMatchObject({
    words: ['does', '--json', 'help'],
    json: false,
  })
  expect(commandLineOf(['explain', '--', '--json'])).toMatchObject({ words: ['--json'], json: false })
})

test('an option that does not exist is named', () => {
  expect(() => commandLineOf(['explain', '--jsn', 'a'])).toThrow('There is no option "--jsn".')
})

const search = commandNamed('search', commands)

test.each([
  [['reward', 'hacking'], { query: 'reward hacking' }],
  [['topic:reward design'], { topic: 'reward design' }],
  [['topic:"reward design"'], { topic: 'reward design' }],
  [['hacking', 'topic:the "hard" cases'], { query: 'hacking', topic: 'the "hard" cases' }],
  [['PPO: does it help?'], { query: 'PPO: does it help?' }],
  [['topic: a word'], { query: 'topic: a word' }],
])('%j from the shell means the same as it was typed', (words, expected) => {
  expect(argumentsIn(grammarText(words, search), search)).toEqual(expected)
})

test('commands in texts read as they are typed in a shell', () => {
  expect(typedInShell('Usage: /explain question [private:yes]', commands)).toBe(
    'Usage: npm run explain -- question [private:yes]',
  )
  expect(typedInShell('/search', commands)).toBe('npm run search')
  expect(typedInShell('notes/search/explain and /explainer', commands)).toBe(
    'notes/search/explain and /explainer',
  )
})
