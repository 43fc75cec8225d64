/** A body becomes the content of a message, or is refused: the same for chat methods, response addresses and acknowledgements. */
import type { Arguments } from './arguments.ts'
import { elementsOf, messageBlockFaults, textLength } from './blocks.ts'
import { type Json, isJson, stringIn } from '../json.ts'
import * as limits from './limits.ts'
import { type Reading, reachOf } from './mentions.ts'
import { Refusal } from './refusal.ts'
import type { Content } from './state.ts'
import type { Workspace } from './workspace.ts'

export type Purpose = 'post' | 'ephemeral' | 'update' | 'response'

/** `before` is what an update changes: what it leaves out stays. */
export function contentOf(
  workspace: Workspace,
  args: Arguments,
  purpose: Purpose,
  before: Content | null = null,
): Content {
  const markdown = args.text('markdown_text')
  const given = blocksOf(args)
  if (markdown !== undefined && (given !== null || (args.text('text') ?? '') !== '')) {
    throw new Refusal('markdown_text_conflict')
  }
  if ((markdown ?? '').length > limits.MARKDOWN_TEXT) throw new Refusal('msg_too_long')
  const written = markdown === undefined ? given : [{ type: 'markdown', text: markdown }]
  if (written === null && (before?.blocks.length ?? 0) > 0) {
    workspace.warnings.push('An update without blocks keeps the blocks that there were.')
  }
  const blocks = written === null ? (before?.blocks ?? []) : accepted(workspace, written)
  const text = textOf(workspace, args, purpose)
  if (text === '' && blocks.length === 0) throw new Refusal('no_text')
  if (text === '') workspace.warnings.push('There is no text for notifications and screen readers.')
  if (args.values['attachments'] !== undefined) workspace.warnings.push('Attachments are not modelled.')
  const { pinged, links } = reachOf(text, readingOf(args), blocks, workspace.names)
  const isPreviewed = args.flag('unfurl_links') !== false || args.flag('unfurl_media') !== false
  return {
    text,
    blocks,
    metadata: metadataOf(args, before),
    pinged,
    links,
    // Ephemeral messages have no previews; an update cannot ask for any.
    unfurled:
      purpose === 'update'
        ? (before?.unfurled ?? false)
        : purpose !== 'ephemeral' && isPreviewed && links.length > 0,
  }
}

function blocksOf(args: Arguments): readonly Json[] | null {
  const blocks = args.json('blocks')
  if (blocks === undefined) return null
  if (Array.isArray(blocks) && blocks.every(isJson)) return blocks
  throw new Refusal('invalid_blocks_format')
}

function accepted(workspace: Workspace, blocks: readonly Json[]): readonly Json[] {
  const faults = messageBlockFaults(blocks)
  if (faults.length > 0) throw new Refusal('invalid_blocks', faults)
  if (textLength(blocks) > limits.MESSAGE_BLOCKS_TEXT) throw new Refusal('msg_blocks_too_long')
  return withIds(workspace, blocks)
}

/** Slack gives an id to every block and every element that has none. */
export function withIds(workspace: Workspace, blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block) => {
    const usable = new Set(elementsOf(block).filter(({ type }) => type !== 'image'))
    const named = (value: unknown): unknown =>
      isJson(value) && usable.has(value) ? { action_id: workspace.id('act-'), ...value } : value
    return {
      block_id: workspace.id('blk-'),
      ...block,
      ...(block['accessory'] === undefined ? {} : { accessory: named(block['accessory']) }),
      ...(block['element'] === undefined ? {} : { element: named(block['element']) }),
      ...(Array.isArray(block['elements']) ? { elements: block['elements'].map(named) } : {}),
    }
  })
}

function textOf(workspace: Workspace, args: Arguments, purpose: Purpose): string {
  const text = args.text('text') ?? ''
  if (purpose === 'update' && text.length > limits.UPDATE_TEXT) throw new Refusal('msg_too_long')
  if (text.length <= limits.MESSAGE_TEXT) return text
  workspace.warnings.push(`message_truncated: the text has ${text.length} characters.`)
  return text.slice(0, limits.MESSAGE_TEXT)
}

function readingOf(args: Arguments): Reading {
  if (args.text('parse') === 'full' || args.flag('link_names') === true) return 'full'
  return args.text('parse') === 'none' ? 'marked' : 'linked'
}

function metadataOf(args: Arguments, before: Content | null): Json | null {
  const metadata = args.json('metadata')
  if (metadata === undefined) return before?.metadata ?? null
  if (!isJson(metadata)) throw new Refusal('invalid_metadata_format')
  if (Object.keys(metadata).length === 0) return null
  const { event_type: type, event_payload: payload } = metadata
  if ((stringIn(type) ?? '') === '' || !isJson(payload)) throw new Refusal('invalid_metadata_schema')
  return metadata
}
