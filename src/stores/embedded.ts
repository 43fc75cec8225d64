/** The store that needs nothing: an SQLite file. */
import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { UserError } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import { migrated } from './migrate.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-driver.ts'
import { SqliteError, type SqliteProblem } from './sqlite-error.ts'
import { storeOver, type Clock } from './store-over.ts'

const FILE = 'notewalk.db'

/** Whoever shares the file has the same clock. */
const clock: Clock = (now) => sql`${now.getTime()}`

/** Throws UserError where the folder or the file cannot be used. */
export async function openEmbeddedStore(folder: string): Promise<Store> {
  const file = join(folder, FILE)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await requireWritable(file)
    const db = new Kysely<Schema>({ dialect: sqliteDialect(file) })
    await migrated(db, { name: file, another: 'set NOTEWALK_DATA to another folder' })
    return storeOver(db, clock)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw refusal(error, folder, file)
  }
}

/** For a chat that nothing is left of when it ends. */
export async function openMemoryStore(): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(':memory:') })
  await migrated(db, { name: 'the memory', another: 'start it anew' })
  return storeOver(db, clock)
}

/** SQLite opens what it may only read, and says so with the first answer that is to be kept. */
async function requireWritable(file: string): Promise<void> {
  // Not by opening it: closing it again would lift the locks of another store on it in this process.
  await access(file, constants.W_OK).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  })
}

function refusal(error: unknown, folder: string, file: string): UserError {
  const refused = (message: string, hint: string) => new UserError('store', message, hint, { cause: error })
  switch (problemOf(error)) {
    case 'unwritable':
      return refused(
        `What the bot remembers cannot be kept: ${file} cannot be made or written.`,
        `Let the user that runs the bot write to ${folder}, or set NOTEWALK_DATA to another folder.`,
      )
    case 'damaged':
      return refused(
        `${file} is damaged, or is no database of Notewalk.`,
        'Move it away, and a new one is made; or set NOTEWALK_DATA to another folder.',
      )
    case 'full':
      return refused(
        `There is no room on the disk for ${file}.`,
        'Make room, or set NOTEWALK_DATA to a folder on another disk.',
      )
    case 'locked':
      return refused(
        `Another program keeps ${file} locked.`,
        'End that program, or set NOTEWALK_DATA to another folder.',
      )
    case 'other':
      return refused(
        `What the bot remembers cannot be kept: ${error instanceof Error ? error.message : String(error)}.`,
        'Look whether the disk is full or failing, or set NOTEWALK_DATA to another folder.',
      )
  }
}

const FILE_PROBLEMS: ReadonlyMap<unknown, SqliteProblem> = new Map([
  ['EACCES', 'unwritable'],
  ['EEXIST', 'unwritable'],
  ['ENOTDIR', 'unwritable'],
  ['EPERM', 'unwritable'],
  ['EROFS', 'unwritable'],
  ['ENOSPC', 'full'],
])

function problemOf(error: unknown): SqliteProblem {
  if (error instanceof SqliteError) return error.problem
  return (error instanceof Error && 'code' in error && FILE_PROBLEMS.get(error.code)) || 'other'
}
