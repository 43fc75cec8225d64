/**
 * Notes are found by their passages: neighbouring sections taken together until they make a page's worth
 * of text, long ones cut between blocks. A sentence is still cited by the one section that it stands in.
 */
import type { Pause } from '../breather.ts'
import { maskOf, withoutRanges } from '../notes/mask.ts'
import type { Library, Note, Section } from '../notes/note.ts'

/** A section, or the part of a long section that one passage holds. */
interface PassagePart {
  readonly section: Section
  readonly markdown: string
}

export interface Passage {
  /** `path#anchor`, with `~2` for the second passage that begins in the same section. */
  readonly id: string
  readonly note: Note
  readonly parts: readonly PassagePart[]
}

/** Words in a passage: a shorter one is joined with the next section, a longer one is cut. */
const ENOUGH_WORDS = 150
const MOST_WORDS = 400
/** From so many words on a block without a blank line, a log or a list, is cut where a line begins an item or a sentence. */
const LONGEST_BLOCK = 2000
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const ITEM = /^(?:[-*+]|\d{1,9}[.)])[ \t]/
const SENTENCE_END = /[.!?。！？]["'”’)]*\s*$/

/** In the order of the notes. `pause` is called after each of them. */
export async function passagesOf(library: Library, pause: Pause): Promise<readonly Passage[]> {
  const passages: Passage[] = []
  for (const note of library.notes.values()) {
    passages.push(...passagesOfNote(note))
    await pause()
  }
  return passages
}

/** At least one passage, so that a note without text is still found by its title. */
function passagesOfNote(note: Note): readonly Passage[] {
  const groups: PassagePart[][] = []
  let words = MOST_WORDS
  for (const section of note.sections) {
    if (section.role !== 'text') continue
    for (const markdown of piecesOf(section.markdown)) {
      const count = wordCount(markdown)
      const last = groups.at(-1)
      if (last === undefined || words >= ENOUGH_WORDS || words + count > MOST_WORDS) {
        groups.push([{ section, markdown }])
        words = count
      } else {
        last.push({ section, markdown })
        words += count
      }
    }
  }
  if (groups.length === 0) return [{ id: `${note.id}#`, note, parts: [] }]
  const seen = new Map<string, number>()
  return groups.map((parts) => {
    const id = `${note.id}#${parts[0]?.section.anchor ?? ''}`
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    return { id: times === 1 ? id : `${id}~${times}`, note, parts }
  })
}

/** The section whole, or its blocks packed into pieces of at most MOST_WORDS; no code fence or table is cut. */
function piecesOf(markdown: string): readonly string[] {
  if (wordCount(markdown) <= MOST_WORDS) return [markdown]
  const pieces: string[] = []
  let words = MOST_WORDS
  for (const block of blocksOf(withoutComments(markdown))) {
    const count = wordCount(block)
    if (words + count > MOST_WORDS) {
      pieces.push(block)
      words = count
    } else {
      pieces.push(`${pieces.pop() ?? ''}\n\n${block}`)
      words += count
    }
  }
  return pieces
}

/** A comment that was cut in two would be read. */
function withoutComments(markdown: string): string {
  const { spans, remarks } = maskOf(markdown)
  const comments = spans.filter(({ kind }) => kind === 'comment')
  return withoutRanges(withoutRanges(markdown, comments), remarks)
}

/** What blank lines outside code fences part. */
function blocksOf(markdown: string): readonly string[] {
  const blocks: string[][] = [[]]
  let fence: string | null = null
  let words = 0
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1]
    if (mark !== undefined && fence === null) fence = mark
    else if (mark !== undefined && fence !== null && mark.startsWith(fence)) fence = null
    const isBlank = line.trim() === ''
    const isTooLong = words >= LONGEST_BLOCK && mark === undefined
    if (fence === null && (isBlank || (isTooLong && isParted(blocks.at(-1)?.at(-1) ?? '', line)))) {
      blocks.push([])
      words = 0
    }
    if (isBlank && fence === null) continue
    blocks.at(-1)?.push(line)
    words += wordCount(line)
  }
  return blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
}

/** Whether something else begins with the line after a line. */
function isParted(before: string, after: string): boolean {
  return ITEM.test(after) || SENTENCE_END.test(before)
}

/** Counted without splitting: sections may be megabytes. */
function wordCount(text: string): number {
  let count = 0
  let inWord = false
  for (let i = 0; i < text.length; i++) {
    const isBlank = text.charCodeAt(i) <= 32
    if (!isBlank && !inWord) count++
    inWord = !isBlank
  }
  return count
}
