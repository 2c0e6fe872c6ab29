import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { contentsOf, fileOf } from '#test/workbook-files.ts'
import type { SheetCell, SheetColumn } from './write/sheet-xml.ts'
import { type SheetSize, writeXlsx } from './write-xlsx.ts'

async function written(columns: SheetColumn[], rows: SheetCell[][], name = 'Date', size?: SheetSize): Promise<Buffer> {
  async function* batches() {
    for (let i = 0; i < rows.length; i += 100) yield rows.slice(i, i + 100)
  }
  return buffer(writeXlsx({ name, columns, rows: batches() }, size))
}

const columns: SheetColumn[] = [
  { title: 'Denumirea <&> "școlii"', type: 'string' },
  { title: 'Elevi', type: 'integer' },
  { title: 'Media', type: 'number' },
  { title: 'Rural', type: 'boolean' },
  { title: 'Fondată', type: 'date' },
  { title: 'Actualizat', type: 'datetime' },
  { title: 'Începe', type: 'time' },
]
const rows: SheetCell[][] = [
  ['Liceul „Ion Creangă” & co', '412', '8.75', 'true', '1952-09-01', '2026-11-25T08:30:00', '08:00:00'],
  [' =2+2 \n_x0041_ \u0007😀', 7, -0.5, false, '1899-09-01', null, '23:59:59'],
  ['', '1234567890123456789', '1e21', null, '1900-03-01', '2026-12-31T23:59:59', null],
]
const read = [
  [1, ...columns.map(({ title }) => title)],
  [2, 'Liceul „Ion Creangă” & co', '412', '8.75', 'true', '1952-09-01', '2026-11-25T08:30:00', '08:00:00'],
  [3, ' =2+2 \n_x0041_ \u0007😀', '7', '-0.5', 'false', '1899-09-01', '', '23:59:59'],
  [4, '', '1234567890123456789', '1000000000000000000000', '', '1900-03-01', '2026-12-31T23:59:59'],
]

test('what is written is read as it was, whatever stands in it', async () => {
  const [table] = await contentsOf(await written(columns, rows), 'XLSX')
  assert.deepEqual(table?.rows, read)
})

test('the same rows give the same bytes', async () => {
  assert.deepEqual(await written(columns, rows), await written(columns, rows))
})

test('rows that a sheet cannot hold go on to another with the same header', async () => {
  const many = Array.from({ length: 250 }, (_, i) => [i])
  const one: SheetColumn[] = [{ title: 'Nr', type: 'integer' }]
  const name = "'Foaie: cu un nume [mult] prea lung*'"
  const tables = await contentsOf(await written(one, many, name, { rows: 101, characters: 1e9 }), 'XLSX')
  assert.deepEqual(
    tables.map(({ sheet, rows: got }) => [sheet, got.length, got[0]?.[1], got[1]?.[1], got.at(-1)?.[1]]),
    [
      ['Foaie  cu un nume  mult  prea', 101, 'Nr', '0', '99'],
      ['Foaie  cu un nume  mult  p (2)', 101, 'Nr', '100', '199'],
      ['Foaie  cu un nume  mult  p (3)', 51, 'Nr', '200', '249'],
    ],
  )
  const full = await contentsOf(await written(one, many.slice(0, 100), 'A', { rows: 101, characters: 1e9 }), 'XLSX')
  assert.equal(full.length, 1)
})

test('a text beyond what a spreadsheet opens is cut, and says so', async () => {
  const [table] = await contentsOf(await written([{ title: 'x', type: 'string' }], [['a'.repeat(40_000)]]), 'XLSX')
  const text = String(table?.rows[1]?.[1])
  assert.deepEqual([text.length, text.at(-1)], [32_767, '…'])
})

test('a table without rows is its header', async () => {
  const [table] = await contentsOf(await written([{ title: 'x', type: 'string' }], []), 'XLSX')
  assert.deepEqual(table?.rows, [[1, 'x']])
})

