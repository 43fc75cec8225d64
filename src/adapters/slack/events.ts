/** Mentions, direct messages, threads of the bot's own, channels that it joins, and its home. */
import type { App } from '@slack/bolt'
import { UserError } from '../../core/errors.ts'
import { messageOf } from './message.ts'
import { noticeOf } from './notice.ts'
import type { SlackHandlerParts } from './parts.ts'
import type { Given, Show } from '../../core/walks/standing.ts'
import { channelOf, isChatOfTwo, threadOf } from './people.ts'
import { post, type Spot } from './post.ts'
import { questionIn } from './question.ts'
import { standingOf } from './standing.ts'
import { homeView } from './views.ts'

const HELLO = [
  'Hello. I answer from the notes that I was given, in their own sentences and with their sources. Three things to try:',
  '• `/explain` with a question',
  '• `/search-notes` without words, to browse by topic',
  '• `/random-note`, to be surprised',
].join('\n')

const HOW_TO_ASK = 'Write your question behind the mention, or type `/explain` with it.'

/** A person, a group or everybody is mentioned. https://docs.slack.dev/messaging/formatting-message-text */
const PEOPLE = /<[@!]/u

/** A sign that a mention is being worked on. */
const WORKING = 'eyes'

interface Said {
  readonly text: string
  readonly user: string
  readonly team: string
  readonly channel: string
  readonly ts: string
  readonly thread: string | null
}

export function handleEvents(app: App, parts: SlackHandlerParts): void {
  const { client, log } = parts

  app.event('app_mention', async ({ event, body }) => {
    if (event.user === undefined || event.bot_id !== undefined || event.subtype !== undefined) return
    const { text, user, channel, ts, thread_ts: thread = ts } = event
    await parts.track(asked({ text, user, team: body.team_id, channel, ts, thread }, parts))
  })

  app.event('message', async ({ event, body, context }) => {
    // Edits, deletions and what bots say are no questions.
    if (event.subtype !== undefined && event.subtype !== 'file_share' && event.subtype !== 'thread_broadcast')
      return
    if (!('user' in event) || event.user === undefined || 'bot_id' in event) return
    const { text = '', user, channel, ts, channel_type: type } = event
    const thread = 'thread_ts' in event ? (event.thread_ts ?? null) : null
    const said: Said = { text, user, team: body.team_id, channel, ts, thread }
    const parent = 'parent_user_id' in event ? event.parent_user_id : undefined
    if (type === 'im') {
      await parts.track(asked(said, parts))
    } else if (thread !== null && parent === context.botUserId && !text.includes(`<@${parent}>`)) {
      await parts.track(overheard(said, parts))
    }
  })

  app.event('member_joined_channel', async ({ event, context }) => {
    if (event.user !== context.botUserId) return
    const hello = async () => {
      if (!(await parts.isMine(`hello/${event.channel}`))) return
      await post(client, { channel: event.channel, thread: null }, { text: HELLO })
    }
    await parts.track(
      hello().catch((error: unknown) => log.warn(`No hello in the channel ${event.channel}`, error)),
    )
  })

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return
    const todays = await parts.todaysNote(event.user)
    await client.views.publish({ user_id: event.user, view: homeView(parts.bot(), todays) })
  })
}

/** Two events come of one mention, and each may come again: the channel and the time tell one message. */
async function asked(said: Said, parts: SlackHandlerParts): Promise<void> {
  const { client, walks, log } = parts
  if (!(await parts.isMine(`message/${said.channel}/${said.ts}`))) return
  const spot: Spot = { channel: said.channel, thread: said.thread }
  const question = questionIn(said.text)
  const reference = parts.newReference()
  await marked(said, parts, async () => {
    try {
      if (question === '') {
        await post(client, spot, { text: HOW_TO_ASK })
        return
      }
      await walks.hear(
        { text: question, isAddressed: true, isToAPerson: false },
        await givenBy(said, parts),
        posted(spot, parts),
        (text) => told(said, text, parts),
      )
    } catch (error) {
      if (!(error instanceof UserError)) log.error(`Slack message failed (${reference})`, error)
      await told(said, noticeOf(error, reference), parts)
    }
  })
}

/** In the bot's own thread a plain message may be a question, or people talk to each other. */
async function overheard(said: Said, parts: SlackHandlerParts): Promise<void> {
  const { walks, log } = parts
  const text = questionIn(said.text)
  if (text === '' || !(await parts.isMine(`message/${said.channel}/${said.ts}`))) return
  try {
    await walks.hear(
      { text, isAddressed: false, isToAPerson: PEOPLE.test(said.text) },
      await givenBy(said, parts),
      posted({ channel: said.channel, thread: said.thread }, parts),
      (notice) => told(said, notice, parts),
    )
  } catch (error) {
    log.warn(`A message in a thread of channel ${said.channel} was not answered`, error)
  }
}

async function givenBy({ user, team, channel, thread }: Said, { people }: SlackHandlerParts): Promise<Given> {
  const isChat = thread === null && isChatOfTwo(channel)
  return {
    by: await people.person(user),
    channel: channelOf(team, channel),
    thread: thread === null && !isChat ? null : threadOf(team, channel, thread),
    isChat,
    isPrivate: false,
  }
}

function posted(spot: Spot, { client, workspace }: SlackHandlerParts): Show {
  return async (kept) => standingOf(spot, await post(client, spot, messageOf(kept)), workspace)
}

/** The sign is a courtesy: without it the answer comes all the same. */
async function marked({ channel, ts }: Said, { client, log }: SlackHandlerParts, work: () => Promise<void>) {
  const sign = { channel, timestamp: ts, name: WORKING }
  const shown = client.reactions.add(sign).then(
    () => true,
    (error: unknown) => {
      log.debug('No sign on a mention', error)
      return false
    },
  )
  await work()
  if (await shown)
    await client.reactions.remove(sign).catch((error: unknown) => log.debug('A sign stayed', error))
}

/**
 * To the person alone where that is possible. Slack shows it in a thread only where one was begun: a mention that
 * began none is answered beside it. https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
async function told(said: Said, text: string, { client, log }: SlackHandlerParts): Promise<void> {
  const { channel, user, ts, thread } = said
  const place = thread === null || thread === ts ? {} : { thread_ts: thread }
  try {
    await client.chat.postEphemeral({ channel, user, text, ...place })
  } catch (error) {
    log.warn('A person could not be told of a failure', error)
  }
}
