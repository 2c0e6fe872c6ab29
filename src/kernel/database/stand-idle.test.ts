import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { mayStandIdle } from './stand-idle.ts'
import { transact } from './transact.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

/** A transaction that a thread makes wait, where the database ends those that wait. */
const waiting = (first: typeof mayStandIdle) =>
  transact(app.services.db, async (tx) => {
    await sql`SET LOCAL idle_in_transaction_session_timeout = '50ms'`.execute(tx)
    await first(tx)
    await setTimeout(300)
    const { rows } = await sql<{ one: number }>`SELECT 1 AS one`.execute(tx)
    return rows[0]?.one
  })

test('a transaction that waits for a thread is not ended, others are', async () => {
  assert.equal(await waiting(mayStandIdle), 1)
  await assert.rejects(waiting(async () => {}))
})
