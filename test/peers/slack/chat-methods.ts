/** chat.*: posting, changing and deleting messages (reference/methods). */
import type { Arguments } from './arguments.ts'
import { contentOf } from './compose.ts'
import { announce, announceChange, announceDeletion } from './events.ts'
import type { Json } from '../json.ts'
import type { Method } from './method.ts'
import { Refusal } from './refusal.ts'
import type { Channel, Message } from './state.ts'
import type { Workspace } from './workspace.ts'

const THREAD_TS = /^\d+\.\d{6}$/

function target(workspace: Workspace, args: Arguments): Channel {
  const name = args.required('channel')
  const person = workspace.account(name)
  const channel = person === undefined ? workspace.channel(name) : workspace.directChannel(person)
  const isMember = channel?.has(workspace.bot) === true
  if (channel === undefined || (channel.kind !== 'public' && !isMember)) {
    throw new Refusal('channel_not_found')
  }
  if (channel.archived) throw new Refusal('is_archived')
  if (channel.kind === 'im' && !workspace.grant.hasMessagesTab) throw new Refusal('messages_tab_disabled')
  if (!isMember && !workspace.scopes.has('chat:write.public')) throw new Refusal('not_in_channel')
  return channel
}

/**
 * The parent to post under. A parent that is gone gives no error: Slack posts the message without a
 * thread (slack-go/slack#1571).
 */
export function threadOf(workspace: Workspace, channel: Channel, ts: string | undefined): string | null {
  if (ts === undefined) return null
  if (!THREAD_TS.test(ts)) throw new Refusal('invalid_thread_ts', [`[ERROR] ${ts} is not a valid thread_ts`])
  const parent = channel.find(ts)
  if (parent === undefined || parent.onlyFor !== null) {
    workspace.warnings.push(`There is no message ${ts} to reply to: the reply stands in the channel.`)
    return null
  }
  if (parent.thread_ts === null) return ts
  workspace.warnings.push(`${ts} is a reply itself, not the parent of a thread.`)
  return parent.thread_ts
}

/** The bot's own message, for a change or a deletion. */
function ownMessage(workspace: Workspace, args: Arguments, ts: string, refusal: string): Message {
  const channel = workspace.channel(args.required('channel'))
  if (channel === undefined) throw new Refusal('channel_not_found')
  const message = channel.find(ts)
  if (message === undefined || message.onlyFor !== null) throw new Refusal('message_not_found')
  if (message.author !== workspace.bot) throw new Refusal(refusal)
  return message
}

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    run: (workspace, args) => {
      const channel = target(workspace, args)
      const threadTs = threadOf(workspace, channel, args.text('thread_ts'))
      const content = contentOf(workspace, args, 'post')
      if (args.flag('reply_broadcast') === true) workspace.warnings.push('reply_broadcast is not modelled.')
      const message = workspace.post(channel, workspace.bot, content, threadTs)
      announce(workspace, message, 'message')
      return { channel: channel.id, ts: message.ts, message: message.json() }
    },
  },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    run: (workspace, args) => {
      const channel = target(workspace, args)
      const account = workspace.account(args.required('user'))
      if (account === undefined || !channel.has(account)) throw new Refusal('user_not_in_channel')
      const threadTs = threadOf(workspace, channel, args.text('thread_ts'))
      const content = contentOf(workspace, args, 'ephemeral')
      if (threadTs !== null && channel.find(threadTs)?.replies.length === 0) {
        workspace.warnings.push('An ephemeral message in a thread that nobody has begun is seen by nobody.')
        return { message_ts: workspace.ts() }
      }
      return { message_ts: workspace.post(channel, workspace.bot, content, threadTs, account.id).ts }
    },
  },
  'chat.update': {
    scopes: ['chat:write'],
    run: (workspace, args) => {
      const message = ownMessage(workspace, args, args.required('ts'), 'cant_update_message')
      const before: Json = message.json()
      message.replaceContent(contentOf(workspace, args, 'update', message))
      announceChange(workspace, message, before)
      return { channel: message.channel.id, ts: message.ts, text: message.text, message: message.json() }
    },
  },
  'chat.delete': {
    scopes: ['chat:write'],
    run: (workspace, args) => {
      const message = ownMessage(workspace, args, args.required('ts'), 'cant_delete_message')
      message.isDeleted = true
      announceDeletion(workspace, message)
      return { channel: message.channel.id, ts: message.ts }
    },
  },
  'chat.getPermalink': {
    scopes: [],
    run: (workspace, args) => {
      const channel = workspace.channel(args.required('channel'))
      if (channel === undefined) throw new Refusal('channel_not_found')
      const message = channel.find(args.required('message_ts'))
      if (message === undefined || message.onlyFor !== null) throw new Refusal('message_not_found')
      const thread = message.thread_ts === null ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`
      const place = `${channel.id}/p${message.ts.replace('.', '')}${thread}`
      return { channel: channel.id, permalink: `https://${workspace.domain}.slack.com/archives/${place}` }
    },
  },
}
