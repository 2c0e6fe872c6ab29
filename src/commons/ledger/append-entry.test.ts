import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { appendEntries, setEntriesAside } from './append-entry.ts'
import { nextIndex } from './next-index.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({ kind: 'budgeting.project-void', v: 1, number: from + at }))

/** Appends in one transaction. @returns what the log then has, from its next index on, and where that was */
async function appended(work: (tx: Tx, append: (from: number, to: number) => void) => Promise<void>) {
  const { db, clock } = app.services
  const first = await nextIndex(db)
  await transact(db, (tx) => work(tx, (from, to) => appendEntries(tx, numbered(from, to), clock.now())))
  const { rows } = await sql<{ index: number; body: Buffer }>`
    SELECT index, body FROM ledger.entry WHERE index >= ${first} ORDER BY index`.execute(db)
  assert.equal(await nextIndex(db), first + rows.length)
  return rows.map(({ index, body }) => [index - first, JSON.parse(body.toString()).number])
}

const inOrder = (many: number) => Array.from({ length: many }, (_, at) => [at, at])

test('entries get their indexes in the order in which they were appended, however many there are', async () => {
  assert.deepEqual(await appended(async (_, append) => append(0, 3)), inOrder(3))
  assert.deepEqual(await appended(async (_, append) => append(0, 250)), inOrder(250))
})

test('what was set aside comes before what was appended after it', async () => {
  const log = await appended(async (tx, append) => {
    append(0, 2)
    await setEntriesAside(tx)
    append(2, 240)
    await setEntriesAside(tx)
    await setEntriesAside(tx)
    append(240, 243)
  })
  assert.deepEqual(log, inOrder(243))
  const nothingLast = await appended(async (tx, append) => {
    append(0, 5)
    await setEntriesAside(tx)
  })
  assert.deepEqual(nothingLast, inOrder(5))
})

test('of an act that fails nothing is in the log', async () => {
  const first = await nextIndex(app.services.db)
  const failing = appended(async (tx, append) => {
    append(0, 5)
    await setEntriesAside(tx)
    throw new Error('no')
  })
  await assert.rejects(failing, /no/)
  assert.equal(await nextIndex(app.services.db), first)
})
