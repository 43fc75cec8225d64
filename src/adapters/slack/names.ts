/** Slack keeps some command names for itself, so a few of ours are called otherwise here. */
import type { Command } from '../../core/commands/command.ts'

/** https://slack.com/help/articles/201259356-Slash-commands-in-Slack */
const OTHER_NAMES: Readonly<Record<string, string>> = { search: 'search-notes' }

/** `/search-notes` for the command `search`. */
export function slashNameOf({ name }: Command): string {
  return `/${OTHER_NAMES[name] ?? name}`
}

/** Texts of core name commands as they are defined; here they are named as Slack has them. */
export function typedInSlack(text: string): string {
  return Object.entries(OTHER_NAMES).reduce(
    (typed, [name, other]) =>
      typed.replace(new RegExp(`(^|[\\s\`])/${name}(?![\\w/-])`, 'gu'), `$1/${other}`),
    text,
  )
}
