import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn } from '#test/people.ts'
import { channelOf, takeChannel, takeChannels } from './take-channel.ts'
import { keysIn, voterKeys } from './voter-keys.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('whoever took another channel cannot cast from the account, and is told why', async () => {
  const process = await makeBudget(app, { projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })
  await goToPhase(app, process, 'vote')
  const voter = await signedIn(app, { name: 'Vera Lupu', email: 'vera.lupu@example.md' })
  const { db } = app.deps.database
  const keys = keysIn(await voterKeys(app.deps, db, process, voter.accountId))
  assert.equal(await db.transaction().execute((tx) => takeChannel(tx, process.id, keys, 'paper')), 'paper')
  assert.equal(await db.transaction().execute((tx) => takeChannel(tx, process.id, keys, 'token')), 'paper')
  const reply = await app.post(
    `/ro/processes/${process.number}/ballot`,
    { picks: ['1'], place: 'md-cu-botanica', oldEnough: 'yes' },
    voter.headers,
  )
  assert.equal(reply.statusCode, 409)
  assert.match(reply.body, /alt mod de a vota/)
})

test('who is refused leaves no trace under the other keys, and those beside them in a batch keep theirs', async () => {
  const process = await makeBudget(app, { projects: [] })
  const { db } = app.deps.database
  const key = (byte: number) => Buffer.alloc(32, byte)
  const take = (voters: Buffer[][], channel: 'token' | 'paper') =>
    db.transaction().execute((tx) =>
      takeChannels(
        tx,
        voters.map((keys) => ({ processId: process.id, keys })),
        channel,
      ),
    )
  await take([[key(1)]], 'paper')
  assert.deepEqual(await take([[key(1), key(2)], [key(3)]], 'token'), ['paper', 'token'])
  assert.equal(await channelOf(db, process.id, [key(2)]), null)
  assert.equal(await channelOf(db, process.id, [key(3)]), 'token')
})

test('of two channels taken at once the voter has one', async () => {
  const process = await makeBudget(app, { projects: [] })
  const { db } = app.deps.database
  const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const take = (order: Buffer[], channel: 'token' | 'paper') =>
    db.transaction().execute((tx) => takeChannel(tx, process.id, order, channel))
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, at) => take(at % 3 ? keys : keys.toReversed(), at % 2 ? 'token' : 'paper')),
  )
  assert.equal(new Set(taken).size, 1)
})
