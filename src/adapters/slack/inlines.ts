/** Inlines of an answer as rich text, which Slack does not parse: nothing in it pings or links by itself. */
import type { RichTextElement } from '@slack/types'
import type { Inline } from '../../core/answers/answer.ts'
import { labelOf } from '../../core/answers/label.ts'
import { visibleText } from '../../core/answers/visible-text.ts'
import { typedInSlack } from './names.ts'

/** Longer titles are cut; they are whole in the note itself. */
export const TITLE_CHARACTERS = 200

type Style = NonNullable<Extract<RichTextElement, { type: 'text' }>['style']>

export function richText(inlines: readonly Inline[], style: Style = {}): RichTextElement[] {
  return inlines.map((inline) => elementOf(inline, style)).filter((element) => !isEmpty(element))
}

export function textElement(text: string, style: Style = {}): RichTextElement {
  return { type: 'text', text: visibleText(text), ...(Object.keys(style).length > 0 && { style }) }
}

function elementOf(inline: Inline, style: Style): RichTextElement {
  switch (inline.type) {
    case 'text':
      return textElement(inline.text, style)
    case 'strong':
      return textElement(inline.text, { ...style, bold: true })
    case 'code':
      return textElement(typedInSlack(inline.text), { ...style, code: true })
    case 'note':
      return textElement(labelOf(inline.title, TITLE_CHARACTERS), { ...style, italic: true })
    case 'link': {
      const url = webAddress(inline.url)
      return url === null
        ? textElement(inline.text, style)
        : { type: 'link', url, text: labelOf(inline.text, TITLE_CHARACTERS) }
    }
    case 'cite':
      return textElement(`[${inline.number}]`)
  }
}

function isEmpty(element: RichTextElement): boolean {
  return element.type === 'text' && element.text === ''
}

/** Only for the web; null where it is longer than Slack takes. https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export function webAddress(url: string): string | null {
  const parsed = URL.parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null
  return parsed.href.length > 3_000 ? null : parsed.href
}
