import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import { SqlRunners } from '../../sql/runner/runners.ts'
import type { PublicTable } from '../../store.ts'

let app: TestApp
let table: PublicTable
before(async () => {
  app = await testApp()
  // However busy the machine is.
  app.services.sqlRunners = runnersWith({ milliseconds: 60_000 })
  const columns = [columnOf('oras', 'string'), columnOf('elevi', 'integer'), columnOf('vazut', 'datetime')]
  table = await publishTable(app, 'scoli', columns, [
    ['Chișinău', '1200', '2026-11-25 08:30:00'],
    ['Bălți', '9007199254740993', ''],
  ])
})
after(() => app?.close())

const runnersWith = (limits: ConstructorParameters<typeof SqlRunners>[1]) =>
  new SqlRunners(path.join(app.deps.config.dataDir, 'tables'), limits)

async function call(sql: string) {
  const reply = await app.postJson('/api/3/action/datastore_search_sql', { sql })
  assert.equal(reply.headers['access-control-allow-origin'], '*')
  return { status: reply.statusCode, body: reply.body, ...reply.json() }
}

test('a statement over a resource is answered in the shape of CKAN, by GET and POST', async () => {
  const sql = `SELECT *, elevi::numeric / 2 AS jumate FROM "${table.id}" WHERE oras ILIKE 'chi%' ORDER BY "_id"`
  const { status, result } = await call(sql)
  assert.equal(status, 200)
  assert.deepEqual(result, {
    sql,
    fields: [
      { id: '_id', type: 'int8' },
      { id: 'oras', type: 'text' },
      { id: 'elevi', type: 'int8' },
      { id: 'vazut', type: 'timestamp' },
      { id: 'jumate', type: 'float8' },
    ],
    records: [{ _id: 1, oras: 'Chișinău', elevi: 1200, vazut: '2026-11-25T08:30:00', jumate: 600 }],
  })
  const got = await app.get(`/api/action/datastore_search_sql?${new URLSearchParams({ sql })}`)
  assert.deepEqual(got.json().result, result)
})

test('numbers are numbers with all their digits, and to_char writes days', async () => {
  const { body } = await call(
    `SELECT max(elevi) AS m, to_char(min(vazut), 'DD.MM.YYYY HH24:MI') AS z, to_char(min(vazut), 'Mon YY') AS l FROM "${table.id}"`,
  )
  assert.match(body, /"records":\[\{"m":9007199254740993,"z":"25\.11\.2026 08:30","l":"Nov 26"\}\]/)
})

test('a column without a name has the one of its function, as PostgreSQL gives it, where it is the only one', async () => {
  const namesOf = async (what: string) => {
    const { result } = await call(`SELECT ${what} FROM "${table.id}"`)
    const names = result.fields.map(({ id }: { id: string }) => id)
    assert.deepEqual(Object.keys(result.records[0]), names)
    return names
  }
  assert.deepEqual(await namesOf('count(*), max(elevi), left(min(oras), 2)'), ['count', 'max', 'left'])
  assert.deepEqual(await namesOf('coalesce(elevi, 0), oras'), ['coalesce', 'oras'])
  assert.deepEqual(await namesOf('count(*), count(vazut)'), ['count_star()', 'count(vazut)'])
  assert.deepEqual(await namesOf('max(elevi) AS "max(elevi)", count(*) AS n'), ['max(elevi)', 'n'])
})

test('more than 32,000 records are cut, and it is said', async () => {
  const { result } = await call('SELECT range AS n FROM range(40000)')
  assert.equal(result.records.length, 32_000)
  assert.equal(result.records_truncated, true)
})

test('errors are those of CKAN', async () => {
  const cases: [string, number, string, RegExp][] = [
    ['SELECT * FROM pg_user', 403, 'Authorization Error', /^Access denied: .*pg_user/],
    ['SELECT * FROM information_schema.tables', 403, 'Authorization Error', /^Access denied: /],
    ["SELECT current_setting('x')", 403, 'Authorization Error', /^Access denied: .*current_setting/],
    ['SELECT * FROM "00000000-0000-7000-8000-000000000000"', 404, 'Not Found Error', /^Not found: Resource "0/],
    ['SELEC 1', 409, 'Validation Error', /line 1, character 1\b.*SELEC/],
    ['SELECT 1; SELECT 2', 409, 'Validation Error', /not a single statement/],
    [`DELETE FROM "${table.id}"`, 409, 'Validation Error', /not a single statement/],
    [`SELECT nimic FROM "${table.id}"`, 409, 'Validation Error', /"nimic" not found/],
    ['', 409, 'Validation Error', /Missing value/],
    [`SELECT 1 /* ${'x'.repeat(100_000)} */`, 409, 'Validation Error', /at most 100000 characters/],
  ]
  for (const [sql, status, type, words] of cases) {
    const { success, error, status: got } = await call(sql)
    assert.deepEqual([got, success, error?.__type], [status, false, type], sql)
    assert.match(error.message ?? String(error.query ?? error.sql), words)
  }
})

test('what takes too long is told in the words of CKAN', async () => {
  const kept = app.services.sqlRunners
  const runners = runnersWith({ milliseconds: 200 })
  app.services.sqlRunners = runners
  try {
    const { status, error } = await call(
      'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3',
    )
    assert.equal(status, 409)
    assert.deepEqual(error, { query: ['Query took too long'], __type: 'Validation Error' })
  } finally {
    runners.close()
    app.services.sqlRunners = kept
  }
})
