/** What the bot says of itself to whoever runs it. Never holds a token, nor what a person asked. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

export type Log = Readonly<Record<LogLevel, (message: string, error?: unknown) => void>>

/** Lines such as `2026-03-01T09:00:00.000Z warn …`; below `level` nothing is written. */
export function createLog(level: LogLevel, write: (line: string) => void, now: () => Date): Log {
  const at =
    (each: LogLevel) =>
    (message: string, error?: unknown): void => {
      if (LOG_LEVELS.indexOf(each) < LOG_LEVELS.indexOf(level)) return
      const detail = error === undefined ? '' : `: ${level === 'debug' ? traceOf(error) : messageOf(error)}`
      write(`${now().toISOString()} ${each} ${message}${detail}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
