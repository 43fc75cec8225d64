/**
 * A note's own Markdown in Discord's dialect. It has headings of three levels, lists, quotes of one level,
 * code and links; what it lacks is set with what it has.
 */
import {
  footnoteMark,
  markdownTree,
  taskMark,
  type MarkdownTree,
  type Phrase,
  type TreeBlock,
  type TreeItem,
} from '../../core/answers/markdown-tree.ts'
import { codeBricks, isCode, type Room } from './code.ts'
import { phraseLines } from './phrases.ts'
import { tableBricks } from './table.ts'
import { cut, escaped } from './text.ts'
import type { Handlers } from '../../core/answers/handlers.ts'

/** Smaller headings are bold. */
const HEADING_LEVELS = 3
/** Discord nests lists eleven levels deep; so many leave room for a text on a phone. */
const LIST_LEVELS = 6
const QUOTE_LEVELS = 3
const FOOTNOTE_CHARACTERS = 24
const RULE = '─'.repeat(10)

/** Shows nothing; a list's empty item would swallow the next line. */
const NOTHING = '\u200B'

/** What is nested deeper than leaves so many characters for a line is nested no further. */
const MIN_LINE_CHARACTERS = 60
/** A heading leaves so much of its piece for what it heads. */
const MIN_PIECE_CHARACTERS = 400

/** Where a block stands. */
interface Place extends Room {
  readonly lists: number
  readonly quotes: number
}

/**
 * The blocks of a note, to be joined by a blank line; what is longer than `longest` characters in several
 * pieces. A heading is in one piece with what it heads. `longest` is 400 at least.
 */
export function discordPieces(markdown: string, longest: number): readonly string[] {
  const pieces: string[] = []
  let heading = ''
  for (const block of markdownTree(markdown)) {
    const room = heading === '' ? longest : longest - heading.length - 1
    const [first, ...others] = packed(
      bricksOf(block, { longest: room, indent: 0, lists: 0, quotes: 0 }),
      room,
    )
    if (first === undefined) continue
    const piece = heading === '' ? first : `${heading}\n${first}`
    heading = ''
    const isHead = block.type === 'heading' && others.length === 0
    if (isHead && longest - piece.length > MIN_PIECE_CHARACTERS) heading = piece
    else pieces.push(piece, ...others)
  }
  return heading === '' ? pieces : [...pieces, heading]
}

/** Bricks under each other in pieces. */
function packed(bricks: readonly string[], longest: number): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  for (const brick of bricks) {
    if (piece !== '' && piece.length + 1 + brick.length <= longest) {
      piece += `\n${brick}`
    } else if (!BLANK_LINE.test(brick)) {
      pieces.push(piece)
      piece = brick
    }
  }
  return [...pieces, piece].map((each) => each.replace(BLANK_LINE, '')).filter((each) => each !== '')
}

/** What parts two blocks of a quote, of use only between them; a text never ends with a blank. */
const BLANK_LINE = /(?:^|\n)(?:[>\\ ]*> )?$/u

/** Texts that are not torn apart, each on lines of its own. */
const BLOCKS: Handlers<TreeBlock, [place: Place], readonly string[]> = {
  blockquote: ({ children }, place) => {
    // Discord knows no quotes in quotes: there the mark is text, and only fences must stand free.
    const mark = place.quotes === 0 ? '> ' : '\\> '
    const inner = { ...inside(place, mark.length), quotes: place.quotes + 1 }
    if (place.quotes >= QUOTE_LEVELS || inner.longest < MIN_LINE_CHARACTERS) {
      return blocksBricks(children, place)
    }
    return apart(children, inner).map((brick) =>
      place.quotes > 0 && isCode(brick) ? brick : prefixed(brick, mark, mark),
    )
  },
  code: ({ value, language }, place) => codeBricks(value.split('\n'), { language }, place),
  footnoteDefinition: ({ label, children }, place) => {
    const mark = `${cut(escaped(footnoteMark(label)), FOOTNOTE_CHARACTERS)} `
    const inner = { ...place, longest: place.longest - mark.length }
    return inner.longest < MIN_LINE_CHARACTERS
      ? [mark, ...blocksBricks(children, place)]
      : withMark(mark, '', blocksBricks(children, inner))
  },
  heading: ({ depth, children }, place) => {
    const line = children.map((phrase): Phrase => (phrase.type === 'break' ? BLANK : phrase))
    if (depth > HEADING_LEVELS || place.lists > 0) return phraseLines(line, place.longest, ['strong'])
    const mark = `${'#'.repeat(depth)} `
    // A number sign at the end would be taken for a mark.
    return phraseLines(line, place.longest - mark.length - 1).map((each) =>
      each.endsWith('#') ? mark + each + NOTHING : mark + each,
    )
  },
  list: ({ start, items }, place) =>
    items.flatMap((item, i) => itemBricks(item, start === null ? '- ' : `${start + i}. `, place)),
  paragraph: ({ children }, { longest }) => phraseLines(children, longest),
  table: (table, place) => tableBricks(table, place),
  thematicBreak: () => [RULE],
}

const BLANK: Phrase = { type: 'text', value: ' ' }

function bricksOf(block: TreeBlock, place: Place): readonly string[] {
  const handle = BLOCKS[block.type] as (block: TreeBlock, place: Place) => readonly string[]
  return handle(block, place)
}

function blocksBricks(blocks: MarkdownTree, place: Place): readonly string[] {
  return blocks.flatMap((block) => bricksOf(block, place))
}

/** Bricks with an empty one between two blocks. */
function apart(blocks: MarkdownTree, place: Place): readonly string[] {
  const all = blocks.map((block) => bricksOf(block, place)).filter((bricks) => bricks.length > 0)
  return all.flatMap((bricks, i) => (i === 0 ? bricks : ['', ...bricks]))
}

/** What stands under an item is as far in as its text; what is too deep stands beside it. */
function itemBricks({ checked, children }: TreeItem, point: string, place: Place): readonly string[] {
  const mark = point + (checked === null ? '' : taskMark(checked))
  const inner = { ...inside(place, mark.length), lists: place.lists + 1 }
  if (place.lists < LIST_LEVELS && inner.longest >= MIN_LINE_CHARACTERS) {
    return withMark(mark, ' '.repeat(point.length), blocksBricks(children, inner))
  }
  return children.flatMap((child, i) =>
    i === 0 && child.type === 'paragraph'
      ? withMark(mark, '', phraseLines(child.children, place.longest - mark.length))
      : bricksOf(child, place),
  )
}

function inside(place: Place, by: number): Place {
  return { ...place, longest: place.longest - by, indent: place.indent + by }
}

function withMark(mark: string, indent: string, bricks: readonly string[]): readonly string[] {
  const [first = NOTHING, ...others] = bricks
  return [prefixed(first, mark, indent), ...others.map((brick) => prefixed(brick, indent, indent))]
}

function prefixed(brick: string, first: string, rest: string): string {
  return first + brick.replaceAll('\n', `\n${rest}`)
}
