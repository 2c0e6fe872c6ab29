import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { makeBudget } from '#test/budgets.ts'
import { addBallots } from '../vote/store.ts'
import { addProofs, lastCasts } from './store.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('in a young vote, of which the database knows nothing yet, one ballot is found without reading the others', async () => {
  const process = await makeBudget(app, { ballots: 'token', projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })
  const cast = Array.from({ length: 600 }, () => ({ id: newId(app.clock.now()), pk: randomBytes(32) }))
  await transact(app.services.db, async (tx) => {
    await addBallots(
      tx,
      cast.map(({ id, pk }) => ({
        processId: process.id,
        id,
        voterKey: pk,
        personKey: null,
        seq: 1,
        channel: 'online',
        picks: { 1: [1] },
        nonce: randomBytes(32),
        commitment: randomBytes(32),
        castAt: app.clock.now(),
      })),
    )
    const before = await ballotsRead(tx)
    // One after the other, as batches come: the plan of the check is made while there is little.
    for (const { id, pk } of cast)
      await addProofs(tx, [{ ballotId: id, pk, prepared: pk, signature: pk, edSignature: Buffer.concat([pk, pk]) }])
    const proven = await ballotsRead(tx)
    assert.equal(proven - before, cast.length)
    const found = await lastCasts(
      tx,
      cast.slice(0, 100).map(({ pk }) => ({ processId: process.id, pk })),
    )
    assert.equal(found.length, 100)
    // Each ballot, and once more to count what its key cast.
    assert.ok((await ballotsRead(tx)) - proven <= 200)
  })
})

/** Rows of ballots that this transaction took from the table so far. */
async function ballotsRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_xact_user_tables
    WHERE schemaname = 'budgeting' AND relname = 'ballot'`.execute(tx)
  return Number(rows[0]?.read)
}
