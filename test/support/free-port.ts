/** A port on loopback that nobody listens on. */
import { createServer } from 'node:net'
import { listen } from './loopback.ts'

export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  return port
}
