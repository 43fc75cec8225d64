/** Finding what a person presses, chooses and fills in, by what it says on it. */
import { elementsOf } from './blocks.ts'
import { type Json, jsonIn, jsonsIn, stringIn } from '../json.ts'

export interface Control {
  readonly block: Json
  readonly element: Json
}

export interface Choice extends Control {
  readonly option: Json
}

const CHOOSING: ReadonlySet<unknown> = new Set([
  'static_select',
  'external_select',
  'overflow',
  'radio_buttons',
  'checkboxes',
])
const PRESSING: ReadonlySet<unknown> = new Set(['button', 'icon_button'])

export function controlsOf(blocks: readonly Json[]): readonly Control[] {
  return blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
}

export function textIn(value: unknown): string {
  return stringIn(jsonIn(value)['text']) ?? ''
}

/** The button with this text, label or action id. */
export function buttonIn(blocks: readonly Json[], name: string): Control {
  const buttons = controlsOf(blocks).flatMap(({ block, element }) =>
    element['type'] === 'feedback_buttons'
      ? [element['positive_button'], element['negative_button']].map((half) => ({
          block,
          element: { ...jsonIn(half), type: 'feedback_buttons', action_id: element['action_id'] },
        }))
      : PRESSING.has(element['type'])
        ? [{ block, element }]
        : [],
  )
  const named = buttons.find(({ element }) =>
    [textIn(element['text']), element['accessibility_label'], element['action_id']].includes(name),
  )
  if (named !== undefined) return named
  const there = buttons.map(({ element }) => `"${textIn(element['text'])}"`).join(', ')
  throw new Error(`There is no button "${name}"; there are: ${there === '' ? 'none' : there}.`)
}

function optionsOf(element: Json): readonly Json[] {
  const groups = jsonsIn(element['option_groups']).flatMap((group) => jsonsIn(group['options']))
  return [...jsonsIn(element['options']), ...groups]
}

/** The first option with this text, where `suggested` gives what was offered by action id. */
export function optionIn(
  blocks: readonly Json[],
  name: string,
  suggested: ReadonlyMap<string, readonly Json[]>,
): Choice {
  const choices = controlsOf(blocks)
    .filter(({ element }) => CHOOSING.has(element['type']))
    .flatMap(({ block, element }) => {
      const offered = suggested.get(String(element['action_id'])) ?? []
      return [...optionsOf(element), ...offered].map((option) => ({ block, element, option }))
    })
  const named = choices.find(({ option }) => [textIn(option['text']), option['value']].includes(name))
  if (named !== undefined) return named
  const there = choices.map(({ option }) => `"${textIn(option['text'])}"`).join(', ')
  throw new Error(`There is no option "${name}"; there are: ${there === '' ? 'none' : there}.`)
}

/** The control with this action id, label or block id. */
export function fieldIn(blocks: readonly Json[], name: string): Control {
  const controls = controlsOf(blocks)
  const named = controls.find(({ block, element }) =>
    [element['action_id'], textIn(block['label']), block['block_id']].includes(name),
  )
  if (named !== undefined) return named
  const there = controls.map(({ element }) => `"${String(element['action_id'])}"`).join(', ')
  throw new Error(`There is no field "${name}"; there are: ${there === '' ? 'none' : there}.`)
}

/** What a field holds before anybody touches it. */
export function initialValue(element: Json): Json {
  const { type } = element
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element['initial_option'] ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element['initial_options'] ?? [] }
    case 'users_select':
      return { type, selected_user: element['initial_user'] ?? null }
    case 'channels_select':
      return { type, selected_channel: element['initial_channel'] ?? null }
    case 'conversations_select':
      return { type, selected_conversation: element['initial_conversation'] ?? null }
    case 'datepicker':
      return { type, selected_date: element['initial_date'] ?? null }
    case 'timepicker':
      return { type, selected_time: element['initial_time'] ?? null }
    default:
      return { type, value: element['initial_value'] ?? null }
  }
}

/** The field filled in with what a person typed or picked. */
export function filledValue(element: Json, value: string, suggested: readonly Json[]): Json {
  const [[key, before] = ['value', null]] = Object.entries(initialValue(element)).slice(1)
  const { type } = element
  if (key === 'value') {
    const most = Number(element['max_length'] ?? Infinity)
    const least = Number(element['min_length'] ?? 0)
    if (value.length > most || value.length < least) throw new Error(`The field does not take "${value}".`)
    return { type, value: value === '' ? null : value }
  }
  if (!key.startsWith('selected_option')) return { type, [key]: value }
  const options = [...optionsOf(element), ...suggested]
  const option = options.find((one) => [textIn(one['text']), one['value']].includes(value))
  if (option === undefined) throw new Error(`There is no option "${value}".`)
  return { type, [key]: Array.isArray(before) ? [...before, option] : option }
}

export function isFilled(value: Json): boolean {
  const [, [, content] = []] = Object.entries(value)
  return (
    content !== null &&
    content !== undefined &&
    content !== '' &&
    !(Array.isArray(content) && content.length === 0)
  )
}
