/** Buttons and selects, in messages, in the modal and in the app's home. */
import type { App, BlockAction, BlockElementAction, RespondFn } from '@slack/bolt'
import { noteChoices } from '../../core/answers/note-choices.ts'
import type { AnswerId, KeptAnswer } from '../../core/store.ts'
import { UserError } from '../../core/errors.ts'
import { pressOf, type Press } from '../../core/walks/press.ts'
import { NOWHERE, type Given, type Show } from '../../core/walks/standing.ts'
import type { StepTaken } from '../../core/walks/walks.ts'
import { OPEN_NOTE_ACTION, TOPIC_ACTION } from './blocks.ts'
import { refusalOf } from './calls.ts'
import { tellingFailures } from './commands.ts'
import { OPTIONS, OPTION_CHARACTERS, OPTION_VALUE_CHARACTERS } from './limits.ts'
import { messageOf, type SlackMessage } from './message.ts'
import type { SlackHandlerParts } from './parts.ts'
import { channelOf, isChatOfTwo, threadOf } from './people.ts'
import { postAsMember, postOrRespond, respondPrivately, type Spot } from './post.ts'
import { standingOf, standsIn } from './standing.ts'
import { channelIn, noteView } from './views.ts'

export function handleActions(app: App, parts: SlackHandlerParts): void {
  app.action({ type: 'block_actions' }, async ({ ack, body, action, respond }) => {
    await ack()
    await parts.track(pressed(body, action, respond, parts))
  })

  // What the modal and the home offer while a title is typed.
  app.options(OPEN_NOTE_ACTION, async ({ ack, options }) => {
    const names = parts.bot().noteNames(options.value, OPTIONS)
    const choices = noteChoices(names, { text: OPTION_CHARACTERS, value: OPTION_VALUE_CHARACTERS })
    await ack({
      options: choices.map(({ text, value }) => ({ text: { type: 'plain_text' as const, text }, value })),
    })
  })
}

interface Pressed {
  readonly body: BlockAction
  readonly respond: RespondFn
  readonly given: (isPrivate: boolean) => Promise<Given>
}

async function pressed(
  body: BlockAction,
  action: BlockElementAction,
  respond: RespondFn,
  parts: SlackHandlerParts,
): Promise<void> {
  // A link opens by itself; Slack tells of it all the same.
  const value = valueOf(action)
  if (value === null || !(await parts.isMine(`action/${body.trigger_id}`))) return
  const channel = body.channel?.id ?? (body.view === undefined ? null : channelIn(body.view))
  const team = body.team?.id ?? body.user.team_id ?? parts.workspace.team
  const { thread } = spotOf(body)
  const given = async (isPrivate: boolean): Promise<Given> => ({
    by: await parts.people.person(body.user.id, body.user.name),
    channel: channelOf(team, channel ?? body.user.id),
    thread: channel === null || thread === null ? null : threadOf(team, channel, thread),
    isChat: channel !== null && thread === null && isChatOfTwo(channel),
    isPrivate,
  })
  const here: Pressed = { body, respond, given }
  await tellingFailures(parts, failuresTo(here, parts), () => act(action.action_id, value, here, parts))
}

/** In a view there is nothing to respond to: the person is told in a direct message. */
function failuresTo({ body, respond }: Pressed, { client }: SlackHandlerParts): RespondFn {
  if (body.view === undefined) return respond
  return async (message) => {
    const { text = '' } = typeof message === 'string' ? { text: message } : message
    await client.chat.postMessage({ channel: body.user.id, text })
    return new Response()
  }
}

async function act(actionId: string, value: string, here: Pressed, parts: SlackHandlerParts): Promise<void> {
  const { walks } = parts
  if (actionId === OPEN_NOTE_ACTION || actionId === TOPIC_ACTION) {
    const isTopic = actionId === TOPIC_ACTION
    await walks.begin(
      {
        type: 'command',
        command: isTopic ? 'search' : 'open-note',
        values: isTopic ? { topic: value } : { title: value },
      },
      await here.given(true),
      viewed(here, parts),
    )
    return
  }
  const press = pressOf(value)
  if (press === null || press.type === 'ask') {
    throw new UserError(
      'unknown-step',
      'This button is from another version of the bot.',
      'Ask again, and go on from the new answer.',
    )
  }
  await (here.body.view === undefined ? inMessage(press, here, parts) : inModal(press, here, parts))
}

type AnswerPress = Exclude<Press, { type: 'ask' }>

