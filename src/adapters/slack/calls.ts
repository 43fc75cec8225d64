/** Calls of Slack's Web API that must not be repeated blindly. */
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'

/** A refusal for going too fast means that nothing was done, so that call alone is tried again. */
const TRIES = 3
/** Whoever asked is still waiting; https://docs.slack.dev/apis/web-api/rate-limits */
const LONGEST_WAIT_S = 60

/** Waits as long as Slack says where it is asked too often; everything else fails at once. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      const isWaitable = error instanceof WebAPIRateLimitedError && error.retryAfter <= LONGEST_WAIT_S
      if (!isWaitable || attempt === TRIES) throw error
      await pause(error.retryAfter * 1000)
    }
  }
}

/** Slack's word for why it refused; null where it was no refusal. */
export function refusalOf(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null
}

/** Whether Slack may have done what was asked, and its answer was lost. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof WebAPIHTTPError || error instanceof WebAPIRequestError
}

/** Nothing was asked of Slack where no connection could be made. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

export function isNotConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const inner = error instanceof WebAPIRequestError ? error.original : error.cause
  return ('code' in error && NOT_CONNECTED.has(String(error.code))) || isNotConnected(inner)
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
