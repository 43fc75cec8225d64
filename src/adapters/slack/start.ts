/** The bot in Slack, from its tokens to its end. */
import type { ServerResponse, IncomingMessage } from 'node:http'
import { App, HTTPReceiver, LogLevel, type Logger, type Receiver } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Bot } from '../../core/bot.ts'
import type { ChatParts, Running } from '../../core/chat-parts.ts'
import type { Log } from '../../core/log.ts'
import { handleActions } from './actions.ts'
import { handleCommands } from './commands.ts'
import { createConnection } from './connection.ts'
import { createSlackPoster } from './daily.ts'
import { handleEvents } from './events.ts'
import { appTokenFailure, botTokenFailure, missingScopes, portFailure } from './failure.ts'
import { manifestOf } from './manifest.ts'
import { channelOf, createPeople } from './people.ts'

export type SlackTransport =
  | { readonly type: 'socket'; readonly appToken: string }
  | { readonly type: 'http'; readonly signingSecret: string; readonly port: number }

export interface SlackSettings {
  readonly botToken: string
  readonly transport: SlackTransport
  /** Base address of Slack's Web API; null for Slack's own. */
  readonly api: string | null
  /** Ids of those who may set daily notes; null for every member of a channel. */
  readonly managers: readonly string[] | null
}

export interface SlackParts extends ChatParts {
  readonly settings: SlackSettings
  /** Called where Slack no longer lets the bot connect. */
  readonly onEnd: (error: Error) => void
}

/** What was begun is given this long when the bot stops. */
const FINISH_MS = 10_000
/** Slack repeats a delivery for an hour at most; with delayed events for a day. https://docs.slack.dev/apis/events-api */
const DELIVERY_MS = 25 * 3_600_000
/** A person waits no longer; the default is for ever. */
const CALL_TIMEOUT_MS = 15_000
/** Slack signs with the time; more than this away, a request may be a replay. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const CLOCK_SKEW_S = 300
/** While one connection is renewed, the other one takes what comes. https://docs.slack.dev/apis/events-api/using-socket-mode */
const CONNECTIONS = 2

/** Throws UserError for what can be put right: tokens, scopes, port, network. */
export async function startSlack(parts: SlackParts): Promise<Running> {
  const { settings, bot, walks, store, desk, log, now, newReference } = parts
  const options = clientOptionsFor(settings.api)
  const client = new WebClient(settings.botToken, { ...options, logger: quiet(log) })
  const self = await identified(client, bot()).catch((error: unknown) => {
    throw botTokenFailure(error)
  })
  const receivers = await receiversFor(parts)
  const [receiver, ...others] = receivers
  if (receiver === undefined) throw new Error('There is no receiver for Slack.')
  const app = new App({
    token: settings.botToken,
    receiver,
    clientOptions: options,
    logger: quiet(log),
    botId: self.botId,
    botUserId: self.userId,
    tokenVerificationEnabled: false,
    convoStore: false,
  })
  for (const other of others) other.init(app)

  const begun = new Set<Promise<void>>()
  const claimed = (key: string, until: Date | null) => store.claim(`slack/${self.team}/${key}`, now(), until)
  const people = createPeople(client, now)
  const handlers = {
    bot,
    walks,
    log,
    client,
    people,
    todaysNote: async (user: string) =>
      desk
        .todays(`slack/${self.team}/`, await people.person(user), channelOf(self.team, user))
        .catch((error: unknown) => {
          log.warn('There is no note of today in the home', error)
          return null
        }),
    workspace: { team: self.team, url: self.url },
    newReference,
    // An answer that comes twice is better than none while the store cannot be reached.
    isMine: async (event: string) => {
      const until = event.startsWith('hello/') ? null : new Date(now().getTime() + DELIVERY_MS)
      return claimed(event, until).catch((error: unknown) => {
        log.warn('The store cannot tell whether an event was answered already', error)
        return true
      })
    },
    track: (work: Promise<void>) => {
      begun.add(work)
      return work.finally(() => begun.delete(work))
    },
  }
  handleCommands(app, handlers)
  handleActions(app, handlers)
  handleEvents(app, handlers)
  app.error(async (error) => log.error('Slack', error))

  await started(receivers, settings)
  log.info(`Connected to Slack as ${self.name}, in the workspace ${self.teamName}.`)
  return {
    poster: createSlackPoster({ client, team: self.team, managers: settings.managers }),
    stop: async () => {
      // What comes from here on is for another copy, or Slack tells the person that nobody was there.
      const closed = Promise.allSettled(receivers.map((each) => each.stop()))
      await Promise.race([closed.then(() => Promise.allSettled(begun)), pause(FINISH_MS)])
    },
  }
}

