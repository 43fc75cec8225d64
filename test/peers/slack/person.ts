/** A person in the workspace, and what they can do there. */
import { buttonIn, fieldIn, initialValue, optionIn, textIn } from './controls.ts'
import type { Delivery } from './delivery.ts'
import { contentOf } from './compose.ts'
import { suggestions } from './elements.ts'
import { announce, announceChange, announceDeletion, announceHome, announceMember } from './events.ts'
import { faultsOf } from './faults.ts'
import { Interaction } from './interaction.ts'
import { type Json, jsonIn, jsonsIn } from '../json.ts'
import * as limits from './limits.ts'
import { Modals } from './modals.ts'
import { Refusal } from './refusal.ts'
import { respond } from './responses.ts'
import { type Account, type Channel, Message, type View } from './state.ts'
import { typedLine } from './typed.ts'
import { viewJson } from './view-methods.ts'
import type { ResponseUrl, Workspace } from './workspace.ts'

export interface Saying {
  /** The message whose thread it is said in. */
  readonly thread?: Message
  readonly mentionsBot?: boolean
  /** Which event of a mention comes first; there is no promise. */
  readonly first?: 'message' | 'app_mention'
}

export class Person {
  readonly account: Account
  readonly #workspace: Workspace
  readonly #modals: Modals
  /** What external selects have offered, by action id. */
  readonly #suggested = new Map<string, readonly Json[]>()

  constructor(workspace: Workspace, account: Account) {
    this.#workspace = workspace
    this.account = account
    this.#modals = new Modals(workspace, account, this.#suggested)
  }

  get id(): string {
    return this.account.id
  }
  get name(): string {
    return this.account.name
  }
  /** The conversation with the bot alone. */
  get direct(): Channel {
    return this.#workspace.directChannel(this.account)
  }

  /** What they see in a channel, in order, with threads unfolded and what is for them alone. */
  sees(channel: Channel): readonly Message[] {
    return channel.everything.filter(
      ({ isDeleted, onlyFor }) => !isDeleted && (onlyFor === null || onlyFor === this.id),
    )
  }

  /** A slash command; it cannot be used in threads, so the app never learns of one. */
  types(channel: Channel, line: string): Interaction {
    const workspace = this.#workspace
    const [command = '', ...words] = line.split(/ (.*)/su)
    if (workspace.grant.commands?.includes(command) === false) {
      throw new Error(`${command} is not a valid command.`)
    }
    workspace.needs('commands')
    const address = workspace.responseUrl(this.account, channel, null)
    const payload = {
      token: 'verification',
      team_id: workspace.team,
      team_domain: workspace.domain,
      channel_id: channel.id,
      channel_name: channel.shownName,
      user_id: this.id,
      user_name: this.name.toLowerCase(),
      command,
      text: words.join('').trim(),
      api_app_id: workspace.appId,
      is_enterprise_install: 'false',
      response_url: address.url,
      trigger_id: workspace.trigger(this.account),
    }
    const onAck = (body: Json): void => this.#answerWith(address, body)
    const delivery = workspace.send({ kind: 'slash_commands', payload, isAnswerable: true, onAck })
    return new Interaction(workspace, delivery, address)
  }

  says(channel: Channel, text: string, { thread, mentionsBot, first = 'app_mention' }: Saying = {}): Message {
    const workspace = this.#workspace
    if (!channel.has(this.account)) throw new Error(`${this.name} is not in #${channel.name}.`)
    const content = contentOf(
      workspace,
      typedLine(mentionsBot === true ? `<@${workspace.bot.id}> ${text}` : text),
      'post',
    )
    const message = workspace.post(channel, this.account, content, thread?.thread_ts ?? thread?.ts ?? null)
    announce(workspace, message, first)
    return message
  }

