/** A way to a server that can be closed, opened again, cut and held up. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { listen } from '../support/loopback.ts'
import { changed } from './database.ts'

interface Relay {
  /** The address that leads through it. */
  readonly url: string
  /** Refuses connections, and ends those there are. */
  readonly close: () => Promise<void>
  readonly open: () => Promise<void>
  /** Takes everything and passes nothing on, without a word. */
  readonly hold: () => void
}

/** Open at first. */
export async function relayTo(address: string): Promise<Relay> {
  const { hostname, port } = new URL(address)
  const own = await freePort()
  const sockets = new Set<Socket>()
  let isHeld = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => void (isHeld || to.write(data)))
      from.on('close', () => isHeld || to.destroy())
      // What is cut says so to both sides.
      from.on('error', () => undefined)
    }
  })
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  const open = async () => {
    await listen(server, own)
  }
  await open()
  onTestFinished(close)
  return {
    url: changed(address, (url) => {
      url.hostname = '127.0.0.1'
      url.port = String(own)
    }),
    close,
    open,
    hold: () => {
      isHeld = true
    },
  }
}
