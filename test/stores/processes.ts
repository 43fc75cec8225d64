/** Processes that work on a store, and what is said to them. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Processes start slowly where all tests run at once. */
export const PROCESSES = { timeout: 30_000 }

const PROGRAMS = {
  claimant: new URL('claimant.ts', import.meta.url),
  keeper: new URL('keeper.ts', import.meta.url),
  locker: new URL('locker.ts', import.meta.url),
  walker: new URL('walker.ts', import.meta.url),
}

/** A process of its own, ended with the test. */
export function started(program: keyof typeof PROGRAMS, ...words: readonly string[]) {
  const child = spawn(process.execPath, [fileURLToPath(PROGRAMS[program]), ...words], { stdio: 'pipe' })
  const exited = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return { child, exited }
}

/** Line by line; where the process ends instead of saying something, what it had to complain of is thrown. */
export function talk(child: ChildProcessWithoutNullStreams) {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const complaint = text(child.stderr)
  return {
    say: (line: string) => void child.stdin.write(`${line}\n`),
    heard: async (): Promise<string> => {
      const { done, value } = await lines.next()
      if (done === true) throw new Error(await complaint)
      return value
    },
  }
}
