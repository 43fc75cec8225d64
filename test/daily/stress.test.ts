/** A short form runs with all tests; `npm run test:stress` runs the long one. */
import { expect, test } from 'vitest'
import { storeKinds } from '../stores/places.ts'
import { resultWords, stressed } from './stress/stress.ts'

const IS_LONG = process.env['MODE'] === 'stress'
const SIZE = IS_LONG
  ? { posts: 300, processes: 3, attackMs: 90_000, calmMs: 120_000 }
  : { posts: 40, processes: 3, attackMs: 10_000, calmMs: 120_000 }

test.each(storeKinds())(
  'with processes killed and answers lost, each due note is posted once: $name',
  async ({ name, newPlace }) => {
    const { config } = await newPlace()
    const result = await stressed({ ...SIZE, store: config })
    console.log(resultWords(name, result))
    expect(result).toMatchObject({ doubles: 0, misses: 0 })
  },
  SIZE.attackMs + SIZE.calmMs + 60_000,
)
