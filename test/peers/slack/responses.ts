/** What an app answers an interaction with: at its response address, or in its acknowledgement. */
import { Arguments } from './arguments.ts'
import { threadOf } from './chat-methods.ts'
import { contentOf } from './compose.ts'
import { announce, announceChange, announceDeletion } from './events.ts'
import type { Json } from '../json.ts'
import * as limits from './limits.ts'
import { Refusal } from './refusal.ts'
import type { Message } from './state.ts'
import type { ResponseUrl, Workspace } from './workspace.ts'

/** At the response address: five times within half an hour (interactivity/handling-user-interaction). */
export function useResponseUrl(workspace: Workspace, address: ResponseUrl, body: Json): void {
  if (workspace.isExpired(address)) throw new Refusal('expired_url')
  if (address.uses >= limits.RESPONSE_URL_USES) throw new Refusal('used_url')
  respond(workspace, address, body)
  address.uses++
}

export function respond(workspace: Workspace, address: ResponseUrl, body: Json): void {
  const args = new Arguments(body)
  const { original } = address
  const own = original?.author === workspace.bot ? original : null
  if (args.flag('delete_original') === true) {
    if (own === null) throw new Refusal('cant_delete_message')
    own.isDeleted = true
    announceDeletion(workspace, own)
  } else if (own !== null && replaces(workspace, args)) {
    replace(workspace, own, args)
    address.messages.push(own)
  } else {
    if (args.flag('replace_original') === true) {
      // slackapi/bolt-python#1268: what a command was answered with is not replaced.
      workspace.warnings.push('There is no message to replace: the answer is a new message.')
    }
    address.messages.push(post(workspace, address, args))
  }
  address.bodies.push(body)
}

function replaces(workspace: Workspace, args: Arguments): boolean {
  const isReplacing = args.flag('replace_original')
  if (isReplacing === undefined) {
    workspace.warnings.push(
      'An answer to an action without replace_original replaces the message, or does not.',
    )
  }
  return isReplacing !== false
}

function replace(workspace: Workspace, own: Message, args: Arguments): void {
  const before = own.json()
  own.replaceContent(contentOf(workspace, args, own.onlyFor === null ? 'response' : 'ephemeral', own))
  announceChange(workspace, own, before)
}

function post(workspace: Workspace, { channel, account }: ResponseUrl, args: Arguments): Message {
  const isPublic = args.text('response_type') === 'in_channel'
  const content = contentOf(workspace, args, isPublic ? 'response' : 'ephemeral')
  const threadTs = threadOf(workspace, channel, args.text('thread_ts'))
  // It needs no membership of the bot.
  const message = workspace.post(channel, workspace.bot, content, threadTs, isPublic ? null : account.id)
  announce(workspace, message, 'message')
  return message
}
