/** Texts for buttons, lists and headings: one line of what can be seen, at most so long. */
import { visibleText } from './visible-text.ts'

/** At most `longest` UTF-16 units, cut at a word with an ellipsis; `–` where nothing can be seen. */
export function labelOf(text: string, longest: number): string {
  const line = visibleText(text).replace(/\s+/gu, ' ').trim()
  if (line === '') return '–'
  if (line.length <= longest) return line
  const room = line.slice(0, longest - 1)
  const blank = line.lastIndexOf(' ', longest - 1)
  const kept = blank > longest / 2 ? room.slice(0, blank) : wholeCharacters(room)
  return `${kept.trimEnd()}…`
}

/** No pair of surrogates is torn apart at the end. */
function wholeCharacters(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd8_00 && last <= 0xdb_ff ? text.slice(0, -1) : text
}
