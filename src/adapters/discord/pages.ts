/** Pieces of text put together into pages of a given size. */

export interface Piece {
  /** Never longer than a page. */
  readonly text: string
  /** What stands between it and the piece before it: a new line, or a blank line. */
  readonly follows: 'line' | 'block'
}

/** Every page is at most `longest` characters; none is empty. */
export function pagesOf(pieces: readonly Piece[], longest: number): readonly string[] {
  const pages: string[] = []
  let page = ''
  for (const { text, follows } of pieces.filter((piece) => piece.text.trim() !== '')) {
    const between = page === '' ? '' : follows === 'line' ? '\n' : '\n\n'
    if (page.length + between.length + text.length <= longest) {
      page += between + text
    } else {
      pages.push(page)
      page = text
    }
  }
  return [...pages, page].filter((each) => each !== '')
}

/** Parts put together into texts of at most `longest` characters; no part is longer than that. */
export function joined(parts: readonly string[], longest: number): readonly string[] {
  const texts: string[] = []
  let text = ''
  for (const part of parts) {
    if (text.length + part.length <= longest) {
      text += part
    } else {
      texts.push(text)
      text = part
    }
  }
  return [...texts, text].filter((each) => each.trim() !== '')
}
