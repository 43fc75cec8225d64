/** A note's table as Slack's own, or as a list where it is too large or there is no room for one. */
import type { TableBlock } from '@slack/types'
import { textOf, type Cell, type Phrase, type TreeBlock } from '../../core/answers/markdown-tree.ts'
import { visibleText } from '../../core/answers/visible-text.ts'
import { TABLE_CHARACTERS, TABLE_COLUMNS, TABLE_ROWS } from './limits.ts'
import { charactersOf, elementsOf } from './rich-text.ts'

type Table = Extract<TreeBlock, { type: 'table' }>
type SlackCell = TableBlock['rows'][number][number]

/** A cell may not be empty. */
const NOTHING_SAID = '–'

/** Null where the table is larger than Slack takes. */
export function tableBlock({ header, rows, align }: Table): TableBlock | null {
  const columns = Math.max(header.length, ...rows.map((row) => row.length))
  if (columns === 0 || columns > TABLE_COLUMNS || rows.length + 1 > TABLE_ROWS) return null
  const characters = [header, ...rows]
    .flat()
    .reduce((sum, cell) => sum + Math.max(1, charactersOf([...elementsOf(cell)])), 0)
  if (characters + columns * (rows.length + 1) > TABLE_CHARACTERS) return null
  const places = Array.from({ length: columns }, (_, i) => i)
  return {
    type: 'table',
    rows: [
      places.map((i) => rawCell(header[i] ?? [])),
      ...rows.map((row) => places.map((i) => slackCell(row[i] ?? []))),
    ],
    column_settings: places.map((i) => ({ align: align[i] ?? 'left', is_wrapped: true })),
  }
}

function rawCell(cell: Cell): SlackCell {
  const text = visibleText(textOf(cell)).trim()
  return { type: 'raw_text', text: text === '' ? NOTHING_SAID : text }
}

function slackCell(cell: Cell): SlackCell {
  const elements = [...elementsOf(cell)]
  if (elements.every(({ type, style }) => type === 'text' && style === undefined)) return rawCell(cell)
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}

/** A point for each row's first cell, points below it for the others, each behind its column's name. */
export function tableList({ header, rows }: Table): TreeBlock {
  const lines = rows.length === 0 ? [header] : rows
  const points = lines.map((row) =>
    row
      .map((cell, i) => named(rows.length === 0 ? [] : (header[i] ?? []), cell))
      .filter((each) => each.length > 0),
  )
  return {
    type: 'list',
    start: null,
    spread: false,
    items: points
      .filter((row) => row.length > 0)
      .map(([first = [], ...others]) => ({
        checked: null,
        spread: false,
        children: [{ type: 'paragraph', children: first }, ...listOf(others)],
      })),
  }
}

function listOf(points: readonly (readonly Phrase[])[]): readonly TreeBlock[] {
  if (points.length === 0) return []
  const items = points.map((children) => ({
    checked: null,
    spread: false,
    children: [{ type: 'paragraph' as const, children }],
  }))
  return [{ type: 'list', start: null, spread: false, items }]
}

function named(name: Cell, cell: Cell): readonly Phrase[] {
  if (name.length === 0 || cell.length === 0) return cell
  return [
    { type: 'strong', children: [...name, { type: 'text', value: ':' }] },
    { type: 'text', value: ' ' },
    ...cell,
  ]
}
