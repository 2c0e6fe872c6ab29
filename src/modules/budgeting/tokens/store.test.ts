import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { makeBudget } from '#test/budgets.ts'
import { rowsRead } from '#test/rows-read.ts'
import { addBallots, ballotsAfter, ballotsOf, type OpenedBallot, standingBallots } from '../vote/store.ts'
import { addIssued, addProofs, issuedTo, lastCasts } from './store.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('in a young vote, of which the database knows nothing yet, one ballot is found without reading the others', () =>
  voteWithTokens())

test('who has an identity is found in it without reading the others', () => voteWithIdentities())

test('nor are they read in a vote that began since the tables were last analysed', async () => {
  await app.deps.database.pool.query('ANALYZE budgeting.ballot, budgeting.token_issued, budgeting.token_proof')
  await voteWithTokens()
  await voteWithIdentities()
})

async function voteWithTokens(): Promise<void> {
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
    const before = await rowsRead(tx, 'budgeting.ballot')
    // One after the other, as batches come: the plan of the check is made while there is little.
    for (const { id, pk } of cast)
      await addProofs(tx, [{ ballotId: id, pk, prepared: pk, signature: pk, edSignature: Buffer.concat([pk, pk]) }])
    const proven = await rowsRead(tx, 'budgeting.ballot')
    assert.equal(proven - before, cast.length)
    const found = await lastCasts(
      tx,
      cast.slice(0, 100).map(({ pk }) => ({ processId: process.id, pk })),
    )
    assert.equal(found.length, 100)
    // Each ballot, and once more to count what its key cast.
    const looked = await rowsRead(tx, 'budgeting.ballot')
    assert.ok(looked - proven <= 200)
    // As the close reads them.
    await sql`SET LOCAL enable_sort = off`.execute(tx)
    const whole = await ballotsAfter(tx, process.id, null, 1_000)
    const batches: OpenedBallot[] = []
    for (let read = -1; read < batches.length; ) {
      read = batches.length
      batches.push(...(await ballotsAfter(tx, process.id, batches.at(-1)?.commitment ?? null, 50)))
    }
    assert.deepEqual(batches, whole)
    assert.equal(whole.length, cast.length)
    assert.ok(whole.every(({ token }) => token))
    // Once for the whole, once in batches; read from its beginning for each batch, it would be seven times.
    assert.ok((await rowsRead(tx, 'budgeting.ballot')) - looked <= 3 * cast.length)
  })
}

async function voteWithIdentities(): Promise<void> {
  const { id: processId } = await makeBudget(app, { ballots: 'token' })
  const voters = Array.from({ length: 600 }, () => ({ voterKey: randomBytes(32), personKey: randomBytes(32) }))
  await transact(app.services.db, async (tx) => {
    const read = async () =>
      [await rowsRead(tx, 'budgeting.ballot'), await rowsRead(tx, 'budgeting.token_issued')] as const
    const before = await read()
    // One after the other, as they come: the plan is made while there is little.
    const cast = async (voter: (typeof voters)[number]) => {
      await standingBallots(tx, processId, voter)
      const ballot = { picks: { 1: [1] }, nonce: randomBytes(32), commitment: randomBytes(32), castAt: app.clock.now() }
      await addBallots(tx, [{ processId, id: newId(app.clock.now()), ...voter, seq: 1, channel: 'online', ...ballot }])
    }
    for (const voter of voters) {
      await issuedTo(tx, [{ processId, ...voter }])
      await addIssued(tx, [{ processId, ...voter, blindedHash: randomBytes(32), commitment: randomBytes(32) }])
      await cast(voter)
    }
    const [ballots, issued] = await read()
    assert.ok(
      // A table that is still short is read whole now and then; read for each voter, this would be 180,000.
      ballots - before[0] <= 10 * voters.length && issued - before[1] <= 10 * voters.length,
      `${ballots - before[0]} ballots and ${issued - before[1]} tokens were read`,
    )
    for (const voter of voters.slice(0, 50)) assert.equal((await standingBallots(tx, processId, voter)).length, 1)
    const asked = voters.slice(0, 50).map((voter) => ({ processId, ...voter }))
    assert.equal((await issuedTo(tx, asked)).length, 50)
    // By the mailbox, and by the person.
    assert.ok((await rowsRead(tx, 'budgeting.ballot')) - ballots <= 100)
    assert.ok((await rowsRead(tx, 'budgeting.token_issued')) - issued <= 100)
    assert.equal((await ballotsOf(tx, processId, 1, voters[7] as (typeof voters)[number])).length, 1)
    assert.ok((await rowsRead(tx, 'budgeting.ballot')) - ballots <= 102)
  })
}
