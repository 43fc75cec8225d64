/** Spans set in lines of a width. */
import stringWidth from 'string-width'
import { LINE_BREAK, merged, span, type Line, type Span } from './span.ts'

interface Word {
  readonly pieces: readonly Span[]
  readonly width: number
  /** What stood before it: its style carries over a link's blanks. */
  readonly blank: Span | null
}

/** No line is wider than `width`, except by a span that is kept whole. Longer words are broken. */
export function wrap(spans: readonly Span[], width: number): readonly Line[] {
  const lines: Span[][] = []
  let line: Span[] = []
  let used = 0
  const endLine = () => {
    lines.push(line)
    line = []
    used = 0
  }
  for (const word of wordsOf(spans)) {
    if (word === LINE_BREAK) {
      endLine()
      continue
    }
    for (const [part, { pieces, width: wide, blank }] of partsOf(word, width).entries()) {
      if (line.length > 0 && (part > 0 || used + 1 + wide > width)) endLine()
      if (line.length > 0 && blank !== null) {
        line.push(blank)
        used += 1
      }
      line.push(...pieces)
      used += wide
    }
  }
  if (line.length > 0) endLine()
  return lines
}

/** Lines behind a prefix: the first behind `first`, the others behind blanks or `rest`. */
export function hang(first: Span, lines: readonly Line[], rest?: Span): readonly Line[] {
  const others = rest ?? span(' '.repeat(stringWidth(first.text)))
  return (lines.length === 0 ? [[]] : lines).map((line, i) => [i === 0 ? first : others].concat(line))
}

export interface Stacked {
  readonly type: string
  readonly lines: readonly Line[]
}

/** Blocks under each other with a blank line between; a heading stands on what it heads. */
export function stack(blocks: readonly Stacked[]): readonly Line[] {
  const shown = blocks.filter(({ lines }) => lines.length > 0)
  return shown.flatMap(({ lines }, i) =>
    i === 0 || shown[i - 1]?.type === 'heading' ? lines : BLANK.concat(lines),
  )
}

const BLANK: readonly Line[] = [[]]

export function widthOf(line: Line): number {
  return stringWidth(line.map(({ text }) => text).join(''))
}

/** Words with the blanks before them; a word may run over several spans: `**bold**ness`. */
function wordsOf(spans: readonly Span[]): readonly (Word | Span)[] {
  const words: (Word | Span)[] = []
  let pieces: Span[] = []
  let blank: Span | null = null
  const endWord = () => {
    if (pieces.length > 0) words.push({ pieces, width: widthOf(pieces), blank })
    pieces = []
    blank = null
  }
  for (const each of spans) {
    if (each === LINE_BREAK) {
      endWord()
      words.push(LINE_BREAK)
    } else if (each.whole) {
      pieces.push(each)
    } else {
      for (const text of each.text.split(/( +)/u)) {
        if (text.startsWith(' ')) {
          endWord()
          blank = { ...each, text: ' ' }
        } else if (text !== '') {
          pieces.push({ ...each, text })
        }
      }
    }
  }
  endWord()
  return words
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function partsOf(word: Word | Span, width: number): readonly Word[] {
  if ('text' in word) return []
  if (word.width <= width) return [word]
  const parts: Word[] = []
  let pieces: Span[] = []
  let used = 0
  for (const piece of word.pieces) {
    for (const { text, wide } of clustersOf(piece, width)) {
      if (pieces.length > 0 && used + wide > width) {
        parts.push({ pieces: merged(pieces), width: used, blank: word.blank })
        pieces = []
        used = 0
      }
      pieces.push({ ...piece, text })
      used += wide
    }
  }
  return [...parts, { pieces: merged(pieces), width: used, blank: word.blank }]
}

interface Cluster {
  readonly text: string
  readonly wide: number
}

/**
 * What a reader takes for one character. Where somebody made that wider than the line, its code points,
 * each counted as visible: joined again they are at most as wide.
 */
function clustersOf({ text, whole }: Span, width: number): readonly Cluster[] {
  if (whole) return [{ text, wide: stringWidth(text) }]
  return [...graphemes.segment(text)].flatMap(({ segment }) => {
    const wide = stringWidth(segment)
    if (wide <= width) return { text: segment, wide }
    return Array.from(segment, (point) => ({ text: point, wide: Math.max(1, stringWidth(point)) }))
  })
}
