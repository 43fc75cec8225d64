/** The store that is configured. */
import type { Store } from '../core/store.ts'
import { openEmbeddedStore } from './embedded.ts'

export interface StoreConfig {
  readonly dataDir: string
  /** Null for the embedded store. */
  readonly databaseUrl: string | null
}

/** Throws UserError where it cannot be used. */
export async function openStore({ dataDir, databaseUrl }: StoreConfig): Promise<Store> {
  if (databaseUrl === null) return openEmbeddedStore(dataDir)
  // Loaded for those who use it.
  const { openPostgresStore } = await import('./postgres.ts')
  return openPostgresStore(databaseUrl)
}
