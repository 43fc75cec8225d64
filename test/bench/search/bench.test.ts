import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { areaUnderCurve, passedAt, qualityOf } from './measures.ts'
import type { Figures } from './report.ts'
import { withTypo } from './typos.ts'

const GARDEN = fileURLToPath(new URL('../garden', import.meta.url))
const COMMAND = fileURLToPath(new URL('../search.ts', import.meta.url))

async function benchOf(...given: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', COMMAND, ...given])
  return stdout
}

describe('measures', () => {
  const grades = new Map([
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ])

  test('discount a gain by its place, against the best order', () => {
    // 1 + 2/log2(3) of 2 + 1/log2(3) + 1/2.
    expect(qualityOf(['b', 'a', 'x'], grades).ndcg).toBeCloseTo(2.2619 / 3.1309, 3)
  })

  test('count what is found, and where the first of it stands', () => {
    expect(qualityOf(['x', 'b', 'y', 'a'], grades)).toMatchObject({
      recall: 2 / 3,
      mrr: 1 / 2,
      success1: 0,
      success5: 1,
    })
  })

  test('look at ten places', () => {
    const ranking = [...Array.from({ length: 10 }, (_, i) => String(i)), 'a']
    expect(qualityOf(ranking, grades)).toMatchObject({ ndcg: 0, recall: 0, mrr: 0 })
  })

  test('say how well two groups are told apart', () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1)
    expect(areaUnderCurve([1, 3], [1, 2])).toBe(0.625)
    expect(passedAt(0.5, [1, 2, 3, 4], [0, 2, 3, 5])).toBe(0.5)
  })
})

test('a typo is one slip in the longest word, the same for the same seed', () => {
  const typed = withTypo('Who perfected the espalier?', 5)
  expect(typed).not.toBe('Who perfected the espalier?')
  expect(typed).toMatch(/^Who \p{L}+ the espalier\?$/u)
  expect(withTypo('Who perfected the espalier?', 5)).toBe(typed)
})

test('the command measures every engine and every part on a collection', async () => {
  const figures = JSON.parse(await benchOf('--collections', GARDEN, '--json')) as Figures
  const [garden] = figures.collections
  expect(garden?.ranking.map(({ engine }) => engine)).toEqual([
    'Notewalk',
    'MiniSearch default',
    'MiniSearch recipe',
    'lunr',
    'Orama',
    'wink-bm25',
    'SQLite FTS5',
    'plain BM25',
  ])
  for (const { ndcg } of garden?.ranking ?? []) expect(ndcg).toBeGreaterThan(0.5)
  expect(garden?.followUps?.questions).toBe(12)
  expect(garden?.answers?.questions).toBe(12)
  expect(garden?.misses).toMatchObject({ answerable: 3, unanswerable: 3 })
  expect(figures.broad.all).toBe(39)
}, 60_000)

test('the tables name the engine that the others are compared with', async () => {
  const report = await benchOf('--collections', GARDEN)
  expect(report).toMatch(/^garden: 12 documents, 12 questions$/m)
  expect(report).toMatch(/^\| MiniSearch default +\| +\d\.\d{3} \| +1\.00 \|/m)
  expect(report).toMatch(/^\| together +\| +\d+ \| +39 \|$/m)
}, 60_000)

test('a folder of collections is asked for', async () => {
  await expect(benchOf()).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--collections <folder>'),
  })
})
