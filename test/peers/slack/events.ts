/** Events as the platform sends them, to an app that subscribes to them, has the scope, and is in the channel. */
import type { Delivery } from './delivery.ts'
import type { Json } from '../json.ts'
import type { Account, Channel, Message, View } from './state.ts'
import type { Workspace } from './workspace.ts'

const SUBSCRIPTIONS = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const

/** Null where the app does not get to know. */
function sendEvent(workspace: Workspace, event: Json, name: string, scope: string | null): Delivery | null {
  const { grant, scopes, team, appId, bot } = workspace
  if (!grant.events.includes(name) || (scope !== null && !scopes.has(scope))) return null
  return workspace.send({
    kind: 'events_api',
    isAnswerable: false,
    payload: {
      token: 'verification',
      team_id: team,
      context_team_id: team,
      context_enterprise_id: null,
      api_app_id: appId,
      event,
      type: 'event_callback',
      event_id: workspace.id('Ev'),
      event_time: Math.floor(workspace.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: bot.id, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: workspace.id('4-'),
    },
  })
}

function sendMessageEvent(workspace: Workspace, channel: Channel, event: Json): Delivery | null {
  if (!channel.has(workspace.bot)) return null
  const whole = { ...event, channel: channel.id, channel_type: channel.type }
  return sendEvent(workspace, whole, SUBSCRIPTIONS[channel.kind], channel.historyScope)
}

/** A posted message is told to the app, its own ones too; one that mentions it in a channel comes twice. */
export function announce(workspace: Workspace, message: Message, first: 'message' | 'app_mention'): void {
  if (message.onlyFor !== null) return
  const { channel } = message
  const body = { ...message.json(), event_ts: message.ts }
  const tellMessage = (): Delivery | null => sendMessageEvent(workspace, channel, body)
  const tellMention = (): Delivery | null => {
    const isMention = message.pinged.includes(workspace.bot.id) && message.author !== workspace.bot
    if (!isMention || channel.kind === 'im' || !channel.has(workspace.bot)) return null
    const mention = { ...body, type: 'app_mention', channel: channel.id }
    return sendEvent(workspace, mention, 'app_mention', 'app_mentions:read')
  }
  const told = first === 'message' ? [tellMessage(), tellMention()] : [tellMention(), tellMessage()]
  message.deliveries.push(...told.filter((delivery) => delivery !== null))
}

export function announceChange(workspace: Workspace, message: Message, before: Json): void {
  if (message.onlyFor !== null) return
  const ts = workspace.ts()
  const told = sendMessageEvent(workspace, message.channel, {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: message.json(),
    previous_message: before,
    ts,
    event_ts: ts,
  })
  if (told !== null) message.deliveries.push(told)
}

export function announceDeletion(workspace: Workspace, message: Message): void {
  if (message.onlyFor !== null) return
  const ts = workspace.ts()
  const told = sendMessageEvent(workspace, message.channel, {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: message.ts,
    previous_message: message.json(),
    ts,
    event_ts: ts,
  })
  if (told !== null) message.deliveries.push(told)
}

export function announceMember(
  workspace: Workspace,
  channel: Channel,
  member: Account,
  inviter: Account | null,
): Delivery | null {
  if (!channel.has(workspace.bot)) return null
  const event = {
    type: 'member_joined_channel',
    user: member.id,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: workspace.team,
    ...(inviter === null ? {} : { inviter: inviter.id }),
    event_ts: workspace.ts(),
  }
  return sendEvent(workspace, event, 'member_joined_channel', channel.readScope)
}

export function announceHome(
  workspace: Workspace,
  account: Account,
  tab: 'home' | 'messages',
  view: View | undefined,
): Delivery | null {
  const event = {
    type: 'app_home_opened',
    user: account.id,
    channel: workspace.directChannel(account).id,
    tab,
    event_ts: workspace.ts(),
    ...(view === undefined ? {} : { view: view.json({ app_id: workspace.appId, team_id: workspace.team }) }),
  }
  return sendEvent(workspace, event, 'app_home_opened', null)
}
