/** Who may do what, and where commands can be used. https://discord.com/developers/docs/topics/permissions */

const PERMISSIONS = {
  MANAGE_CHANNELS: 1n << 4n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  CREATE_PRIVATE_THREADS: 1n << 36n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
  USE_EXTERNAL_APPS: 1n << 50n,
} as const

export type Permission = keyof typeof PERMISSIONS

/** What everybody in a server has at first. */
export const USUAL: readonly Permission[] = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'MENTION_EVERYONE',
  'USE_APPLICATION_COMMANDS',
  'CREATE_PUBLIC_THREADS',
  'CREATE_PRIVATE_THREADS',
  'SEND_MESSAGES_IN_THREADS',
  'USE_EXTERNAL_APPS',
]

export function bits(permissions: Iterable<Permission>): bigint {
  return [...permissions].reduce((sum, name) => sum | PERMISSIONS[name], 0n)
}

/** Where a command can be used. */
export const Context = { Guild: 0, BotDirect: 1, Private: 2 } as const
export type Context = (typeof Context)[keyof typeof Context]

/** Who has installed the app: a server, or a person for themselves. */
export const Install = { Guild: 0, User: 1 } as const
export type Install = (typeof Install)[keyof typeof Install]
