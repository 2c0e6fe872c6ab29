import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { columnOf, spoolOf } from '#test/tables.ts'
import type { Column } from '../table-schema.ts'
import { writeTable } from './write-table.ts'

const folder = mkdtempSync(path.join(tmpdir(), "punte-write-o'clock-"))
after(() => rmSync(folder, { recursive: true }))
const place = (name: string) => path.join(folder, name)

async function write(columns: Column[], rows: string[][], before = '') {
  writeFileSync(place('spool'), spoolOf(rows))
  writeFileSync(place('rejects'), before)
  const files = { spool: place('spool'), parquet: place('parquet'), rejects: place('rejects') }
  const written = await writeTable({ ...files, columns, rows: rows.length, memoryMb: 256 })
  const report = readFileSync(place('rejects'), 'utf8')
  return {
    ...written,
    report: report
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  }
}

test('what does not fit its column is left empty and reported by line, after what the reading reported', async () => {
  const early = { line: 9, column: null, value: 'x', reason: 'broken-quote' }
  const columns = [
    columnOf('nume', 'string'),
    columnOf('n', 'integer', { title: "Numărul 'total'", missing: 1 }),
    columnOf('din', 'date', { missing: 1 }),
  ]
  const { rows, rejectedCells, samples, report, ...written } = await write(
    columns,
    [
      ['a', '12', '2026-11-25'],
      ['b', '0164A', '2026-02-30'],
      ['c', '', ''],
      ['d', 'x'.repeat(500), '2026-01-01'],
    ],
    `${JSON.stringify(early)}\n`,
  )
  assert.deepEqual([rows, rejectedCells], [4, 3])
  assert.deepEqual(
    written.columns.map(({ name, unfit }) => [name, unfit]),
    [
      ['nume', undefined],
      ['n', 2],
      ['din', 1],
    ],
  )
  const expected = [
    { line: 3, column: "Numărul 'total'", value: '0164A', reason: 'not-an-integer' },
    { line: 3, column: 'din', value: '2026-02-30', reason: 'not-a-date' },
    { line: 5, column: "Numărul 'total'", value: 'x'.repeat(200), reason: 'not-an-integer' },
  ]
  assert.deepEqual(samples, expected)
  assert.deepEqual(report, [early, ...expected])
  assert.deepEqual(readdirSync(folder).toSorted(), ['parquet', 'rejects', 'spool'])
})

test('of many faults the first hundred are shown and all are in the report', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => [at % 2 ? 'x' : String(at)])
  const { rejectedCells, samples, report } = await write([columnOf('n', 'integer')], rows)
  assert.deepEqual([rejectedCells, samples.length, report.length], [2_500, 100, 2_500])
  assert.deepEqual(
    report.map(({ line }) => line),
    rows.flatMap(([text], at) => (text === 'x' ? [at + 2] : [])),
  )
})

test('texts keep their quotes, marks and ends of lines; a table may have one column or none of its rows', async () => {
  const odd = ['a "b"', "l'été", 'x,y', 'două\nrânduri', 'două\r\nrânduri', '\\N', 'NULL', '""', '\u0001', '𝒳']
  assert.equal(
    (
      await write(
        [columnOf('t', 'string')],
        odd.map((text) => [text]),
      )
    ).rows,
    odd.length,
  )
  assert.equal((await write([columnOf('t', 'string')], [[''], ['']])).rows, 2)
  assert.equal((await write([columnOf('t', 'string'), columnOf('n', 'number')], [])).rows, 0)
})
