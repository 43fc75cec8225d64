/** Brings a database to the present tables, whoever else is doing the same. */
import { Migrator, type Kysely } from 'kysely'
import { UserError } from '../core/errors.ts'
import { migrations } from './migrations.ts'

/** Throws UserError for a database that a newer version of the bot has made; `name` says which. */
export async function migrated<T>(db: Kysely<T>, name: string): Promise<void> {
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest()
  if (error === undefined) return
  await db.destroy()
  if (error instanceof Error && /corrupted migrations/u.test(error.message)) {
    throw new UserError(
      'store',
      `A newer version of Notewalk has written ${name}.`,
      'Start that version, or set NOTEWALK_DATA to another folder.',
      { cause: error },
    )
  }
  throw error
}
