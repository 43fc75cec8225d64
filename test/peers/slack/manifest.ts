/**
 * The parts of an app manifest (version 2) that matter here, checked as Slack checks them when it is
 * pasted, and what the published schema cannot say: reserved command names, and which addresses a way of
 * connecting needs. Source: slackapi/manifest-schema, manifest.schema.2.0.0.json.
 */
import { z } from 'zod'
import type { Grant } from './workspace.ts'

function between(least: number, most: number) {
  return z.string().min(least).max(most)
}
function addressUpTo(most: number) {
  return z
    .string()
    .max(most)
    .regex(/^https?:\/\//)
}
function distinct(most: number) {
  return z
    .array(z.string().max(50))
    .max(most)
    .refine((names) => new Set(names).size === names.length, { message: 'must be unique' })
}
const flag = z.boolean().optional()

/**
 * Names that belong to Slack. There is no published list; these were seen to make the whole list of
 * commands fail (NousResearch/hermes-agent#18456, openclaw/openclaw#29032).
 */
const RESERVED: ReadonlySet<string> = new Set(
  'me status away dnd shrug remind msg feed who collapse expand leave join open search topic mute pro shortcuts archive invite'
    .split(' ')
    .map((name) => `/${name}`),
)
/** interactivity/implementing-shortcuts: five of each kind, though the schema takes ten in all. */
const SHORTCUTS_OF_A_KIND = 5

const command = z.strictObject({
  command: between(2, 32)
    .regex(/^\/[a-z0-9_-]+$/)
    .refine((name) => !RESERVED.has(name), { message: "is one of Slack's own commands" }),
  url: addressUpTo(3000).optional(),
  description: between(1, 2000),
  usage_hint: between(1, 1000).optional(),
  should_escape: flag,
})

const shortcut = z.strictObject({
  name: between(1, 24),
  type: z.enum(['message', 'global']),
  callback_id: between(1, 255),
  description: between(1, 150),
})

const scopes = z.array(z.string().max(50)).max(255).optional()

const parts = z.strictObject({
  $schema: z.url().optional(),
  _metadata: z
    .strictObject({
      schema_version: z.int().optional(),
      min_version: z.int().optional(),
      major_version: z.literal(2),
      minor_version: z.int().optional(),
    })
    .optional(),
  display_information: z.strictObject({
    name: between(1, 35),
    description: between(1, 140).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-f]{3}(?:[0-9a-f]{3})?$/i)
      .optional(),
    long_description: between(175, 4000).optional(),
  }),
  features: z
    .strictObject({
      app_home: z
        .strictObject({
          home_tab_enabled: flag,
          messages_tab_enabled: flag,
          messages_tab_read_only_enabled: flag,
        })
        .optional(),
      bot_user: z.strictObject({ display_name: between(1, 80), always_online: flag }).optional(),
      shortcuts: z.array(shortcut).min(1).max(10).optional(),
      slash_commands: z.array(command).min(1).max(50).optional(),
      unfurl_domains: z.array(z.string().max(255)).min(1).max(5).optional(),
      agent_view: z
        .strictObject({
          agent_description: z.string().max(300).optional(),
          suggested_prompts: z
            .array(z.strictObject({ title: z.string(), message: z.string() }))
            .max(4)
            .optional(),
          actions: z.array(z.strictObject({ name: z.string(), description: z.string() })).optional(),
        })
        .optional(),
    })
    .optional(),
  oauth_config: z
    .strictObject({
      redirect_urls: z.array(z.string().max(2500)).max(1000).optional(),
      scopes: z
        .strictObject({ bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes })
        .optional(),
      token_management_enabled: flag,
      pkce_enabled: flag,
    })
    .optional(),
  settings: z
    .strictObject({
      event_subscriptions: z
        .strictObject({
          request_url: addressUpTo(3500).optional(),
          bot_events: distinct(100).optional(),
          user_events: distinct(100).optional(),
        })
        .optional(),
      interactivity: z
        .strictObject({
          is_enabled: z.boolean(),
          request_url: addressUpTo(3500).optional(),
          message_menu_options_url: addressUpTo(3500).optional(),
        })
        .optional(),
      org_deploy_enabled: flag,
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
      is_mcp_enabled: flag,
      function_runtime: z.string().optional(),
    })
    .optional(),
})

