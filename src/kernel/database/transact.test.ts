import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { testDatabase } from '#test/database.ts'
import { connect, type Database, type Tx } from './database.ts'
import { lastly, transact } from './transact.ts'

let database: Database
let drop: () => Promise<void>
before(async () => {
  const { url, close } = await testDatabase()
  database = connect(url, { max: 4 })
  drop = close
  await database.pool.query('CREATE TABLE said (at serial, word text)')
})
beforeEach(() => database.pool.query('TRUNCATE said'))
after(async () => {
  await database.close()
  await drop()
})

const say = (tx: Tx, word: string) => sql`INSERT INTO said (word) VALUES (${word})`.execute(tx)
const said = async () =>
  (await database.pool.query('SELECT word FROM said ORDER BY at')).rows.map((row) => row.word).join()

test('last statements run at the end, each name once, in the order they were named', async () => {
  const result = await transact(database.db, async (tx) => {
    lastly(tx, 'one', async (tx) => {
      await say(tx, 'first of the last')
      lastly(tx, 'three', async (tx) => {
        await say(tx, 'named while ending')
      })
    })
    lastly(tx, 'two', async (tx) => {
      await say(tx, 'second')
    })
    lastly(tx, 'one', async (tx) => {
      await say(tx, 'never')
    })
    await say(tx, 'work')
    return 7
  })
  assert.equal(result, 7)
  assert.equal(await said(), 'work,first of the last,second,named while ending')
})

test('when the work or a last statement fails nothing is kept', async () => {
  const fail = async () => {
    throw new Error('no')
  }
  await assert.rejects(
    transact(database.db, async (tx) => {
      lastly(tx, 'one', async (tx) => {
        await say(tx, 'last')
      })
      await say(tx, 'work')
      await fail()
    }),
  )
  await assert.rejects(
    transact(database.db, async (tx) => {
      await say(tx, 'work')
      lastly(tx, 'one', fail)
    }),
  )
  assert.equal(await said(), '')
})

test('a last statement needs a transaction that has an end', async () => {
  await database.db
    .transaction()
    .execute(async (tx) => assert.throws(() => lastly(tx, 'x', async () => {}), /transact/))
})

test('transactions leave connections for statements beside them', async () => {
  // If transactions took every connection, the statements beside them would wait in vain and fail.
  await Promise.all(
    Array.from({ length: 40 }, () =>
      transact(database.db, async (tx) => {
        await say(tx, 'in')
        await sql`SELECT 1`.execute(database.db)
        await setTimeout(1)
      }),
    ),
  )
  assert.equal((await said()).split(',').length, 40)
})

test('a connection lost between two statements fails the transaction, not the process', async () => {
  const lost = transact(database.db, async (tx) => {
    await say(tx, 'never')
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)
    await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    // Nothing is asked while the server says goodbye.
    await setTimeout(300)
    await say(tx, 'either')
  })
  await assert.rejects(lost, /connection|terminat|not queryable/i)
  assert.equal(await said(), '')
})
