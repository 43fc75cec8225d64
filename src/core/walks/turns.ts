/** Work on one thing at a time, in the order in which it was asked for, here and in other copies of the bot. */
import type { Store } from '../store.ts'

/** Long enough for an answer to be posted; a copy that died holds the others up no longer. */
const LEASE_MS = 5_000
const LOOK_AGAIN_MS = 100

export type Turns = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>

export function createTurns(store: Pick<Store, 'claim' | 'release'>): Turns {
  const last = new Map<string, Promise<unknown>>()

  const leased = async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    // Order is a courtesy: when the lease of another has run out twice over, this one goes on.
    const latest = Date.now() + 2 * LEASE_MS
    let until = await claimed(key)
    while (until === null && Date.now() < latest) {
      await pause(LOOK_AGAIN_MS)
      until = await claimed(key)
    }
    try {
      return await work()
    } finally {
      // A lease that has run out may be another's by now.
      if (until !== null && Date.now() < until) await store.release(key)
    }
  }

  /** When the lease runs out; null where another has it. */
  const claimed = async (key: string): Promise<number | null> => {
    const now = Date.now()
    const until = now + LEASE_MS
    return (await store.claim(key, new Date(now), new Date(until))) ? until : null
  }

  return async (key, work) => {
    const before = last.get(key)
    const mine = (async () => {
      await before?.catch(() => undefined)
      return leased(`turn/${key}`, work)
    })()
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