type Manifest = z.infer<typeof parts>

/** The scope that each event needs (reference/events). */
const SCOPE_OF_EVENT: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  reaction_added: ['reactions:read'],
}

const manifestSchema = parts.superRefine((manifest, context) => {
  const fault = (message: string, ...path: string[]): void => {
    context.addIssue({ code: 'custom', message, path })
  }
  const { features, settings } = manifest
  const isSocket = settings?.socket_mode_enabled === true
  for (const { url, path } of addressesIn(manifest)) {
    if (isSocket && url !== undefined) fault('is not used in Socket Mode', ...path)
    if (!isSocket && url === undefined) fault('is required without Socket Mode', ...path)
  }
  const commands = features?.slash_commands ?? []
  const names = commands.map((one) => one.command)
  if (new Set(names).size < names.length) fault('must be unique', 'features', 'slash_commands')
  for (const kind of ['message', 'global']) {
    const count = (features?.shortcuts ?? []).filter(({ type }) => type === kind).length
    if (count > SHORTCUTS_OF_A_KIND) fault(`no more than 5 ${kind} shortcuts`, 'features', 'shortcuts')
  }
  const granted = manifest.oauth_config?.scopes?.bot ?? []
  for (const event of settings?.event_subscriptions?.bot_events ?? []) {
    const needed = SCOPE_OF_EVENT[event] ?? []
    if (needed.length > 0 && !needed.some((scope) => granted.includes(scope))) {
      fault(`${event} needs ${needed.join(' or ')}`, 'oauth_config', 'scopes', 'bot')
    }
  }
  const needsCommands = commands.length > 0 || (features?.shortcuts ?? []).length > 0
  if (needsCommands && !granted.includes('commands')) {
    fault('commands and shortcuts need the scope commands', 'oauth_config', 'scopes', 'bot')
  }
  if ((features?.shortcuts ?? []).length > 0 && settings?.interactivity?.is_enabled !== true) {
    fault('shortcuts need interactivity', 'settings', 'interactivity')
  }
  if (granted.length > 0 && features?.bot_user === undefined)
    fault('bot scopes need it', 'features', 'bot_user')
})

/** Every address that the manifest has a place for. */
function addressesIn({ features, settings }: Manifest) {
  const events = settings?.event_subscriptions
  const interactivity = settings?.interactivity
  return [
    ...(features?.slash_commands ?? []).map(({ url }, i) => ({
      url,
      path: ['features', 'slash_commands', String(i), 'url'],
    })),
    ...(events === undefined
      ? []
      : [{ url: events.request_url, path: ['settings', 'event_subscriptions', 'request_url'] }]),
    ...(interactivity?.message_menu_options_url === undefined
      ? []
      : [
          {
            url: interactivity.message_menu_options_url,
            path: ['settings', 'interactivity', 'message_menu_options_url'],
          },
        ]),
    ...(interactivity?.is_enabled === true
      ? [{ url: interactivity.request_url, path: ['settings', 'interactivity', 'request_url'] }]
      : []),
  ]
}

/** What Slack would say against it, as `path: reason`; empty where it takes it. */
export function manifestFaults(manifest: unknown): readonly string[] {
  const result = manifestSchema.safeParse(manifest)
  if (result.success) return []
  return result.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
}

/** What an app with this manifest may do; throws where Slack would not take it. */
export function grantOf(manifest: unknown): Grant {
  const faults = manifestFaults(manifest)
  if (faults.length > 0) throw new Error(`Slack does not take the manifest. ${faults.join('. ')}`)
  const { features, oauth_config: oauth, settings } = parts.parse(manifest)
  return {
    scopes: oauth?.scopes?.bot ?? [],
    events: settings?.event_subscriptions?.bot_events ?? [],
    commands: (features?.slash_commands ?? []).map((one) => one.command),
    shortcuts: (features?.shortcuts ?? []).map((one) => one.callback_id),
    hasHomeTab: features?.app_home?.home_tab_enabled === true,
    hasMessagesTab: features?.app_home?.messages_tab_enabled === true,
    loadsOptions:
      settings?.socket_mode_enabled === true ||
      settings?.interactivity?.message_menu_options_url !== undefined,
  }
}
