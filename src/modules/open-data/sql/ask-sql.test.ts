import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import type { PublicTable } from '../store.ts'
import { SqlRunners } from './runner/runners.ts'

let app: TestApp
let schools: PublicTable
let towns: PublicTable
before(async () => {
  app = await testApp()
  // However busy the machine is.
  app.services.sqlRunners = runnersWith({ milliseconds: 60_000 })
  schools = await publishTable(
    app,
    'scoli',
    [columnOf('oras', 'string'), columnOf('elevi', 'integer'), columnOf('medie', 'number'), columnOf('din', 'date')],
    [
      ['Chișinău', '1200', '8.5', '1990-09-01'],
      ['Bălți', '900', '7.25', '1991-09-01'],
      ['Chișinău', '300', '6', '2001-01-15'],
      ['Orhei', '123456789012345678', '', ''],
    ],
  )
  towns = await publishTable(
    app,
    'orase',
    [columnOf('nume', 'string'), columnOf('locuitori', 'integer')],
    [
      ['Chișinău', '720000'],
      ['Bălți', '120000'],
    ],
  )
})
after(() => app?.close())

const runnersWith = (limits: ConstructorParameters<typeof SqlRunners>[1]) =>
  new SqlRunners(path.join(app.deps.config.dataDir, 'tables'), limits)

async function ask(sql: string, more: Record<string, string> = {}) {
  const reply = await app.get(`/api/v1/data/sql?${new URLSearchParams({ q: sql, ...more })}`)
  return { status: reply.statusCode, ...reply.json() }
}
async function rows(sql: string) {
  const { status, answer, wrong } = await ask(sql)
  assert.equal(status, 200, wrong?.text)
  return answer.items
}
async function fault(sql: string): Promise<string> {
  const { status, wrong } = await ask(sql)
  assert.equal(status, 422, sql)
  return wrong.code.replace('open-data.sql.fault.', '')
}

test('tables are asked by their identifier, by the name of their dataset, and of a version', async () => {
  const expected = [[4]]
  for (const name of [
    schools.id,
    `${schools.id}@1`,
    schools.id.toUpperCase(),
    'scoli',
    'SCOLI',
    'scoli/1',
    'scoli@1',
    'scoli/1@1',
  ])
    assert.deepEqual(await rows(`SELECT count(*) FROM "${name}"`), expected, name)
  assert.deepEqual(await rows('select count(*) from scoli'), expected)
  assert.deepEqual(await rows('SELECT * FROM scoli WHERE _id = 2'), [[2, 'Bălți', 900, 7.25, '1991-09-01']])
  for (const name of [
    'scoli@2',
    'scoli/2',
    'nimic',
    '00000000-0000-7000-8000-000000000000',
    `${schools.id}@7`,
    'a.csv',
  ])
    assert.equal(await fault(`SELECT * FROM "${name}"`), 'no-table', name)
})

test('an answer has its columns with types, and the tables it was made of', async () => {
  const { answer } = await ask(
    `SELECT s.oras, sum(elevi) AS elevi, avg(medie) AS medie, min(din) AS prima, locuitori > 500000 AS mare, list(elevi ORDER BY elevi) AS toate
     FROM scoli s JOIN "orase" o ON o.nume = s.oras GROUP BY ALL ORDER BY 1`,
  )
  assert.deepEqual(answer.columns, [
    { name: 'oras', type: 'string' },
    { name: 'elevi', type: 'integer' },
    { name: 'medie', type: 'number' },
    { name: 'prima', type: 'date' },
    { name: 'mare', type: 'boolean' },
    { name: 'toate', type: 'json' },
  ])
  assert.deepEqual(answer.items, [
    ['Bălți', 900, 7.25, '1991-09-01', false, '[900]'],
    ['Chișinău', 1500, 7.25, '1990-09-01', true, '[300,1200]'],
  ])
  assert.deepEqual(
    answer.tables.map(({ id, name, seq }: { id: string; name: string; seq: number }) => [id, name, seq]),
    [
      [schools.id, 'scoli', 1],
      [towns.id, 'orase', 1],
    ],
  )
  assert.equal(answer.truncated, false)
})

