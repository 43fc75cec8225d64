/** Slash commands and the message shortcut. Acknowledged first, on every path. */
import type { App, RespondFn, SlashCommand } from '@slack/bolt'
import type { Command } from '../../core/commands/command.ts'
import { argumentsIn } from '../../core/commands/grammar.ts'
import { UserError } from '../../core/errors.ts'
import type { Request } from '../../core/bot.ts'
import { NOWHERE, type Given } from '../../core/walks/standing.ts'
import { EXPLAIN_SHORTCUT } from './manifest.ts'
import { messageOf } from './message.ts'
import { slashNameOf } from './names.ts'
import { noticeOf } from './notice.ts'
import type { SlackHandlerParts } from './parts.ts'
import { channelOf, isChatOfTwo, threadOf } from './people.ts'
import { postOrRespond, respondPrivately } from './post.ts'
import { questionIn } from './question.ts'
import { standingOf } from './standing.ts'

export function handleCommands(app: App, parts: SlackHandlerParts): void {
  const { bot, walks, client, people, workspace } = parts

  /** Slash commands cannot be given in threads. */
  const givenWith = async (given: SlashCommand, isPrivate: boolean): Promise<Given> => {
    const { team_id: team, channel_id: channel } = given
    const isChat = isChatOfTwo(channel)
    return {
      by: await people.person(given.user_id, given.user_name),
      channel: channelOf(team, channel),
      thread: isChat ? threadOf(team, channel, null) : null,
      isChat,
      isPrivate,
    }
  }

  const answer = async (given: SlashCommand, command: Command, respond: RespondFn): Promise<void> => {
    if (!(await parts.isMine(`command/${given.trigger_id}`))) return
    await tellingFailures(parts, respond, async () => {
      const isPrivate = command.isPersonal === true || argumentsIn(given.text, command)['private'] === true
      const request: Request = { type: 'text', command: command.name, text: given.text }
      await walks.begin(request, await givenWith(given, isPrivate), async (kept) => {
        if (isPrivate) {
          await respondPrivately(respond, messageOf(kept))
          return NOWHERE
        }
        const spot = { channel: given.channel_id, thread: null }
        return standingOf(spot, await postOrRespond(client, spot, messageOf(kept), respond), workspace)
      })
    })
  }

  for (const command of bot().commands) {
    app.command(slashNameOf(command), async ({ ack, command: given, respond }) => {
      await ack()
      await parts.track(answer(given, command, respond))
    })
  }

  app.shortcut(
    { callback_id: EXPLAIN_SHORTCUT, type: 'message_action' },
    async ({ ack, shortcut, respond }) => {
      await ack()
      if (shortcut.type !== 'message_action') return
      const { message, channel, user, team, trigger_id: trigger } = shortcut
      const answerShortcut = async () => {
        if (!(await parts.isMine(`shortcut/${trigger}`))) return
        await tellingFailures(parts, respond, async () => {
          const question = questionIn(message.text ?? '')
          if (question === '') {
            throw new UserError(
              'bad-question',
              'That message has no text that could be asked.',
              'Use it on a message with words, or type /explain with a question.',
            )
          }
          const spot = { channel: channel.id, thread: String(message['thread_ts'] ?? message.ts) }
          const teamId = team?.id ?? workspace.team
          await walks.begin(
            { type: 'command', command: 'explain', values: { question } },
            {
              by: await people.person(user.id, user.name),
              channel: channelOf(teamId, channel.id),
              thread: threadOf(teamId, channel.id, spot.thread),
              isPrivate: false,
            },
            async (kept) =>
              standingOf(spot, await postOrRespond(client, spot, messageOf(kept), respond), workspace),
          )
        })
      }
      await parts.track(answerShortcut())
    },
  )
}

/** What goes wrong is told to the person alone, and logged where it is a bug. */
export async function tellingFailures(
  { log, newReference }: SlackHandlerParts,
  respond: RespondFn,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    const reference = newReference()
    if (!(error instanceof UserError)) log.error(`Slack request failed (${reference})`, error)
    await respondPrivately(respond, { text: noticeOf(error, reference) }).catch((untold: unknown) =>
      log.warn(`A person could not be told of a failure (${reference})`, untold),
    )
  }
}
