/** What is wrong with the notes, for their author: problems in private notes too. */
import type { Answer, Block } from '../../core/answers/answer.ts'
import type { Library } from '../../core/notes/note.ts'

export interface Check {
  readonly answer: Answer
  readonly data: unknown
  readonly hasErrors: boolean
}

export function checkOf({ problems, notes, hidden }: Library, folder: string): Check {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const files = counted(notes.size + hidden, 'note')
  const summary =
    problems.length === 0
      ? `No problems in ${files}.`
      : `${counted(errors, 'error')} and ${counted(warnings, 'warning')} in ${files}.`
  const table: Block = {
    type: 'table',
    header: ['', 'Where', 'What', 'Nearest'],
    rows: problems.map(({ severity, file, line, message, suggestion }) => [
      severity,
      `${file}:${line}`,
      message,
      suggestion ?? '',
    ]),
  }
  const counts: Block = { type: 'paragraph', inlines: [{ type: 'strong', text: summary }] }
  return {
    answer: { blocks: problems.length === 0 ? [counts] : [table, counts], steps: [] },
    data: { folder, notes: notes.size, hidden, errors, warnings, problems },
    hasErrors: errors > 0,
  }
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`
}
