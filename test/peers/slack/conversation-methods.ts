/** conversations.*, users.info, reactions.*, assistant.threads.setStatus, auth.test (reference/methods). */
import type { Arguments } from './arguments.ts'
import * as limits from './limits.ts'
import type { Method } from './method.ts'
import { Refusal } from './refusal.ts'
import type { Account, Channel, Message } from './state.ts'
import type { Workspace } from './workspace.ts'
import type { Json } from '../json.ts'

/** A channel that the bot may know of. */
function known(workspace: Workspace, args: Arguments, name = 'channel'): Channel {
  const channel = workspace.channel(args.required(name))
  if (channel === undefined || (channel.kind !== 'public' && !channel.has(workspace.bot))) {
    throw new Refusal('channel_not_found')
  }
  return channel
}

function readable(workspace: Workspace, args: Arguments): Channel {
  const channel = known(workspace, args)
  workspace.needs(channel.historyScope)
  if (!channel.has(workspace.bot)) throw new Refusal('not_in_channel')
  return channel
}

/** As many as were asked for, and where the rest begins; an empty cursor where there is no rest. */
function portion<Item>(args: Arguments, items: readonly Item[]): { items: readonly Item[]; cursor: string } {
  const limit = args.number('limit') ?? limits.PAGE_LIMIT
  if (limit < 1 || limit > limits.PAGE_MAX) throw new Refusal('invalid_limit')
  const start = Number(args.text('cursor') ?? 0)
  const end = start + limit
  return { items: items.slice(start, end), cursor: end < items.length ? String(end) : '' }
}

function page(args: Arguments, messages: readonly Message[]): Json {
  const { items, cursor } = portion(args, messages)
  const withMetadata = args.flag('include_all_metadata') === true
  return {
    messages: items.map((message) => message.json(withMetadata)),
    has_more: cursor !== '',
    ...(cursor === '' ? {} : { response_metadata: { next_cursor: cursor } }),
  }
}

function within(args: Arguments, { ts }: Message): boolean {
  const isInclusive = args.flag('inclusive') === true
  const oldest = args.text('oldest') ?? '0'
  const latest = args.text('latest') ?? 'now'
  const time = Number(ts)
  const isAfter = time > Number(oldest) || (isInclusive && ts === oldest)
  return isAfter && (latest === 'now' || time < Number(latest) || (isInclusive && ts === latest))
}

function reactedTo(workspace: Workspace, args: Arguments): { message: Message; mark: string } {
  const channel = known(workspace, args)
  const message = channel.find(args.required('timestamp'))
  if (message === undefined || message.onlyFor !== null) throw new Refusal('message_not_found')
  if (!channel.has(workspace.bot)) throw new Refusal('not_in_channel')
  const name = args.required('name')
  if (!/^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/.test(name)) throw new Refusal('invalid_name')
  return { message, mark: `${name}:${workspace.bot.id}` }
}

function profile({ id, name, tz, botId }: Account, team: string, now: number): Json {
  return {
    id,
    team_id: team,
    name: name.toLowerCase(),
    real_name: name,
    deleted: false,
    is_bot: botId !== null,
    tz,
    tz_label: tz,
    tz_offset: offsetOf(tz, now),
    profile: { real_name: name, display_name: name, team },
  }
}

/** Seconds east of Greenwich. */
function offsetOf(tz: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(
    now,
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

export const conversationMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    scopes: [],
    run: ({ team, domain, bot }) => ({
      url: `https://${domain}.slack.com/`,
      team: domain,
      user: bot.name,
      team_id: team,
      user_id: bot.id,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }),
  },
  'conversations.info': {
    scopes: [],
    run: (workspace, args) => {
      const channel = known(workspace, args)
      workspace.needs(channel.readScope)
      return {
        channel: {
          id: channel.id,
          ...(channel.kind === 'im'
            ? { user: workspace.accounts.find((one) => one !== workspace.bot && channel.has(one))?.id }
            : { name: channel.name }),
          is_channel: channel.kind === 'public',
          is_group: false,
          is_im: channel.kind === 'im',
          is_mpim: false,
          is_private: channel.kind === 'private',
          is_archived: channel.archived,
          is_member: channel.has(workspace.bot),
        },
      }
    },
  },
  'conversations.history': {
    scopes: [],
    run: (workspace, args) => {
      const { messages } = readable(workspace, args)
      const latestFirst = messages.filter((message) => within(args, message)).toReversed()
      return page(args, latestFirst)
    },
  },
  'conversations.replies': {
    scopes: [],
    run: (workspace, args) => {
      const channel = readable(workspace, args)
      const message = channel.find(args.required('ts'))
      const parent = channel.find(message?.thread_ts ?? message?.ts ?? '')
      if (parent === undefined || parent.onlyFor !== null) throw new Refusal('thread_not_found')
      return page(args, [parent, ...parent.replies.filter((reply) => within(args, reply))])
    },
  },
  'conversations.open': {
    scopes: ['im:write'],
    run: (workspace, args) => {
      const ids = (args.text('users') ?? '').split(',').filter((id) => id !== '')
      const [id = ''] = ids
      const account = workspace.account(id)
      if (ids.length === 0) throw new Refusal('users_list_not_supplied')
      if (account === undefined || account.botId !== null) throw new Refusal('user_not_found')
      if (ids.length > 1) workspace.warnings.push('Conversations of several people are not modelled.')
      return { channel: { id: workspace.directChannel(account).id } }
    },
  },
  'conversations.members': {
    scopes: [],
    run: (workspace, args) => {
      const channel = known(workspace, args)
      workspace.needs(channel.readScope)
      const present = workspace.accounts.filter((account) => channel.has(account)).map(({ id }) => id)
      const { items, cursor } = portion(args, present)
      return { members: items, response_metadata: { next_cursor: cursor } }
    },
  },
  'users.info': {
    scopes: ['users:read'],
    run: (workspace, args) => {
      const account = workspace.account(args.required('user'))
      if (account === undefined) throw new Refusal('user_not_found')
      return { user: profile(account, workspace.team, workspace.now()) }
    },
  },
  'reactions.add': {
    scopes: ['reactions:write'],
    run: (workspace, args) => {
      const { message, mark } = reactedTo(workspace, args)
      if (message.marks.includes(mark)) throw new Refusal('already_reacted')
      message.marks.push(mark)
      return {}
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    run: (workspace, args) => {
      const { message, mark } = reactedTo(workspace, args)
      if (!message.marks.includes(mark)) throw new Refusal('no_reaction')
      message.marks.splice(message.marks.indexOf(mark), 1)
      return {}
    },
  },
  'assistant.threads.setStatus': {
    scopes: ['chat:write', 'assistant:write'],
    run: (workspace, args) => {
      const channel = known(workspace, args, 'channel_id')
      const ts = args.required('thread_ts')
      const status = args.text('status')
      const loading = args.json('loading_messages')
      if (status === undefined) {
        throw new Refusal('invalid_arguments', ['[ERROR] missing required field: status'])
      }
      if (Array.isArray(loading) && loading.length > limits.LOADING_MESSAGES) {
        throw new Refusal('invalid_arguments', [
          `[ERROR] no more than ${limits.LOADING_MESSAGES} items allowed [json-pointer:/loading_messages]`,
        ])
      }
      if (channel.find(ts) === undefined) throw new Refusal('thread_not_found')
      if (status === '') workspace.statuses.delete(`${channel.id}:${ts}`)
      else workspace.statuses.set(`${channel.id}:${ts}`, status)
      return {}
    },
  },
}
