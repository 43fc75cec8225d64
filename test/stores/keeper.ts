/** A process that keeps answers until it is killed, and says of each that it was kept. */
import { argv, stdout } from 'node:process'
import { openEmbeddedStore } from '../../src/stores/embedded.ts'
import { answered } from './answered.ts'

const [, , folder = '', round = ''] = argv
const store = await openEmbeddedStore(folder)
for (let count = 0; count < 10_000; count += 1) {
  const kept = answered(`answer-${round}-${count}`)
  await store.keepAnswer(kept)
  stdout.write(`${kept.id}\n`)
}
