/** What can be pressed, chosen and filled in, found by what a person sees. */
import type { Json } from '../json.ts'
import type { Row } from './component-schema.ts'
import type { Modal } from './interaction.ts'
import * as limits from './limits.ts'
import type { Message } from './state.ts'

type Component = Row['components'][number]
type Button = Extract<Component, { type: 2 }>
type Select = Extract<Component, { type: 3 }>

const LINK = 5
const BUTTON = 2
const SELECT = 3
const LABEL = 18

/** The data of an interaction. Throws where there is no such button, or it cannot be pressed. */
export function pressed(message: Message, name: string): Json {
  const buttons = controlsOf(message).filter((each): each is Button => each.type === BUTTON)
  const button = named(
    buttons,
    name,
    ({ label }) => label ?? '',
    ({ custom_id: id }) => id ?? '',
  )
  if (button === null) {
    throw new Error(`There is no button "${name}", only: ${buttons.map(({ label }) => label).join(', ')}.`)
  }
  if (button.style === LINK) throw new Error(`"${name}" is a link: ${String(button.url)}`)
  if (button.disabled === true) throw new Error(`"${name}" is disabled.`)
  return { component_type: BUTTON, custom_id: button.custom_id, id: 1 }
}

/** The data of an interaction. Throws where no select offers all of them, or takes that many. */
export function chosen(message: Message, names: readonly string[]): Json {
  const selects = controlsOf(message).filter((each): each is Select => each.type === SELECT)
  for (const select of selects) {
    const options = names.map((name) =>
      named(
        select.options,
        name,
        ({ label }) => label,
        ({ value }) => value,
      ),
    )
    const values = options.flatMap((option) => (option === null ? [] : [option.value]))
    if (values.length < names.length) continue
    if (select.disabled === true) throw new Error(`The select with "${names.join('", "')}" is disabled.`)
    const [least, most] = [select.min_values ?? 1, select.max_values ?? 1]
    if (values.length < least || values.length > most)
      throw new Error(`It takes ${least} to ${most} options.`)
    return { component_type: SELECT, custom_id: select.custom_id, values, id: 1 }
  }
  const all = selects.flatMap(({ options }) => options.map(({ label }) => label))
  throw new Error(`No select offers "${names.join('", "')}", only: ${all.join(', ')}.`)
}

/** The data of an interaction. Fields are named by their custom id or label. */
export function filled(modal: Modal, fields: Readonly<Record<string, string>>): Json {
  const known = modal.inputs.map(({ custom_id: id }, at) => ({ id, label: modal.labels[at] ?? '' }))
  const unknown = Object.keys(fields).filter(
    (key) => !known.some(({ id, label }) => key === id || key === label),
  )
  if (unknown.length > 0) throw new Error(`The form has no ${unknown.join(', ')}.`)
  const inputs = modal.inputs.map(
    ({ custom_id: id, value, required, min_length: min, max_length: max }, at) => {
      const label = modal.labels[at] ?? ''
      const text = fields[id] ?? fields[label] ?? value ?? ''
      if (text === '' && required !== false) throw new Error(`"${label}" has to be filled in.`)
      if (text !== '' && text.length < (min ?? 0))
        throw new Error(`"${label}" takes at least ${min} characters.`)
      if (text.length > (max ?? limits.TEXT_INPUT))
        throw new Error(`"${label}" takes at most ${max} characters.`)
      return { type: 4, id: at + 1, custom_id: id, value: text }
    },
  )
  const components = modal.components.map(({ type }, at) =>
    type === LABEL
      ? { type, id: at + 1, component: inputs[at] }
      : { type, id: at + 1, components: [inputs[at]] },
  )
  return { custom_id: modal.customId, components }
}

function controlsOf({ components }: Message): readonly Component[] {
  return components.flatMap((row) => row.components)
}

/** By id or whole label, else by how the label begins; throws where that fits several. */
function named<Item>(
  items: readonly Item[],
  name: string,
  label: (item: Item) => string,
  id: (item: Item) => string,
): Item | null {
  const exact = items.find((item) => id(item) === name || label(item) === name)
  if (exact !== undefined) return exact
  const [first, second] = items.filter((item) => label(item).startsWith(name))
  if (first !== undefined && second !== undefined) {
    throw new Error(`"${name}" may be "${label(first)}" or "${label(second)}".`)
  }
  return first ?? null
}
