/**
 * What Slack takes as blocks of a message and as a view, and what it says where it refuses.
 *
 * The pages state the limits; the wording of a refusal is what the platform was seen to answer, such as
 * `[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. Blocks that the peer
 * does not model (video, card, carousel, container, plan, task_card, data_table) are refused as unknown.
 */
import { z } from 'zod'
import { text } from '../text-schema.ts'
import {
  button,
  choosing,
  contextAction,
  image,
  mrkdwn,
  overflow,
  plainText,
  textObject,
  typing,
  url,
} from './elements.ts'
import { faultsOf } from './faults.ts'
import { type Json, isJson, jsonIn, jsonsIn, stringIn } from '../json.ts'
import * as limits from './limits.ts'
import { richText } from './rich-text.ts'

const id = { block_id: text(limits.BLOCK_ID, 1).optional() }

const section = z
  .strictObject({
    type: z.literal('section'),
    ...id,
    text: textObject(limits.SECTION_TEXT).optional(),
    fields: z.array(textObject(limits.SECTION_FIELD)).min(1).max(limits.SECTION_FIELDS).optional(),
    accessory: z.discriminatedUnion('type', [button, image, overflow, ...choosing]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text: said, fields }) => said !== undefined || fields !== undefined, {
    message: 'missing required field: text or fields',
  })

const everywhere = [
  section,
  richText,
  z.strictObject({ type: z.literal('divider'), ...id }),
  z.strictObject({ type: z.literal('header'), ...id, text: plainText(limits.HEADER_TEXT) }),
  z.strictObject({
    type: z.literal('context'),
    ...id,
    elements: z
      .array(z.discriminatedUnion('type', [image, plainText(), mrkdwn()]))
      .min(1)
      .max(limits.CONTEXT_ELEMENTS),
  }),
  z.strictObject({
    type: z.literal('actions'),
    ...id,
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow, ...choosing]))
      .min(1)
      .max(limits.ACTIONS_ELEMENTS),
  }),
  z.strictObject({
    type: z.literal('image'),
    ...id,
    image_url: url,
    alt_text: text(limits.IMAGE_TEXT, 1),
    title: plainText(limits.IMAGE_TEXT).optional(),
  }),
  z.strictObject({
    type: z.literal('input'),
    ...id,
    label: plainText(limits.INPUT_LABEL),
    hint: plainText(limits.INPUT_LABEL).optional(),
    element: z.discriminatedUnion('type', [...typing, ...choosing]),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
] as const

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
])

const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  z.strictObject({
    type: z.literal('markdown'),
    ...id,
    text: text(limits.MARKDOWN_TEXT, 1),
  }),
  z.strictObject({
    type: z.literal('table'),
    ...id,
    rows: z.array(z.array(cell).min(1).max(limits.TABLE_CELLS)).min(1).max(limits.TABLE_ROWS),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(limits.TABLE_CELLS)
      .optional(),
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    ...id,
    elements: z.array(contextAction).min(1).max(limits.CONTEXT_ACTIONS_ELEMENTS),
  }),
])

const viewBlock = z.discriminatedUnion('type', [
  ...everywhere,
  z.strictObject({
    type: z.literal('alert'),
    ...id,
    text: textObject(),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
])

const viewParts = {
  blocks: z.array(viewBlock).max(limits.BLOCKS_PER_VIEW),
  private_metadata: text(limits.PRIVATE_METADATA).optional(),
  callback_id: text(limits.CALLBACK_ID).optional(),
  external_id: text(limits.CALLBACK_ID).optional(),
}

const view = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('modal'),
      ...viewParts,
      title: plainText(limits.VIEW_TITLE),
      submit: plainText(limits.VIEW_BUTTON).optional(),
      close: plainText(limits.VIEW_BUTTON).optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
      submit_disabled: z.boolean().optional(),
    })
    .refine(({ blocks, submit }) => submit !== undefined || !blocks.some(({ type }) => type === 'input'), {
      message: 'missing required field: submit, as there are input blocks',
    }),
  z.strictObject({ type: z.literal('home'), ...viewParts }),
])

/** What Slack says against the blocks of a message; empty where it takes them. */
export function messageBlockFaults(blocks: readonly Json[]): readonly string[] {
  const faults = faultsOf(z.array(messageBlock).max(limits.BLOCKS_PER_MESSAGE), blocks, '/blocks')
  return faults.length > 0 ? faults : [...repeatedIds(blocks, '/blocks'), ...tooMuch(blocks)]
}

/** What Slack says against a view; empty where it takes it. */
export function viewFaults(value: unknown): readonly string[] {
  const faults = faultsOf(view, value, '/view')
  return faults.length > 0 ? faults : repeatedIds(jsonsIn(jsonIn(value)['blocks']), '/view/blocks')
}

/** The elements of a block that a person can use. */
export function elementsOf(block: Json): readonly Json[] {
  if (block['type'] === 'context') return []
  const candidates = [block['accessory'], block['element'], ...jsonsIn(block['elements'])]
  return block['type'] === 'rich_text' ? [] : candidates.filter(isJson)
}

function repeatedIds(blocks: readonly Json[], path: string): readonly string[] {
  const faults: string[] = []
  const blockIds = new Set<string | undefined>()
  for (const [i, block] of blocks.entries()) {
    const blockId = stringIn(block['block_id'])
    if (blockId !== undefined && blockIds.has(blockId)) {
      faults.push(`[ERROR] block_id "${blockId}" already exists [json-pointer:${path}/${i}/block_id]`)
    }
    blockIds.add(blockId)
    const actionIds = new Set<string | undefined>()
    for (const [j, element] of elementsOf(block).entries()) {
      const actionId = stringIn(element['action_id'])
      if (actionId !== undefined && actionIds.has(actionId)) {
        const pointer = `${path}/${i}/elements/${j}/action_id`
        faults.push(`[ERROR] action_id "${actionId}" already exists [json-pointer:${pointer}]`)
      }
      actionIds.add(actionId)
    }
  }
  return faults
}

function tooMuch(blocks: readonly Json[]): readonly string[] {
  const tables = blocks.filter(({ type }) => type === 'table')
  const markdown = blocks.filter(({ type }) => type === 'markdown')
  return [
    ...(tables.length > limits.TABLES_PER_MESSAGE
      ? ['[ERROR] only one table is allowed [json-pointer:/blocks]']
      : []),
    ...(tables.some((table) => textLength(table) > limits.TABLE_TEXT)
      ? [`[ERROR] a table must be less than ${limits.TABLE_TEXT + 1} characters [json-pointer:/blocks]`]
      : []),
    ...(textLength(markdown) > limits.MARKDOWN_TEXT
      ? [
          `[ERROR] markdown must be less than ${limits.MARKDOWN_TEXT + 1} characters in all [json-pointer:/blocks]`,
        ]
      : []),
  ]
}

/** The characters that a person can read in blocks. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0)
  if (!isJson(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, part]) =>
      sum + (key === 'text' ? (stringIn(part)?.length ?? textLength(part)) : textLength(part)),
    0,
  )
}