async function inMessage(press: AnswerPress, here: Pressed, parts: SlackHandlerParts): Promise<void> {
  const { walks } = parts
  const { respond, given, body } = here
  switch (press.type) {
    case 'open':
      await inModal(press, here, parts)
      return
    case 'step': {
      const { answer } = await walks.kept(press.answer)
      if (answer.steps[press.at]?.step.type === 'open') {
        await inModal(press, here, parts)
      } else {
        await stepped(press, here, parts)
      }
      return
    }
    case 'turn':
      await replaced(respond, messageOf(await turned(press, here, parts)))
      return
    case 'page':
      await replaced(respond, messageOf(await walks.kept(press.answer), press.at))
      return
    case 'share':
      await walks.share(
        press.answer,
        { ...(await given(false)), thread: null },
        async (kept) => {
          const spot = { ...spotOf(body), thread: null }
          const ts = await postOrRespond(parts.client, spot, messageOf(kept), respond)
          return standingOf(spot, ts, parts.workspace)
        },
        standsIn(parts.client),
      )
      return
    case 'delete':
      mustHaveAsked(body, await walks.kept(press.answer))
      await respond({ text: '', delete_original: true })
      await walks.drop(press.answer)
  }
}

/** In the modal everything takes the place of what is shown, for the person alone. */
async function inModal(press: AnswerPress, here: Pressed, parts: SlackHandlerParts): Promise<void> {
  const { walks } = parts
  switch (press.type) {
    case 'open':
    case 'step':
      await walks.step(press, await here.given(true), viewed(here, parts))
      return
    case 'turn':
      await inView(await walks.turn(press.answer, press.at, await here.given(true)), 0, here, parts)
      return
    case 'page':
      await inView(await walks.kept(press.answer), press.at, here, parts)
      return
    case 'share': {
      const channel = here.body.view === undefined ? null : channelIn(here.body.view)
      const spot = { channel: channel ?? here.body.user.id, thread: null }
      await walks.share(
        press.answer,
        await here.given(false),
        async (kept) =>
          standingOf(spot, await postAsMember(parts.client, spot, messageOf(kept)), parts.workspace),
        standsIn(parts.client),
      )
      return
    }
    case 'delete':
  }
}

/** In the thread under the message that was pressed, or for one person alone. */
async function stepped(press: StepTaken, { body, respond, given }: Pressed, parts: SlackHandlerParts) {
  const isPrivate = isEphemeral(body)
  const show: Show = async (kept) => {
    if (isPrivate) {
      await respondPrivately(respond, messageOf(kept))
      return NOWHERE
    }
    const spot = spotOf(body)
    const ts = await postOrRespond(parts.client, spot, messageOf(kept), respond)
    return standingOf(spot, ts, parts.workspace)
  }
  const taken = await parts.walks.step(press, await given(isPrivate), show, standsIn(parts.client))
  if (taken.type === 'stands') {
    const where = taken.link === null ? 'Its answer stands above.' : `<${taken.link}|See its answer>`
    await respondPrivately(respond, { text: `This step was taken already. ${where}` })
  }
}

/** The new page still belongs to whoever asked first. */
async function turned(
  { answer, at }: { readonly answer: AnswerId; readonly at: number },
  { body, given }: Pressed,
  { walks }: SlackHandlerParts,
): Promise<KeptAnswer> {
  const { asker } = await walks.kept(answer)
  const mine = await given(isEphemeral(body))
  return walks.turn(answer, at, { ...mine, by: asker ?? mine.by })
}

function viewed(here: Pressed, parts: SlackHandlerParts): Show {
  return async (kept) => {
    await inView(kept, 0, here, parts)
    return NOWHERE
  }
}

async function inView(
  kept: KeptAnswer,
  page: number,
  { body }: Pressed,
  { client }: SlackHandlerParts,
): Promise<void> {
  const channel = body.channel?.id ?? (body.view === undefined ? null : channelIn(body.view))
  const view = noteView(kept, page, channel)
  if (body.view?.type === 'modal') {
    await client.views.update({ view_id: body.view.id, view })
  } else {
    await client.views.open({ trigger_id: body.trigger_id, view }).catch((error: unknown) => {
      throw refusalOf(error) === 'expired_trigger_id' ? tooLate(error) : error
    })
  }
}

/** Slack opens a modal within three seconds of a press. https://docs.slack.dev/surfaces/modals#opening_modals */
function tooLate(cause: unknown): UserError {
  return new UserError('wrong-usage', 'That took too long.', 'Press it again.', { cause })
}

async function replaced(respond: RespondFn, message: SlackMessage): Promise<void> {
  await respond({ ...message, replace_original: true })
}

/** A step goes on under the message that it was pressed in. */
function spotOf({ channel, message, container }: BlockAction): Spot {
  const thread: unknown = message?.['thread_ts'] ?? message?.ts ?? container['message_ts']
  return { channel: channel?.id ?? '', thread: typeof thread === 'string' ? thread : null }
}

function isEphemeral({ container }: BlockAction): boolean {
  return container['is_ephemeral'] === true
}

function mustHaveAsked({ user }: BlockAction, { asker }: KeptAnswer): void {
  if (asker?.id === user.id) return
  throw new UserError('wrong-usage', 'Only who asked can delete this answer.', 'Ask them to.')
}

/** Null for what says nothing by being used. */
function valueOf(action: BlockElementAction): string | null {
  if (action.type === 'button') return action.value ?? null
  const isMenu = action.type === 'static_select' || action.type === 'external_select'
  return isMenu ? (action.selected_option?.value ?? null) : null
}
