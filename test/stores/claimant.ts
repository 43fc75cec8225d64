/** A process that opens a store for each folder that it is told, claims keys, and says which it got. */
import { argv, stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { openEmbeddedStore } from '../../src/stores/embedded.ts'

const keys = argv.slice(2)
stdout.write('ready\n')
for await (const folder of createInterface({ input: stdin })) {
  const store = await openEmbeddedStore(folder)
  const got: string[] = []
  for (const key of keys) if (await store.claim(key, new Date(), null)) got.push(key)
  await store.close()
  stdout.write(`${got.join(' ')}\n`)
}
