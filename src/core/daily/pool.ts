/** At most `size` works go on at once; the others wait for their turn. */
export function createPool(size: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = size
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) {
      free -= 1
    } else {
      // Whoever ends hands over the place.
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
      })
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
