/** What is wrong in a folder, as values: what an author must put right is an error, the rest a warning. */
import type { Problem, ProblemCode } from './note.ts'

const SEVERITY = {
  'unreadable-file': 'error',
  'front-matter': 'error',
  'broken-link': 'error',
  'broken-relation': 'error',
  'not-text': 'warning',
  encoding: 'warning',
  'outside-folder': 'warning',
  'broken-anchor': 'warning',
  'ambiguous-link': 'warning',
  'unknown-relation': 'warning',
  'duplicate-title': 'warning',
} as const satisfies Record<ProblemCode, Problem['severity']>

/** Where a problem is: in which file, and whether anyone but its author may see it. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly hidden: boolean
}

export function problemOf(
  code: ProblemCode,
  { file, line, hidden }: Place,
  message: string,
  suggestion: string | null = null,
  severity: Problem['severity'] = SEVERITY[code],
): Problem {
  return { code, severity, file, line, message, suggestion, hidden }
}
