/** Other forms of a word of a question under which the notes may have it. */
import { isSpaceless } from './tokens.ts'
import { idf, type Vocabulary, type WrittenWord } from './vocabulary.ts'

export interface Form {
  readonly number: number
  /** 0 to 1: how much it says against the word as typed. */
  readonly weight: number
  readonly meant: string
}

const PLAIN_FORM_WEIGHT = 0.6
/** Typed without accents, or with them where the notes have none. */
const FOLDED_WEIGHT = 0.95
/** Where both are written, the exact form goes before. */
const FOLDED_BESIDE_EXACT = 0.6
/** Without spaces the same words may be cut in other places. */
const PART_WEIGHT = 0.8
const MOST_HOLDING = 3

export function formsOf(word: string, vocabulary: Vocabulary, passages: number): readonly Form[] {
  return [
    ...plainForms(word, vocabulary, passages),
    ...foldedForms(word, vocabulary, passages),
    ...spacelessForms(word, vocabulary),
  ]
}

/** `hard` of `harder`, `easy` of `easiest`, `big` of `bigger`; the stemmer leaves comparatives alone. */
function plainForms(word: string, vocabulary: Vocabulary, passages: number): readonly Form[] {
  const [, stem = ''] = /^(.{3,})(?:er|est)$/.exec(word) ?? []
  if (stem === '') return []
  const single = stem.replace(/([^aeiou])\1$/, '$1')
  const plain = stem.endsWith('i') ? [stem.replace(/i$/, 'y')] : [stem, single === stem ? `${stem}e` : single]
  return plain.flatMap((meant) => {
    const number = vocabulary.numberOfWord(meant)
    if (number === undefined) return []
    return [{ number, weight: PLAIN_FORM_WEIGHT * againstExact(word, number, vocabulary, passages), meant }]
  })
}

/** A rare form must not outweigh a common word that was typed exactly: it weighs as much at most. */
function againstExact(word: string, form: number, vocabulary: Vocabulary, passages: number): number {
  const exact = vocabulary.numberOfWord(word)
  const idfOf = (number: number): number => idf(passages, vocabulary.passagesWith(number))
  return exact === undefined ? 1 : Math.min(1, idfOf(exact) / idfOf(form))
}

/** Words that differ by accents alone. */
function foldedForms(word: string, vocabulary: Vocabulary, passages: number): readonly Form[] {
  const exact = vocabulary.numberOfWord(word)
  return vocabulary.alikeWithoutAccents(word).flatMap(({ word: meant, number }) => {
    if (number === exact) return []
    if (exact === undefined) return [{ number, weight: FOLDED_WEIGHT, meant }]
    const weight = FOLDED_BESIDE_EXACT * againstExact(word, number, vocabulary, passages)
    return [{ number, weight, meant }]
  })
}

/** The known words that an unknown one is made of, or that hold it. */
function spacelessForms(word: string, vocabulary: Vocabulary): readonly Form[] {
  if (!isSpaceless(word) || vocabulary.numberOfWord(word) !== undefined) return []
  const holding = vocabulary.spaceless.filter((known) => known.word.includes(word)).slice(0, MOST_HOLDING)
  return [...partsOf(word, vocabulary), ...holding].map(({ number, word: meant }) => ({
    number,
    weight: PART_WEIGHT,
    meant,
  }))
}

/** From the left, the longest known words of at least two letters. */
function partsOf(word: string, vocabulary: Vocabulary): readonly WrittenWord[] {
  const parts: WrittenWord[] = []
  let start = 0
  while (start < word.length) {
    let end = word.length
    while (end > start + 1 && vocabulary.numberOfWord(word.slice(start, end)) === undefined) end--
    const part = word.slice(start, end)
    const number = part.length < 2 ? undefined : vocabulary.numberOfWord(part)
    if (number !== undefined) parts.push({ word: part, number })
    start = end
  }
  return parts
}
