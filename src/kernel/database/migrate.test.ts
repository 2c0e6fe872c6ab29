import assert from 'node:assert/strict'
import { cpSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { Client } from 'pg'
import { root } from '#kernel/root.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { inTree } from '#test/tree.ts'
import { isMigrated, MigrationError, migrate } from './migrate.ts'

let database: TestDatabase
let client: Client
beforeEach(async () => {
  database = await testDatabase()
  client = new Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.close()
})

/** The project's own migrations, which the test database has, and some more. */
function withFiles(files: Record<string, string>, use: (folder: string) => Promise<void>) {
  return inTree(files, async (folder) => {
    cpSync(path.join(root, 'migrations'), folder, { recursive: true })
    await use(folder)
  })
}
const last = (name: string) => `9${name}.sql`

test('files run in the order of their names, once; an older one that comes late runs too', async () => {
  await withFiles(
    { [last('b')]: 'INSERT INTO log VALUES (2)', [last('a')]: 'CREATE TABLE log (n int)' },
    async (folder) => {
      assert.equal(await isMigrated(client, folder), false)
      assert.deepEqual(await migrate(database.url, folder), [last('a'), last('b')])
      assert.equal(await isMigrated(client, folder), true)
      assert.deepEqual(await migrate(database.url, folder), [])
      await writeFile(path.join(folder, '0older.sql'), 'INSERT INTO log VALUES (1)')
      await writeFile(path.join(folder, 'notes.txt'), 'no migration')
      assert.deepEqual(await migrate(database.url, folder), ['0older.sql'])
      assert.deepEqual((await client.query('SELECT n FROM log ORDER BY n')).rows, [{ n: 1 }, { n: 2 }])
    },
  )
})

test('a file that has changed or is gone is refused, other line ends are no change', async () => {
  await withFiles({ [last('a')]: 'CREATE TABLE a (n int);\nCREATE TABLE b (n int);\n' }, async (folder) => {
    const file = path.join(folder, last('a'))
    await migrate(database.url, folder)
    await writeFile(file, 'CREATE TABLE a (n int);\r\nCREATE TABLE b (n int);\r\n')
    assert.deepEqual(await migrate(database.url, folder), [])
    await writeFile(file, 'CREATE TABLE a (n bigint);')
    await writeFile(path.join(folder, last('0')), 'CREATE TABLE c (n int)')
    await assert.rejects(
      migrate(database.url, folder),
      (error: Error) => error instanceof MigrationError && /9a\.sql has changed/.test(error.message),
    )
    await rm(file)
    await assert.rejects(migrate(database.url, folder), /9a\.sql was applied.*no longer in/)
    await rename(path.join(folder, last('0')), file)
    await assert.rejects(migrate(database.url, folder), MigrationError)
  })
})

test('a file that fails leaves nothing, and those before it stay', async () => {
  await withFiles(
    { [last('a')]: 'CREATE TABLE a (n int)', [last('b')]: 'CREATE TABLE b (n int); SELECT 1/0' },
    async (folder) => {
      await assert.rejects(migrate(database.url, folder), /9b\.sql failed: division by zero/)
      assert.equal((await client.query("SELECT to_regclass('a') AS a, to_regclass('b') AS b")).rows[0].b, null)
      await writeFile(path.join(folder, last('b')), 'CREATE TABLE b (n int)')
      assert.deepEqual(await migrate(database.url, folder), [last('b')])
    },
  )
})

test('what cannot run in a transaction says so in its first line', async () => {
  const index = 'CREATE INDEX CONCURRENTLY IF NOT EXISTS a_n ON a (n)'
  await withFiles({ [last('a')]: 'CREATE TABLE a (n int)', [last('b')]: index }, async (folder) => {
    await assert.rejects(migrate(database.url, folder), /cannot run inside a transaction/)
    await writeFile(path.join(folder, last('b')), `-- no transaction\n${index}`)
    assert.deepEqual(await migrate(database.url, folder), [last('b')])
  })
})

test('of processes that start at once one migrates and the others wait', async () => {
  await withFiles({ [last('a')]: 'CREATE TABLE a (n int); SELECT pg_sleep(0.2)' }, async (folder) => {
    const done = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)))
    assert.deepEqual(done.flat(), [last('a')])
  })
})
