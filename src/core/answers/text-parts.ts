/** Long texts cut so that each part fits where a platform puts it. */

const SENTENCE_END = /^[\s\S]*[.!?…。！？]["'”’)\]]*\s/u

/** A text in parts of at most `longest` characters; nothing is lost where they are put together again. */
export function textParts(text: string, longest: number): readonly string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > longest) {
    const room = rest.slice(0, longest)
    const sentence = SENTENCE_END.exec(room)?.[0].length ?? 0
    const word = room.lastIndexOf(' ') + 1
    const end = [sentence, word].find((each) => each > longest / 2) ?? wholeEnd(room)
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...parts, rest]
}

/** No pair of surrogates is torn apart. */
function wholeEnd(text: string): number {
  return /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length
}
