/** Texts with a length in UTF-16 units. The schema library counts code points, and the platforms do not say what they count. */
import { z } from 'zod'

export function text(longest: number, least = 0) {
  return z.string().superRefine(lengthBetween(least, longest))
}

/** Without the blanks around it, which Discord drops. */
export function trimmed(longest: number, least = 0) {
  return z.string().trim().superRefine(lengthBetween(least, longest))
}

function lengthBetween(minimum: number, maximum: number) {
  return (input: string, context: z.RefinementCtx<string>): void => {
    const issue = { origin: 'string', input, inclusive: true } as const
    if (input.length > maximum) context.addIssue({ ...issue, code: 'too_big', maximum })
    if (input.length < minimum) context.addIssue({ ...issue, code: 'too_small', minimum })
  }
}
