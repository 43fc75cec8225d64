/** Whom a message notifies and where it leads: what Slack makes of its text and of its blocks. */
import { type Json, isJson, stringIn } from '../json.ts'

export interface Reach {
  readonly pinged: readonly string[]
  readonly links: readonly string[]
}

/**
 * How much a text is read: `marked` only `<…>`, `linked` also bare addresses, `full` also bare names
 * (messaging/formatting-message-text).
 */
export type Reading = 'marked' | 'linked' | 'full'

/** Names that stand for people and channels where bare names are read, each with what it stands for. */
export type Names = ReadonlyMap<string, string>

interface Found {
  readonly pinged: Set<string>
  readonly links: Set<string>
}

const MARKED = /<([^<>]+)>/g
const ADDRESS = /(?<![\w<|])(?:https?:\/\/|mailto:)[^\s<>|]+/g
const BARE = /(?<![\w/])([@#])([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu
const BROADCASTS: ReadonlySet<string> = new Set(['channel', 'here', 'everyone'])
/** A Markdown link, as the markdown block reads it. */
const MARKDOWN_LINK = /\]\(\s*<?((?:https?|mailto):[^\s)>]+)/g

export function reachOf(text: string, reading: Reading, blocks: readonly Json[], names: Names): Reach {
  const found: Found = { pinged: new Set(), links: new Set() }
  readText(text, reading, names, found)
  for (const block of blocks) readBlock(block, names, found)
  return { pinged: [...found.pinged], links: [...found.links] }
}

function readText(text: string, reading: Reading, names: Names, found: Found): void {
  for (const [, inside = ''] of text.matchAll(MARKED)) readMark(inside, found)
  if (reading === 'marked') return
  const rest = text.replaceAll(MARKED, ' ')
  for (const [address] of rest.matchAll(ADDRESS)) {
    found.links.add(address.replace(/[.,;:!?)\]'"]+$/, '').replaceAll('&amp;', '&'))
  }
  if (reading === 'linked') return
  for (const [, sign = '', name = ''] of rest.matchAll(BARE)) {
    const id = names.get(`${sign}${name}`)
    if (sign === '#' && id !== undefined) found.links.add(`#${name}`)
    if (sign === '@' && BROADCASTS.has(name)) found.pinged.add(name)
    if (sign === '@' && id !== undefined) found.pinged.add(id)
  }
}

function readMark(inside: string, { pinged, links }: Found): void {
  const [target = ''] = inside.split('|')
  const rest = target.slice(1)
  if (target.startsWith('@')) pinged.add(rest)
  else if (target.startsWith('#')) links.add(target)
  else if (!target.startsWith('!')) links.add(target.replaceAll('&amp;', '&'))
  else if (rest.startsWith('subteam^')) pinged.add(rest.slice('subteam^'.length))
  else if (BROADCASTS.has(rest)) pinged.add(rest)
}

function readBlock(value: unknown, names: Names, found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value) readBlock(item, names, found)
    return
  }
  if (!isJson(value)) return
  const text = stringIn(value['text']) ?? ''
  switch (value['type']) {
    case 'mrkdwn':
      // Bare names and addresses are read unless the text is verbatim.
      readText(text, value['verbatim'] === true ? 'marked' : 'full', names, found)
      break
    case 'markdown':
      readText(text, 'full', names, found)
      for (const [, address = ''] of text.matchAll(MARKDOWN_LINK)) found.links.add(address)
      break
    case 'user':
      found.pinged.add(String(value['user_id']))
      break
    case 'usergroup':
      found.pinged.add(String(value['usergroup_id']))
      break
    case 'broadcast':
      found.pinged.add(String(value['range']))
      break
    case 'channel':
      found.links.add(`#${String(value['channel_id'])}`)
      break
    default:
      break
  }
  const address = stringIn(value['url'])
  if (address !== undefined) found.links.add(address)
  for (const part of Object.values(value)) readBlock(part, names, found)
}
