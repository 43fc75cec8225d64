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
    for (let waited = 0; waited < 2 * LEASE_MS && !(await claimed(key)); waited += LOOK_AGAIN_MS) {
      await pause(LOOK_AGAIN_MS)
    }
    try {
      return await work()
    } finally {
      await store.release(key)
    }
  }

  const claimed = (key: string): Promise<boolean> => {
    const now = Date.now()
    return store.claim(key, new Date(now), new Date(now + LEASE_MS))
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
