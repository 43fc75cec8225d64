/** A note's table: Discord has none, so it is aligned in code where a phone is wide enough, else a list. */
import stringWidth from 'string-width'
import {
  textOf,
  type Align,
  type Cell,
  type Phrase,
  type TreeBlock,
} from '../../core/answers/markdown-tree.ts'
import { visibleText } from '../../core/answers/visible-text.ts'
import { codeBricks, type Room } from './code.ts'
import { phraseLines } from './phrases.ts'
import { maskedLink } from './text.ts'

type Table = Extract<TreeBlock, { type: 'table' }>

/** A phone shows about so many letters of code in a line. */
const PHONE_COLUMNS = 46
const GAP = '  '

/** Texts that are not torn apart, each on lines of its own. */
export function tableBricks(table: Table, room: Room): readonly string[] {
  return alignedBricks(table, room) ?? listBricks(table, room.longest)
}

/** Null where a phone would break the lines, or code would hide an address. */
function alignedBricks({ header, rows, align }: Table, room: Room): readonly string[] | null {
  if ([header, ...rows].some((row) => row.some(hasLink))) return null
  const [titles = [], ...texts] = [header, ...rows].map((row) => row.map(cellText))
  const widths = titles.map((title, i) =>
    Math.max(stringWidth(title), ...texts.map((row) => stringWidth(row[i] ?? ''))),
  )
  const width = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1))
  if (width > PHONE_COLUMNS || titles.every((title) => title === '')) return null
  const head = [rowLine(titles, widths, align), widths.map((each) => '─'.repeat(each)).join(GAP)]
  const lines = texts.map((row) => rowLine(row, widths, align))
  const longestLine = Math.max(...[...head, ...lines].map((line) => line.length))
  const least = 2 * (head.length + 1) * (longestLine + room.indent)
  return least > room.longest ? null : codeBricks(lines, { head }, room)
}

function cellText(cell: Cell): string {
  return visibleText(textOf(cell)).replace(/\s+/gu, ' ').trim()
}

function hasLink(cell: Cell): boolean {
  return cell.some((phrase) => {
    if (phrase.type === 'link') return maskedLink('', phrase.url) !== null
    return 'children' in phrase && hasLink(phrase.children)
  })
}

function rowLine(row: readonly string[], widths: readonly number[], aligns: readonly Align[]): string {
  const cells = widths.map((width, i) => {
    const cell = row[i] ?? ''
    const spare = width - stringWidth(cell)
    const left = aligns[i] === 'right' ? spare : aligns[i] === 'center' ? Math.floor(spare / 2) : 0
    return ' '.repeat(left) + cell + ' '.repeat(spare - left)
  })
  return cells.join(GAP).trimEnd()
}

/** A point for each row's first cell, points below it for the others, each behind its column's name. */
function listBricks({ header, rows }: Table, longest: number): readonly string[] {
  if (rows.length === 0) return header.flatMap((cell) => itemLines('- ', '', cell, longest))
  return rows.flatMap((row) => {
    const cells = row
      .map((cell, i) => ({ name: header[i] ?? [], cell }))
      .filter(({ cell }) => cell.length > 0)
    return cells.flatMap(({ name, cell }, i) =>
      itemLines(i === 0 ? '- ' : '  - ', i === 0 ? '  ' : '    ', named(name, cell), longest),
    )
  })
}

function named(name: Cell, cell: Cell): readonly Phrase[] {
  if (name.length === 0) return cell
  return [
    { type: 'strong', children: [...name, { type: 'text', value: ':' }] },
    { type: 'text', value: ' ' },
    ...cell,
  ]
}

function itemLines(
  mark: string,
  rest: string,
  phrases: readonly Phrase[],
  longest: number,
): readonly string[] {
  return phraseLines(phrases, longest - mark.length).map((line, i) => (i === 0 ? mark : rest) + line)
}
