/** Whether there is a PostgreSQL server to test with; asked once, before all tests. */
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a user who may make databases and roles connects; null where there is none. */
    readonly postgres: string | null
  }
}

export async function setup(project: TestProject): Promise<void> {
  const url = process.env['TEST_DATABASE_URL'] ?? ''
  const reason = url === '' ? 'TEST_DATABASE_URL is not set' : await complaintOf(url)
  if (reason !== null) process.stdout.write(`Not tested with PostgreSQL: ${reason}.\n`)
  project.provide('postgres', reason === null ? url : null)
}

async function complaintOf(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    return null
  } catch (error) {
    return `the server that TEST_DATABASE_URL names cannot be used, ${String(error)}`
  } finally {
    await client.end()
  }
}
