/** Every passage read once: its words as term numbers, in reading order. */
import type { Pause } from '../breather.ts'
import { collectAcronyms } from './acronyms.ts'
import { latentSpaceOf } from './latent-reading.ts'
import type { LatentSpace } from './latent-space.ts'
import { fileNameOf } from '../notes/lookup.ts'
import type { Passage } from './passages.ts'
import { passagesWith, PostingsBuilder, type Postings } from './postings.ts'
import { Vocabulary } from './vocabulary.ts'
import { BREAK } from './windows.ts'
import { WordList, type Sequences } from './word-list.ts'

export interface Reading {
  readonly vocabulary: Vocabulary
  readonly sequences: Sequences
  readonly postings: Postings
  /** Acronym to long form, both in lower case. */
  readonly acronyms: ReadonlyMap<string, string>
  readonly latent: LatentSpace
}

export function sequenceOf(passage: number, { numbers, starts }: Sequences): Uint32Array {
  return numbers.subarray(starts[passage], starts[passage + 1])
}

export interface ReadingProgress {
  readonly done: number
  readonly passages: number
}

/** Reads in slices: `pause` is called after every passage. */
export async function readingOf(
  passages: readonly Passage[],
  pause: Pause,
  onProgress?: (progress: ReadingProgress) => void,
): Promise<Reading> {
  const acronyms = new Map<string, string>()
  const words = new WordList()
  for (const [i, passage] of passages.entries()) {
    words.beginPassage()
    for (const text of textsOf(passage)) words.read(text)
    words.endPassage()
    for (const { markdown } of passage.parts) collectAcronyms(markdown, acronyms)
    if (await pause()) onProgress?.({ done: i + 1, passages: passages.length })
  }
  const vocabulary = new Vocabulary(words.languages)
  const sequences = words.sequencesIn(vocabulary)
  const builder = new PostingsBuilder(vocabulary.terms)
  for (const i of passages.keys()) {
    builder.add(termsOf(sequenceOf(i, sequences)))
    await pause()
  }
  const postings = builder.postings()
  for (let term = 0; term < vocabulary.terms; term++) vocabulary.count(term, passagesWith(term, postings))
  return { vocabulary, sequences, postings, acronyms, latent: await latentSpaceOf(postings, pause) }
}

/** The title is what a passage's note is about: it counts twice. */
function* termsOf(sequence: Uint32Array): Iterable<number> {
  yield* sequence.subarray(0, sequence.indexOf(BREAK))
  for (const number of sequence) if (number !== BREAK) yield number
}

/**
 * The title first, then the other names, that of the file among them, then what the passage says. Who wrote a source
 * is read with the opening; its title is no more than a name, for its words are those of every paper on the subject.
 */
function* textsOf({ note, parts }: Passage): Iterable<string> {
  yield note.title
  yield fileNameOf(note)
  yield* [...note.aliases, ...note.topics, ...note.tags]
  const isFirst = parts[0] === undefined || parts[0].section === note.sections[0]
  if (isFirst && note.claim?.from === 'stated') yield note.claim.text
  if (isFirst) for (const { authors } of note.sources) if (authors !== undefined) yield authors
  for (const { section, markdown } of parts) {
    if (section.heading !== null) yield section.heading
    yield readable(markdown)
  }
}

/** Comments are not read; link targets are names and addresses, not words of the text. */
function readable(markdown: string): string {
  return (
    markdown
      // Each beginning is looked from to the next one alone: thousands that nothing closes take no time.
      .replace(/<!--(?:(?!<!--)[\s\S])*?-->|%%[\s\S]*?%%/g, ' ')
      .replace(/\]\([^()\n]*\)/g, ']')
      .replace(/\[\[[^[\]|\n]*\|/g, '[[')
  )
}
