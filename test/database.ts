import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

export type TestDatabase = {
  /** Of a database with every migration applied and nothing else in it. */
  url: string
  /** The same through a transaction pooler, when the tests were started with one. */
  pooledUrl: string | null
  /** Drops it, whoever is still connected. */
  close(): Promise<void>
}

/**
 * A database of its own for one test file, copied from the template that scripts/run-tests.mjs migrated.
 * @throws Error when the tests were not started by `npm test`
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { PUNTE_TEST_ADMIN_URL: adminUrl, PUNTE_TEST_TEMPLATE: template, PUNTE_TEST_POOLER_URL: pooler } = process.env
  if (!adminUrl || !template) throw new Error('Start this test with: npm test -- --quick <word of its path>')
  const name = `punte_test_${randomBytes(8).toString('hex')}`
  // Four times as fast as through the write-ahead log.
  await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
  const named = (server: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href
  return {
    url: named(adminUrl),
    pooledUrl: pooler ? named(pooler) : null,
    close: () => asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
