import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { contentsOf, fileOf } from '#test/workbook-files.ts'
import { Unreadable } from '../raw-table.ts'
import { odsOf, xlsxEntries, type ZipEntry, zipOf } from './factories.ts'
import type { WorkbookKind } from './open-workbook.ts'

const xlsx = xlsxEntries({
  sheets: [
    { name: 'A', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46351</v></c></row>' },
    { name: 'B', rows: '<row r="2"><c r="C2" t="inlineStr"><is><t>Ă&amp;</t></is></c></row>', after: '<mergeCells/>' },
  ],
  texts: ['<t>Orhei</t>'],
  formats: ['dd.mm.yyyy'],
})
const ods = odsOf(
  '<table:table table:name="A"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
)
const geojson =
  '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"ș"},"geometry":{"type":"Point","coordinates":[28.8,47]}}]}'
const whole: [WorkbookKind, Buffer][] = [
  ['XLSX', zipOf(xlsx)],
  ['ODS', ods],
  [
    'ZIP',
    zipOf([
      { name: 'a.xlsx', data: zipOf(xlsx) },
      { name: 'b.json', data: '[{"a":1}]' },
    ]),
  ],
  ['JSON', Buffer.from('{"total":2,"records":[{"a":1,"b":{"c":[1,2]}},{"a":"\\u0219"}]}')],
  ['NDJSON', Buffer.from('{"a":1}\n{"b":[true]}\n')],
  ['GEOJSON', Buffer.from(geojson)],
]

/** The same numbers each time, so that what fails can be looked at. */
function lots(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function damaged(bytes: Buffer, lot: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  if (lot(4) === 0) return copy.subarray(0, lot(copy.length))
  for (let i = lot(3); i >= 0; i--) copy[lot(copy.length)] = lot(256)
  return copy
}

async function readsOrRefuses(path: string, kind: WorkbookKind, bytes: Buffer, what: string): Promise<void> {
  await writeFile(path, bytes)
  try {
    await contentsOf(path, kind)
  } catch (error) {
    assert.ok(error instanceof Unreadable, `${what}: ${error instanceof Error ? error.stack : error}`)
  }
}

for (const [kind, bytes] of whole)
  test(`${kind}: damaged in 200 ways it is read or refused, and nothing else`, async () => {
    const path = await fileOf(bytes)
    for (let seed = 1; seed <= 200; seed++) {
      await readsOrRefuses(path, kind, damaged(bytes, lots(seed)), `seed ${seed}`)
    }
  })

test('XLSX: the same with damage inside of its parts, whose checksums are right', async () => {
  const path = await fileOf('')
  for (let seed = 1; seed <= 300; seed++) {
    const lot = lots(seed)
    const at = lot(xlsx.length)
    const entries = xlsx.map((entry, i): ZipEntry => {
      return i === at ? { ...entry, data: damaged(Buffer.from(entry.data as string), lot) } : entry
    })
    await readsOrRefuses(path, 'XLSX', zipOf(entries), `seed ${seed}`)
  }
})
