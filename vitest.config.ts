import { defineConfig } from 'vitest/config'

// oxlint-disable-next-line import/no-default-export -- what vitest reads
export default defineConfig({ test: { globalSetup: 'test/support/postgres-server.ts' } })
