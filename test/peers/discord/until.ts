/** Waiting for what is to come. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from './world.ts'

/** Less than a test is given, so that it ends with what went wrong. */
const UNTIL_MS = 4500
const POLL_MS = 5

/** The first value that is not null. Rejects with what went wrong meanwhile where none comes. */
export async function until<Value>(world: World, what: string, value: () => Value | null): Promise<Value> {
  const end = Date.now() + UNTIL_MS
  for (;;) {
    const found = value()
    if (found !== null) return found
    if (Date.now() > end) {
      const { refused, warnings, requests } = world
      const last = requests.slice(-5).map(({ method, path, status }) => `${method} ${path}: ${status}`)
      const seen = JSON.stringify({ refused, warnings, last })
      throw new Error(`Waited in vain for ${what}. Meanwhile: ${seen}`)
    }
    await sleep(POLL_MS)
  }
}
