import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { sql } from 'kysely'
import { connect } from '#kernel/database/database.ts'
import { testDatabase } from '#test/database.ts'
import { BEAT_MS, ChangeFeed, TRUSTED_MS } from './change-feed.ts'
import { forgetChanges, type Reading, readChanges } from './read-changes.ts'

const on = (...topics: string[]) => ({ topics })

/** A feed of what the test says, at the time that the test says. */
function told() {
  let next: Reading | null = { upTo: 1n, told: [] }
  const at = { ms: 0 }
  const feed = new ChangeFeed(
    async () => next ?? Promise.reject(new Error('away')),
    () => at.ms,
  )
  let upTo = 1n
  return {
    feed,
    at,
    async tell(...topics: string[]) {
      upTo += 1n
      next = { upTo, told: topics.map((topic) => ({ id: `${upTo} ${topic}`, topic })) }
      await feed.readOnce()
    },
    async again(reading: Reading | null) {
      next = reading
      await feed.readOnce()
    },
  }
}

test('a copy is good until something that it depends on is told, and no other topic matters', async () => {
  const { feed, at, tell } = told()
  await tell()
  const made = feed.position
  at.ms = 1_000
  await tell('b')
  assert.equal(feed.goodUntil(on('a'), made), 1_000 + TRUSTED_MS)
  at.ms = 2_000
  await tell('a')
  assert.equal(feed.goodUntil(on('a'), made), 2_000)
  assert.equal(feed.goodUntil(on('a'), feed.position), 2_000 + TRUSTED_MS, 'the next copy was made after it')
})

test('what is told while a copy is being made counts against it', async () => {
  const { feed, tell } = told()
  await tell()
  const begun = feed.position
  await tell('a')
  assert.equal(feed.goodUntil(on('a'), begun), 0)
})

test('nothing is trusted before the first reading, nor long after the last', async () => {
  const { feed, at, tell, again } = told()
  assert.equal(feed.goodUntil(on('a'), feed.position), Number.NEGATIVE_INFINITY)
  const early = feed.position
  await tell()
  assert.ok(feed.goodUntil(on('a'), early) <= 0, 'what happened before the first reading is not known')
  const made = feed.position
  at.ms = 10_000
  await again(null)
  assert.equal(feed.goodUntil(on('a'), made), TRUSTED_MS, 'a reading that failed says nothing')
  await tell()
  assert.equal(feed.goodUntil(on('a'), made), 10_000 + TRUSTED_MS, 'the next looks as far back as needed')
})

test('another database behind the same address makes everything doubtful', async () => {
  const { feed, at, tell, again } = told()
  await tell()
  await tell()
  const made = feed.position
  at.ms = 500
  await again({ upTo: 1n, told: [] })
  assert.equal(feed.goodUntil(on('a'), made), 500)
})

test('a beat that falls silent ends what needs it', async () => {
  const { feed, at, tell } = told()
  await tell()
  const needs = { topics: ['a'], beat: 'fold' }
  assert.equal(feed.goodUntil(needs, feed.position), Number.NEGATIVE_INFINITY)
  await tell('fold')
  at.ms = 4_000
  await tell()
  assert.equal(feed.goodUntil(needs, feed.position), BEAT_MS)
})

test('what changes everything is waited out, because processes hold some of it in memory', async () => {
  const { feed, at, tell } = told()
  await tell()
  await tell('*')
  const inBetween = feed.position
  at.ms = 5_000
  await tell()
  assert.equal(feed.goodUntil(on('a'), feed.position), 0)
  at.ms = 7_000
  await tell()
  assert.equal(feed.goodUntil(on('a'), inBetween), 7_000, 'made of what may have been old')
  assert.equal(feed.goodUntil(on('a'), feed.position), 7_000 + TRUSTED_MS)
})

const { url, close } = await testDatabase()
const { db, close: disconnect } = connect(url, { max: 4 })
afterAll(async () => {
  await disconnect()
  await close()
})

test('a transaction that commits late is not missed, and nothing is taken for new twice', async () => {
  const { upTo } = await readChanges(db, null)
  const tell = (topic: string) => sql`INSERT INTO kernel.change (topic) VALUES (${topic})`
  let commit = () => {}
  const may = new Promise<void>((resolve) => {
    commit = resolve
  })
  let begun = () => {}
  const has = new Promise<void>((resolve) => {
    begun = resolve
  })
  const late = db.transaction().execute(async (tx) => {
    await tell('late').execute(tx)
    begun()
    await may
  })
  await has
  await tell('early').execute(db)
  const first = await readChanges(db, upTo)
  assert.deepEqual(
    first.told.map(({ topic }) => topic),
    ['early'],
  )
  commit()
  await late
  const second = await readChanges(db, first.upTo)
  assert.deepEqual(second.told.map(({ topic }) => topic).sort(), ['early', 'late'])
  assert.equal(second.told.find(({ topic }) => topic === 'early')?.id, first.told[0]?.id)
  // Other databases of the cluster may hold the beginning back: then the same comes again, by the same names.
  const known = second.told.map(({ id }) => id)
  for (const { id } of (await readChanges(db, second.upTo)).told) assert.ok(known.includes(id))
})

test('what was told is forgotten when nobody looks back so far', async () => {
  const count = async () => (await sql<{ n: number }>`SELECT count(*) AS n FROM kernel.change`.execute(db)).rows[0]?.n
  await sql`INSERT INTO kernel.change (topic) VALUES ('something')`.execute(db)
  await forgetChanges(db, new Date(Date.now() + 30 * 60_000))
  assert.notEqual(await count(), 0)
  await forgetChanges(db, new Date(Date.now() + 61 * 60_000))
  assert.equal(await count(), 0)
})
