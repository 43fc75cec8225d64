/** The state of one workspace with the app installed in it, and the rules of time, ids and scopes. */
import type { Delivery, DeliveryKind } from './delivery.ts'
import type { Json } from '../json.ts'
import * as limits from './limits.ts'
import type { Names } from './mentions.ts'
import { Refusal } from './refusal.ts'
import { type Account, Channel, type ChannelKind, type Content, Message, type View } from './state.ts'

export interface Grant {
  readonly scopes: readonly string[]
  /** Events that the app subscribes to, as the manifest names them. */
  readonly events: readonly string[]
  /** Null where any will do. */
  readonly commands: readonly string[] | null
  readonly shortcuts: readonly string[] | null
  readonly hasHomeTab: boolean
  readonly hasMessagesTab: boolean
  /** Whether external selects can ask the app: over HTTP they need an address of their own. */
  readonly loadsOptions: boolean
}

export interface Refused {
  readonly method: string
  readonly error: string
  readonly messages: readonly string[]
}

export interface Call {
  readonly method: string
  readonly args: Json
  readonly ok: boolean
}

interface Trigger {
  readonly account: Account
  readonly view: View | null
  readonly issuedAt: number
  isUsed: boolean
}

/** An address that an app may answer an interaction at. */
export interface ResponseUrl {
  readonly url: string
  readonly account: Account
  readonly channel: Channel
  /** The message that was acted on; null for slash commands and shortcuts. */
  readonly original: Message | null
  readonly issuedAt: number
  /** Bodies that were accepted. */
  readonly bodies: Json[]
  /** Messages that came of them. */
  readonly messages: Message[]
  uses: number
}

export interface Sending {
  readonly kind: DeliveryKind
  readonly payload: Json
  readonly isAnswerable: boolean
  readonly onAck?: (body: Json) => void
}

export class Workspace {
  readonly team = 'T0PEER'
  readonly domain = 'peer'
  readonly appId = 'A0PEERBOT'
  readonly bot: Account = { id: 'U0PEERBOT', name: 'notewalk', tz: 'Etc/UTC', botId: 'B0PEERBOT' }
  readonly accounts: Account[] = [this.bot]
  readonly channels: Channel[] = []
  readonly modals = new Map<string, View[]>()
  readonly homes = new Map<string, View>()
  readonly responseUrls = new Map<string, ResponseUrl>()
  readonly calls: Call[] = []
  readonly refused: Refused[] = []
  /** What Slack would take, but does not promise or cuts: rarely what was meant. */
  readonly warnings: string[] = []
  /** Interactions that a person saw fail, as nobody acknowledged them in time. */
  readonly timeouts: Delivery[] = []
  /** The status line under each thread, as `channel:ts`. */
  readonly statuses = new Map<string, string>()
  readonly grant: Grant
  readonly scopes: Set<string>
  readonly send: (sending: Sending) => Delivery
  /** Where response addresses begin. */
  base = ''
  #offset = 0
  #count = 0
  readonly #triggers = new Map<string, Trigger>()
  readonly #triggerMs: number

  constructor(grant: Grant, triggerMs: number, send: (sending: Sending) => Delivery) {
    this.grant = grant
    this.scopes = new Set(grant.scopes)
    this.#triggerMs = triggerMs
    this.send = send
  }

  now(): number {
    return Date.now() + this.#offset
  }
  /** Lets time pass for triggers and response addresses. */
  advance(ms: number): void {
    this.#offset += ms
  }
  id(prefix: string): string {
    this.#count++
    return `${prefix}${this.#count.toString(36).toUpperCase().padStart(8, '0')}`
  }
  ts(): string {
    this.#count++
    return `${Math.floor(this.now() / 1000)}.${String(this.#count).padStart(6, '0')}`
  }

  needs(...scopes: readonly string[]): void {
    if (scopes.some((scope) => this.scopes.has(scope))) return
    const provided = [...this.scopes].join(',')
    throw new Refusal('missing_scope', [], { needed: scopes[0] ?? '', provided })
  }

  account(id: string): Account | undefined {
    return this.accounts.find((account) => account.id === id)
  }
  channel(idOrName: string): Channel | undefined {
    const name = idOrName.replace(/^#/, '')
    return this.channels.find((channel) => channel.id === idOrName || channel.name === name)
  }
  addChannel(kind: ChannelKind, name: string, people: readonly string[] | null, archived = false): Channel {
    const id = this.id({ public: 'C', private: 'G', im: 'D' }[kind])
    const channel = new Channel(this.team, id, name, kind, people, archived)
    this.channels.push(channel)
    return channel
  }
  directChannel(account: Account): Channel {
    const name = `dm-${account.id}`
    const known = this.channels.find((channel) => channel.name === name)
    if (known !== undefined) return known
    const channel = this.addChannel('im', name, [account.id])
    channel.add(this.bot)
    return channel
  }
  get names(): Names {
    return new Map([
      ...this.accounts.map(({ name, id }): [string, string] => [`@${name}`, id]),
      ...this.channels.map(({ name, id }): [string, string] => [`#${name}`, id]),
    ])
  }

  post(
    channel: Channel,
    author: Account,
    content: Content,
    threadTs: string | null = null,
    onlyFor: string | null = null,
  ): Message {
    const message = new Message(channel, { ts: this.ts(), author, threadTs, onlyFor }, content)
    channel.everything.push(message)
    return message
  }

  stack(account: Account): View[] {
    const stack = this.modals.get(account.id) ?? []
    this.modals.set(account.id, stack)
    return stack
  }
  view(id: string): View | undefined {
    return [...this.modals.values(), [...this.homes.values()]].flat().find((view) => view.id === id)
  }

  trigger(account: Account, view: View | null = null): string {
    const id = `${this.#count++}.${this.team}.${crypto.randomUUID().replaceAll('-', '')}`
    this.#triggers.set(id, { account, view, issuedAt: this.now(), isUsed: false })
    return id
  }
  /** Good once, for three seconds. */
  useTrigger(id: string): Trigger {
    const trigger = this.#triggers.get(id)
    if (trigger === undefined) {
      throw new Refusal('invalid_trigger_id', ['[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]'])
    }
    if (trigger.isUsed) throw new Refusal('exchanged_trigger_id')
    if (this.now() - trigger.issuedAt > this.#triggerMs) throw new Refusal('expired_trigger_id')
    trigger.isUsed = true
    return trigger
  }

  responseUrl(account: Account, channel: Channel, original: Message | null): ResponseUrl {
    const id = crypto.randomUUID()
    const address: ResponseUrl = {
      url: `${this.base}/response/${id}`,
      account,
      channel,
      original,
      issuedAt: this.now(),
      bodies: [],
      messages: [],
      uses: 0,
    }
    this.responseUrls.set(id, address)
    return address
  }
  isExpired({ issuedAt }: ResponseUrl): boolean {
    return this.now() - issuedAt > limits.RESPONSE_URL_MS
  }

  refuse(method: string, { error, messages }: Refusal): void {
    this.refused.push({ method, error, messages })
  }
}
