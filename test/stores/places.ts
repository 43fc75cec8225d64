/** Where stores keep what they are told: an SQLite file, and a database on a PostgreSQL server. */
import { mkdtemp, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import type { Store } from '../../src/core/store.ts'
import { openStore, type StoreConfig } from '../../src/stores/open-store.ts'
import { newDatabase, run } from './database.ts'

/** A place that is empty, and gone when the test is over. */
interface Place {
  readonly config: StoreConfig
  /** Puts a document among the answers as it is, under the id `old`. */
  readonly plant: (document: string) => Promise<void>
}

interface Kind {
  readonly name: string
  readonly newPlace: () => Promise<Place>
}

/** Every kind of store that there is to test with. */
export function storeKinds(): readonly Kind[] {
  return [
    { name: 'the embedded store', newPlace: newFile },
    ...postgresServers().map((server) => ({
      name: 'the store on PostgreSQL',
      newPlace: () => newServed(server),
    })),
  ]
}

/** One or none. */
export function postgresServers(): readonly string[] {
  const server = inject('postgres')
  return server === null ? [] : [server]
}

export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'notewalk-store-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** Closed when the test is over. */
export async function opened(config: StoreConfig): Promise<Store> {
  const store = await openStore(config)
  onTestFinished(() => store.close())
  return store
}

async function newFile(): Promise<Place> {
  const dataDir = join(await folder(), 'data')
  return {
    config: { dataDir, databaseUrl: null },
    plant: async (document) => {
      const database = new DatabaseSync(join(dataDir, 'notewalk.db'))
      database
        .prepare(`INSERT INTO answers (id, channel, document, kept_at) VALUES ('old', 'c', ?, 0)`)
        .run(document)
      database.close()
    },
  }
}

async function newServed(server: string): Promise<Place> {
  const databaseUrl = await newDatabase(server)
  return {
    config: { dataDir: await folder(), databaseUrl },
    plant: (document) =>
      run(
        databaseUrl,
        `INSERT INTO notewalk.answers (id, channel, document, kept_at) VALUES ('old', 'c', $1, 0)`,
        [document],
      ),
  }
}
