/** What a person did with the bot, and what came of it. */
import type { z } from 'zod'
import type { modal as modalSchema, TextInput } from './component-schema.ts'
import type { Json } from '../json.ts'
import type { Account, Cause, Channel, Message } from './state.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const CallbackType = {
  Reply: 4,
  DeferredReply: 5,
  DeferredUpdate: 6,
  Update: 7,
  Choices: 8,
  Modal: 9,
} as const
export type CallbackType = (typeof CallbackType)[keyof typeof CallbackType]

export type InteractionKind = 'command' | 'menu-command' | 'autocomplete' | 'component' | 'modal'

const { Reply, DeferredReply, DeferredUpdate, Update, Choices, Modal: OpenModal } = CallbackType

/** What each kind can be answered with first. */
export const CALLBACKS: Readonly<Record<InteractionKind, readonly CallbackType[]>> = {
  command: [Reply, DeferredReply, OpenModal],
  'menu-command': [Reply, DeferredReply, OpenModal],
  autocomplete: [Choices],
  component: [Reply, DeferredReply, DeferredUpdate, Update, OpenModal],
  modal: [Reply, DeferredReply, DeferredUpdate, Update],
}

const TYPES: Readonly<Record<InteractionKind, number>> = {
  command: 2,
  'menu-command': 2,
  component: 3,
  autocomplete: 4,
  modal: 5,
}

export interface Choice {
  readonly name: string
  readonly value: string | number
}

export interface InteractionOrigin {
  readonly kind: InteractionKind
  readonly person: Account
  readonly channel: Channel
  /** What the person used, for messages about failures, such as `/explain`. */
  readonly used: string
  /** A command's name. */
  readonly command: string | null
  /** The message whose component was used, also for a modal that came of it. */
  readonly source: Message | null
  /** Whether the bot is not in the server, only installed by the person. */
  readonly isFromOutside: boolean
  readonly isTextFocused: boolean
  /** What opened the form that was submitted. */
  readonly opener?: Cause
}

export class Interaction {
  readonly id: string
  readonly token: string
  readonly at: number
  readonly origin: InteractionOrigin
  readonly payload: Json
  readonly followUps: Message[] = []
  choices: readonly Choice[] | null = null
  opened: Modal | null = null
  readonly #world: World
  #acknowledgement: CallbackType | null = null
  #original: Message | null = null
  /** Edits of the source when it was used, to tell when it was updated. */
  readonly #editsBefore: number

  constructor(world: World, origin: InteractionOrigin, payload: Json) {
    this.#world = world
    this.id = world.id()
    this.token = `token-${this.id}`
    this.at = world.now()
    this.origin = origin
    this.#editsBefore = origin.source?.edits ?? 0
    this.payload = { ...payload, id: this.id, token: this.token, type: this.type }
  }

  get kind(): InteractionKind {
    return this.origin.kind
  }
  get type(): number {
    return TYPES[this.kind]
  }
  get person(): Account {
    return this.origin.person
  }
  get channel(): Channel {
    return this.origin.channel
  }
  get source(): Message | null {
    return this.origin.source
  }
  get isFromOutside(): boolean {
    return this.origin.isFromOutside
  }
  get isTextFocused(): boolean {
    return this.origin.isTextFocused
  }
  get cause(): Cause {
    const { person, command, source, kind, opener = null } = this.origin
    const on = kind === 'component' ? source : null
    return { id: this.id, type: this.type, by: person, name: command, on, from: opener }
  }
  /** How it was acknowledged; null where it was not. */
  get acknowledgement(): CallbackType | null {
    return this.#acknowledgement
  }
  /** What `@original` is: the reply, or the message that is updated. */
  get original(): Message | null {
    return this.#original
  }

  acknowledge(type: CallbackType, original: Message | null): void {
    this.#acknowledgement = type
    this.#original = original
  }

  /** Sends the same event once more, as a gateway may. */
  redeliver(): void {
    this.#world.announceInteraction(this.payload)
  }

  async acknowledged(): Promise<CallbackType> {
    return this.#until('being acknowledged', () => this.#acknowledgement)
  }
  /**
   * The answer, once it is no longer loading: the reply, or the message of the button once it has changed, or the
   * first follow-up where the reply was deleted.
   */
  async answered(): Promise<Message> {
    return this.#until('an answer', () => {
      const first = this.followUps.find(({ isDeleted }) => !isDeleted) ?? null
      const original = this.#original
      if (original === null || original.isDeleted) return first
      if (original !== this.source) return original.isLoading ? null : original
      return original.edits > this.#editsBefore ? original : first
    })
  }
  async followedUp(count = 1): Promise<Message> {
    return this.#until(`follow-up ${count}`, () => this.followUps[count - 1] ?? null)
  }
  async modal(): Promise<Modal> {
    return this.#until('a modal', () => this.opened)
  }
  /** Resolves when the reply, or the message of the button, is gone. */
  async removed(): Promise<void> {
    await this.#until('the message being deleted', () => this.#original?.isDeleted === true || null)
  }

  #until<Value>(what: string, value: () => Value | null): Promise<Value> {
    const { person, used } = this.origin
    return until(this.#world, `${what}, when ${person.name} used ${used}`, () => {
      const found = value()
      const isFailed = this.#world.timeouts.includes(this)
      if (found === null && isFailed) throw new Error(`The application did not respond to ${used} in time.`)
      return found
    })
  }
}

/** A form that a person has before them. */
export class Modal {
  readonly interaction: Interaction
  readonly customId: string
  readonly title: string
  readonly components: z.infer<typeof modalSchema>['components']

  constructor(interaction: Interaction, definition: z.infer<typeof modalSchema>) {
    this.interaction = interaction
    this.customId = definition.custom_id
    this.title = definition.title
    this.components = definition.components
  }

  get inputs(): readonly TextInput[] {
    return this.components.flatMap((each) => (each.type === 18 ? [each.component] : each.components))
  }
  get labels(): readonly string[] {
    return this.components.map((each) => (each.type === 18 ? each.label : (each.components[0]?.label ?? '')))
  }
}
