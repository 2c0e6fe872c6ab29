import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addNeed, makeBudget } from '#test/budgets.ts'
import { totalsOf } from './store.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('who gave points in a process is counted without reading the points of others', async () => {
  const large = await makeBudget(app, { needs: true })
  const small = await makeBudget(app, { needs: true })
  const { services } = app
  const now = app.clock.now()
  const [inLarge, inSmall] = [await addNeed(app, large), await addNeed(app, small)]
  await transact(services.db, async (tx) => {
    const people = Array.from({ length: 2_000 }, (_, n) => ({ address: `om${n}@example.md`, lang: 'ro' as const }))
    const mailboxes = await keepMailboxes(tx, services.secrets.person, people, now)
    const give = (need: number, givers: string[]) =>
      sql`
        INSERT INTO budgeting.need_points (need_id, mailbox_id, process_id, points, given_at)
        SELECT n.id, giver, n.process_id, 1, ${now} FROM budgeting.need n, unnest(${givers}::uuid[]) giver WHERE n.number = ${need}`.execute(
        tx,
      )
    await give(inLarge.number, mailboxes)
    await give(inSmall.number, mailboxes.slice(0, 3))
    const before = await pagesRead(tx)
    const { givers } = await totalsOf(tx, { processId: small.id, category: null, group: null })
    assert.equal(givers, 3)
    const read = (await pagesRead(tx)) - before
    assert.ok(read <= 5, `${read} pages were read`)
  })
})

/** Pages of the indexes of points that this connection looked at. */
async function pagesRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ pages: number }>`
    SELECT sum(pg_stat_get_xact_blocks_fetched(indexrelid)) AS pages FROM pg_index WHERE indrelid = 'budgeting.need_points'::regclass`.execute(
    tx,
  )
  return Number(rows[0]?.pages)
}