test('rows that break off break the stream, and a reader who leaves lets go of them', async () => {
  let isClosed = false
  async function* endless() {
    try {
      for (let i = 0; ; i++) yield Array.from({ length: 1000 }, (_, j) => [`${(i * 7919 + j * 104_729) % 65_537}`])
    } finally {
      isClosed = true
    }
  }
  const one: SheetColumn[] = [{ title: 'x', type: 'string' }]
  let bytes = 0
  for await (const piece of writeXlsx({ name: 'A', columns: one, rows: endless() })) {
    bytes += piece.length
    if (bytes > 100_000) break
  }
  assert.equal(isClosed, true)
  async function* failing() {
    yield [['a']]
    throw new Error('the engine stopped')
  }
  await assert.rejects(buffer(writeXlsx({ name: 'A', columns: one, rows: failing() })), /the engine stopped/)
})

/** Reads by other means than ours: every part has its checksum and is XML, is listed with a type, and is related to; prints the cells. */
const PYTHON = `
import json, posixpath, sys, zipfile
import xml.etree.ElementTree as E
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
parts = {n: E.fromstring(z.read(n)) for n in z.namelist()}
T = '{http://schemas.openxmlformats.org/package/2006/content-types}'
R = '{http://schemas.openxmlformats.org/package/2006/relationships}'
M = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
O = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
types = parts['[Content_Types].xml']
overrides = {o.get('PartName')[1:]: o.get('ContentType') for o in types.iter(T + 'Override')}
assert set(overrides) == {n for n in parts if n.startswith('xl/') and not n.endswith('.rels')}, overrides
root = parts['_rels/.rels'].find(R + 'Relationship').get('Target')
rels = {r.get('Id'): posixpath.join('xl', r.get('Target')) for r in parts['xl/_rels/workbook.xml.rels'].iter(R + 'Relationship')}
sheet = parts[rels[parts[root].find(M + 'sheets').find(M + 'sheet').get(O + 'id')]]
order = [c.tag for c in sheet]
assert order == [M + 'sheetViews', M + 'cols', M + 'sheetData'], order
styles = parts['xl/styles.xml']
codes = {f.get('numFmtId'): f.get('formatCode') for f in styles.iter(M + 'numFmt')}
xfs = [codes.get(x.get('numFmtId')) for x in styles.find(M + 'cellXfs')]
out = []
for row in sheet.find(M + 'sheetData'):
    for c in row:
        assert c.get('r').endswith(row.get('r'))
        text = ''.join(c.itertext())
        out.append([c.get('r'), c.get('t'), xfs[int(c.get('s', 0))], text])
print(json.dumps(out))
`
const python = spawnSync('python3', ['--version']).status === 0
const skip = python ? false : 'no python3: nobody else reads what is written'

test("Python's zipfile and XML read it, and find the parts where the standard wants them", { skip }, async () => {
  const path = await fileOf(await written(columns, rows))
  const { stdout, stderr, status } = spawnSync('python3', ['-c', PYTHON, path], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  const cells: [string, string | null, string | null, string][] = JSON.parse(stdout)
  const at = (place: string) => cells.find(([where]) => where === place)?.slice(1)
  assert.deepEqual(at('A1'), ['inlineStr', null, 'Denumirea <&> "școlii"'])
  assert.deepEqual(at('A3'), ['inlineStr', null, ' =2+2 \n_x005F_x0041_ _x0007_😀'])
  assert.deepEqual(at('B2'), [null, null, '412'])
  assert.deepEqual(at('B4'), ['inlineStr', null, '1234567890123456789'])
  assert.deepEqual(at('D2'), ['b', null, '1'])
  // Days since 30 December 1899, counted elsewhere.
  assert.deepEqual(at('E2'), [null, 'yyyy\\-mm\\-dd', '19238'])
  assert.deepEqual(at('E3'), ['inlineStr', null, '1899-09-01'])
  assert.deepEqual(at('F2'), [null, 'yyyy\\-mm\\-dd\\ hh:mm:ss', '46351.354166666664'])
})
