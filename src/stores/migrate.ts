/** Brings a database to the present tables, whoever else is doing the same. */
import { Migrator, type Kysely } from 'kysely'
import { UserError } from '../core/errors.ts'
import { migrations } from './migrations.ts'

export interface Migrated {
  /** What people know the database by. */
  readonly name: string
  /** How another one is chosen, as the end of a sentence. */
  readonly another: string
  /** The schema that has the tables, where the database has schemas. */
  readonly schema?: string
}

/** Throws UserError for a database that a newer version of the bot has made. */
export async function migrated<T>(db: Kysely<T>, { name, another, schema }: Migrated): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: migrations,
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  }).migrateToLatest()
  if (error === undefined) return
  await db.destroy()
  if (error instanceof Error && /corrupted migrations/u.test(error.message)) {
    throw new UserError(
      'store',
      `A newer version of Notewalk has written ${name}.`,
      `Start that version, or ${another}.`,
      { cause: error },
    )
  }
  throw error
}
