import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { connect, type Database } from '#kernel/database/database.ts'
import { testDatabase } from '#test/database.ts'
import { countAgainst, forgetOldWindows, hashSourcesWith } from './limits.ts'

const limit = { name: 'test', max: 5, seconds: 60 }
let one: Database
let two: Database
let drop: () => Promise<void>
before(async () => {
  const { url, close } = await testDatabase()
  one = connect(url, { max: 4 })
  two = connect(url, { max: 4 })
  drop = close
})
after(async () => {
  await Promise.all([one.close(), two.close()])
  await drop()
})

test('two processes count together, exactly', async () => {
  const now = new Date('2026-11-22T10:00:10Z')
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, n) => countAgainst((n % 2 ? one : two).db, limit, '192.0.2.1', now)),
  )
  assert.equal(outcomes.filter((wait) => wait === null).length, 5)
  assert.deepEqual(new Set(outcomes), new Set([null, 50]))
})

test('others are not limited, and neither is the next minute', async () => {
  const now = new Date('2026-11-22T10:00:59.999Z')
  assert.equal(await countAgainst(one.db, limit, '192.0.2.1', now), 1)
  assert.equal(await countAgainst(one.db, limit, '192.0.2.2', now), null)
  assert.equal(await countAgainst(one.db, { ...limit, name: 'other' }, '192.0.2.1', now), null)
  assert.equal(await countAgainst(one.db, limit, '192.0.2.1', new Date('2026-11-22T10:01:00Z')), null)
})

test('no address is stored, and windows that are over are forgotten', async () => {
  const { rows } = await one.pool.query('SELECT * FROM kernel.limit_window')
  for (const row of rows) assert.equal(row.source.includes('192.0.2'), false)
  await forgetOldWindows(one.db, new Date('2026-11-22T10:01:30Z'))
  assert.equal((await one.pool.query('SELECT FROM kernel.limit_window')).rowCount, 1)
})

test('sources are hashed with the key of the installation, which all its processes have', async () => {
  const stored = async () => {
    const { rows } = await one.pool.query("SELECT source FROM kernel.limit_window WHERE rule = 'keyed'")
    return rows.map(({ source }) => source.toString('hex')).sort()
  }
  const now = new Date('2026-11-22T11:00:00Z')
  const keyed = { ...limit, name: 'keyed' }
  hashSourcesWith(Buffer.alloc(32, 1))
  await countAgainst(one.db, keyed, '192.0.2.9', now)
  hashSourcesWith(Buffer.alloc(32, 2))
  await countAgainst(one.db, keyed, '192.0.2.9', now)
  hashSourcesWith(Buffer.alloc(32, 1))
  await countAgainst(two.db, keyed, '192.0.2.9', now)
  const found = await stored()
  assert.equal(found.length, 2)
  assert.ok(!found.includes(createHash('sha256').update('192.0.2.9').digest('hex').slice(0, 32)))
})
