import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { literal, newDuckDB } from '../../engine/duckdb.ts'
import { zipOf } from '../../workbook/factories.ts'
import { inFolder, read, shaped } from '../factories.ts'
import { openFile } from '../open-file.ts'

/** A Parquet file of what a SELECT gives. */
async function parquetOf(select: string): Promise<Buffer> {
  return inFolder(async (folder) => {
    const place = path.join(folder, 'x')
    const duck = await newDuckDB({ memoryMb: 256, threads: 1 })
    const connection = await duck.connect()
    await connection.run(`COPY (${select}) TO ${literal(place)} (FORMAT parquet)`)
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
