/** Long work in slices: timers and sockets get their turn in between. */

/** How long other work may be kept waiting, in milliseconds. */
const SLICE_MS = 10

/** Called between any two pieces of work: lets other work run when the slice is used up; true when it did. */
export type Pause = () => Promise<boolean>

export function breather(): Pause {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return false
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    since = performance.now()
    return true
  }
}
