import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#kernel/root.ts'
import { contentsOf, openTables, refusal } from '#test/workbook-files.ts'
import { type XlsxParts, xlsxEntries, xlsxOf, zipOf } from './factories.ts'
import { usualLimits } from './limits.ts'

/** Real workbooks; they lie beside the repository. */
const folder = join(root, '../shared/data/opendata')
const skip = existsSync(folder) ? false : `no files at ${folder}: real workbooks are not read`

/** The rows of the only sheet. */
async function rowsOf(rows: string, parts: Partial<XlsxParts> = {}) {
  const [table] = await contentsOf(xlsxOf({ sheets: [{ name: 'Foaie1', rows }], ...parts }), 'XLSX')
  return table?.rows
}

test('cells are read by their type: shared, rich and inline texts, numbers, booleans, faults, what formulas gave', async () => {
  const rows = await rowsOf(
    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>Chi</t></r><r><t xml:space="preserve">șinău </t></r></is></c></row>
     <row r="2"><c r="A2"><v>1.0</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="str"><f>A1&amp;B1</f><v>doi_x000D_doi</v></c><c r="E2"><f>1/3</f><v>0.28000000000000003</v></c></row>`,
    {
      texts: [
        '<t>Raion</t>',
        '<r><rPr><b/></rPr><t>東京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
      ],
    },
  )
  assert.deepEqual(rows, [
    [1, 'Raion', '東京', 'Chișinău '],
    [2, '1', 'true', '#N/A', 'doi\rdoi', '0.28'],
  ])
})

test('numbers whose format is of days and times are days and times', async () => {
  const rows = await rowsOf(
    `<row><c s="1"><v>46351</v></c><c s="2"><v>46351.354166666664</v></c><c s="3"><v>0.3541666666666667</v></c><c s="4"><v>1.1041666666666667</v></c><c s="5"><v>164</v></c><c s="6"><v>1234.5</v></c><c s="1"><v>60</v></c><c s="1"><v>1</v></c><c s="1"><v>-3</v></c><c><v>46351</v></c></row>`,
    { formats: ['dd.mm.yyyy', 'dd/mm/yyyy hh:mm', 'h:mm AM/PM', '[h]:mm:ss', '00000', '#,##0.00 "lei / zi de muncă"'] },
  )
  assert.deepEqual(rows, [
    [
      1,
      '2026-11-25',
      '2026-11-25T08:30:00',
      '08:30:00',
      '26:30:00',
      '00164',
      '1234.5',
      '60',
      '1900-01-01',
      '-3',
      '46351',
    ],
  ])
})

test('a workbook that counts its days from 1904 has the same days', async () => {
  const rows = await rowsOf('<row><c s="1"><v>44889</v></c><c s="1"><v>0</v></c></row>', {
    formats: ['yyyy-mm-dd'],
    isSince1904: true,
  })
  assert.deepEqual(rows, [[1, '2026-11-25', '1904-01-01']])
})

test('empty cells keep their place, empty rows their number', async () => {
  const rows = await rowsOf(
    '<row r="3"><c r="C3"><v>3</v></c><c r="D3" s="1"/></row><row r="7"/><row r="9"><c r="A9"><v>9</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>',
  )
  assert.deepEqual(rows, [
    [3, '', '', '3'],
    [9, '9'],
    [10, '1', '2'],
  ])
})

test('every sheet in which something stands is a table; hidden ones say so, charts are none', async () => {
  const row = '<row><c><v>1</v></c></row>'
  const book = xlsxOf({
    sheets: [
      { name: 'Martie', rows: row },
      { name: 'Foaie2' },
      { name: 'CNP', rows: row, state: 'hidden' },
      { name: 'Vechi', rows: row, state: 'veryHidden' },
    ],
  })
  const tables = await contentsOf(book, 'XLSX')
  assert.deepEqual(
    tables.map(({ sheet, hidden }) => [sheet, hidden ?? false]),
    [
      ['Martie', false],
      ['CNP', true],
      ['Vechi', true],
    ],
  )
})

test('the only table has no name, so that it stays itself when its sheet is called after another month', async () => {
  const [table] = await contentsOf(xlsxOf({ sheets: [{ name: 'Martie', rows: '<row><c><v>1</v></c></row>' }] }), 'XLSX')
  assert.equal(table?.sheet, '')
})

test('merged cells are told as corners from zero', async () => {
  const filler = '<row><c><v>1</v></c></row>'.repeat(5000)
  const [table] = await openTables(
    xlsxOf({
      sheets: [
        {
          name: 'A',
          rows: filler,
          after: `<mergeCells count="2"><mergeCell ref="A1:B3"/><mergeCell ref='AA2:AB2'/></mergeCells>`,
        },
      ],
    }),
    'XLSX',
  )
  assert.deepEqual(table?.merged, [
    { top: 0, left: 0, bottom: 2, right: 1 },
    { top: 1, left: 26, bottom: 1, right: 27 },
  ])
})

test('rows can be read again, and begun without being ended', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('')
  const [table] = await openTables(xlsxOf({ sheets: [{ name: 'A', rows }] }), 'XLSX')
  assert.ok(table)
  const counts: number[] = []
  for (const _ of [1, 2]) {
    let count = 0
    for await (const batch of table.rows()) {
      assert.ok(batch.length <= 500)
      count += batch.length
    }
    counts.push(count)
    for await (const batch of table.rows()) {
      assert.deepEqual(batch[0], { line: 1, cells: ['0'] })
      break
    }
  }
  assert.deepEqual(counts, [3000, 3000])
})

test('a million rows that only have a colour are no rows, and the last cell of a sheet is one', async () => {
  const empty = Array.from({ length: 1_048_575 }, (_, i) => `<row r="${i + 1}" s="1"><c r="A${i + 1}" s="1"/></row>`)
  const rows = await rowsOf(`${empty.join('')}<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>`)
  assert.equal(rows?.length, 1)
  assert.deepEqual([rows?.[0]?.[0], rows?.[0]?.length, rows?.[0]?.at(-1)], [1_048_576, 16_385, '7'])
})

test('prefixes, other cases of names and no list of content types at all make no difference', async () => {
  const entries = xlsxEntries({ sheets: [{ name: 'A' }], texts: ['<t>da</t>'] })
    .filter(({ name }) => name !== '[Content_Types].xml')
    .map((entry) => (entry.name === 'xl/sharedStrings.xml' ? { ...entry, name: 'xl/SharedStrings.xml' } : entry))
    .map((entry) =>
      entry.name === 'xl/worksheets/sheet1.xml'
        ? {
            ...entry,
            data: '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>',
          }
        : entry,
    )
  const [table] = await contentsOf(zipOf(entries), 'XLSX')
  assert.deepEqual(table?.rows, [[1, 'da']])
})

test('a part in UTF-16 is read', async () => {
  const name = 'xl/worksheets/sheet1.xml'
  const xml =
    '\ufeff<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row><c t="inlineStr"><is><t>Țară</t></is></c></row></sheetData></worksheet>'
  const rows = await rowsOf('', { others: [{ name, data: Buffer.from(xml, 'utf16le') }] })
  assert.deepEqual(rows, [[1, 'Țară']])
})

test('what is no workbook, or not whole, is refused with a reason', async () => {
  const book = xlsxOf({ sheets: [{ name: 'A', rows: '<row><c><v>1</v></c></row>' }] })
  const sheet = 'xl/worksheets/sheet1.xml'
  const with_ = (others: NonNullable<XlsxParts['others']>) => xlsxOf({ sheets: [{ name: 'A' }], others })
  const cases: [string, Buffer][] = [
    ['not-whole', book.subarray(0, book.length - 40)],
    ['not-whole', Buffer.from('nume;suma\n')],
    ['not-whole', Buffer.from('PK')],
    ['old-or-locked', Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
    [
      'not-a-workbook',
      zipOf([
        { name: '[Content_Types].xml', data: '' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
    ],
    ['not-a-workbook', with_([{ name: 'xl/workbook.xml', data: '<document/>' }])],
    ['empty', xlsxOf({ sheets: [{ name: 'A' }] })],
    ['broken', with_([{ name: sheet, data: '<worksheet><sheetData><row><c><v>1</v></c></row>' }])],
    [
      'broken',
      with_([{ name: sheet, data: '<worksheet><sheetData><row><c t="s"><v>5</v></c></row></sheetData></worksheet>' }]),
    ],
    ['broken', with_([{ name: sheet, data: '<worksheet><sheetData><row r="1048577"/></sheetData></worksheet>' }])],
    [
      'broken',
      with_([{ name: sheet, data: '<worksheet><sheetData><row><c r="XFE1"/></row></sheetData></worksheet>' }]),
    ],
    ['broken', with_([{ name: sheet, data: '<worksheet/>', crc: 1 }])],
  ]
  for (const [key, bytes] of cases) assert.equal((await refusal(bytes, 'XLSX')).key, `open-data.workbook.${key}`, key)
})

test('a sheet that lies in another file, and one part behind two sheets, are refused', async () => {
  const relations = 'xl/_rels/workbook.xml.rels'
  const to = (target: string, mode = '') =>
    `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="${target}" ${mode}/><Relationship Id="rId2" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
  const sheets = [{ name: 'Unu' }, { name: 'Doi' }]
  const elsewhere = xlsxOf({ sheets, others: [{ name: relations, data: to('http://x/', 'TargetMode="External"') }] })
  const { key, args } = await refusal(elsewhere, 'XLSX')
  assert.deepEqual([key, args], ['open-data.workbook.elsewhere', { sheet: 'Unu' }])
  const twice = xlsxOf({ sheets, others: [{ name: relations, data: to('worksheets/sheet1.xml') }] })
  assert.equal((await refusal(twice, 'XLSX')).key, 'open-data.workbook.broken')
})

test('a document type, and what it would declare, is refused', async () => {
  for (const dtd of [
    '<!DOCTYPE worksheet [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>',
    '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
  ]) {
    const data = `${dtd}<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`
    const bytes = xlsxOf({ sheets: [{ name: 'A' }], others: [{ name: 'xl/worksheets/sheet1.xml', data }] })
    assert.equal((await refusal(bytes, 'XLSX')).key, 'open-data.workbook.doctype')
  }
  const entity = xlsxOf({ sheets: [{ name: 'A', rows: '<row><c><v>&b;</v></c></row>' }] })
  assert.equal((await refusal(entity, 'XLSX')).key, 'open-data.workbook.broken')
})

test('bombs meet their limits: by what they say, by what they are, by cells, texts, depth, and one endless text', async () => {
  const zeros = Buffer.alloc(20 * 2 ** 20)
  const sheet = 'xl/worksheets/sheet1.xml'
  const bomb = (data: string | Buffer, more = {}) =>
    xlsxOf({ sheets: [{ name: 'A' }], others: [{ name: sheet, data, ...more }] })
  const key = async (bytes: Buffer, limits = {}) =>
    (await refusal(bytes, 'XLSX', { ...usualLimits, ...limits })).key.replace('open-data.workbook.', '')
  assert.equal(await key(bomb(zeros)), 'bomb')
  assert.equal(await key(bomb(zeros, { size: 100 })), 'broken')
  assert.equal(await key(bomb('<worksheet/>', { size: 2 ** 21 }), { unpacked: 2 ** 20 }), 'too-large')
  assert.equal(await key(bomb('<worksheet/>'), { parts: 3 }), 'too-many-parts')
  const texts = Array.from({ length: 11 }, () => '<t>a</t>')
  assert.equal(await key(xlsxOf({ sheets: [{ name: 'A' }], texts }), { texts: 10 }), 'too-many-texts')
  assert.equal(await key(xlsxOf({ sheets: [{ name: 'A' }], texts }), { textBytes: 10 }), 'too-many-texts')
  const wide = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(100)
  assert.equal(await key(xlsxOf({ sheets: [{ name: 'A', rows: wide }] }), { cells: 1_000_000 }), 'too-many-cells')
  assert.equal(await key(bomb(`<worksheet>${'<a>'.repeat(200)}`)), 'too-deep')
  assert.equal(await key(bomb(`<worksheet>${'a'.repeat(2 ** 20)}`), { piece: 2 ** 19 }), 'too-long')
  const sheets = Array.from({ length: 6 }, (_, i) => ({ name: `F${i}`, rows: '<row><c><v>1</v></c></row>' }))
  assert.equal(await key(xlsxOf({ sheets }), { tables: 5 }), 'too-many-tables')
})

test('the real workbooks', { skip }, async () => {
  const [merged] = await openTables(join(folder, 'merged-cells.xlsx'), 'XLSX')
  assert.deepEqual(merged?.merged, [{ top: 0, left: 0, bottom: 2, right: 1 }])
  assert.deepEqual((await contentsOf(join(folder, 'merged-cells.xlsx'), 'XLSX'))[0]?.rows, [[1, 'data']])
  const [lines] = await contentsOf(join(folder, 'multiline-headers.xlsx'), 'XLSX')
  assert.deepEqual(lines?.rows.slice(0, 3), [
    [1, 'Region', 'Caloric contribution', 'Cumulative impact of changes on cost of food basket'],
    [4, '', '', 'from previous quarter', 'from baseline (%)'],
    [5, '', '(%)'],
  ])
})
