/** What Slack's editor makes of a line that a person types: escaped text with marks, and a rich text block. */
import { Arguments } from './arguments.ts'
import type { Json } from '../json.ts'

/** Mentions may be written as marks, `<@U…>`; addresses become links. */
const PARTS = /(<[@#!][^<>]+>|https?:\/\/[^\s<>]+)/

export function typedLine(line: string): Arguments {
  const parts = line.split(PARTS).filter((part) => part !== '')
  return new Arguments({
    text: parts.map(marked).join(''),
    blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: parts.map(element) }] }],
  })
}

function marked(part: string): string {
  if (/^<[@#!]/.test(part) && part.endsWith('>')) return part
  const escaped = part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return /^https?:/.test(part) ? `<${escaped}>` : escaped
}

function element(part: string): Json {
  if (/^https?:/.test(part)) return { type: 'link', url: part }
  if (!part.startsWith('<') || !part.endsWith('>')) return { type: 'text', text: part }
  const [target = ''] = part.slice(1, -1).split('|')
  const rest = target.slice(1)
  switch (target.charAt(0)) {
    case '@':
      return { type: 'user', user_id: rest }
    case '#':
      return { type: 'channel', channel_id: rest }
    case '!':
      return rest.startsWith('subteam^')
        ? { type: 'usergroup', usergroup_id: rest.slice('subteam^'.length) }
        : { type: 'broadcast', range: rest }
    default:
      return { type: 'text', text: part }
  }
}
