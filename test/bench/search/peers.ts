/** What a person would pick instead, each as its own documentation says. */
import { create, insertMultiple, search } from '@orama/orama'
import { stemmer } from '@orama/stemmers/english'
import { stopwords } from '@orama/stopwords/english'
import lunr from 'lunr'
import MiniSearch, { type SearchOptions } from 'minisearch'
import { DatabaseSync } from 'node:sqlite'
import winkBm25 from 'wink-bm25-text-search'
import nlp from 'wink-nlp-utils'
import type { Document } from './collection.ts'
import { MINISEARCH_DEFAULT, type Engine } from './engine.ts'

export const PEERS: readonly Engine[] = [
  { name: MINISEARCH_DEFAULT, build: miniSearch({}) },
  {
    name: 'MiniSearch recipe',
    build: miniSearch({ prefix: true, fuzzy: 0.2, boost: { title: 2 } }),
  },
  { name: 'lunr', build: buildLunr },
  { name: 'Orama', build: buildOrama },
  { name: 'wink-bm25', build: buildWink },
  { name: 'SQLite FTS5', build: buildFts5 },
]

function miniSearch(searchOptions: SearchOptions): Engine['build'] {
  return (documents) => {
    const index = new MiniSearch<Document>({ fields: ['title', 'text'], searchOptions })
    index.addAll(documents)
    return (question, limit) =>
      index
        .search(question)
        .slice(0, limit)
        .map(({ id }) => String(id))
  }
}

function buildLunr(documents: readonly Document[]): ReturnType<Engine['build']> {
  const index = lunr(function configure() {
    this.ref('id')
    this.field('title')
    this.field('text')
    for (const document of documents) this.add(document)
  })
  // The signs of lunr's query language are no part of a question.
  return (question, limit) =>
    index
      .search(question.replace(/[^\p{L}\p{N}\s]+/gu, ' '))
      .slice(0, limit)
      .map(({ ref }) => ref)
}

async function buildOrama(documents: readonly Document[]): Promise<Awaited<ReturnType<Engine['build']>>> {
  const database = create({
    schema: { title: 'string', text: 'string' },
    components: { tokenizer: { language: 'english', stemming: true, stemmer, stopWords: stopwords } },
  })
  await insertMultiple(database, [...documents])
  return async (question, limit) => {
    const { hits } = await search(database, { term: question, limit })
    return hits.map(({ id }) => id)
  }
}

/** The stop words, stems and steps of its own documentation for utilities without a language model. */
function buildWink(documents: readonly Document[]): ReturnType<Engine['build']> {
  const engine = winkBm25()
  engine.defineConfig({ fldWeights: { title: 2, text: 1 } })
  engine.definePrepTasks([
    nlp.string.lowerCase,
    nlp.string.tokenize0,
    nlp.tokens.removeWords,
    nlp.tokens.stem,
    nlp.tokens.propagateNegations,
  ])
  for (const { id, title, text } of documents) engine.addDoc({ title, text }, id)
  engine.consolidate()
  return (question, limit) => engine.search(question, limit).map(([id]) => id)
}

function buildFts5(documents: readonly Document[]): ReturnType<Engine['build']> {
  const database = new DatabaseSync(':memory:')
  database.exec(
    "CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, title, text, tokenize = 'porter unicode61')",
  )
  const add = database.prepare('INSERT INTO documents (id, title, text) VALUES (?, ?, ?)')
  database.exec('BEGIN')
  for (const { id, title, text } of documents) add.run(id, title, text)
  database.exec('COMMIT')
  const select = database.prepare(
    'SELECT id FROM documents WHERE documents MATCH ? ORDER BY bm25(documents) LIMIT ?',
  )
  return (question, limit) => {
    const words = question.match(/[\p{L}\p{N}]+/gu) ?? []
    if (words.length === 0) return []
    return select.all(words.map((word) => `"${word}"`).join(' OR '), limit).map(({ id }) => String(id))
  }
}
