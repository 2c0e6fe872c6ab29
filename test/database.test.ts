import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client } from 'pg'
import { testDatabase } from '#test/database.ts'

test('each test database is alone and gone after it is closed', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()])
  assert.notEqual(one.url, two.url)
  const client = new Client({ connectionString: one.url })
  // Closing drops the database although somebody is connected; the server then ends that connection.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('CREATE TABLE only_here (number int)')
  await assert.rejects(query(two.url, 'SELECT FROM only_here'), /does not exist/)
  await Promise.all([one.close(), two.close()])
  await client.end().catch(() => undefined)
  await assert.rejects(query(one.url, 'SELECT 1'), /does not exist/)
})

test('text is sorted and folded as UTF-8', async () => {
  const database = await testDatabase()
  try {
    assert.deepEqual(await query(database.url, `SELECT lower('ȘȚĂ ЩЁ') AS text`), [{ text: 'șță щё' }])
  } finally {
    await database.close()
  }
})

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
