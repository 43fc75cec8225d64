import { stripVTControlCharacters } from 'node:util'
import { expect, test, vi } from 'vitest'
import { SMALL_NOTES } from '../support/small-notes.ts'
import {
  CTRL_C,
  CTRL_D,
  ENTER,
  TAB,
  folderOf,
  hasPseudoTerminal,
  inTerminal,
  run,
  type Terminal,
} from '../support/terminal.ts'

/** A process takes a while to start where others are busy. */
vi.setConfig({ testTimeout: 30_000 })

const PROMPT = 'notewalk> '

interface Chat {
  /** What is shown for a typed line, without colours. */
  readonly say: (line: string) => Promise<string>
  readonly terminal: Terminal
}

async function chat(env: Readonly<Record<string, string>> = {}, columns = 80): Promise<Chat> {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const terminal = inTerminal([], { NOTES_DIR, NO_COLOR: '1', ...env }, columns)
  await terminal.until(PROMPT)
  return {
    terminal,
    say: async (line) => {
      terminal.type(line + ENTER)
      await terminal.until('\n')
      return stripVTControlCharacters(await terminal.until(PROMPT)).replaceAll('\r', '')
    },
  }
}

test('without a terminal there is no chat: it says how Notewalk is used', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { code, stdout, stderr } = await run([], { NOTES_DIR })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('no chat platform is configured')
  expect(stderr).toContain('npm run explain')
})

if (hasPseudoTerminal()) registerTerminalTests()

