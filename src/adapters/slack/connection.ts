/** A connection by Socket Mode that is opened again whenever it is lost, until it is stopped. */
import { SocketModeReceiver, type Logger, type Receiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { UserError } from '../../core/errors.ts'
import { appTokenRefusal } from './failure.ts'

interface ConnectionParts {
  readonly appToken: string
  readonly clientOptions: WebClientOptions
  readonly logger: Logger
  /** Called where Slack no longer takes the token: trying again is of no use. */
  readonly onRefused: (error: UserError) => void
}

/** How long it waits before the first try; with every failure so much longer. */
const RECONNECT_MS = 2_000
/** Slack lets an app ask for connections about once a minute. https://docs.slack.dev/reference/methods/apps.connections.open */
const LONGEST_WAIT_MS = 60_000

export function createConnection({ appToken, clientOptions, logger, onRefused }: ConnectionParts): Receiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    // The library's own tries go on after a stop, and a refusal in them ends the process.
    autoReconnectEnabled: false,
    // Of its own: it is changed by the receiver.
    installerOptions: { clientOptions: { ...clientOptions } },
  })
  const { client } = receiver
  let isStopped = false
  let failures = 0
  let waiting: NodeJS.Timeout | undefined

  const openLater = (): void => {
    if (isStopped || waiting !== undefined) return
    failures += 1
    waiting = setTimeout(() => void openAgain(), Math.min(failures * RECONNECT_MS, LONGEST_WAIT_MS))
  }

  const openAgain = async (): Promise<void> => {
    waiting = undefined
    try {
      await client.start()
      failures = 0
      if (isStopped) await client.disconnect()
    } catch (error) {
      const refusal = appTokenRefusal(error)
      if (refusal === null) openLater()
      else if (!isStopped) onRefused(refusal)
    }
  }

  return {
    init: (app) => receiver.init(app),
    start: async () => {
      client.on('disconnected', openLater)
      try {
        await client.start()
      } catch (error) {
        // Closed before it was greeted: the next try is under way.
        if (error !== undefined) throw error
      }
    },
    stop: async () => {
      isStopped = true
      clearTimeout(waiting)
      await client.disconnect()
    },
  }
}
