/** Which notes are never picked by the bot itself, as patterns of their paths. */
import type { Note } from '../notes/note.ts'

/**
 * `*` stands for any part of a name, `**` for any folders, `?` for one character; a folder stands for all that is in
 * it. `drafts`, `daily/**`, `notes/*-stub`, with the extension or without.
 */
export function exclusionOf(patterns: readonly string[]): (note: Note) => boolean {
  const tests = patterns.map(patternTest)
  return ({ id, file }) => tests.some((test) => test.test(id) || test.test(file))
}

function patternTest(pattern: string): RegExp {
  const path = pattern.replace(/^\.?\/+/u, '').replace(/\/+$/u, '')
  const parts = path.split(/(\*\*\/|\*\*|\*|\?)/u).map((part) => {
    switch (part) {
      case '**/':
        return '(?:[^/]+/)*'
      case '**':
        return '.*'
      case '*':
        return '[^/]*'
      case '?':
        return '[^/]'
      default:
        return part.replace(/[.+^${}()|[\]\\]/gu, '\\$&')
    }
  })
  return new RegExp(`^${parts.join('')}(?:/.*)?$`, 'iu')
}
