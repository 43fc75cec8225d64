/** Writing to a stream whose reader may have gone. */
import type { Writable } from 'node:stream'

/** Resolves when the text has been handed over, or the reader has gone (`| head`). */
export async function write(stream: Writable, text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  stream.write(text, (error) => {
    if (error === null || error === undefined || isBrokenPipe(error)) resolve()
    else reject(error)
  })
  await promise
}

/** A reader that has gone is no failure: the rest is written to nobody. */
export function tolerateBrokenPipe(stream: Writable): void {
  stream.on('error', (error) => {
    if (!isBrokenPipe(error)) throw error
  })
}

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
}
