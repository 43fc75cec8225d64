/** Commands as they are typed in a shell. */
import type { Command } from '../../core/commands/command.ts'

/**
 * Texts of core name commands as chats type them, `/search topic:limits`. In a shell that is
 * `npm run search -- topic:limits`.
 */
export function typedInShell(text: string, commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).join('|')
  return text.replace(
    new RegExp(`(^|\\s)/(${names})(?![\\w/-])( +(?=\\S))?`, 'gu'),
    (_, before: string, name: string, blank: string | undefined) =>
      `${before}npm run ${name}${blank === undefined ? '' : ' -- '}`,
  )
}
