/**
 * A public test collection as files: `docs.jsonl`, `queries.jsonl`, `qrels.tsv`, and where there are any
 * `answers.jsonl` and `queries-unjudged.jsonl`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Grades } from './measures.ts'

export interface Document {
  readonly id: string
  readonly title: string
  readonly text: string
}

interface Turn {
  readonly speaker: string
  readonly text: string
}

export interface Question {
  readonly id: string
  readonly text: string
  /** What was said before, the oldest first. */
  readonly history?: readonly Turn[]
}

interface GoldAnswer {
  readonly id: string
  readonly answers: readonly string[]
  /** The document that holds the answer, where the collection says. */
  readonly doc?: string
}

export interface Collection {
  readonly name: string
  readonly documents: readonly Document[]
  /** Those with at least one relevant document. */
  readonly questions: readonly Question[]
  readonly grades: ReadonlyMap<string, Grades>
  readonly answers: ReadonlyMap<string, GoldAnswer>
}

/** Folders of collections in a folder, by name; the folder itself where it is one. */
export function collectionsIn(folder: string): readonly string[] {
  if (isCollection(folder)) return [folder]
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter(isCollection)
    .toSorted()
}

function isCollection(folder: string): boolean {
  return existsSync(join(folder, 'docs.jsonl'))
}

export function readCollection(folder: string): Collection {
  const grades = new Map<string, Map<string, number>>()
  for (const line of linesOf(join(folder, 'qrels.tsv'))) {
    const [question = '', document = '', grade = '0'] = line.split('\t')
    const ofQuestion = grades.get(question) ?? new Map<string, number>()
    grades.set(question, ofQuestion.set(document, Number(grade)))
  }
  const answers = rowsOf(join(folder, 'answers.jsonl')) as readonly GoldAnswer[]
  const questions = rowsOf(join(folder, 'queries.jsonl')) as readonly Question[]
  return {
    name: basename(folder),
    documents: rowsOf(join(folder, 'docs.jsonl')) as readonly Document[],
    questions: questions.filter(({ id }) => grades.has(id)),
    grades,
    answers: new Map(answers.map((answer) => [answer.id, answer])),
  }
}

/** Every so-many-th, so that at most `most` are left, from everywhere in the list. */
export function sampleOf<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(all.length / most)
  return all.filter((_, i) => i % step === 0)
}

function rowsOf(file: string): readonly unknown[] {
  return linesOf(file).map((line): unknown => JSON.parse(line))
}

function linesOf(file: string): readonly string[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
}
