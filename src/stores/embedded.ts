/** The store that needs nothing: an SQLite file. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { UserError } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import { migrated } from './migrate.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-driver.ts'
import { storeOver } from './store-over.ts'

const FILE = 'notewalk.db'

/** Throws UserError where the folder or the file cannot be used. */
export async function openEmbeddedStore(folder: string): Promise<Store> {
  const file = join(folder, FILE)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const db = new Kysely<Schema>({ dialect: sqliteDialect(file) })
    await migrated(db, file)
    return storeOver(db)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(
      'store',
      `What the bot remembers cannot be kept in ${file}: ${error instanceof Error ? error.message : String(error)}.`,
      'Set NOTEWALK_DATA to a folder that can be written, or move a damaged file away: a new one is made.',
      { cause: error },
    )
  }
}
