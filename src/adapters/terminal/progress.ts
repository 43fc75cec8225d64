/** One line on a terminal that says how far a long work has come. */
import type { WriteStream } from 'node:tty'

/** Quicker work says nothing: a line that only flashes up is noise. */
const SHOWN_AFTER_MS = 300
const REDRAWN_EVERY_MS = 100
const ERASE_LINE = '\r\u001B[K'

export interface Progress {
  /** What to tell of a work: `Reading notes: 4,000 of 10,000`. */
  readonly of: (work: string) => (done: number, all: number) => void
  readonly erase: () => void
}

type Stream = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean }

/** Says nothing where the stream is no terminal. `now` is in milliseconds. */
export function progressOn(stream: Stream, now: () => number): Progress {
  const start = now()
  let drawn: number | null = null
  return {
    of: (work) => (done, all) => {
      const time = now()
      const isEarly = time - start < SHOWN_AFTER_MS || (drawn !== null && time - drawn < REDRAWN_EVERY_MS)
      if (stream.isTTY !== true || isEarly) return
      stream.write(`${ERASE_LINE}${work}: ${done.toLocaleString('en')} of ${all.toLocaleString('en')}`)
      drawn = time
    },
    erase: () => {
      if (drawn !== null) stream.write(ERASE_LINE)
      drawn = null
    },
  }
}
