/** A process that keeps answers and claims keys until it is killed, and says of each that it was done. */
import { argv, stdout } from 'node:process'
import { openStore, type StoreConfig } from '../../src/stores/open-store.ts'
import { answered, noon } from './answered.ts'

const [, , config = '', round = ''] = argv
const store = await openStore(JSON.parse(config) as StoreConfig)
for (let count = 0; count < 10_000; count += 1) {
  const id = `${round}-${count}`
  await store.keepAnswer(answered(id))
  if (!(await store.claim(`event/${id}`, noon, null))) throw new Error(`Somebody else has claimed ${id}.`)
  stdout.write(`${id}\n`)
}
