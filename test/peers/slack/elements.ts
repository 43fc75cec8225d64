/** Texts, options and interactive elements of Block Kit, as strict as Slack: a property too many is refused. */
import { z } from 'zod'
import { text } from '../text-schema.ts'
import * as limits from './limits.ts'

export function plainText(max = limits.TEXT_OBJECT) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: text(max, 1),
    emoji: z.boolean().optional(),
  })
}

export function mrkdwn(max = limits.TEXT_OBJECT) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: text(max, 1),
    verbatim: z.boolean().optional(),
  })
}

export function textObject(max = limits.TEXT_OBJECT) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])
}

/** What Slack takes for a link; anything else is "invalid url". */
export const url = z
  .string()
  .min(1)
  .max(limits.URL_LENGTH)
  .refine((address) => /^(?:https?|mailto|slack|tel):\S+$/.test(address), { message: 'invalid url' })

const confirm = z.strictObject({
  title: plainText(limits.CONFIRM_TITLE).optional(),
  text: textObject(limits.CONFIRM_TEXT),
  confirm: plainText(limits.CONFIRM_BUTTON).optional(),
  deny: plainText(limits.CONFIRM_BUTTON).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

const optionParts = {
  value: text(limits.OPTION_VALUE, 1),
  description: textObject(limits.OPTION_TEXT).optional(),
}
const plainOption = z.strictObject({ text: plainText(limits.OPTION_TEXT), ...optionParts })
const anyOption = z.strictObject({ text: textObject(limits.OPTION_TEXT), ...optionParts })
const linkOption = z.strictObject({
  text: plainText(limits.OPTION_TEXT),
  ...optionParts,
  url: url.optional(),
})

const optionGroup = z.strictObject({
  label: plainText(limits.GROUP_LABEL),
  options: z.array(plainOption).min(1).max(limits.SELECT_OPTIONS),
})

/** What an external select answers a query with; none at all is a valid answer. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(plainOption).max(limits.SELECT_OPTIONS) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(limits.OPTION_GROUPS) }),
])

const action = { action_id: text(limits.ACTION_ID, 1).optional() }
const confirmable = { ...action, confirm: confirm.optional() }
const focusable = { ...confirmable, focus_on_load: z.boolean().optional() }
const select = { ...focusable, placeholder: plainText(limits.PLACEHOLDER).optional() }
const many = { ...select, max_selected_items: z.int().min(1).optional() }
const typed = {
  ...action,
  placeholder: plainText(limits.PLACEHOLDER).optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
}
const listed = {
  options: z.array(plainOption).min(1).max(limits.SELECT_OPTIONS).optional(),
  option_groups: z.array(optionGroup).min(1).max(limits.OPTION_GROUPS).optional(),
}

function hasOneList({ options, option_groups: groups }: { options?: unknown; option_groups?: unknown }) {
  return (options === undefined) !== (groups === undefined)
}
const ONE_LIST = { message: 'exactly one of options and option_groups is required' }

export const button = z.strictObject({
  type: z.literal('button'),
  ...confirmable,
  text: plainText(limits.BUTTON_TEXT),
  value: text(limits.BUTTON_VALUE).optional(),
  url: url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: text(limits.BUTTON_LABEL).optional(),
})

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: url,
  alt_text: text(limits.IMAGE_TEXT, 1),
})

export const choosing = [
  z
    .strictObject({
      type: z.literal('static_select'),
      ...select,
      ...listed,
      initial_option: plainOption.optional(),
    })
    .refine(hasOneList, ONE_LIST),
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...many,
      ...listed,
      initial_options: z.array(plainOption).optional(),
    })
    .refine(hasOneList, ONE_LIST),
  z.strictObject({
    type: z.literal('external_select'),
    ...select,
    initial_option: plainOption.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...many,
    initial_options: z.array(plainOption).optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...select, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...select,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...select,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: z.looseObject({}).optional(),
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    ...focusable,
    options: z.array(anyOption).min(1).max(limits.CHOICE_OPTIONS),
    initial_options: z.array(anyOption).optional(),
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    ...focusable,
    options: z.array(anyOption).min(1).max(limits.CHOICE_OPTIONS),
    initial_option: anyOption.optional(),
  }),
  z.strictObject({
    type: z.literal('datepicker'),
    ...select,
    initial_date: z.iso.date().optional(),
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...select,
    initial_time: z
      .string()
      .regex(/^[0-2]\d:[0-5]\d$/)
      .optional(),
    timezone: z.string().optional(),
  }),
] as const

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...confirmable,
  options: z.array(linkOption).min(1).max(limits.OVERFLOW_OPTIONS),
})

export const typing = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: text(limits.INPUT_TEXT).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(limits.INPUT_TEXT).optional(),
    max_length: z.int().min(1).max(limits.INPUT_TEXT).optional(),
  }),
  z.strictObject({
    type: z.literal('url_text_input'),
    ...typed,
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('email_text_input'),
    ...typed,
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const

const opinion = z.strictObject({
  text: plainText(limits.BUTTON_TEXT),
  value: text(limits.BUTTON_VALUE, 1),
  accessibility_label: text(limits.BUTTON_LABEL).optional(),
})

export const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    ...action,
    positive_button: opinion,
    negative_button: opinion,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    ...confirmable,
    icon: z.enum(['trash']),
    text: plainText(limits.BUTTON_TEXT),
    value: text(limits.BUTTON_VALUE).optional(),
    accessibility_label: text(limits.BUTTON_LABEL).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
])
