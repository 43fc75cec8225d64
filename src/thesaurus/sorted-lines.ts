/** Lines of a file that is sorted by byte, found by how they begin. */

/** Numbers are searched for faster than texts. */
const NEWLINE = 0x0a

/** Every line that begins so, without its end, in order. Binary search: a file of megabytes is no work. */
export function* linesBeginningWith(beginning: string, lines: Buffer): Iterable<string> {
  let start = placeOf(beginning, lines)
  while (start < lines.length && orderOf(beginning, lines, start) === 0) {
    const end = endOf(start, lines)
    yield lines.toString('latin1', start, end)
    start = end + 1
  }
}

/** Where the first line begins that does not come before the text. */
function placeOf(beginning: string, lines: Buffer): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    let start = (low + high) >> 1
    while (start > low && lines[start - 1] !== NEWLINE) start -= 1
    if (orderOf(beginning, lines, start) <= 0) high = start
    else low = Math.min(high, endOf(start, lines) + 1)
  }
  return low
}

function endOf(start: number, lines: Buffer): number {
  const end = lines.indexOf(NEWLINE, start)
  return end === -1 ? lines.length : end
}

/** 0 where the bytes begin so, less where the text comes before them; the first bytes mostly tell. */
function orderOf(text: string, bytes: Buffer, at: number): number {
  for (let i = 0; i < text.length; i += 1) {
    const order = text.charCodeAt(i) - (bytes[at + i] ?? 0)
    if (order !== 0) return order
  }
  return 0
}