test('whole numbers keep their digits, and what is no number is nothing', async () => {
  assert.deepEqual(
    await rows('SELECT max(elevi), sum(elevi) * 100000, 0.1::DECIMAL(9,2), 1/0, sqrt(2) > 1 FROM scoli'),
    [['123456789012345678', '12345678901234807800000', 0.1, null, true]],
  )
})

test('a statement may end as statements do, and have comments', async () => {
  for (const sql of [
    'SELECT 1;',
    'SELECT 1; -- "no";',
    '/* ; */ SELECT /* "x" */ 1 -- end',
    'SELECT 1 ;\n;\n',
    'FROM (VALUES (1))',
  ])
    assert.deepEqual(await rows(sql), [[1]], sql)
  assert.deepEqual(await rows(`SELECT '; DROP TABLE x; --' AS "a;b"`), [['; DROP TABLE x; --']])
})

test('queries have names within a statement, each seen by those after it', async () => {
  assert.deepEqual(await rows('WITH a AS (SELECT 1 AS n), b AS (SELECT n + 1 AS n FROM a) SELECT * FROM b'), [[2]])
  assert.deepEqual(
    await rows('WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT max(n) FROM t'),
    [[4]],
  )
  assert.deepEqual(await rows('WITH scoli AS (SELECT count(*) AS n FROM scoli) SELECT n FROM scoli'), [[4]])
  assert.equal(await fault('WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a'), 'no-table')
  assert.equal(await fault('SELECT * FROM b, (WITH b AS (SELECT 1) SELECT * FROM b)'), 'no-table')
  assert.equal(
    await fault('SELECT * FROM duckdb_databases, (WITH duckdb_databases AS (SELECT 1) SELECT 1)'),
    'construct',
  )
})

test('tables are found by words, and their first questions are answered', async () => {
  const { offered } = (await app.get('/api/v1/data/sql?find=orase')).json()
  assert.deepEqual([offered[0].id, offered[0].name, offered[0].rows], [towns.id, 'orase', 2])
  const { table } = (await app.get(`/api/v1/data/sql?table=${schools.id}`)).json()
  assert.deepEqual(
    table.examples.map(({ what }: { what: string }) => what),
    ['rows', 'count', 'sum', 'months'],
  )
  for (const { sql } of table.examples) assert.ok((await rows(sql)).length > 0, sql)
  const missing = ({ columns }: { columns: { missing: number }[] }) => columns.map((column) => column.missing)
  const unfit = (count: number) =>
    sql`UPDATE open_data.table_version SET columns = jsonb_set(columns, '{1,unfit}', to_jsonb(${count}::int))
      WHERE table_id = ${schools.id}`.execute(app.services.db)
  await unfit(2)
  const asked = (await app.get(`/api/v1/data/sql?table=${schools.id}`)).json().table
  assert.deepEqual(missing(asked), [0, 2, 1, 1])
  assert.deepEqual(missing((await app.get(`/api/v1/data/tables/${schools.id}`)).json()), missing(asked))
  await unfit(0)
  assert.equal((await app.get('/api/v1/data/sql?table=00000000-0000-7000-8000-000000000000')).json().table, null)
})

test('what is merged of files whose licences do not go together says so; one file alone does not', async () => {
  const licensed = (name: string, licence: string) =>
    sql`UPDATE open_data.dataset SET licence = ${licence} WHERE name = ${name}`.execute(app.services.db)
  const both = 'SELECT count(*) FROM scoli, orase'
  const conflicts = async (question: string) => (await ask(question)).answer.licenceConflicts
  await licensed('scoli', 'CC_BY_4_0')
  await licensed('orase', 'CC0')
  assert.deepEqual(await conflicts(both), [])
  await licensed('orase', 'CC_BYND_4_0')
  const [{ why, licences }] = await conflicts(both)
  assert.deepEqual([why, licences[0].code], ['no-derivatives', 'CC_BYND_4_0'])
  assert.deepEqual(await conflicts('SELECT count(*) FROM orase a, orase b'), [], 'of one file nothing is merged')
  await sql`UPDATE open_data.distribution SET licence = 'CC0' WHERE id = ${towns.id}`.execute(app.services.db)
  assert.deepEqual(await conflicts(both), [], 'a file may have a licence of its own')
  const inDatasetOf = (id: string, position: number) =>
    sql`UPDATE open_data.distribution SET licence = 'CC_BYND_4_0', position = ${position},
      dataset_id = (SELECT dataset_id FROM open_data.distribution WHERE id = ${id}) WHERE id = ${towns.id}`.execute(
      app.services.db,
    )
  const { rows: own } = await sql<{ id: string }>`
    SELECT dataset_id AS id FROM open_data.distribution WHERE id = ${towns.id}`.execute(app.services.db)
  await inDatasetOf(schools.id, 2)
  const files = `SELECT count(*) FROM "${schools.id}", "${towns.id}"`
  assert.deepEqual((await conflicts(files))[0].why, 'no-derivatives', 'two files of one dataset')
  await sql`UPDATE open_data.distribution SET licence = NULL, position = 1, dataset_id = ${own[0]?.id} WHERE id = ${towns.id}`.execute(
    app.services.db,
  )
  for (const lang of ['ro', 'ru', 'en'])
    assert.match((await app.get(`/${lang}/data/sql?${new URLSearchParams({ q: both })}`)).body, /CC BY-ND/)
})

