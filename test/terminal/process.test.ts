import { expect, test, vi } from 'vitest'
import { SMALL_NOTES } from '../support/small-notes.ts'
import { folderOf, run, runInShell } from '../support/terminal.ts'

/** A process takes a while to start where others are busy. */
vi.setConfig({ testTimeout: 30_000 })

test('a question is answered with a quotation, the challenge to it, and its sources', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { code, stdout, stderr } = await run(['explain', 'do', 'sampling', 'curves', 'cross?'], {
    NOTES_DIR,
  })
  expect(stderr).toBe('')
  expect(code).toBe(0)
  expect(stdout).toContain('> do sampling curves cross?')
  expect(stdout).toContain('But\n')
  expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('Long runs keep their lead at every number of samples.')
  expect(stdout).toContain('Sources\n  [1] Do sampling curves cross at large k?')
})

test('the words mean the same as one word in quotation marks', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const apart = await run(['explain', 'do', 'sampling', 'curves', 'cross?'], { NOTES_DIR })
  const together = await run(['explain', 'do sampling curves cross?'], { NOTES_DIR })
  expect(together).toEqual(apart)
})

test('a miss is an answer: it says so and exits with 0', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { code, stdout } = await run(['explain', 'how', 'are', 'olives', 'pickled'], { NOTES_DIR })
  expect(stdout).toContain('Not in these notes')
  expect(code).toBe(0)
})

test('--json prints one document with the whole result and nothing else', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { code, stdout, stderr } = await run(['explain', 'sampling', 'curves', 'cross', '--json'], {
    NOTES_DIR,
    NOTES_URL: 'https://notes.example.org/{path}',
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const result = JSON.parse(stdout) as Record<string, unknown>
  expect(result).toMatchObject({ question: 'sampling curves cross', miss: false })
  expect(result['sources']).toContainEqual(
    expect.objectContaining({
      number: 1,
      note: 'notes/crossover',
      url: 'https://notes.example.org/notes/crossover',
    }),
  )
  expect(result['but']).toContainEqual(expect.objectContaining({ relation: 'challenges' }))
})

test('--json on a miss says so with the nearest titles', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { stdout } = await run(['explain', '--json', 'how are olives pickled'], { NOTES_DIR })
  expect(JSON.parse(stdout)).toMatchObject({ miss: true, lead: null, because: [], but: [] })
})

test('a source shows its address where NOTES_URL gives notes one', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const env = { NOTES_DIR, NOTES_URL: 'https://notes.example.org/{path}' }
  const { stdout } = await run(['explain', 'do sampling curves cross'], env)
  expect(stdout).toContain('\n      https://notes.example.org/notes/crossover\n')
})

test.each([
  ['search', ['sampling']],
  ['search', ['topic:reward design']],
  ['random-note', []],
  ['random-note', ['topic:training']],
  ['open-note', ['pass@k crossover']],
  ['daily-note', ['preview']],
  ['daily-note', ['preview', 'topic:training']],
  ['notewalk', []],
  ['notewalk', ['status']],
])('%s %j answers, and as JSON too', async (command, words) => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const shown = await run([command, ...words], { NOTES_DIR })
  expect({ code: shown.code, stderr: shown.stderr }).toEqual({ code: 0, stderr: '' })
  expect(shown.stdout.trim()).not.toBe('')
  const { stdout } = await run([command, ...words, '--json'], { NOTES_DIR })
  expect(JSON.parse(stdout)).toBeTypeOf('object')
})

test('one-shot answers name commands as the shell takes them', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { stdout } = await run(['notewalk'], { NOTES_DIR, COLUMNS: '120' })
  expect(stdout).toContain('npm run explain -- question')
  expect(stdout).not.toMatch(/(?:^|\s)\/explain/mu)
})

test('without a terminal there is no colour and no link', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { stdout } = await run(['explain', 'sampling', 'curves'], { NOTES_DIR, TERM_PROGRAM: 'ghostty' })
  expect(stdout).not.toContain('\u001B')
})

test('FORCE_COLOR colours without a terminal, NO_COLOR goes before it', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const forced = await run(['explain', 'sampling', 'curves'], { NOTES_DIR, FORCE_COLOR: '1' })
  expect(forced.stdout).toContain('\u001B[1m')
  const both = await run(['explain', 'sampling', 'curves'], { NOTES_DIR, FORCE_COLOR: '1', NO_COLOR: 'x' })
  expect(both.stdout).not.toContain('\u001B')
})

test.each([40, 72, 130])('with COLUMNS=%i no line is wider', async (columns) => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { stdout } = await run(['open-note', 'crossover'], { NOTES_DIR, COLUMNS: String(columns) })
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(columns)
})

