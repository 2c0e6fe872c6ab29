import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseCronItem } from 'graphile-worker'
import { sql } from 'kysely'
import type { Services } from '#kernel/http/context.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { housekeeping } from './housekeeping.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const run = async (name: string, services: Partial<Services> = {}) => {
  const job = housekeeping.find((one) => one.name === name)
  assert.ok(job)
  await job.run({ ...app.services, ...services }, undefined as never)
}
const ago = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000)
const left = async (table: 'kernel.limit_window' | 'kernel.idempotency_key' | 'kernel.mail') =>
  (await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(app.services.db)).rows[0]?.n

test('every schedule can be read', () => {
  for (const { name, schedule } of housekeeping) assert.ok(parseCronItem({ task: name, match: schedule as string }))
})

test('windows of limits are forgotten when they are over', async () => {
  await sql`
    INSERT INTO kernel.limit_window (rule, source, starts_at, ends_at, count) VALUES
      ('a', '\\x00', ${ago(2)}, ${ago(1)}, 3), ('b', '\\x00', ${ago(1)}, ${ago(-1)}, 3)`.execute(app.services.db)
  await run('kernel.forget-limit-windows')
  await run('kernel.forget-limit-windows')
  const { rows } = await sql<{ rule: string }>`SELECT rule FROM kernel.limit_window`.execute(app.services.db)
  assert.deepEqual(rows, [{ rule: 'b' }])
})

test('keys of repeated requests are kept for 48 hours', async () => {
  await sql`
    INSERT INTO kernel.idempotency_key (principal, key, request_hash, created_at)
    SELECT 'x', n::text, '\\x00', CASE WHEN n <= 5000 THEN ${ago(49)}::timestamptz ELSE ${ago(47)}::timestamptz END FROM generate_series(1, 5003) n`.execute(
    app.services.db,
  )
  await run('kernel.forget-idempotency-keys')
  assert.equal(await left('kernel.idempotency_key'), 3)
})

test('mails are kept for 30 days after they left or were given up; one that waits is kept', async () => {
  await sql`DELETE FROM kernel.mail`.execute(app.services.db)
  const days = 24
  await sql`
    INSERT INTO kernel.mail (id, to_address, subject, text, html, created_at, due_at, sent_at, failed_at) VALUES
      (gen_random_uuid(), 'a', 'old', '', '', ${ago(40 * days)}, ${ago(40 * days)}, ${ago(31 * days)}, NULL),
      (gen_random_uuid(), 'b', 'given up', '', '', ${ago(40 * days)}, ${ago(40 * days)}, NULL, ${ago(31 * days)}),
      (gen_random_uuid(), 'c', 'waits', '', '', ${ago(40 * days)}, ${ago(40 * days)}, NULL, NULL),
      (gen_random_uuid(), 'd', 'young', '', '', ${ago(40 * days)}, ${ago(40 * days)}, ${ago(29 * days)}, NULL)`.execute(
    app.services.db,
  )
  await run('kernel.forget-mails', { demo: false })
  const { rows } = await sql<{ subject: string }>`SELECT subject FROM kernel.mail ORDER BY subject`.execute(
    app.services.db,
  )
  assert.deepEqual(
    rows.map(({ subject }) => subject),
    ['waits', 'young'],
  )
})

test('the demo keeps its last 200 mails', async () => {
  await sql`DELETE FROM kernel.mail`.execute(app.services.db)
  await sql`
    INSERT INTO kernel.mail (id, to_address, subject, text, html, created_at, due_at, sent_at)
    SELECT gen_random_uuid(), 'a', n::text, '', '', ${ago(0)}::timestamptz - make_interval(hours => n), ${ago(0)}, ${ago(0)} FROM generate_series(1, 230) n`.execute(
    app.services.db,
  )
  await run('kernel.forget-mails')
  assert.equal(await left('kernel.mail'), 200)
  const { rows } = await sql<{ oldest: number }>`SELECT max(subject::int) AS oldest FROM kernel.mail`.execute(
    app.services.db,
  )
  assert.equal(rows[0]?.oldest, 200)
})
