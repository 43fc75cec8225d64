/** The store that is configured. */
import type { Store } from '../core/store.ts'
import { openEmbeddedStore } from './embedded.ts'

export interface StoreConfig {
  readonly dataDir: string
}

/** Throws UserError where it cannot be used. */
export function openStore({ dataDir }: StoreConfig): Promise<Store> {
  return openEmbeddedStore(dataDir)
}
