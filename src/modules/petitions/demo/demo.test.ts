import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { checkCounts } from '../recount/recount-log.ts'
import { seedDemoPetitions } from './seed-petitions.ts'
import { demoPetitions } from './stories.ts'

let app: TestApp
before(async () => {
  app = await testApp({ demoPeople: true, crowd: true })
})
after(() => app?.close())

const number = async (query: string) => Number((await app.deps.database.pool.query(query)).rows[0].n)

test('the demo has its petitions in every state, in three languages', async () => {
  assert.equal(await number('SELECT count(*) AS n FROM petitions.petition'), demoPetitions.length + 1)
  const { rows } = await app.deps.database.pool.query('SELECT DISTINCT state FROM petitions.petition')
  const states = rows.map(({ state }) => state)
  for (const state of ['open', 'supporting', 'moderation', 'returned', 'refused', 'appealed', 'closed', 'archived'])
    assert.ok(states.includes(state), state)
  const cases = await app.deps.database.pool.query('SELECT DISTINCT outcome FROM petitions.case')
  for (const outcome of ['satisfied', 'rejected', 'refused', 'unexamined', 'redirected', null])
    assert.ok(
      cases.rows.some((row) => row.outcome === outcome),
      String(outcome),
    )
})

test('its rows, its totals, its pages and its public record tell the same number', async () => {
  const rows = await number('SELECT count(*) AS n FROM petitions.signature WHERE ended_at IS NULL AND hold_id IS NULL')
  assert.ok(rows > 50_000)
  assert.equal(await number('SELECT sum(total) AS n FROM petitions.signature_count'), rows)
  assert.equal(await number('SELECT sum(signatures) AS n FROM petitions.signature_total'), rows)
  const days = 'SELECT petition_id, day, sum(signatures)::integer FROM petitions.signature_total GROUP BY 1, 2'
  const kept = 'SELECT petition_id, day, signatures FROM petitions.day_count'
  assert.equal(
    await number(`SELECT count(*) AS n FROM ((${days} EXCEPT ${kept}) UNION ALL (${kept} EXCEPT ${days})) other`),
    0,
  )
  assert.equal(
    await number("SELECT count(*) AS n FROM ledger.entry WHERE kind = 'petitions.signature-confirmed'"),
    rows,
  )
  const { total, recounted } = (await app.get('/api/v1/petitions/1')).json().count
  assert.equal(total, 412)
  assert.equal(recounted, null)
  await checkCounts(app.services)
  assert.equal(await number('SELECT count(*) AS n FROM petitions.recount_difference'), 0)
  assert.equal(
    await number('SELECT sum(recounted_email + recounted_strong + recounted_signed) AS n FROM petitions.recount'),
    rows,
  )
  assert.equal((await app.get('/api/v1/petitions/1')).json().count.recounted.total, 412)
})

test('what authorities say in it is marked, and telling it twice tells it once', async () => {
  const { rows } = await app.deps.database.pool.query('SELECT text_markdown FROM petitions.case_answer')
  assert.ok(rows.length > 10)
  for (const { text_markdown: text } of rows) assert.match(text, /demonstra|Демонстра|Demo/i)
  const before = await number('SELECT count(*) AS n FROM petitions.petition')
  await seedDemoPetitions(app.services, () => {})
  assert.equal(await number('SELECT count(*) AS n FROM petitions.petition'), before)
})

test('no entry of the public log tells a time finer than the day, a place finer than a first-level unit, a name or an address', async () => {
  const { pool } = app.deps.database
  const { rows } = await pool.query('SELECT index, body FROM ledger.entry ORDER BY index')
  const { rows: people } = await pool.query(
    `SELECT name FROM petitions.signature WHERE name IS NOT NULL UNION SELECT starter_name FROM petitions.petition WHERE starter_name IS NOT NULL`,
  )
  const names = people.map(({ name }: { name: string }) => name)
  const units = new Set(app.services.places.countedUnits().map(({ key }) => key))
  let told = 0
  for (const { index, body } of rows as { index: number; body: Buffer }[]) {
    const text = body.toString()
    assert.doesNotMatch(text, /\d\d:\d\d|@|"md-[a-z0-9-]+-/, `entry ${index}: ${text}`)
    const entry = JSON.parse(text)
    if (!/^petitions\.(signature|threshold)/.test(entry.kind))
      assert.ok(!names.some((name) => text.includes(name)), text)
    for (const { unit } of entry.cells ?? []) {
      told += 1
      assert.ok(units.has(unit), `entry ${index} names ${unit}`)
    }
  }
  assert.ok(rows.length > 10_000 && told > 0, 'there is something to look at')
})
