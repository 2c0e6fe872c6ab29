import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { literal, newDuckDB } from '../../engine/duckdb.ts'
import { zipOf } from '../../workbook/factories.ts'
import { inFolder, read, shaped } from '../factories.ts'
import { openFile } from '../open-file.ts'

/** A Parquet file of what a SELECT gives. */
async function parquetOf(select: string, fields?: object[]): Promise<Buffer> {
  return inFolder(async (folder) => {
    const place = path.join(folder, 'x')
    const told = fields ? `, KV_METADATA {table_schema: ${literal(JSON.stringify({ fields }))}}` : ''
    const duck = await newDuckDB({ memoryMb: 256, threads: 1 })
    const connection = await duck.connect()
    await connection.run(`COPY (${select}) TO ${literal(place)} (FORMAT parquet${told})`)
    connection.closeSync()
    duck.closeSync()
    return readFileSync(place)
  })
}

test('a Parquet file is read as any other: its values as texts, then by what the columns hold', async () => {
  const found = await read(
    await parquetOf(`
      SELECT '00' || range AS cod, range AS nr, range / 2 AS jumatate, range % 2 = 0 AS par, DATE '2026-01-01' + range::INTEGER AS ziua,
        TIMESTAMP '2026-01-01 08:30:00' AS ora, [range, 2] AS lista, {'a': range} AS obiect, 'ș' AS litera, NULL::INTEGER AS gol,
        CASE WHEN range = 3 THEN 'nan'::DOUBLE ELSE 1.5 END AS numar FROM range(40)`),
  )
  assert.deepEqual([found.format, found.rows, found.rejected], ['PARQUET', 40, 0])
  assert.deepEqual(
    found.columns.map(({ title, type }) => [title, type]),
    [
      ['cod', 'string'],
      ['nr', 'integer'],
      ['jumatate', 'number'],
      ['par', 'boolean'],
      ['ziua', 'date'],
      ['ora', 'datetime'],
      ['lista', 'string'],
      ['obiect', 'string'],
      ['litera', 'string'],
      ['gol', 'string'],
      ['numar', 'number'],
    ],
  )
  assert.deepEqual(found.spooled[1], [
    '2',
    '001',
    '1',
    '0.5',
    'false',
    '2026-01-02',
    '2026-01-01T08:30:00',
    '[1,2]',
    '{"a":1}',
    'ș',
    '',
    '1.5',
  ])
  assert.equal(found.columns.at(-1)?.missing, 1)
})

test('moments with a zone are told in UTC, bytes as base64', async () => {
  const found = await read(
    await parquetOf(`SELECT make_timestamptz(1767256200000000) AS cand, 'abc'::BLOB AS octeti FROM range(3)`),
  )
  assert.deepEqual(found.spooled[0]?.slice(1), ['2026-01-01T08:30:00', 'YWJj'])
})

test('titles and units are those that the file says, and numbers stay what they are', async () => {
  const lei = { name: 'suma', title: 'Suma, anul curent', type: 'number', unit: 'lei' }
  const bytes = await parquetOf("SELECT 1.234::DOUBLE AS suma, 1234 AS cota, 'x' AS sat FROM range(3)", [
    lei,
    { name: 'cota', title: 'Cota', type: 'integer', unit: '%' },
    { name: 'sat', title: ' ', type: 'string', unit: 'lei' },
  ])
  const found = await read(bytes)
  assert.deepEqual(
    found.columns.map(({ name, title, type, format }) => [name, title, type, format]),
    [
      ['Suma_anul_curent', 'Suma, anul curent', 'number', { decimal: '.', unit: 'lei' }],
      ['Cota', 'Cota', 'integer', { unit: '%' }],
      ['sat', 'sat', 'string', {}],
    ],
  )
  assert.deepEqual(found.spooled[0]?.slice(1), ['1.234 lei', '1234 %', 'x'])
  const said = await read(bytes, { columns: { Cota: { type: 'number' } } })
  assert.deepEqual([said.columns[1]?.type, said.columns[1]?.format], ['number', { unit: '%' }])
  // Nobody writes 1e-07 lei.
  const tiny = await read(await parquetOf('SELECT 0.0000001::DOUBLE AS suma', [lei]))
  assert.deepEqual([tiny.columns[0]?.title, tiny.columns[0]?.format.unit], ['Suma, anul curent', undefined])
  const twice = [lei, { ...lei, name: 'alta' }]
  const same = await read(await parquetOf('SELECT 1 AS suma, 2 AS alta', twice))
  assert.deepEqual(
    same.columns.map(({ title }) => title),
    ['suma', 'alta'],
  )
  const odd = await read(await parquetOf('SELECT 1 AS suma', [null, 5, { name: 'suma' }] as object[]))
  assert.equal(odd.columns[0]?.title, 'suma')
})

test('codes that look like numbers stay the texts that the file says they are, unless an officer says otherwise', async () => {
  const bytes = await parquetOf("SELECT '1004617505058' AS idno, '7' AS alt, 9 AS nr FROM range(3)", [
    { name: 'idno', title: 'IDNO', type: 'string' },
    { name: 'nr', title: 'Nr', type: 'string' },
  ])
  const typesOf = ({ columns }: Awaited<ReturnType<typeof read>>) => columns.map(({ type }) => type)
  assert.deepEqual(typesOf(await read(bytes)), ['string', 'integer', 'integer'])
  assert.deepEqual(typesOf(await read(bytes, { columns: { IDNO: { type: 'integer' } } })), [
    'integer',
    'integer',
    'integer',
  ])
})

test('a damaged one is refused in words', async () => {
  const whole = await parquetOf('SELECT range AS n FROM range(100000)')
  for (const broken of [
    whole.subarray(0, whole.length / 2),
    Buffer.from(whole).fill(7, 100, 5_000),
    Buffer.from('PAR1PAR1'),
  ])
    await assert.rejects(read(broken), { key: 'open-data.reading.parquet' })
})

test('Parquet files lie in a ZIP beside others, each a table of its own', async () => {
  const zip = zipOf([
    { name: '2024/scoli.parquet', data: await parquetOf("SELECT 'Bălți' AS oras, 9 AS elevi") },
    { name: '2024/spitale.csv', data: 'oras;paturi\nOrhei;120\n' },
  ])
  const tables = await inFolder(async (folder) => {
    const place = path.join(folder, 'date.zip')
    writeFileSync(place, zip)
    const opened = await openFile(place, 'date.zip', {})
    return Promise.all(
      opened.tables.map(async (table) => [table.sheet, table.inArchive, (await shaped(table)).spooled]),
    )
  })
  assert.deepEqual(tables, [
    ['2024/scoli.parquet', undefined, [['1', 'Bălți', '9']]],
    ['2024/spitale.csv', { encoding: 'UTF-8', delimiter: ';' }, [['2', 'Orhei', '120']]],
  ])
  const wrong = zipOf([{ name: 'a.parquet', data: 'a;b' }])
  await assert.rejects(read(wrong, {}, 'a.zip'), { key: 'open-data.reading.parquet' })
})
