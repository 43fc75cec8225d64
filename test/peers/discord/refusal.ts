/** A request that the platform refuses, as it answers it. */
import type { Json } from '../json.ts'

/** `errors` of an answer: nested by path, with `_errors` at the ends. */
export type ErrorTree = { [key: string]: ErrorTree | readonly Fault[] }

export interface Fault {
  readonly code: string
  readonly message: string
}

export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly errors: ErrorTree | null

  constructor(status: number, code: number, message: string, errors: ErrorTree | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
  }

  json(): Json {
    const { message, code, errors } = this
    return { message, code, ...(errors === null ? {} : { errors }) }
  }
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
export const refusals = {
  unauthorized: () => new Refusal(401, 0, '401: Unauthorized'),
  notFound: () => new Refusal(404, 0, '404: Not Found'),
  unknownApplication: () => new Refusal(404, 10_002, 'Unknown Application'),
  unknownChannel: () => new Refusal(404, 10_003, 'Unknown Channel'),
  unknownGuild: () => new Refusal(404, 10_004, 'Unknown Guild'),
  unknownMember: () => new Refusal(404, 10_007, 'Unknown Member'),
  unknownMessage: () => new Refusal(404, 10_008, 'Unknown Message'),
  unknownUser: () => new Refusal(404, 10_013, 'Unknown User'),
  unknownWebhook: () => new Refusal(404, 10_015, 'Unknown Webhook'),
  unknownInteraction: () => new Refusal(404, 10_062, 'Unknown interaction'),
  tooManyCommands: (most: number) =>
    new Refusal(400, 30_032, `Maximum number of application commands reached (${most})`),
  tooLarge: () => new Refusal(413, 40_005, 'Request entity too large'),
  alreadyAcknowledged: () => new Refusal(400, 40_060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: () =>
    new Refusal(400, 40_094, 'This interaction has reached the maximum number of follow-up messages'),
  missingAccess: () => new Refusal(403, 50_001, 'Missing Access'),
  notOnDirectMessages: () => new Refusal(403, 50_003, 'Cannot execute action on a DM channel'),
  notOwnMessage: () => new Refusal(403, 50_005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new Refusal(400, 50_006, 'Cannot send an empty message'),
  cannotMessageUser: () => new Refusal(403, 50_007, 'Cannot send messages to this user'),
  missingPermissions: () => new Refusal(403, 50_013, 'Missing Permissions'),
  systemMessage: () => new Refusal(403, 50_021, 'Cannot execute action on a system message'),
  wrongChannelType: () => new Refusal(400, 50_024, 'Cannot execute action on this channel type'),
  invalidWebhookToken: () => new Refusal(401, 50_027, 'Invalid Webhook Token'),
  invalidBody: (errors: ErrorTree) => new Refusal(400, 50_035, 'Invalid Form Body', errors),
  invalidVersion: () => new Refusal(400, 50_041, 'Invalid API version provided'),
  archivedThread: () => new Refusal(400, 50_083, 'Thread is archived'),
  notJson: () => new Refusal(400, 50_109, 'The request body contains invalid JSON.'),
  unreadableReply: () => new Refusal(403, 160_002, 'Cannot reply without permission to read message history'),
  threadExists: () => new Refusal(400, 160_004, 'A thread has already been created for this message'),
}

/** 50035 for one field. */
export function invalid(path: readonly string[], fault: Fault): Refusal {
  return refusals.invalidBody(treeOf([{ path, fault }]))
}

export function treeOf(
  faults: readonly { readonly path: readonly string[]; readonly fault: Fault }[],
): ErrorTree {
  const root: ErrorTree = {}
  for (const { path, fault } of faults) {
    let node = root
    for (const key of path) {
      const next = node[key]
      node = next === undefined || Array.isArray(next) ? (node[key] = {}) : (next as ErrorTree)
    }
    const present = node['_errors']
    node['_errors'] = [...(Array.isArray(present) ? (present as readonly Fault[]) : []), fault]
  }
  return root
}
