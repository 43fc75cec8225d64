/** A process that opens a store, claims keys, and says which it got. */
import { argv, stdout } from 'node:process'
import { openEmbeddedStore } from '../../src/stores/embedded.ts'

const [, , folder = '', keys = ''] = argv
const store = await openEmbeddedStore(folder)
for (const key of keys.split(' ')) {
  if (await store.claim(key, new Date(), null)) stdout.write(`${key}\n`)
}
await store.close()