  /** To the bot alone. */
  writesDirectly(text: string, saying: Saying = {}): Message {
    if (!this.#workspace.grant.hasMessagesTab) throw new Error('The app takes no direct messages.')
    return this.says(this.direct, text, saying)
  }

  edits(message: Message, text: string): void {
    const before = message.json()
    message.replaceContent(contentOf(this.#workspace, typedLine(text), 'post', message))
    announceChange(this.#workspace, message, before)
  }

  deletes(message: Message): void {
    message.isDeleted = true
    announceDeletion(this.#workspace, message)
  }

  joins(channel: Channel): Delivery | null {
    channel.add(this.account)
    return announceMember(this.#workspace, channel, this.account, null)
  }

  /** Presses a button, by its text, its label or its action id. */
  presses(place: Message | View, name: string): Interaction {
    const { block, element } = buttonIn(place.blocks, name)
    const { text, value, url, type, action_id: actionId } = element
    return this.#acts(place, block, {
      type,
      action_id: actionId,
      text,
      ...(value === undefined ? {} : { value }),
      ...(url === undefined ? {} : { url }),
    })
  }

  /** Chooses from a menu that acts at once; in a form, use `fills`. */
  chooses(place: Message | View, name: string): Interaction {
    const { block, element, option } = optionIn(place.blocks, name, this.#suggested)
    const { type, action_id: actionId } = element
    const chosen = type === 'checkboxes' ? { selected_options: [option] } : { selected_option: option }
    if (block['type'] === 'input' && block['dispatch_action'] !== true) {
      throw new Error(`"${name}" is a field of a form: it acts only when the form is submitted.`)
    }
    return this.#acts(place, block, { type, action_id: actionId, ...chosen })
  }

  /** Types into an external select; the texts of what it offers. */
  async suggests(place: Message | View, actionId: string, typed: string): Promise<readonly string[]> {
    const workspace = this.#workspace
    const { block, element } = fieldIn(place.blocks, actionId)
    if (element['type'] !== 'external_select') throw new Error(`${actionId} is no external select.`)
    if (!workspace.grant.loadsOptions) throw new Error('The manifest has no message_menu_options_url.')
    if (typed.length < Number(element['min_query_length'] ?? limits.MIN_QUERY_LENGTH)) return []
    const { action_id: id } = element
    const request = { action_id: id, block_id: block['block_id'], value: typed }
    const payload = { type: 'block_suggestion', ...request, ...this.#about(place) }
    const delivery = workspace.send({ kind: 'interactive', payload, isAnswerable: true })
    const answer = await delivery.acked()
    const faults = faultsOf(suggestions, answer, '')
    if (faults.length > 0) workspace.refuse('block_suggestion', new Refusal('invalid_options', faults))
    const groups = jsonsIn(answer['option_groups']).flatMap((group) => jsonsIn(group['options']))
    const options = [...jsonsIn(answer['options']), ...groups]
    if (new Set(options.map(({ value }) => value)).size < options.length) {
      workspace.warnings.push('Two options have the same value.')
    }
    this.#suggested.set(String(id), options)
    return options.map((option) => textIn(option['text']))
  }

  /** A message shortcut; there is none on messages that only one person sees. */
  usesShortcutOn(message: Message, callbackId: string): Interaction {
    const workspace = this.#workspace
    if (message.onlyFor !== null) throw new Error('Ephemeral messages have no shortcuts.')
    if (workspace.grant.shortcuts?.includes(callbackId) === false) {
      throw new Error(`There is no shortcut ${callbackId}.`)
    }
    workspace.needs('commands')
    const address = workspace.responseUrl(this.account, message.channel, null)
    const payload = {
      type: 'message_action',
      callback_id: callbackId,
      trigger_id: workspace.trigger(this.account),
      action_ts: workspace.ts(),
      message_ts: message.ts,
      message: message.json(),
      channel: { id: message.channel.id, name: message.channel.shownName },
      response_url: address.url,
      ...this.#whoAndWhere(),
    }
    const delivery = workspace.send({ kind: 'interactive', payload, isAnswerable: false })
    return new Interaction(workspace, delivery, address)
  }

  /** Opens the app's Home, or its messages; null where the app is not told. */
  opensHome(tab: 'home' | 'messages' = 'home'): Delivery | null {
    const { homes, grant } = this.#workspace
    if (!(tab === 'home' ? grant.hasHomeTab : grant.hasMessagesTab))
      throw new Error(`There is no tab ${tab}.`)
    return announceHome(this.#workspace, this.account, tab, homes.get(this.id))
  }

  /** Fills in fields by their label or action id, without submitting. */
  fills(view: View, values: Readonly<Record<string, string>>): void {
    this.#modals.fill(view, values)
  }
  submits(view: View, values: Readonly<Record<string, string>> = {}): Interaction {
    this.#modals.fill(view, values)
    return new Interaction(this.#workspace, this.#modals.submit(view, this.#whoAndWhere()), null)
  }
  /** Null where the app did not ask to be told. */
  closes(view: View): Delivery | null {
    return this.#modals.close(view, this.#whoAndWhere())
  }

  #acts(place: Message | View, block: Json, action: Json): Interaction {
    const workspace = this.#workspace
    const isMessage = place instanceof Message
    if (isMessage ? place.isDeleted : !place.isOpen) throw new Error('It is not there any more.')
    if (isMessage && !this.sees(place.channel).includes(place))
      throw new Error(`${this.name} does not see it.`)
    const address = isMessage ? workspace.responseUrl(this.account, place.channel, place) : null
    const payload = {
      type: 'block_actions',
      ...this.#about(place),
      trigger_id: workspace.trigger(this.account, isMessage ? null : place),
      ...(address === null ? {} : { response_url: address.url }),
      actions: [{ block_id: block['block_id'], action_ts: workspace.ts(), ...action }],
    }
    const onAck = (body: Json): void => {
      if (Object.keys(body).length > 0)
        workspace.warnings.push('What an action is acknowledged with is ignored.')
    }
    const delivery = workspace.send({ kind: 'interactive', payload, isAnswerable: false, onAck })
    return new Interaction(workspace, delivery, address)
  }

  /** Where something was used. An ephemeral message is not sent along. */
  #about(place: Message | View): Json {
    if (!(place instanceof Message)) {
      return {
        ...this.#whoAndWhere(),
        container: { type: 'view', view_id: place.id },
        view: viewJson(this.#workspace, place),
      }
    }
    const { ts, thread_ts: thread, onlyFor, channel } = place
    return {
      ...this.#whoAndWhere(),
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: onlyFor !== null,
        ...(thread === null ? {} : { thread_ts: thread }),
      },
      channel: { id: channel.id, name: channel.shownName },
      ...(onlyFor === null ? { message: place.json() } : {}),
      state: { values: stateOf(place.blocks) },
    }
  }

  #whoAndWhere(): Json {
    const { team, domain, appId } = this.#workspace
    const username = this.name.toLowerCase()
    return {
      user: { id: this.id, username, name: username, team_id: team },
      team: { id: team, domain },
      api_app_id: appId,
      token: 'verification',
      enterprise: null,
      is_enterprise_install: false,
    }
  }

  #answerWith(address: ResponseUrl, body: Json): void {
    if (Object.keys(body).length === 0) return
    try {
      respond(this.#workspace, address, body)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#workspace.refuse('ack', error)
    }
  }
}

function stateOf(blocks: readonly Json[]): Json {
  const stateful = blocks.filter(({ type }) => type === 'input')
  return Object.fromEntries(
    stateful.map((block) => {
      const element = jsonIn(block['element'])
      return [String(block['block_id']), { [String(element['action_id'])]: initialValue(element) }]
    }),
  )
}
