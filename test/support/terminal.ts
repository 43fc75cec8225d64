/** Notewalk as a person runs it: a process of its own, with or without a terminal around it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

type Environment = Readonly<Record<string, string>>

/** Nothing of the developer's own environment may change an outcome. */
function environment(env: Environment): Environment {
  const { PATH = '', SystemRoot = '' } = process.env
  return { PATH, SystemRoot, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...env }
}

/** A folder with these files, removed after the test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-terminal-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs to the end without a terminal. `cwd` is where `.env` would be found. */
export async function run(words: readonly string[], env: Environment, cwd = tmpdir()): Promise<Outcome> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: environment(env),
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return { code: await endOf(child), stdout, stderr }
}

export interface Service {
  /** Waits until the log holds the text. */
  readonly logs: (text: string) => Promise<void>
  readonly kill: (signal: NodeJS.Signals) => void
  readonly ended: Promise<Outcome>
}

/** Starts Notewalk as a service, without a terminal. */
export function serve(words: readonly string[], env: Environment): Service {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: environment(env),
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = endOf(child).then((code) => ({ code, stdout, stderr }))
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    logs: async (text) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const look = () => {
        if (stderr.includes(text)) resolve()
      }
      child.stderr.on('data', look)
      look()
      child.once('close', () => reject(new Error(`It ended before it logged "${text}":\n${stderr}`)))
      await promise
    },
  }
}

/** Runs a line of shell in which `$NOTEWALK` is the program. */
export async function runInShell(line: string, env: Environment): Promise<Outcome> {
  const result = spawnSync('sh', ['-c', line], {
    env: environment({ ...env, NOTEWALK: `${process.execPath} ${MAIN}` }),
    encoding: 'utf8',
  })
  return { code: result.status, stdout: result.stdout, stderr: result.stderr }
}

export interface Terminal {
  /** Types as on a keyboard; Enter is `\r`. */
  readonly type: (keys: string) => void
  /** What the terminal was sent since the last call, up to the first `text`; waits for it. */
  readonly until: (text: string) => Promise<string>
  /** What it was sent since then until the process ended, and the exit code. */
  readonly end: () => Promise<{ readonly code: number | null; readonly shown: string }>
}

export const ENTER = '\r'
export const TAB = '\t'
export const CTRL_C = '\u0003'
export const CTRL_D = '\u0004'

/** Whether `script` of util-linux is here, which gives a process a pseudo-terminal. */
export function hasPseudoTerminal(): boolean {
  const { stdout } = spawnSync('script', ['--version'], { encoding: 'utf8' })
  const isHere = typeof stdout === 'string' && stdout.includes('util-linux')
  if (!isHere) console.log('The tests in a pseudo-terminal need "script" of util-linux; they are left out.')
  return isHere
}

/** Starts Notewalk in a pseudo-terminal of so many columns. */
export function inTerminal(words: readonly string[], env: Environment, columns = 80): Terminal {
  const line = [process.execPath, MAIN, ...words].map(quoted).join(' ')
  const child = spawn(
    'script',
    [
      '--quiet',
      '--flush',
      '--return',
      '--command',
      `stty cols ${columns} rows 50; exec ${line}`,
      '/dev/null',
    ],
    { env: environment({ SHELL: '/bin/sh', ...env }), cwd: tmpdir(), stdio: ['pipe', 'pipe', 'pipe'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  let shown = ''
  const listeners = new Set<() => void>()
  const changed = (text: string) => {
    shown += text
    for (const listener of listeners) listener()
  }
  child.stdout.setEncoding('utf8').on('data', changed)
  child.stderr.setEncoding('utf8').on('data', changed)
  const ended = endOf(child)
  const takenTo = (end: number) => {
    const text = shown.slice(0, end)
    shown = shown.slice(end)
    return text
  }
  return {
    type: (keys) => void child.stdin.write(keys),
    until: async (text) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const listener = () => {
        if (shown.includes(text)) resolve()
      }
      listeners.add(listener)
      listener()
      child.once('close', () => reject(new Error(`It ended before it showed "${text}":\n${shown}`)))
      await promise
      listeners.delete(listener)
      return takenTo(shown.indexOf(text) + text.length)
    },
    end: async () => ({ code: await ended, shown: takenTo(shown.length) }),
  }
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', resolve)
  return promise
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
