/** One engine over one collection: how well it ranks, and what that costs. */
import { setTimeout } from 'node:timers/promises'
import { sampleOf, type Collection } from './collection.ts'
import type { Engine } from './engine.ts'
import { mean, qualityOf, quantile, type Quality } from './measures.ts'

export interface RankingRow extends Quality {
  readonly engine: string
  /** Milliseconds. */
  readonly build: number
  /** Megabytes that building added, typed arrays among them, after garbage was collected. */
  readonly memory: number
  /** Milliseconds of processor time for each question. */
  readonly cpu: number
  readonly median: number
  readonly p99: number
}

/** Enough for three digits, few enough for the slowest. */
const MOST_QUESTIONS = 2_000
const RANKED = 20
/** A bot runs for weeks: the time of its first questions, when code and words are met anew, says little. */
const WARM_UP = 500
const SETTLING_MS = 100
const WARM_UP_WORDS = 10

export async function rankingRow(engine: Engine, collection: Collection): Promise<RankingRow> {
  const { documents, grades } = collection
  const questions = sampleOf(collection.questions, MOST_QUESTIONS)
  const before = await memoryUsed()
  const start = performance.now()
  const rank = await engine.build(documents)
  const build = performance.now() - start
  const memory = (await memoryUsed()) - before
  for (const { text } of sampleOf(documents, WARM_UP)) await rank(beginningOf(text), RANKED)

  const qualities: Quality[] = []
  const times: number[] = []
  const cpuBefore = process.cpuUsage()
  for (const { id, text } of questions) {
    const asked = performance.now()
    const ranking = await rank(text, RANKED)
    times.push(performance.now() - asked)
    qualities.push(qualityOf(ranking, grades.get(id) ?? new Map()))
  }
  const { user, system } = process.cpuUsage(cpuBefore)
  const meanOf = (measure: keyof Quality): number => mean(qualities.map((each) => each[measure]))
  return {
    engine: engine.name,
    ndcg: meanOf('ndcg'),
    recall: meanOf('recall'),
    mrr: meanOf('mrr'),
    success1: meanOf('success1'),
    success5: meanOf('success5'),
    build,
    memory,
    cpu: (user + system) / 1_000 / questions.length,
    median: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  }
}

/** Not a question of the collection: none of those may be asked twice. */
function beginningOf(text: string): string {
  return text.split(/\s+/).slice(0, WARM_UP_WORDS).join(' ')
}

/** Megabytes in use, once what was under way has ended and garbage was collected, that of the first time too. */
export async function memoryUsed(): Promise<number> {
  await setTimeout(SETTLING_MS)
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
