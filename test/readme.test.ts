/** The README's commands run, and print what it says. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { configOf } from '../src/config.ts'
import { createBot } from '../src/core/bot.ts'
import { commands } from '../src/core/commands/commands.ts'
import { usageOf } from '../src/core/commands/grammar.ts'
import { loadLibrary } from '../src/core/notes/load.ts'
import { chatText } from './support/chat-text.ts'
import { libraryOf } from './support/library-of.ts'
import { index, library } from './support/sample-library.ts'
import { run } from './support/terminal.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const readme = await readFile(`${ROOT}README.md`, 'utf8')
const manifest = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8'))

/** The blocks of code in one language, in order. */
function blocksIn(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, own]) => own === language)
    .map(([, , code = '']) => code)
}

/** What is to be run as `npm run NAME -- words`. */
function oneShots(): readonly { readonly typed: string; readonly words: readonly string[] }[] {
  return [...readme.matchAll(/npm run (?:-s )?([a-z-]+)(?: -- ([^`\n#]*))?/g)]
    .map(([, script = '', words = '']) => `${script} ${words}`.trim())
    .filter((typed) => commands.some(({ name }) => name === typed.split(' ')[0]))
    .map((typed) => ({ typed, words: typed.split(/\s+/) }))
}

describe('the first command', () => {
  test('installs and asks, as a newcomer would type it', () => {
    expect(blocksIn('sh')[0]).toBe('npm ci && npm run explain -- rlvr ceiling\n')
  })

  test('prints the sample output', async () => {
    const { code, stdout } = await run(['explain', 'rlvr', 'ceiling'], { COLUMNS: '80' }, ROOT)
    expect(code).toBe(0)
    expect(`${stdout.trimEnd()}\n`).toBe(blocksIn('text')[0])
  })
})

test('the walk is what the chat shows', async () => {
  const [walk = ''] = blocksIn('console')
  const [, ...turns] = walk.split(/^notewalk> /mu)
  const typed = turns.map((turn) => turn.slice(0, turn.indexOf('\n')))
  const bot = createBot({ library, index, notesUrl: null, random: () => 0 })
  const [, ...shown] = await chatText(bot, ['rlvr ceiling', ...typed])
  expect(typed.length).toBeGreaterThan(1)
  expect(turns.map((turn) => turn.slice(turn.indexOf('\n')).trim())).toEqual(shown)
})

test.each(oneShots())('npm run $typed answers', async ({ words }) => {
  const { code, stdout, stderr } = await run(words, {}, ROOT)
  expect(stderr).toBe('')
  expect(stdout).not.toBe('')
  expect(code).toBe(0)
})

test('every script that is named exists', () => {
  const named = [...readme.matchAll(/npm run (?:-s )?([a-z:-]+)/g)].map(([, script = '']) => script)
  expect(named.length).toBeGreaterThan(5)
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining([...new Set(named)]))
})

test('the table of commands is that of the definitions', () => {
  for (const command of commands) {
    const usage = usageOf(command).replaceAll('|', String.raw`\|`)
    expect(readme).toContain(`| \`${usage}\` | ${command.description} |`)
  }
})

test('the sample library has as many notes as it says', async () => {
  const { notes } = await loadLibrary(`${ROOT}corpus`)
  expect(readme).toContain(`(${notes.size} notes on`)
})

test('the example note says what its keys promise', async () => {
  const [example = ''] = blocksIn('markdown')
  const { notes, outgoing } = await libraryOf({ 'example.md': example, 'Another note.md': 'Text.' })
  const note = [...notes.values()].find(({ file }) => file === 'example.md')
  expect(note).toMatchObject({
    title: 'Do right-or-wrong rewards push a model into confident guessing?',
    claim: { text: 'The answer in one sentence.', from: 'stated' },
    topics: ['calibration', 'reward-design'],
    aliases: ['RLCR', 'Brier score reward'],
    sources: [{ authors: 'Damani et al.', year: '2025' }],
  })
  expect([...outgoing.values()].flat()).toMatchObject([{ kind: 'challenges', to: 'Another note' }])
})

test('every dependency has its line', () => {
  const { dependencies, devDependencies } = manifest
  const names = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !/gfm|^@types\//.test(name),
  )
  for (const name of names) {
    expect(readme.slice(readme.indexOf('## Why each dependency')), name).toContain(`\`${name}\``)
  }
})

test('the settings are those that are read, with their defaults', () => {
  const example = readFileSync(`${ROOT}.env.example`, 'utf8')
  const names = [...example.matchAll(/^# ([A-Z_]+)=/gmu)].map(([, name = '']) => name)
  expect(names).toContain('NOTES_DIR')
  for (const name of names) expect(readme).toContain(`| \`${name}\` |`)
  expect(configOf({})).toMatchObject({
    notesDir: 'corpus',
    notesUrl: null,
    logLevel: 'info',
    dataDir: 'data',
    discord: null,
  })
})
