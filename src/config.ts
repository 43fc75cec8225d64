/** What the environment says, checked once. Every fault is named in one readable list. */
import { z } from 'zod'
import { UserError } from './core/errors.ts'

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

export interface Config {
  readonly notesDir: string
  /** Template of a note's own address with `{path}`; null where notes have none. */
  readonly notesUrl: string | null
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

export type Environment = Readonly<Record<string, string | undefined>>

/** A text that is empty or blank counts as unset. */
const blankAsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === ''
    ? undefined
    : typeof value === 'string'
      ? value.trim()
      : value

const NOTES_URL_EXPECTED =
  'an http or https address that holds {path}, such as https://notes.example.org/{path}'

const variables = z.object({
  NOTES_DIR: z.preprocess(blankAsUnset, z.string().default('corpus')),
  NOTES_URL: z.preprocess(blankAsUnset, z.string().refine(isAddressTemplate, NOTES_URL_EXPECTED).optional()),
  LOG_LEVEL: z.preprocess(
    blankAsUnset,
    z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  ),
})

/** Throws UserError with every fault: the variable, its value, and what was expected. */
export function configOf(env: Environment): Config {
  const result = variables.safeParse(env)
  if (result.success) {
    const { NOTES_DIR, NOTES_URL, LOG_LEVEL } = result.data
    return { notesDir: NOTES_DIR, notesUrl: NOTES_URL ?? null, logLevel: LOG_LEVEL }
  }
  const faults = result.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    return `${name} is "${env[name] ?? ''}"; expected ${message}.`
  })
  throw new UserError(
    'bad-configuration',
    faults.join('\n'),
    'Set it in the environment or in the file .env; .env.example explains every variable.',
    { cause: result.error },
  )
}

function isAddressTemplate(template: string): boolean {
  const url = URL.parse(template.replaceAll('{path}', 'path'))
  return template.includes('{path}') && url !== null && ['http:', 'https:'].includes(url.protocol)
}
