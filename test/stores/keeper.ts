/** A process that keeps answers until it is killed, and says of each that it was kept. */
import { argv, stdout } from 'node:process'
import type { AnswerId, Channel } from '../../src/core/store.ts'
import { openEmbeddedStore } from '../../src/stores/embedded.ts'

const [, , folder = '', round = ''] = argv
const store = await openEmbeddedStore(folder)
for (let count = 0; count < 10_000; count += 1) {
  const id = `answer-${round}-${count}` as AnswerId
  await store.keepAnswer({
    id,
    answer: { blocks: [], steps: [] },
    asker: null,
    channel: 'test/a/b' as Channel,
    isPrivate: false,
    isShared: false,
    seen: [],
    at: new Date(0),
  })
  stdout.write(`${id}\n`)
}
