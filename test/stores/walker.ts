/**
 * A process that takes walks until it is killed, and says of each answer that it was shown. The notes are read
 * anew in each: nothing but the store is handed on.
 */
import { argv, stdout } from 'node:process'
import { createBot } from '../../src/core/bot.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import type { Channel, KeptAnswer, Thread } from '../../src/core/store.ts'
import type { Given, Show } from '../../src/core/walks/standing.ts'
import { createWalks } from '../../src/core/walks/walks.ts'
import { openStore, type StoreConfig } from '../../src/stores/open-store.ts'
import { COAST } from '../support/coast.ts'
import { libraryOf } from '../support/library-of.ts'

const [, , config = '', round = ''] = argv
const store = await openStore(JSON.parse(config) as StoreConfig)
const library = await libraryOf(COAST)
const bot = createBot({
  library,
  index: await buildSearchIndex(library),
  notesUrl: null,
  random: () => 0,
  now: () => new Date(),
})
let ids = 0
const walks = createWalks({
  bot: () => bot,
  store,
  now: () => new Date(),
  newId: () => `${round}-${(ids += 1)}`,
})

const last: KeptAnswer[] = []
const show: Show = async (kept) => {
  last[0] = kept
  stdout.write(`${kept.id}\n`)
  return { link: `https://chat.example/${kept.id}`, thread: null }
}

for (let walk = 0; walk < 1_000; walk += 1) {
  const given: Given = {
    by: { id: 'U1', name: 'Anna' },
    channel: 'test/coast/harbour' as Channel,
    thread: `test/${round}/${walk}` as Thread,
    isPrivate: false,
  }
  await walks.begin({ type: 'text', command: 'explain', text: 'why is the beacon lit?' }, given, show)
  for (let step = 0; step < 6; step += 1) {
    const [kept] = last
    if (kept === undefined) throw new Error('Nothing was shown.')
    await walks.step({ type: 'step', answer: kept.id, at: 0 }, given, show)
  }
}
