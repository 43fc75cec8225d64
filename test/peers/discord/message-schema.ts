/** Bodies of messages and of interaction callbacks, as far as they can be checked by themselves. */
import { z } from 'zod'
import { rows } from './component-schema.ts'
import * as limits from './limits.ts'
import { text, trimmed } from '../text-schema.ts'
import { MessageFlag } from './state.ts'

const url = text(limits.EMBED_URL).superRefine((value, context) => {
  if (/^(?:https?|attachment):\/\/\S+$/u.test(value)) return
  context.addIssue({
    code: 'custom',
    message: 'Not a well formed URL.',
    params: { code: 'URL_TYPE_INVALID_URL' },
  })
})

const media = z.looseObject({ url })

const embed = z
  .looseObject({
    title: trimmed(limits.EMBED_TITLE).nullish(),
    description: trimmed(limits.EMBED_DESCRIPTION).nullish(),
    url: url.nullish(),
    color: z.int().min(0).max(limits.EMBED_COLOUR).nullish(),
    timestamp: z.iso.datetime({ offset: true }).nullish(),
    footer: z.looseObject({ text: trimmed(limits.EMBED_FOOTER, 1) }).nullish(),
    author: z.looseObject({ name: trimmed(limits.EMBED_AUTHOR, 1), url: url.nullish() }).nullish(),
    image: media.nullish(),
    thumbnail: media.nullish(),
    fields: z
      .array(
        z.looseObject({
          name: trimmed(limits.EMBED_FIELD_NAME, 1),
          value: trimmed(limits.EMBED_FIELD_VALUE, 1),
          inline: z.boolean().nullish(),
        }),
      )
      .max(limits.EMBED_FIELDS)
      .nullish(),
  })
  .superRefine(({ title, description, fields, footer, author, image, thumbnail }, context) => {
    const texts = [title, description, footer, author, image, thumbnail]
    if (texts.some((each) => (each ?? '') !== '') || (fields ?? []).length > 0) return
    context.addIssue({
      code: 'custom',
      path: ['description'],
      message: 'This field is required',
      params: { code: 'BASE_TYPE_REQUIRED' },
    })
  })

export type Embed = z.infer<typeof embed>

const embeds = z
  .array(embed)
  .max(limits.EMBEDS)
  .superRefine((all, context) => {
    const size = all.reduce((sum, each) => sum + sizeOf(each), 0)
    if (size <= limits.EMBEDS_TOTAL) return
    context.addIssue({
      code: 'custom',
      message: `Embed size exceeds maximum size of ${limits.EMBEDS_TOTAL}`,
      params: { code: 'MAX_EMBED_SIZE_EXCEEDED' },
    })
  })

function sizeOf({ title, description, footer, author, fields }: Embed): number {
  const texts = [title, description, footer?.text, author?.name]
  return [...texts, ...(fields ?? []).flatMap(({ name, value }) => [name, value])].reduce<number>(
    (sum, each) => sum + (each ?? '').length,
    0,
  )
}

const snowflake = z.string().regex(/^\d{15,20}$/u)
const snowflakes = z.array(snowflake).max(limits.ALLOWED_MENTIONS)

const allowedMentions = z
  .looseObject({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: snowflakes.nullish(),
    roles: snowflakes.nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine(({ parse, users, roles }, context) => {
    for (const [kind, ids] of Object.entries({ users, roles })) {
      if ((ids ?? []).length === 0 || parse?.some((each) => each === kind) !== true) continue
      context.addIssue({
        code: 'custom',
        message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
        params: { code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' },
      })
    }
  })

export type AllowedMentions = z.infer<typeof allowedMentions>

/** Strict where Discord's own answer is not documented: a flag that cannot be set in a place is refused. */
function flags(...allowed: readonly number[]) {
  const mask = allowed.reduce((sum, flag) => sum | flag, 0)
  return z.int().superRefine((value, context) => {
    if ((value & ~mask) === 0) return
    context.addIssue({
      code: 'custom',
      message: `Flags ${value & ~mask} cannot be set here.`,
      params: { code: 'BITFIELD_INVALID_FLAGS' },
    })
  })
}

const attachments = z.array(
  z.looseObject({
    id: z.union([z.int(), z.string()]),
    filename: z.string().nullish(),
    description: text(limits.ATTACHMENT_DESCRIPTION).nullish(),
  }),
)

const body = {
  content: trimmed(limits.CONTENT).nullish(),
  embeds: embeds.nullish(),
  components: rows.nullish(),
  attachments: attachments.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  tts: z.boolean().nullish(),
}

/** https://discord.com/developers/docs/resources/message#create-message */
export const newMessage = z.looseObject({
  ...body,
  flags: flags(MessageFlag.SuppressEmbeds, MessageFlag.SuppressNotifications).nullish(),
  nonce: z.union([z.int(), text(limits.NONCE)]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .looseObject({
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      type: z.literal(0).nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
})

export const editedMessage = z.looseObject({
  ...body,
  flags: flags(MessageFlag.SuppressEmbeds).nullish(),
})

/** A reply to an interaction, and a follow-up. */
export const reply = z.looseObject({
  ...body,
  flags: flags(
    MessageFlag.Ephemeral,
    MessageFlag.SuppressEmbeds,
    MessageFlag.SuppressNotifications,
  ).nullish(),
})

/** "The only valid flag for a deferred response is EPHEMERAL." */
export const deferral = z.looseObject({ flags: flags(MessageFlag.Ephemeral).nullish() }).nullish()

export const newThread = z.looseObject({
  name: trimmed(limits.THREAD_NAME, 1),
  auto_archive_duration: z.literal(limits.ARCHIVE_MINUTES).nullish(),
  type: z.literal([10, 11, 12]).nullish(),
})

export type MessageBody = z.infer<typeof newMessage> | z.infer<typeof reply>

/** Text of one choice for an option that takes text, else numbers. */
export function choicesFor(isText: boolean) {
  const value = isText ? text(limits.CHOICE_TEXT, 1) : z.number()
  const choice = z.looseObject({ name: text(limits.CHOICE_TEXT, 1), value })
  return z.looseObject({ choices: z.array(choice).max(limits.COMMAND_CHOICES) })
}
