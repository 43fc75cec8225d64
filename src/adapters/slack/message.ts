/** A kept answer as a Slack message. */
import type { KnownBlock } from '@slack/types'
import { labelOf } from '../../core/answers/label.ts'
import type { KeptAnswer } from '../../core/store.ts'
import { actionsOf } from './blocks.ts'
import { renderedAnswer } from './render.ts'

export interface SlackMessage {
  readonly text: string
  readonly blocks?: KnownBlock[]
  readonly unfurl_links?: false
  readonly unfurl_media?: false
  /** Addresses in the text are no links; what may be followed stands in the blocks. */
  readonly parse?: 'none'
}

/** Longer than any display name: https://slack.com/help/articles/360045475833 */
const NAME_CHARACTERS = 100

/** `page` from 0; one that does not exist is the last. */
export function messageOf(kept: KeptAnswer, page = 0): SlackMessage {
  const { text, pages } = renderedAnswer(kept.answer, { tables: true })
  const at = Math.min(page, pages.length - 1)
  const blocks = [
    ...(pages[at] ?? []),
    ...creditBlocks(kept, at, pages.length),
    ...actionsOf(kept, { page: at, pages: pages.length, surface: 'message' }),
  ]
  return { text, blocks, unfurl_links: false, unfurl_media: false, parse: 'none' }
}

/** Plain text: a name in it pings nobody. */
function creditBlocks(
  { asker, isPrivate, isShared }: KeptAnswer,
  page: number,
  pages: number,
): readonly KnownBlock[] {
  const notes = [
    asker === null || isPrivate
      ? null
      : `${isShared ? 'Shared' : 'Asked'} by ${labelOf(asker.name, NAME_CHARACTERS)}`,
    pages > 1 ? `Page ${page + 1} of ${pages}` : null,
  ].filter((each) => each !== null)
  if (notes.length === 0) return []
  return [{ type: 'context', elements: [{ type: 'plain_text', text: notes.join(' · '), emoji: false }] }]
}
