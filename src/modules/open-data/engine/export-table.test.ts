import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, keepTable } from '#test/tables.ts'
import { contentsOf } from '#test/workbook-files.ts'
import { type ExportFormat, type ExportQuery, exportTable, fileAt, markedFile } from './export-table.ts'
import { BadQuery } from './refusals.ts'
import type { KeptTable } from './table-query.ts'

let app: TestApp
let table: KeptTable
before(async () => {
  app = await testApp({ seeded: false })
  table = await keepTable(
    app,
    [columnOf('nume', 'string'), columnOf('suma', 'number'), columnOf('din', 'datetime')],
    [
      ['=1+1', '1017', '2026-11-25 08:30:00'],
      ['a\t"b",\nc', '0.1', ''],
      ['', '', ''],
      ['țară', '1e+20', '2026-01-01 00:00:00'],
    ],
  )
})
after(() => app?.close())

async function file(format: ExportFormat, query: ExportQuery = {}) {
  const { body, size } = await exportTable(app.services, table, query, format)
  const bytes = await buffer(body)
  assert.equal(bytes.length, size)
  return bytes
}
const text = async (format: ExportFormat, query?: ExportQuery) => (await file(format, query)).toString()

test('texts are given away as they are, numbers as somebody would write them', async () => {
  assert.equal(
    await text('csv'),
    'nume,suma,din\n=1+1,1017,2026-11-25T08:30:00\n"a\t""b"",\nc",0.1,\n,,\nțară,1e+20,2026-01-01T00:00:00\n',
  )
  assert.match(await text('tsv', { numbered: true }), /^_id\tnume\tsuma\tdin\n1\t=1\+1\t1017\t/)
  assert.deepEqual(JSON.parse(await text('json', { columns: ['suma', 'nume'], limit: 2 })), [
    { suma: 1017, nume: '=1+1' },
    { suma: 0.1, nume: 'a\t"b",\nc' },
  ])
  const lines = (await text('ndjson', { sort: [{ column: 'suma', descending: true }] })).trim().split('\n')
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).suma),
    [1e20, 1017, 0.1, null],
  )
  assert.deepEqual(JSON.parse(lines[0] as string), { nume: 'țară', suma: 1e20, din: '2026-01-01T00:00:00' })
})

test('rows are sorted by values, not by how they are written', async () => {
  for (const format of ['csv', 'tsv', 'json', 'ndjson'] as const) {
    const written = await text(format, { columns: ['suma'], sort: [{ column: 'suma' }] })
    assert.deepEqual(written.match(/1e\+?20|100000000000000000000|1017|0\.1/g)?.slice(0, 2), ['0.1', '1017'], format)
  }
  const many = await keepTable(
    app,
    [columnOf('n', 'integer')],
    Array.from({ length: 5_000 }, (_, n) => [String((n * 7919) % 5_000)]),
  )
  const { body } = await exportTable(app.services, many, { sort: [{ column: 'n' }] }, 'csv')
  const rows = (await buffer(body)).toString().trim().split(/\r?\n/).slice(1).map(Number)
  assert.deepEqual(
    rows,
    Array.from({ length: 5_000 }, (_, n) => n),
  )
})

test('the whole as Parquet is the kept file itself, a part is another one', async () => {
  const kept = readFileSync(await app.services.files.placeOf(table.sha256))
  assert.deepEqual(await file('parquet'), kept)
  const part = await file('parquet', { where: { column: 'nume', is: '=', value: 'țară' } })
  assert.equal(part.subarray(0, 4).toString(), 'PAR1')
  assert.notDeepEqual(part, kept)
})

test('what is asked again is the same file, what is asked otherwise another', async () => {
  const query: ExportQuery = { where: { column: 'suma', is: '>', value: 1 } }
  const first = await text('csv', query)
  assert.equal(first.split('\n').length, 4)
  assert.equal(await text('csv', query), first)
  assert.notEqual(await text('csv', { where: { column: 'suma', is: '>', value: 1018 } }), first)
  assert.equal(await text('csv', { columns: ['nume'], distinct: true, words: 'tara' }), 'nume\nțară\n')
  await assert.rejects(text('csv', { columns: ['nimic'] }), BadQuery)
  await assert.rejects(text('csv', { columns: [] }), BadQuery)
})

test('a workbook has the table on a sheet', async () => {
  const bytes = await file('xlsx')
  assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  assert.deepEqual(await file('xlsx'), bytes)
})

test('on a sheet the head says what stood beside the numbers', async () => {
  const sums = await keepTable(
    app,
    [columnOf('nr', 'integer'), { ...columnOf('suma', 'integer'), format: { unit: 'lei' } }],
    [['1', '1200']],
  )
  const { body } = await exportTable(app.services, sums, { columns: ['nr', 'suma'], numbered: true }, 'xlsx')
  const [sheet] = await contentsOf(await buffer(body), 'XLSX')
  assert.deepEqual(sheet?.rows[0]?.slice(1), ['_id', 'nr', 'suma (lei)'])
})

test('a Parquet, of all rows or of some, says what its columns are called and what stood beside the numbers', async () => {
  const title = "Suma d'achitat"
  const sums = await keepTable(
    app,
    [columnOf('nr', 'integer'), { ...columnOf('suma', 'integer'), title, format: { unit: 'lei' } }],
    [
      ['1', '1200 lei'],
      ['2', '1300 lei'],
    ],
  )
  const place = path.join(app.deps.config.dataDir, 'some.parquet')
  const duck = await (await DuckDBInstance.create()).connect()
  const readBack = async (query: ExportQuery) => {
    writeFileSync(place, await buffer((await exportTable(app.services, sums, query, 'parquet')).body))
    const said = await duck.runAndReadAll(
      `SELECT decode(value) FROM parquet_kv_metadata('${place}') WHERE decode(key) = 'table_schema'`,
    )
    assert.deepEqual(JSON.parse(String(said.getRowsJson()[0]?.[0])), {
      fields: [
        { name: 'nr', title: 'nr', type: 'integer' },
        { name: 'suma', title, type: 'integer', unit: 'lei' },
      ],
    })
    return (await duck.runAndReadAll(`SELECT suma FROM read_parquet('${place}')`)).getRowsJson()
  }
  assert.deepEqual(await readBack({ where: { column: 'suma', is: '>', value: 1250 } }), [['1300']])
  assert.deepEqual(await readBack({}), [['1200'], ['1300']])
  duck.closeSync()
})

test('who wants the head of a marked file alone leaves nothing open', async () => {
  const place = path.join(mkdtempSync(path.join(tmpdir(), 'punte-marked-')), 'a.csv')
  writeFileSync(place, 'a\n1\n')
  const file = await fileAt(place, 'text/csv')
  const marked = markedFile(file)
  marked.body.destroy()
  if (!file.body.closed) await once(file.body, 'close', { signal: AbortSignal.timeout(5_000) })
  assert.equal(file.body.destroyed, true)
  rmSync(path.dirname(place), { recursive: true })
})
