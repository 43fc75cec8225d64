import type { KnownBlock } from '@slack/types'

export function slackBlocks(markdown: string, _surface: { readonly tables: boolean }): readonly KnownBlock[] {
  return [
    {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: markdown.slice(0, 2000) || '-' }] },
      ],
    },
  ]
}
