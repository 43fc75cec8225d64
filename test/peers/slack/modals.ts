/** Filling in, submitting and closing modals (reference/interaction-payloads/view-interactions-payload). */
import { controlsOf, fieldIn, filledValue, initialValue, isFilled } from './controls.ts'
import type { Delivery } from './delivery.ts'
import { type Json, jsonIn } from '../json.ts'
import { Refusal } from './refusal.ts'
import type { Account, View } from './state.ts'
import { pushView, viewIn, viewJson } from './view-methods.ts'
import type { Workspace } from './workspace.ts'

export class Modals {
  readonly #workspace: Workspace
  readonly #account: Account
  readonly #suggested: ReadonlyMap<string, readonly Json[]>

  constructor(workspace: Workspace, account: Account, suggested: ReadonlyMap<string, readonly Json[]>) {
    this.#workspace = workspace
    this.#account = account
    this.#suggested = suggested
  }

  fill(view: View, values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      const { block, element } = fieldIn(view.blocks, name)
      const actionId = String(element['action_id'])
      const filled = filledValue(element, value, this.#suggested.get(actionId) ?? [])
      view.values[String(block['block_id'])] = { [actionId]: filled }
    }
  }

  submit(view: View, about: Json): Delivery {
    if (view !== this.#workspace.stack(this.#account).at(-1)) throw new Error('It is not the modal on top.')
    if (view.definition['submit'] === undefined) throw new Error('It has no button to submit it.')
    complete(view)
    const payload = {
      type: 'view_submission',
      ...about,
      trigger_id: this.#workspace.trigger(this.#account, view),
      view: viewJson(this.#workspace, view),
      response_urls: [],
    }
    const onAck = (body: Json): void => {
      try {
        this.#follow(view, body)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        this.#workspace.refuse('view_submission', error)
      }
    }
    return this.#workspace.send({ kind: 'interactive', payload, isAnswerable: true, onAck })
  }

  close(view: View, about: Json): Delivery | null {
    const json = viewJson(this.#workspace, view)
    this.#remove(view)
    if (view.definition['notify_on_close'] !== true) return null
    const payload = { type: 'view_closed', ...about, view: json, is_cleared: false }
    return this.#workspace.send({ kind: 'interactive', payload, isAnswerable: false })
  }

  /** What the app wants to happen after a submission. */
  #follow(view: View, body: Json): void {
    const workspace = this.#workspace
    switch (body['response_action']) {
      case undefined:
        this.#remove(view)
        break
      case 'errors': {
        const errors = jsonIn(body['errors'])
        const inputs = view.blocks.filter(({ type }) => type === 'input')
        const ids = new Set(inputs.map(({ block_id: id }) => id))
        const unknown = Object.keys(errors).filter((id) => !ids.has(id))
        if (unknown.length > 0 || Object.keys(errors).length === 0) {
          throw new Refusal('invalid_arguments', [`[ERROR] no input block: ${unknown.join(', ')}`])
        }
        view.errors = errors
        break
      }
      case 'update':
        view.replace(workspace.id('hash.'), viewIn(workspace, body['view'], 'modal'))
        break
      case 'push':
        pushView(workspace, this.#account, viewIn(workspace, body['view'], 'modal'))
        break
      case 'clear':
        for (const open of workspace.stack(this.#account).splice(0)) open.isOpen = false
        break
      default:
        throw new Refusal('invalid_arguments', ['[ERROR] unknown response_action'])
    }
  }

  #remove(view: View): void {
    const stack = this.#workspace.stack(this.#account)
    view.isOpen = false
    if (stack.includes(view)) stack.splice(stack.indexOf(view), 1)
  }
}

/** Puts in what was there from the start, and does not let a person submit without what is required. */
function complete(view: View): void {
  for (const { block, element } of controlsOf(view.blocks)) {
    const blockId = String(block['block_id'])
    const actionId = String(element['action_id'])
    if (block['type'] !== 'input') continue
    const value = view.values[blockId]?.[actionId] ?? initialValue(element)
    view.values[blockId] = { [actionId]: value }
    if (block['optional'] !== true && !isFilled(value)) {
      throw new Error(`"${actionId}" has to be filled in before the form can be submitted.`)
    }
  }
}