test('the pinned question names versions, and means the same', async () => {
  const sql = `SELECT scoli.oras, "orase".locuitori, (SELECT count(*) FROM "scoli" z) AS n
    FROM scoli, "orase" WHERE 'FROM scoli' <> '' AND scoli.oras = orase.nume ORDER BY ALL -- scoli`
  const { answer } = await ask(sql)
  assert.equal(answer.pinned.match(/@1"/g)?.length, 3)
  const again = await ask(answer.pinned)
  assert.deepEqual(again.answer.items, answer.items)
  assert.equal(again.answer.pinned, answer.pinned)
})

test('what is wrong is told where the question is typed, in the language of the reader, with its place', async () => {
  const sql = 'SELECT *\nFROM "scoli"\nWHERE ț = = 1'
  for (const [lang, words] of [
    ['ro', /rândul 3, caracterul 11/],
    ['ru', /в строке 3, на знаке 11/],
    ['en', /line 3, character 11/],
  ] as const) {
    const page = await app.get(`/${lang}/data/sql?${new URLSearchParams({ q: sql })}`)
    assert.equal(page.statusCode, 422)
    assert.match(page.body, words)
    assert.match(page.body, /aria-invalid="true"/)
    assert.match(page.body, /WHERE ț = = 1<\/textarea>/)
  }
  const { wrong } = await ask('SELECT elev FROM scoli')
  assert.match(wrong.text, /„elev”.*"elevi"/)
})

test('nothing is asked but public tables, and nothing is called but what computes', async () => {
  const functions = [
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM read_text('/etc/passwd')`,
    `SELECT * FROM glob('/*')`,
    `FROM parquet_metadata('x')`,
    'SELECT * FROM duckdb_settings()',
    'SELECT * FROM duckdb_databases()',
    'SELECT * FROM pragma_version()',
    `FROM query('SELECT 1')`,
    `FROM query_table('scoli')`,
    `FROM histogram('scoli', oras)`,
    `SELECT current_setting('temp_directory')`,
    `SELECT pg_catalog.current_setting('temp_directory')`,
    `SELECT getvariable('x')`,
    `SELECT (SELECT max(version()) FROM scoli)`,
    'SELECT sleep_ms(10000)',
    'SELECT pg_sleep(10)',
    'SELECT CASE WHEN true THEN 1 ELSE random() END',
    `SELECT * FROM json_execute_serialized_sql('{}')`,
    `SELECT 1 ORDER BY getenv('HOME')`,
    `SELECT count(*) FILTER (WHERE read_blob('x') IS NULL) FROM scoli`,
    `SELECT sum(1) OVER (ORDER BY nextval('x'))`,
    `SELECT list_transform([1], x -> current_database())`,
    `WITH a AS (SELECT write_log('x')) SELECT 1`,
  ]
  for (const sql of functions) assert.equal(await fault(sql), 'function', sql)
  const constructs = [
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM pg_catalog.pg_class',
    'SELECT * FROM main.scoli',
    'SELECT * FROM f0.rows',
    'SHOW TABLES',
    'DESCRIBE scoli',
    'SUMMARIZE scoli',
    'SELECT $1',
  ]
  for (const sql of constructs) assert.equal(await fault(sql), 'construct', sql)
  for (const sql of [
    'SELECT * FROM duckdb_settings',
    'SELECT * FROM sqlite_master',
    `FROM '/etc/passwd'`,
    `FROM "${path.resolve('x.csv')}"`,
  ])
    assert.equal(await fault(sql), 'no-table', sql)
})

test('nothing is changed, and one thing is asked at a time', async () => {
  for (const sql of [
    'DROP TABLE scoli',
    'CREATE TABLE x AS SELECT 1',
    'CREATE MACRO m() AS 1',
    `INSERT INTO scoli VALUES ('x')`,
    `ATTACH 'x.db'`,
    `COPY (SELECT 1) TO '/tmp/x'`,
    `SET memory_limit = '10GB'`,
    'PRAGMA version',
    'INSTALL httpfs',
    'LOAD httpfs',
    'EXPLAIN ANALYZE SELECT 1',
    'CALL pragma_version()',
    `EXPORT DATABASE 'x'`,
    'BEGIN',
  ])
    assert.equal(await fault(sql), 'not-a-question', sql)
  for (const sql of ['SELECT 1; SELECT 2', 'SELECT 1; SELECT * FROM duckdb_settings()', '-- nothing', ';'])
    assert.equal(await fault(sql), 'several', sql)
  assert.match(await fault('SELECT 1; DROP TABLE x'), /not-a-question|several/)
  for (const sql of [
    'SELEC 1',
    'SELECT * FROM “scoli”.',
    `SELECT '`,
    'SELECT 1) AS x; (SELECT 2',
    'SELECT 1) UNION (SELECT 2',
    '((((',
  ])
    assert.equal(await fault(sql), 'syntax', sql)
})

test('a table that is not public any more is not asked, also when it was answered a moment ago', async () => {
  const { pool } = app.deps.database
  const sql = 'SELECT count(*) AS n FROM orase'
  assert.deepEqual(await rows(sql), [[2]])
  const among = (set: string) => pool.query(`UPDATE open_data.dataset SET ${set} WHERE name = 'orase'`)
  await among("access_rights = 'RESTRICTED'")
  assert.equal(await fault(sql), 'no-table')
  assert.equal(await fault(`SELECT * FROM "${towns.id}@1"`), 'no-table')
  await among("access_rights = 'PUBLIC', state = 'withdrawn', withdrawn_at = published_at, withdrawn_reason = 'x'")
  assert.equal(await fault(sql), 'no-table')
  await among("state = 'published', withdrawn_at = NULL, withdrawn_reason = NULL")
  assert.deepEqual(await rows(sql), [[2]])
})

test('an answer goes along as a file, all of it', async () => {
  const q = `SELECT range AS n, '=1+1' AS f, [1, 2] AS l, 'ș' AS t FROM range(250)`
  const file = (ending: string) => app.get(`/data/sql.${ending}?${new URLSearchParams({ q })}`)
  const { answer } = await ask(q, { page: '5' })
  assert.deepEqual([answer.total, answer.pages, answer.items.length, answer.items[0][0]], [250, 5, 50, 200])
  const csv = await file('csv')
  assert.match(csv.body, /^n,f,l,t\r\n0,'=1\+1,"\[1,2\]",ș\r\n/)
  assert.equal((await app.get(`/data/sql.csv?${new URLSearchParams({ q, bom: 'yes' })}`)).body, `\ufeff${csv.body}`)
  assert.equal(csv.body.split('\r\n').length, 252)
  const json = (await file('json')).json()
  assert.deepEqual(json.rows[249], { n: 249, f: '=1+1', l: [1, 2], t: 'ș' })
  assert.equal((await file('xlsx')).rawPayload.subarray(0, 2).toString(), 'PK')
  const wrong = await app.get('/api/v1/data/sql.csv?q=SELEC')
  assert.equal(wrong.statusCode, 422)
  assert.equal(wrong.json().code, 'open-data.sql.fault.syntax')
})

test('a question that is longer than an address is sent', async () => {
  const long = `SELECT ${Array.from({ length: 2_000 }, (_, n) => `${n} AS c${n}`).join(', ')}`
  assert.ok(long.length > 20_000)
  const post = (input: Record<string, unknown>) => app.postJson('/api/v1/data/sql', input)
  const reply = await post({ q: long })
  assert.equal(reply.statusCode, 200, reply.body.slice(0, 300))
  assert.equal(reply.json().answer.items[0][1999], 1999)
  const csv = await post({ q: "SELECT 'ș' AS t", format: 'csv' })
  assert.equal(csv.body, 't\r\nș\r\n')
  const form = await app.server.inject({
    method: 'POST',
    url: '/api/v1/data/sql',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://other.test' },
    payload: new URLSearchParams({ q: 'SELECT 7 AS n' }).toString(),
  })
  assert.deepEqual(form.json().answer.items, [[7]])
  const wrong = await post({ q: 'SELEC' })
  assert.deepEqual([wrong.statusCode, wrong.json().wrong.code], [422, 'open-data.sql.fault.syntax'])
  const tooLong = await post({ q: 'x'.repeat(100_001) })
  assert.deepEqual([tooLong.statusCode, tooLong.json().errors[0].field], [422, 'q'])
  assert.equal((await post({ q: 'x'.repeat(600_000) })).statusCode, 413)
  assert.equal((await post({ q: 'SELECT 1', format: 'exe' })).json().errors[0].field, 'format')
})

test('what takes too much is stopped, and others are answered meanwhile', async () => {
  const kept = app.services.sqlRunners
  const runners = runnersWith({ milliseconds: 700, rows: 1_000, bytes: 100_000 })
  app.services.sqlRunners = runners
  try {
    const long = ask('SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3')
    assert.equal((await app.get('/ro/data')).statusCode, 200)
    assert.equal((await long).wrong.code, 'open-data.sql.fault.time')
    const heavy: [string, RegExp][] = [
      ['WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t', /time|memory/],
      // Looks at the clock only between two rows: the process is killed.
      [`SELECT levenshtein(repeat('ab', 200000), repeat('ba', 200000) || a.range) FROM range(3) a`, /time/],
      [`SELECT length(repeat('x', 3000000000))`, /memory|meaning|time/],
      ['SELECT count(DISTINCT hash(range)) FROM range(50000000)', /time|memory/],
      [`SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(5000)`, /memory|meaning|time/],
      [`SELECT len(list_transform(range(200000000), x -> x + 1))`, /memory|time|meaning/],
      [`SELECT repeat('x', 200000)`, /size/],
    ]
    for (const [sql, expected] of heavy) assert.match(await fault(sql), expected, sql.slice(0, 100))
    for (const sql of [
      `SELECT ${'('.repeat(3_000)}1${')'.repeat(3_000)}`,
      `SELECT 1${' - 1'.repeat(1_900)}`,
      `SELECT ${'NOT '.repeat(1_900)} true`,
    ])
      assert.match(String((await ask(sql)).status), /200|422/)
    runners.limits.milliseconds = 60_000
    const { answer } = await ask(`SELECT range, repeat('x', 100) FROM range(1000000)`)
    assert.ok(answer.truncated && answer.total < 1_000)
    const many = await ask('SELECT a.range FROM range(1000) a, range(1000) b')
    assert.deepEqual([many.answer.truncated, many.answer.total], [true, 1_000])
    assert.deepEqual(await rows('SELECT count(*) FROM scoli'), [[4]])
  } finally {
    runners.close()
    app.services.sqlRunners = kept
  }
})

test('so many wait, the others are told to come again; and each address has a budget', async () => {
  const kept = app.services.sqlRunners
  const runners = runnersWith({ milliseconds: 500, atOnce: 1, waiting: 1, patience: 60_000 })
  app.services.sqlRunners = runners
  try {
    const LONG = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 ='
    const asked = await Promise.all([1, 2, 3].map((n) => ask(`${LONG} ${n}`)))
    assert.deepEqual(asked.map(({ status }) => status).toSorted(), [422, 422, 503])
  } finally {
    runners.close()
    app.services.sqlRunners = kept
  }
  const { pool } = app.deps.database
  await pool.query("UPDATE kernel.limit_window SET count = 400 WHERE rule = 'open-data.sql'")
  assert.equal((await ask('SELECT 1 + 1 + 1')).status, 429)
  await pool.query("DELETE FROM kernel.limit_window WHERE rule = 'open-data.sql'")
  assert.equal((await ask('SELECT 1 + 1 + 1')).status, 200)
})
