/** Buttons, selects and modals. https://discord.com/developers/docs/components/reference */
import { z } from 'zod'
import * as limits from './limits.ts'
import { text, trimmed } from '../text-schema.ts'

interface Custom {
  readonly path: (string | number)[]
  readonly code: string
  readonly message: string
}

interface Context {
  addIssue: (issue: {
    code: 'custom'
    path: (string | number)[]
    message: string
    params: { code: string }
  }) => void
}

function add(context: Context, { path, code, message }: Custom): void {
  context.addIssue({ code: 'custom', path, message, params: { code } })
}

function require(context: Context, path: (string | number)[]): void {
  add(context, { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' })
}

function forbid(context: Context, path: (string | number)[], message: string): void {
  add(context, { path, code: 'COMPONENT_INVALID', message })
}

const id = z.int().min(0).nullish()
const customId = text(limits.CUSTOM_ID, 1)
const emoji = z.looseObject({ id: z.string().nullish(), name: z.string().nullish() })

const LINK = 5

const button = z
  .looseObject({
    type: z.literal(2),
    id,
    style: z.literal([1, 2, 3, 4, LINK]),
    label: trimmed(limits.BUTTON_LABEL).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.nullish(),
    url: text(limits.BUTTON_URL).nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine(({ style, label, emoji: picture, custom_id: custom, url }, context) => {
    if ((label ?? '') === '' && (picture ?? null) === null) require(context, ['label'])
    if (style === LINK) {
      if ((url ?? null) === null) require(context, ['url'])
      else if (!/^(?:https?|discord):\/\/\S+$/u.test(url ?? '')) {
        const message = "Scheme must be one of ('http', 'https', 'discord')."
        add(context, { path: ['url'], code: 'URL_TYPE_INVALID_SCHEME', message })
      }
      if ((custom ?? null) !== null)
        forbid(context, ['custom_id'], 'A custom id and url cannot both be specified')
    } else {
      if ((custom ?? null) === null) require(context, ['custom_id'])
      if ((url ?? null) !== null) forbid(context, ['url'], 'A custom id and url cannot both be specified')
    }
  })

const select = z
  .looseObject({
    type: z.literal(3),
    id,
    custom_id: customId,
    placeholder: text(limits.SELECT_PLACEHOLDER).nullish(),
    min_values: z.int().min(0).max(limits.OPTIONS_IN_SELECT).nullish(),
    max_values: z.int().min(1).max(limits.OPTIONS_IN_SELECT).nullish(),
    disabled: z.boolean().nullish(),
    options: z
      .array(
        z.looseObject({
          label: trimmed(limits.OPTION_TEXT, 1),
          value: text(limits.OPTION_TEXT, 1),
          description: text(limits.OPTION_TEXT).nullish(),
          default: z.boolean().nullish(),
          emoji: emoji.nullish(),
        }),
      )
      .min(1)
      .max(limits.OPTIONS_IN_SELECT),
  })
  .superRefine(({ min_values: min, max_values: max, options }, context) => {
    const least = min ?? 1
    const most = max ?? 1
    for (const [at, { value }] of options.entries()) {
      if (options.findIndex((each) => each.value === value) === at) continue
      const message = 'The specified option value is already used'
      add(context, {
        path: ['options', at, 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message,
      })
    }
    const isConsistent = least <= most && most <= Math.max(options.length, 1)
    if (!isConsistent) forbid(context, ['max_values'], `${least} to ${most} of ${options.length} options`)
    if (options.filter((each) => each.default === true).length > most) {
      forbid(context, ['options'], 'More options are chosen by default than can be.')
    }
  })

const row = z
  .looseObject({
    type: z.literal(1),
    id,
    components: z
      .array(z.discriminatedUnion('type', [button, select]))
      .min(1)
      .max(limits.BUTTONS_IN_ROW),
  })
  .superRefine(({ components }, context) => {
    if (components.length === 1 || components.every(({ type }) => type === 2)) return
    const message = 'The specified component exceeds the maximum width'
    add(context, { path: ['components'], code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message })
  })

/** Action rows only: the newer layouts need a flag that makes the text of a message a component too. */
export const rows = z
  .array(z.discriminatedUnion('type', [row]))
  .max(limits.ROWS)
  .superRefine((all, context) => {
    const ids = all.flatMap(({ components }, at) =>
      components.map((each, within) => ({
        custom: each.custom_id ?? null,
        path: [at, 'components', within],
      })),
    )
    refuseRepeated(ids, context)
  })

export type Row = z.infer<typeof row>

const textInput = z
  .looseObject({
    type: z.literal(4),
    id,
    custom_id: customId,
    style: z.literal([1, 2]),
    label: text(limits.LABEL, 1).nullish(),
    min_length: z.int().min(0).max(limits.TEXT_INPUT).nullish(),
    max_length: z.int().min(1).max(limits.TEXT_INPUT).nullish(),
    required: z.boolean().nullish(),
    value: text(limits.TEXT_INPUT).nullish(),
    placeholder: text(limits.TEXT_INPUT_PLACEHOLDER).nullish(),
  })
  .superRefine(({ min_length: min, max_length: max, value }, context) => {
    const most = max ?? limits.TEXT_INPUT
    if ((min ?? 0) > most) forbid(context, ['min_length'], `${min} is more than max_length, ${most}.`)
    if ((value ?? '').length > most) {
      const message = `Must be ${most} or fewer in length.`
      add(context, { path: ['value'], code: 'BASE_TYPE_MAX_LENGTH', message })
    }
  })

export type TextInput = z.infer<typeof textInput>

const label = z
  .looseObject({
    type: z.literal(18),
    id,
    label: text(limits.LABEL, 1),
    description: text(limits.LABEL_DESCRIPTION, 1).nullish(),
    component: z.discriminatedUnion('type', [textInput]),
  })
  .superRefine(({ component }, context) => {
    if ((component.label ?? null) !== null) forbid(context, ['component', 'label'], 'The label is outside.')
  })

/** Deprecated, still accepted: here the input has the label. */
const inputRow = z
  .looseObject({
    type: z.literal(1),
    id,
    components: z
      .array(z.discriminatedUnion('type', [textInput]))
      .min(1)
      .max(1),
  })
  .superRefine(({ components }, context) => {
    if ((components[0]?.label ?? null) === null) require(context, ['components', 0, 'label'])
  })

export const modal = z.looseObject({
  custom_id: customId,
  title: trimmed(limits.MODAL_TITLE, 1),
  components: z
    .array(z.discriminatedUnion('type', [label, inputRow]))
    .min(1)
    .max(limits.MODAL_COMPONENTS)
    .superRefine((all, context) => {
      const ids = all.map((each, at) => ({
        custom: (each.type === 18 ? each.component : each.components[0])?.custom_id ?? null,
        path: each.type === 18 ? [at, 'component'] : [at, 'components', 0],
      }))
      refuseRepeated(ids, context)
    }),
})

function refuseRepeated(
  ids: readonly { readonly custom: string | null; readonly path: (string | number)[] }[],
  context: Context,
): void {
  for (const [at, { custom, path }] of ids.entries()) {
    if (custom === null || ids.findIndex((each) => each.custom === custom) === at) continue
    add(context, {
      path: [...path, 'custom_id'],
      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
      message: 'Component custom id cannot be duplicated',
    })
  }
}
