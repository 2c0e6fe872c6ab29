import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { ConfigError } from '#kernel/config/config.ts'
import { testDatabase } from '#test/database.ts'
import { checkDurability } from './check-durability.ts'
import { connect, type Database } from './database.ts'

let database: Database
let close: () => Promise<void>
before(async () => {
  const made = await testDatabase()
  close = made.close
  database = connect(made.url, { max: 1 })
})
after(async () => {
  await database.close()
  await close()
})

test('a server that could lose data is refused, with the setting, its value and what is expected', async () => {
  const { rows } = await sql<{ fsync: string }>`SHOW fsync`.execute(database.db)
  await sql`SET synchronous_commit = off`.execute(database.db)
  await assert.rejects(checkDurability(database.db), (error: Error) => {
    assert.ok(error instanceof ConfigError)
    assert.match(error.message, /synchronous_commit is "off"; expected on or remote_apply/)
    // The servers of tests are fast because they may lose data; an installation's own would not.
    assert.equal(/fsync is "off"; expected on\./.test(error.message), rows[0]?.fsync === 'off')
    return true
  })
  for (const value of ['on', 'local']) {
    await sql`SELECT set_config('synchronous_commit', ${value}, false)`.execute(database.db)
    const said = await checkDurability(database.db).catch((error: Error) => error.message)
    assert.doesNotMatch(String(said), /synchronous_commit/)
  }
})
