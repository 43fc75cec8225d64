/** A process that opens each store that it is told (its configuration as JSON), claims keys, and says which it got. */
import { argv, stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { openStore, type StoreConfig } from '../../src/stores/open-store.ts'

const keys = argv.slice(2)
stdout.write('ready\n')
for await (const config of createInterface({ input: stdin })) {
  const store = await openStore(JSON.parse(config) as StoreConfig)
  const got: string[] = []
  for (const key of keys) if (await store.claim(key, new Date(), null)) got.push(key)
  await store.close()
  stdout.write(`${got.join(' ')}\n`)
}