interface Self {
  readonly botId: string
  readonly userId: string
  readonly name: string
  readonly team: string
  readonly teamName: string
  readonly url: string
}

/** Who the token is, and whether it may do what the manifest asks for. Throws UserError. */
async function identified(client: WebClient, bot: Bot): Promise<Self> {
  const {
    bot_id: botId = '',
    user_id: userId = '',
    user = '',
    team_id: team = '',
    team: teamName = '',
    url = 'https://slack.com/',
    response_metadata: metadata,
  } = await client.auth.test()
  const granted = metadata?.scopes
  if (granted !== undefined) {
    const missing = manifestOf(bot.commands, null).oauth_config.scopes.bot.filter(
      (scope) => !granted.includes(scope),
    )
    if (missing.length > 0) throw missingScopes(missing)
  }
  return { botId, userId, name: user, team, teamName, url }
}

async function receiversFor({
  settings: { transport, api },
  log,
  now,
  onEnd,
}: SlackParts): Promise<readonly Receiver[]> {
  if (transport.type === 'http') return [httpReceiver(transport.signingSecret, log, now)]
  const { appToken } = transport
  // An address that is not used costs nothing, so this call alone may be repeated at will.
  const clientOptions = {
    ...clientOptionsFor(api),
    rejectRateLimitedCalls: false,
    retryConfig: { retries: 1 },
  }
  // Opening a connection that is not used tells whether the token is good.
  await new WebClient(appToken, { ...clientOptions, logger: quiet(log) }).apps.connections
    .open({})
    .catch((error: unknown) => {
      throw appTokenFailure(error)
    })
  return Array.from({ length: CONNECTIONS }, () =>
    createConnection({ appToken, clientOptions, logger: quiet(log), onRefused: onEnd }),
  )
}

function httpReceiver(signingSecret: string, log: Log, now: () => Date): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: quiet(log),
    customRoutes: [
      {
        path: '/health',
        method: ['GET'],
        handler: (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n')
        },
      },
    ],
  })
  const listener = receiver.requestListener
  receiver.requestListener = (request: IncomingMessage, response: ServerResponse) => {
    if (isAhead(request, now())) {
      log.warn('A request was refused: its time is ahead of the clock here.')
      response.writeHead(401).end()
    } else {
      listener(request, response)
    }
  }
  return receiver
}

/** The receiver itself refuses what is too old, not what is too new. */
function isAhead({ headers }: IncomingMessage, now: Date): boolean {
  const time = Number(headers['x-slack-request-timestamp'] ?? 0)
  return time - now.getTime() / 1000 > CLOCK_SKEW_S
}

async function started(receivers: readonly Receiver[], { transport }: SlackSettings): Promise<void> {
  try {
    await Promise.all(
      receivers.map((receiver) =>
        transport.type === 'http' ? receiver.start(transport.port) : receiver.start(),
      ),
    )
  } catch (error) {
    await Promise.allSettled(receivers.map((receiver) => receiver.stop()))
    throw transport.type === 'http' ? portFailure(error, transport.port) : appTokenFailure(error)
  }
}

/** Posts are not repeated by the library: a lost response would make two of one. */
function clientOptionsFor(api: string | null): WebClientOptions {
  return {
    ...(api !== null && { slackApiUrl: api }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
  }
}

/** The library's own words, of which a few matter to whoever runs the bot. */
function quiet(log: Log): Logger {
  return {
    debug: () => undefined,
    info: (...messages) => log.debug(`Slack: ${said(messages)}`),
    warn: (...messages) => {
      const message = said(messages)
      if (/signature|verify the request/iu.test(message)) {
        log.error(
          `${message}. If Slack sent it, SLACK_SIGNING_SECRET is wrong: copy it at https://api.slack.com/apps (your app, Basic Information).`,
        )
      } else {
        log.warn(`Slack: ${message}`)
      }
    },
    error: (...messages) => log.error(`Slack: ${said(messages)}`),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}

function said(messages: readonly unknown[]): string {
  return messages.map(String).join(' ')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
