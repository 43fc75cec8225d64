/**
 * The app manifest, made from the one list of commands: what Slack is to send, and the least that the
 * features need. https://docs.slack.dev/reference/app-manifest
 */
import type { Command } from '../../core/commands/command.ts'
import { usageOf } from '../../core/commands/grammar.ts'
import { slashNameOf, typedInSlack } from './names.ts'

export const EXPLAIN_SHORTCUT = 'explain_this'

const SCOPES = [
  // Mentions.
  'app_mentions:read',
  // Replies in the bot's own threads, in channels that it was added to.
  'channels:history',
  'groups:history',
  // Being told that it was added to a channel.
  'channels:read',
  'groups:read',
  'chat:write',
  // Slash commands and the message shortcut.
  'commands',
  // Direct messages.
  'im:history',
  // A sign on a mention that is being worked on.
  'reactions:write',
  // The names and time zones of those who ask.
  'users:read',
]

const EVENTS = [
  'app_home_opened',
  'app_mention',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
]

/** With an address Slack sends signed requests there; without one the bot connects by Socket Mode. */
export function manifestOf(commands: readonly Command[], requestUrl: string | null) {
  const url = requestUrl === null ? {} : { url: requestUrl }
  const request = requestUrl === null ? {} : { request_url: requestUrl }
  const menu = requestUrl === null ? {} : { message_menu_options_url: requestUrl }
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Notewalk',
      description: "Answers from your team's linked notes, in their own sentences, with sources",
      background_color: '#33505c',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'notewalk', always_online: true },
      shortcuts: [
        {
          name: 'Explain this message',
          type: 'message',
          callback_id: EXPLAIN_SHORTCUT,
          description: 'Ask the notes what a message asks',
        },
      ],
      slash_commands: commands.map((command) => ({
        command: slashNameOf(command),
        ...url,
        description: command.description,
        ...hintOf(command),
        should_escape: false,
      })),
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: { ...request, bot_events: EVENTS },
      interactivity: { is_enabled: true, ...request, ...menu },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === null,
      token_rotation_enabled: false,
    },
  }
}

/** What may follow the command's name. */
function hintOf(command: Command) {
  const hint = usageOf(command)
    .slice(command.name.length + 1)
    .trim()
  return hint === '' ? {} : { usage_hint: typedInSlack(hint) }
}
