/**
 * Running text of a note as elements of rich text. Slack does not parse these: whatever a note says, it pings
 * nobody and links to nothing by itself.
 */
import type { RichTextDate, RichTextElement, RichTextLink, RichTextText } from '@slack/types'
import { footnoteMark, imageText, textOf, type Phrase } from '../../core/answers/markdown-tree.ts'
import { textParts } from '../../core/answers/text-parts.ts'
import { visibleText } from '../../core/answers/visible-text.ts'
import { webAddress } from './web-address.ts'

export type Style = NonNullable<RichTextText['style']>
/** The kinds of element that a note's text is made of. */
export type TextElement = RichTextText | RichTextLink | RichTextDate

/** Slack states no limit for rich text; a block is as large as a section may be, with room for a heading. */
export const RICH_TEXT_CHARACTERS = 2_500

const STYLES = { strong: 'bold', emphasis: 'italic', delete: 'strike' } as const

/** Elements with something to see; none beside another of the same style. */
export function elementsOf(phrases: readonly Phrase[], style: Style = {}): readonly TextElement[] {
  return joined(phrases.map((phrase) => elementsOfPhrase(phrase, style)))
}

/** None for a text of which nothing can be seen. */
export function plainElements(text: string, style: Style = {}): readonly TextElement[] {
  const seen = visibleText(text)
  return seen === '' ? [] : [{ type: 'text', text: seen, ...(Object.keys(style).length > 0 && { style }) }]
}

function elementsOfPhrase(phrase: Phrase, style: Style): readonly TextElement[] {
  switch (phrase.type) {
    case 'text':
      return plainElements(phrase.value, style)
    case 'inlineCode':
      return plainElements(phrase.value, { ...style, code: true })
    case 'break':
      return plainElements('\n')
    case 'image':
      return plainElements(imageText(phrase.alt), style)
    case 'footnoteReference':
      return plainElements(footnoteMark(phrase.label), style)
    case 'strong':
    case 'emphasis':
    case 'delete':
      return elementsOf(phrase.children, { ...style, [STYLES[phrase.type]]: true })
    case 'link': {
      const url = webAddress(phrase.url)
      if (url === null) return elementsOf(phrase.children, style)
      const shown = plainElements(textOf(phrase.children), style)
      return shown.length === 0
        ? [{ type: 'link', url }]
        : shown.map((each) => ({ ...each, type: 'link', url }))
    }
  }
}

/** Elements in one list, those of the same kind and style as one. */
export function joined(parts: readonly (readonly TextElement[])[]): readonly TextElement[] {
  const elements: TextElement[] = []
  for (const element of parts.flat()) {
    const last = elements.at(-1)
    if (last?.type === 'text' && element.type === 'text' && isAlike(last, element)) {
      elements[elements.length - 1] = { ...last, text: last.text + element.text }
    } else {
      elements.push(element)
    }
  }
  return elements
}

function isAlike(one: TextElement, other: TextElement): boolean {
  const [a, b] = [one.style ?? {}, other.style ?? {}]
  return a.bold === b.bold && a.italic === b.italic && a.strike === b.strike && a.code === b.code
}

/** The characters that a reader sees. */
export function charactersOf(elements: readonly RichTextElement[]): number {
  return elements.reduce((sum, element) => {
    if (element.type === 'text') return sum + element.text.length
    if (element.type === 'date') return sum + (element.fallback ?? '').length
    return element.type === 'link' ? sum + (element.text ?? element.url).length : sum
  }, 0)
}

/** The same elements in portions of at most `longest` characters, long texts cut between words. */
export function portionsOf(
  elements: readonly TextElement[],
  longest = RICH_TEXT_CHARACTERS,
): readonly (readonly TextElement[])[] {
  const portions: TextElement[][] = []
  let used = longest
  for (const element of elements.flatMap((each) => partsOf(each, longest))) {
    const length = charactersOf([element])
    if (used + length > longest) {
      portions.push([])
      used = 0
    }
    portions.at(-1)?.push(element)
    used += length
  }
  return portions
}

function partsOf(element: TextElement, longest: number): readonly TextElement[] {
  const text = element.type === 'date' ? undefined : element.text
  return text === undefined || element.type === 'date'
    ? [element]
    : textParts(text, longest).map((part) => ({ ...element, text: part }))
}

/** For Slack's own marks; a text object with it is `verbatim`, or Slack looks for names and addresses in it. */
export function mrkdwnEscaped(text: string): string {
  return visibleText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
