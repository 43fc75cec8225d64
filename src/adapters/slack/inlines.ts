/** Inlines of an answer as rich text, which Slack does not parse: nothing in it pings or links by itself. */
import type { Inline } from '../../core/answers/answer.ts'
import { labelOf } from '../../core/answers/label.ts'
import { visibleText } from '../../core/answers/visible-text.ts'
import { typedInSlack } from './names.ts'
import { joined, plainElements, type Style, type TextElement } from './rich-text.ts'
import { webAddress } from './web-address.ts'

/** Longer titles are cut; they are whole in the note itself. */
export const TITLE_CHARACTERS = 200

/** Slack fills it in with the reader's own time. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const TIME_FORMAT = '{date_long_pretty} at {time}'

export function richText(inlines: readonly Inline[], style: Style = {}): readonly TextElement[] {
  return joined(inlines.map((inline) => elementsOf(inline, style)))
}

function elementsOf(inline: Inline, style: Style): readonly TextElement[] {
  switch (inline.type) {
    case 'text':
      return plainElements(inline.text, style)
    case 'strong':
      return plainElements(inline.text, { ...style, bold: true })
    case 'code':
      return plainElements(typedInSlack(inline.text), { ...style, code: true })
    case 'note':
      return plainElements(labelOf(inline.title, TITLE_CHARACTERS), { ...style, italic: true })
    case 'link': {
      const url = webAddress(inline.url)
      if (url === null) return plainElements(inline.text, style)
      return [{ type: 'link', url, text: labelOf(inline.text, TITLE_CHARACTERS) }]
    }
    case 'time':
      return [
        {
          type: 'date',
          timestamp: Math.floor(inline.at / 1000),
          format: TIME_FORMAT,
          fallback: visibleText(inline.text),
        },
      ]
    case 'cite':
      return plainElements(`[${inline.number}]`)
  }
}
