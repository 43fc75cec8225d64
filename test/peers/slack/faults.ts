/** What a schema finds wrong, in Slack's words. */
import type { z } from 'zod'

export function faultsOf(schema: z.ZodType, value: unknown, root: string): readonly string[] {
  const result = schema.safeParse(value, { reportInput: true })
  return result.success ? [] : result.error.issues.map((issue) => `[ERROR] ${wordsFor(issue, root)}`)
}

function wordsFor(issue: z.core.$ZodIssue, root: string): string {
  const pointer = [root, ...issue.path.map(String)].join('/')
  return `${complaint(issue)} [json-pointer:${pointer}]`
}

function complaint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array'
        ? `no more than ${issue.maximum} items allowed`
        : issue.origin === 'string'
          ? `must be less than ${Number(issue.maximum) + 1} characters`
          : `must be at most ${issue.maximum}`
    case 'too_small':
      return issue.origin === 'array'
        ? `no fewer than ${issue.minimum} items allowed`
        : issue.origin === 'string'
          ? `must be more than ${Number(issue.minimum) - 1} characters`
          : `must be at least ${issue.minimum}`
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`
    case 'invalid_type':
      return issue.input === undefined
        ? `missing required field: ${String(issue.path.at(-1) ?? '')}`
        : `must be a ${issue.expected}`
    case 'invalid_union':
      return issue.discriminator === undefined ? 'failed to match all allowed schemas' : 'unsupported type'
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'custom':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return issue.message
  }
}
