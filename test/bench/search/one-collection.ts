/** A process of its own for one collection: prints its figures as JSON. */
import { answersFigures, type AnswersFigures } from './answers.ts'
import { readCollection } from './collection.ts'
import { missesFigures, type MissesFigures } from './misses.ts'
import { indexOf, NOTEWALK } from './notewalk.ts'
import {
  followUpsFigures,
  halvesFigures,
  typosFigures,
  type FollowUpsFigures,
  type HalvesFigures,
  type TyposFigures,
} from './own-figures.ts'
import { PEERS } from './peers.ts'
import { PLAIN_BM25 } from './plain-bm25.ts'
import { rankingRow, type RankingRow } from './ranking.ts'

export interface CollectionFigures {
  readonly name: string
  readonly documents: number
  readonly questions: number
  readonly ranking: readonly RankingRow[]
  readonly halves: HalvesFigures
  readonly typos: TyposFigures
  readonly followUps: FollowUpsFigures | null
  readonly answers: AnswersFigures | null
  readonly misses: MissesFigures | null
}

const collection = readCollection(process.argv[2] ?? '')
const ranking: RankingRow[] = []
for (const engine of [NOTEWALK, ...PEERS, PLAIN_BM25]) {
  process.stderr.write(`${collection.name}: ${engine.name}\n`)
  ranking.push(await rankingRow(engine, collection))
}
process.stderr.write(`${collection.name}: answers, misses, follow-ups, typos\n`)
const ready = await indexOf(collection.documents)
const figures: CollectionFigures = {
  name: collection.name,
  documents: collection.documents.length,
  questions: collection.questions.length,
  ranking,
  halves: halvesFigures(collection, ready),
  typos: typosFigures(collection, ready),
  followUps: followUpsFigures(collection, ready),
  answers: answersFigures(collection, ready),
  misses: await missesFigures(collection),
}
process.stdout.write(JSON.stringify(figures))