function registerTerminalTests() {
  test('says how many notes there are and what can be typed', async () => {
    const NOTES_DIR = await folderOf(SMALL_NOTES)
    const terminal = inTerminal([], { NOTES_DIR })
    expect(await terminal.until(PROMPT)).toContain('3 notes are ready. Ask a question, or type /help.')
    terminal.type(CTRL_D)
    expect((await terminal.end()).code).toBe(0)
  })

  test('answers a bare question as /explain does, with numbered steps', async () => {
    const { say } = await chat()
    const bare = await say('do sampling curves cross?')
    expect(bare).toContain('Sources\n  [1] Do sampling curves cross at large k?')
    expect(bare).toMatch(/Next: type a number\n {2}1\. /u)
    expect(await say('/explain do sampling curves cross?')).toBe(bare)
  })

  test('a number takes the step, /back returns to the note before', async () => {
    const { say } = await chat()
    const first = await say('do sampling curves cross?')
    const second = await say('1')
    expect(second).toContain('Sources')
    expect(second).not.toBe(first)
    expect(await say('/back')).toContain(
      'Base models overtake trained models once enough samples are drawn. [1]',
    )
  })

  test('a number without a step says which there are, and the chat goes on', async () => {
    const { say } = await chat()
    expect(await say('1')).toContain('There is no step 1 here.\nAsk a question; its answer offers steps.')
    await say('do sampling curves cross?')
    expect(await say('99')).toMatch(/There is no step 99 here\.\nThe last answer offers /u)
    expect(await say('/back')).toContain('There is nothing to go back to.')
  })

  test('wrong usage is said with the next step, and the chat goes on', async () => {
    const { say } = await chat()
    expect(await say('/explane x')).toContain('There is no command "explane".\nDid you mean "explain"?')
    expect(await say('/explain')).toContain('explain needs a question.\nUsage: /explain question')
    expect(await say('/open-note nothing like that')).toContain('No note is called')
    expect(await say('/notewalk status')).toContain('3 notes are ready')
  })

  test('/help lists the commands and what the chat itself knows', async () => {
    const { say } = await chat()
    const help = await say('/help')
    for (const words of ['/explain question', '/search', '/back', '/quit', 'a number']) {
      expect(help).toContain(words)
    }
  })

  test('lines pasted together are answered one after the other', async () => {
    const { terminal } = await chat()
    terminal.type(`/notewalk status${ENTER}/nope${ENTER}/quit${ENTER}`)
    const { code, shown } = await terminal.end()
    expect(shown.indexOf('3 notes are ready')).toBeGreaterThan(-1)
    expect(shown.indexOf('There is no command "nope".')).toBeGreaterThan(shown.indexOf('3 notes are ready'))
    expect(code).toBe(0)
  })

  test('the arrow up brings the last line back', async () => {
    const { say, terminal } = await chat()
    const first = await say('/notewalk status')
    terminal.type('\u001B[A')
    await terminal.until('/notewalk status')
    expect(await say('')).toBe(first)
  })

  test('Ctrl-D and /quit leave with 0, the next prompt of the shell on a line of its own', async () => {
    for (const keys of [CTRL_D, `/quit${ENTER}`, `/exit${ENTER}`]) {
      const { terminal } = await chat()
      terminal.type(keys)
      const { code, shown } = await terminal.end()
      expect(code).toBe(0)
      expect(shown.endsWith('\n')).toBe(true)
    }
  })

  test('Ctrl-C clears what is typed; on an empty line it says how to leave, and twice it leaves', async () => {
    const { say, terminal } = await chat()
    terminal.type('half a quest')
    await terminal.until('half a quest')
    terminal.type(CTRL_C)
    expect(await say('/notewalk status')).toContain('3 notes are ready')
    terminal.type(CTRL_C)
    await terminal.until('Ctrl-C again, Ctrl-D or /quit to leave.')
    await terminal.until(PROMPT)
    terminal.type(CTRL_C)
    expect((await terminal.end()).code).toBe(0)
  })

  test('Tab completes a command', async () => {
    const { terminal } = await chat()
    terminal.type(`/ran${TAB}`)
    expect(await terminal.until('/random-note ')).toContain('/random-note ')
  })

  test('Tab completes a title after a command, in whatever case it was begun', async () => {
    const { terminal } = await chat()
    terminal.type(`/open-note do samp${TAB}`)
    expect(await terminal.until('/open-note Do sampling curves cross at large k?')).toContain(
      '/open-note Do sampling curves cross at large k?',
    )
  })

  test('Tab completes an alias in the middle of a question, and a topic after topic:', async () => {
    const { terminal } = await chat()
    terminal.type(`what causes the pass@${TAB}`)
    expect(await terminal.until('what causes the pass@k crossover')).toContain(
      'what causes the pass@k crossover',
    )
    terminal.type(`${CTRL_C}/search topic:rew${TAB}`)
    expect(await terminal.until('/search topic:"reward design"')).toContain('/search topic:"reward design"')
  })

  test('Tab lists what the line could become, and leaves the line as it is', async () => {
    const { terminal } = await chat()
    terminal.type(`/open-note training${TAB}`)
    const shown = await terminal.until('/open-note training')
    const list = shown + (await terminal.until('/open-note training'))
    expect(list).toContain('  Does training narrow what a model samples?')
    expect(list).toContain('  Do long training runs find new answers?')
  })

  test('is coloured, and not with NO_COLOR or on a dumb terminal', async () => {
    const NOTES_DIR = await folderOf(SMALL_NOTES)
    const words = ['explain', 'do sampling curves cross?']
    expect((await inTerminal(words, { NOTES_DIR }).end()).shown).toContain('\u001B[1m')
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      expect((await inTerminal(words, { NOTES_DIR, ...env }).end()).shown).not.toContain('\u001B')
    }
  })

  test('links titles where the terminal supports it', async () => {
    const NOTES_DIR = await folderOf(SMALL_NOTES)
    const env = { NOTES_DIR, NOTES_URL: 'https://n.example/{path}', TERM_PROGRAM: 'ghostty' }
    const { shown } = await inTerminal(['explain', 'do sampling curves cross?'], env).end()
    expect(shown).toContain('\u001B]8;;https://n.example/notes/crossover\u001B\\')
  })

  test.each([44, 100])('keeps to the %i columns of its window', async (columns) => {
    const { say } = await chat({}, columns)
    const lines = (await say('do sampling curves cross?')).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
    expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(columns - 15)
  })
}
