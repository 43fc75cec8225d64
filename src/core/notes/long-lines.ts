/** Lines so long that the patterns for lines would be slow on them: transcripts pasted in one piece, and data. */
import { maskOf } from './mask.ts'

/** In characters. People hardly write a longer one; the 64 kB lines that real folders hold are cut or left out. */
export const MAX_LINE = 20_000

const SENTENCE_END = /[.!?…]["'”’)\]]*[ \t]|[。！？｡][」』）”’》】]*/g

/** The same text with long lines broken after sentences, else at blanks. A run without either is data and stays long. */
export function withLinesBroken(markdown: string): string {
  if (markdown.length <= MAX_LINE) return markdown
  const lines = markdown.split('\n')
  if (!lines.some(isTooLong)) return markdown
  const seen = maskOf(markdown).text.split('\n')
  return lines.map((line, i) => (isTooLong(line) ? broken(line, seen[i] ?? '') : line)).join('\n')
}

/** A row of a table cannot be broken. */
function isTooLong(line: string): boolean {
  return line.length > MAX_LINE && !/^[ \t>]*\|/.test(line.slice(0, 100))
}

function broken(line: string, seen: string): string {
  const parts: string[] = []
  let start = 0
  while (line.length - start > MAX_LINE) {
    const end = breakAfter(start, seen)
    if (end === null) break
    parts.push(line.slice(start, end).trimEnd())
    start = end
  }
  return [...parts, line.slice(start)].join('\n')
}

/** The end of a sentence in the second half of what a line may hold, else the last blank there, else the next. */
function breakAfter(start: number, seen: string): number | null {
  const half = start + MAX_LINE / 2
  const last = [...seen.slice(half, start + MAX_LINE).matchAll(SENTENCE_END)].at(-1)
  if (last !== undefined) return half + last.index + last[0].length
  const before = seen.lastIndexOf(' ', start + MAX_LINE - 1)
  const blank = before > start ? before : seen.indexOf(' ', start + MAX_LINE)
  return blank === -1 ? null : blank + 1
}
