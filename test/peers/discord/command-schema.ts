/** Application commands. https://discord.com/developers/docs/interactions/application-commands */
import { z } from 'zod'
import * as limits from './limits.ts'
import { text } from '../text-schema.ts'
import { Context, Install } from './permissions.ts'

const CHAT_INPUT = 1

const name = z.string().superRefine((value, context) => {
  if (limits.COMMAND_NAME.test(value) && value === value.toLowerCase()) return
  context.addIssue({
    code: 'custom',
    message: 'Command name is invalid',
    params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
  })
})
const description = text(limits.COMMAND_DESCRIPTION, 1)
const localizations = z.record(z.string(), text(limits.COMMAND_DESCRIPTION, 1)).nullish()
const heading = {
  name,
  description,
  name_localizations: localizations,
  description_localizations: localizations,
}
const basic = { ...heading, required: z.boolean().nullish() }

function choices<Value extends z.ZodType>(value: Value) {
  return z
    .array(z.looseObject({ name: text(limits.CHOICE_TEXT, 1), value }))
    .max(limits.COMMAND_CHOICES)
    .nullish()
}

const textOption = z.looseObject({
  ...basic,
  type: z.literal(3),
  choices: choices(text(limits.CHOICE_TEXT, 1)),
  autocomplete: z.boolean().nullish(),
  min_length: z.int().min(0).max(limits.OPTION_LENGTH).nullish(),
  max_length: z.int().min(1).max(limits.OPTION_LENGTH).nullish(),
})
const numberOption = z.looseObject({
  ...basic,
  type: z.literal([4, 10]),
  choices: choices(z.number()),
  autocomplete: z.boolean().nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
})
/** Yes or no, a person, a channel, a role, either of them, a file. */
const plainOption = z.looseObject({ ...basic, type: z.literal([5, 6, 7, 8, 9, 11]) })

const value = z
  .discriminatedUnion('type', [textOption, numberOption, plainOption])
  .superRefine((option, context) => {
    if (option.type !== 3 && option.type !== 4 && option.type !== 10) return
    if (option.autocomplete === true && (option.choices ?? []).length > 0) {
      context.addIssue({
        code: 'custom',
        path: ['autocomplete'],
        message: 'Autocomplete cannot be set to true if choices are present',
        params: { code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES' },
      })
    }
  })

const values = inOrder(value)
const subcommand = z.looseObject({ ...heading, type: z.literal(1), options: values.nullish() })
const group = z.looseObject({
  ...heading,
  type: z.literal(2),
  options: inOrder(z.discriminatedUnion('type', [subcommand])).nullish(),
})
const options = inOrder(z.discriminatedUnion('type', [subcommand, group, value])).superRefine(
  (all, context) => {
    const nested = all.filter(({ type }) => type === 1 || type === 2)
    if (nested.length === 0 || nested.length === all.length) return
    context.addIssue({
      code: 'custom',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
      params: { code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID' },
    })
  },
)

export type Option = z.infer<typeof options>[number]

/** Unique names; required ones first. */
function inOrder<
  Each extends z.ZodType<{ readonly name: string; readonly required?: boolean | null | undefined }>,
>(each: Each) {
  return z
    .array(each)
    .max(limits.COMMAND_OPTIONS)
    .superRefine((all, context) => {
      for (const [at, option] of all.entries()) {
        if (all.findIndex((other) => other.name === option.name) !== at) {
          context.addIssue({
            code: 'custom',
            path: [at, 'name'],
            message: 'Option name already exists',
            params: { code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS' },
          })
        }
        if (option.required === true && all.slice(0, at).some(({ required }) => required !== true)) {
          context.addIssue({
            code: 'custom',
            path: [at],
            message: 'Required options must be placed before non-required options',
            params: { code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID' },
          })
        }
      }
    })
}

const place = {
  contexts: z.array(z.enum(Context)).min(1).nullish(),
  integration_types: z.array(z.enum(Install)).min(1).nullish(),
  default_member_permissions: z.string().regex(/^\d+$/u).nullish(),
  nsfw: z.boolean().nullish(),
}

const chatInput = z.looseObject({
  ...heading,
  ...place,
  type: z.literal(CHAT_INPUT),
  options: options.nullish(),
})
const menu = z.looseObject({
  ...place,
  type: z.literal([2, 3]),
  name: text(limits.MENU_COMMAND_NAME, 1),
  description: z.literal('').nullish(),
  options: z.array(z.never()).nullish(),
})

const command = z
  .preprocess(
    (given) => (typeof given === 'object' && given !== null ? { type: CHAT_INPUT, ...given } : given),
    z.discriminatedUnion('type', [chatInput, menu]),
  )
  .superRefine((definition, context) => {
    const { contexts, integration_types: installs } = definition
    const isForPeople = installs?.includes(Install.User) ?? true
    if (contexts?.includes(Context.Private) === true && !isForPeople) {
      context.addIssue({
        code: 'custom',
        path: ['contexts'],
        message: 'Private channels need a command that people can install',
        params: { code: 'APPLICATION_COMMAND_INVALID_CONTEXTS' },
      })
    }
    if (sizeOf(definition) > limits.COMMAND_TOTAL) {
      context.addIssue({
        code: 'custom',
        message: `Command exceeds maximum size (${limits.COMMAND_TOTAL})`,
        params: { code: 'APPLICATION_COMMAND_TOO_LARGE' },
      })
    }
  })

export type Definition = z.infer<typeof command>

export const commands = z.array(command).superRefine((all, context) => {
  for (const [at, { name: each, type }] of all.entries()) {
    if (all.findIndex((other) => other.name === each && other.type === type) === at) continue
    context.addIssue({
      code: 'custom',
      path: [at, 'name'],
      message: 'Application command names must be unique',
      params: { code: 'APPLICATION_COMMANDS_DUPLICATE_NAME' },
    })
  }
})

/** Names, descriptions and the values of choices, all the way down. */
function sizeOf(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, each) => sum + sizeOf(each), 0)
  if (typeof node !== 'object' || node === null) return 0
  const {
    name: title,
    description: words,
    value: chosen,
    options: inner,
    choices: offered,
  } = node as {
    readonly [key: string]: unknown
  }
  const own = [title, words, chosen].reduce<number>((sum, each) => sum + lengthOf(each), 0)
  return own + sizeOf(inner) + sizeOf(offered)
}

function lengthOf(each: unknown): number {
  return typeof each === 'string' || typeof each === 'number' ? String(each).length : 0
}
