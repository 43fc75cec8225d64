import { defineConfig } from 'vitest/config'

// oxlint-disable-next-line import/no-default-export -- what vitest reads
export default defineConfig({
  test: {
    globalSetup: 'test/support/postgres-server.ts',
    // Ends what hangs, on slow and busy machines too; how long a test takes says nothing.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
