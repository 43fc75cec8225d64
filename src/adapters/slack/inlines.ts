/** Inlines of an answer as rich text, which Slack does not parse: nothing in it pings or links by itself. */
import type { Inline } from '../../core/answers/answer.ts'
import { labelOf } from '../../core/answers/label.ts'
import { typedInSlack } from './names.ts'
import { joined, plainElements, type Style, type TextElement } from './rich-text.ts'
import { webAddress } from './web-address.ts'

/** Longer titles are cut; they are whole in the note itself. */
export const TITLE_CHARACTERS = 200

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
    case 'cite':
      return plainElements(`[${inline.number}]`)
  }
}
