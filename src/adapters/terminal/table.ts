/** Tables set to a width: columns are narrowed and cells wrapped, never cut. */
import { span, type Line, type Span } from './span.ts'
import { hang, widthOf, wrap } from './wrap.ts'

export type Align = 'left' | 'right' | 'center' | null
type Cell = readonly Span[]

const GAP = 2
/** Where the columns would be narrower than this, every row is set as a list of its cells. */
const MIN_COLUMN = 6

export function tableLines(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  width: number,
  aligns: readonly Align[] = [],
): readonly Line[] {
  const columns = Math.max(header.length, ...rows.map((row) => row.length))
  const room = width - GAP * (columns - 1)
  const natural = Array.from({ length: columns }, (_, i) =>
    Math.max(1, ...[header, ...rows].map((row) => naturalWidth(row[i] ?? []))),
  )
  if (columns > 1 && room < columns * MIN_COLUMN && sum(natural) > room) return listLines(header, rows, width)
  const widths = narrowed(natural, room)
  const rule = widths.map((wide) => [span('─'.repeat(wide), 'dim')])
  return [
    ...rowLines(header, widths, aligns),
    ...rowLines(rule, widths, []),
    ...rows.flatMap((row) => rowLines(row, widths, aligns)),
  ]
}

function rowLines(
  row: readonly Cell[],
  widths: readonly number[],
  aligns: readonly Align[],
): readonly Line[] {
  const cells = widths.map((width, i) => wrap(row[i] ?? [], width))
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, at) =>
    cells.flatMap((lines, i) => {
      const gap = i === 0 ? [] : [span(' '.repeat(GAP))]
      return gap.concat(padded(lines[at] ?? [], widths[i] ?? 0, aligns[i] ?? null))
    }),
  )
}

function padded(line: Line, width: number, align: Align): Line {
  const spare = Math.max(0, width - widthOf(line))
  const left = align === 'right' ? spare : align === 'center' ? Math.floor(spare / 2) : 0
  return [span(' '.repeat(left)), ...line, span(' '.repeat(spare - left))]
}

/** One line a cell, under the heading of its column. */
function listLines(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly Line[] {
  return rows.flatMap((row, at) => [
    ...(at === 0 ? [] : [[]]),
    ...row.flatMap((cell, i) => {
      const name = header[i] ?? []
      const title = name.length === 0 ? [] : [...name, span(': ')]
      return hang(span(i === 0 ? '• ' : '  '), wrap([...title, ...cell], width - 2))
    }),
  ])
}

/** The widest columns give way first. */
function narrowed(natural: readonly number[], room: number): readonly number[] {
  const widths = natural.map((wide) => Math.min(wide, Math.max(room, 1)))
  while (sum(widths) > room) {
    const widest = widths.indexOf(Math.max(...widths))
    const wide = widths[widest] ?? 1
    if (wide <= 1) break
    widths[widest] = wide - 1
  }
  return widths
}

function naturalWidth(cell: Cell): number {
  return Math.max(0, ...wrap(cell, Number.POSITIVE_INFINITY).map(widthOf))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