test.each([
  { words: ['explain'], message: 'explain needs a question.', hint: 'npm run explain -- question' },
  { words: ['explane', 'x'], message: 'There is no command "explane".', hint: 'Did you mean "explain"?' },
  { words: ['explain', '--jsn', 'x'], message: 'There is no option "--jsn".', hint: '--json' },
  { words: ['explain', 'a'.repeat(10_000)], message: '10,000 characters', hint: 'sentence' },
  {
    words: ['open-note', 'pass@k crosover'],
    message: 'No note is called "pass@k crosover".',
    hint: 'Did you mean',
  },
  { words: ['search', 'x', 'page:none'], message: 'page: is a whole number', hint: 'npm run search' },
  { words: ['search', 'topic:trainig'], message: 'No note has the topic "trainig".', hint: '"training"' },
  {
    words: ['check-notes', 'a', 'b'],
    message: 'check-notes takes one folder',
    hint: 'check-notes -- [folder]',
  },
])('wrong usage is said on stderr with the next step and exits with 2: $message', async (each) => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { code, stdout, stderr } = await run(each.words, { NOTES_DIR, COLUMNS: '400' })
  const [message = '', ...hint] = stderr.trimEnd().split('\n')
  expect(message).toContain(each.message)
  expect(hint.join('\n')).toContain(each.hint)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test('with --json wrong usage is said on stderr all the same, and stdout stays empty', async () => {
  const NOTES_DIR = await folderOf(SMALL_NOTES)
  const { code, stdout, stderr } = await run(['explain', '--json'], { NOTES_DIR })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('explain needs a question.')
})

test('an unknown command is told apart before the notes are read', async () => {
  const { code, stderr } = await run(['explane'], { NOTES_DIR: '/does/not/exist' })
  expect(code).toBe(2)
  expect(stderr).toContain('There is no command "explane".')
})

test('a folder that is not there is named, with the variable that names it', async () => {
  const { code, stdout, stderr } = await run(['explain', 'a question'], { NOTES_DIR: '/does/not/exist' })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('/does/not/exist')
  expect(stderr).toContain('NOTES_DIR')
})

test('an empty folder is said to hold no notes', async () => {
  const NOTES_DIR = await folderOf({})
  const { code, stderr } = await run(['explain', 'a question'], { NOTES_DIR })
  expect(code).toBe(1)
  expect(stderr).toContain(NOTES_DIR)
})

test('wrong variables are listed at once and nothing is started', async () => {
  const { code, stdout, stderr } = await run(['explain', 'x'], {
    NOTES_URL: 'nowhere',
    LOG_LEVEL: 'loud',
    COLUMNS: '200',
  })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('NOTES_URL is "nowhere"; expected an http or https address')
  expect(stderr).toContain('LOG_LEVEL is "loud"; expected one of debug, info, warn, error.')
})

test('the file .env is read, and what is set already goes before it', async () => {
  const notes = await folderOf(SMALL_NOTES)
  const home = await folderOf({ '.env': `NOTES_DIR=${notes}\nNOTES_URL=nowhere\n` })
  const wrong = await run(['explain', 'sampling curves'], {}, home)
  expect(wrong.stderr).toContain('NOTES_URL is "nowhere"')
  const right = await run(['explain', 'sampling curves'], { NOTES_URL: 'https://n.example/{path}' }, home)
  expect(right.stderr).toBe('')
  expect(right.stdout).toContain('https://n.example/notes/crossover')
})

test('a file .env that cannot be read is named', async () => {
  const home = await folderOf({ '.env/a-folder-of-that-name': '' })
  const { code, stderr } = await run(['notewalk'], { NOTES_DIR: home }, home)
  expect(stderr).toContain('The file .env cannot be read')
  expect(code).toBe(1)
})

test('--help needs no notes and names every command', async () => {
  const { code, stdout } = await run(['--help'], { NOTES_DIR: '/does/not/exist', COLUMNS: '120' })
  expect(code).toBe(0)
  for (const name of ['explain', 'search', 'random-note', 'open-note', 'notewalk', 'check-notes']) {
    expect(stdout).toContain(`npm run ${name}`)
  }
})

test('--help with a command tells its options', async () => {
  const { code, stdout } = await run(['search', '--help'], { COLUMNS: '120' })
  expect(code).toBe(0)
  expect(stdout).toContain('npm run search -- [query] [topic:"topic"] [page:2]')
  expect(stdout).toContain('Only notes with this topic')
})

test.each([
  ['check-notes', 'List what is wrong with the notes', true],
  ['slack:manifest', 'Print the manifest', false],
  ['discord:register', 'Register the commands in Discord', false],
])('--help knows %s as a command of the program', async (name, words, takesJson) => {
  const all = await run(['--help'], { COLUMNS: '200' })
  expect(all.stdout).toContain(name)
  const { code, stdout } = await run([name, '--help'], { COLUMNS: '200' })
  expect(code).toBe(0)
  expect(stdout).toContain(words)
  expect(stdout.includes('--json')).toBe(takesJson)
  const { stderr } = await run([`${name}x`], {})
  expect(stderr).toContain(`Did you mean "${name}"?`)
})

test('a reader that has seen enough ends it quietly', async () => {
  const NOTES_DIR = await folderOf({ ...SMALL_NOTES, 'notes/long.md': longNote() })
  const { stdout, stderr } = await runInShell(
    '{ $NOTEWALK open-note long; echo "code $?" >&2; } | head -n 1',
    {
      NOTES_DIR,
    },
  )
  expect(stdout).toBe('> A long note?\n')
  expect(stderr).toBe('code 0\n')
})

test('a note cannot reach the terminal with control characters', async () => {
  const nasty =
    '---\ntitle: Sampling\u001B]0;owned\u0007 is nasty\nclaim: Sampling \u001B[2J clears\u202E it.\n---\n\nSampling \u009B2J.\n'
  const NOTES_DIR = await folderOf({ 'nasty.md': nasty })
  for (const words of [
    ['open-note', 'nasty'],
    ['explain', 'sampling'],
    ['search', 'sampling'],
  ]) {
    const { stdout, stderr } = await run(words, { NOTES_DIR })
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u)
  }
})

function longNote(): string {
  return `---\ntitle: A long note?\n---\n\n${'A sentence that fills the pipe until it is full. '.repeat(40_000)}\n`
}
