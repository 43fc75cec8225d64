/** Why the bot could not start in Slack, with the setting to change and the page where it is found. */
import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api'
import { UserError } from '../../core/errors.ts'
import { refusalOf } from './calls.ts'

const APPS = 'https://api.slack.com/apps'

const BAD_TOKENS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'user_removed_from_team',
  'team_disabled',
])

/** For a call with the bot's token; the same error where it is none of these. */
export function botTokenFailure(error: unknown): unknown {
  const refusal = refusalOf(error)
  if (refusal !== null && BAD_TOKENS.has(refusal)) {
    return failure(
      `Slack does not accept SLACK_BOT_TOKEN (${refusal}).`,
      `Copy the Bot User OAuth Token (xoxb-…) at ${APPS} (your app, OAuth & Permissions) into .env.`,
      error,
    )
  }
  return otherFailure(error)
}

/** For a call with the app's token; the same error where it is none of these. */
export function appTokenFailure(error: unknown): unknown {
  return appTokenRefusal(error) ?? otherFailure(error)
}

/** Null where the token is not the reason. */
export function appTokenRefusal(error: unknown): UserError | null {
  const refusal = refusalOf(error)
  if (refusal === 'missing_scope') {
    return failure(
      'SLACK_APP_TOKEN lacks the scope connections:write.',
      `Make an app-level token with that scope at ${APPS} (your app, Basic Information, App-Level Tokens).`,
      error,
    )
  }
  if (refusal !== null && BAD_TOKENS.has(refusal)) {
    return failure(
      `Slack does not accept SLACK_APP_TOKEN (${refusal}).`,
      `Copy the app-level token (xapp-…) at ${APPS} (your app, Basic Information, App-Level Tokens) into .env.`,
      error,
    )
  }
  return null
}

export function missingScopes(scopes: readonly string[]): UserError {
  return failure(
    `The app in Slack lacks ${scopes.length === 1 ? 'the scope' : 'the scopes'} ${scopes.join(', ')}.`,
    `Paste the output of npm run -s slack:manifest at ${APPS} (your app, App Manifest), then install the app again.`,
    undefined,
  )
}

export function portFailure(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error
  return failure(
    `SLACK_PORT is ${port}, and that port ${code === 'EACCES' ? 'may not be used' : 'is in use already'}.`,
    'Choose another one, or stop the other program.',
    error,
  )
}

function otherFailure(error: unknown): unknown {
  if (!(error instanceof WebAPIRequestError) && !(error instanceof WebAPIHTTPError)) return error
  return failure(
    `Slack cannot be reached: ${error.message}.`,
    'Check the network and its proxy; https://slack-status.com says whether Slack itself is down.',
    error,
  )
}

function failure(message: string, hint: string, cause: unknown): UserError {
  return new UserError('bad-configuration', message, hint, { cause })
}
