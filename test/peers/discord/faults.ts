/** A body checked against a schema; what is wrong with it in Discord's words, nested by path. */
import type { z } from 'zod'
import { type Fault, refusals, treeOf } from './refusal.ts'

/** Throws 50035. `root` is where the value stands in the body. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  root: readonly string[] = [],
): z.infer<Schema> {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw refusals.invalidBody(
    treeOf(
      result.error.issues.map((issue) => ({
        path: [...root, ...issue.path.map(String)],
        fault: faultOf(issue),
      })),
    ),
  )
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? fault('BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`)
        : fault('NUMBER_TYPE_MAX', `Value should be less than or equal to ${issue.maximum}.`)
    case 'too_small':
      if (issue.origin !== 'string' && issue.origin !== 'array') {
        return fault('NUMBER_TYPE_MIN', `Value should be greater than or equal to ${issue.minimum}.`)
      }
      return issue.input === ''
        ? fault('BASE_TYPE_REQUIRED', 'This field is required')
        : fault('BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`)
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? fault('BASE_TYPE_REQUIRED', 'This field is required')
        : fault(`BASE_TYPE_BAD_${issue.expected.toUpperCase()}`, `Must be a ${issue.expected}.`)
    case 'invalid_value':
      return fault('BASE_TYPE_CHOICES', `Value must be one of {${issue.values.map(String).join(', ')}}.`)
    case 'invalid_union':
      return fault('UNION_TYPE_CHOICES', 'Value of field "type" must be one that is known here.')
    case 'custom':
      return fault(String(issue.params?.['code'] ?? 'BASE_TYPE_INVALID'), issue.message)
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return fault('BASE_TYPE_INVALID', issue.message)
  }
}

function fault(code: string, message: string): Fault {
  return { code, message }
}
