import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentsOf, refusal } from '#test/workbook-files.ts'
import { odsOf } from './factories.ts'
import { usualLimits } from './limits.ts'

const text = (value: string) =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`
const table = (name: string, rows: string, more = '') =>
  `<table:table table:name="${name}" ${more}>${rows}</table:table>`
const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`

test('cells are read by their type, texts with their blanks and lines, notes and shapes left out', async () => {
  const cells = [
    text('Ana<text:s text:c="2"/>și<text:line-break/>Ion<text:tab/><text:span>!</text:span></text:p><text:p>a doua'),
    '<table:table-cell office:value-type="float" office:value="1234.50"><text:p>1 234,5</text:p></table:table-cell>',
    '<table:table-cell office:value-type="float" office:value="164"><text:p>00164</text:p></table:table-cell>',
    '<table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p></table:table-cell>',
    '<table:table-cell office:value-type="date" office:date-value="2026-11-25"><text:p>25.11.26</text:p></table:table-cell>',
    '<table:table-cell office:value-type="date" office:date-value="2026-11-25T08:30:00.000000000"/>',
    '<table:table-cell office:value-type="time" office:time-value="PT08H29M59.9999998S"/>',
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>ADEVĂRAT</text:p></table:table-cell>',
    '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
    `<table:table-cell office:value-type="string"><office:annotation><text:p>de verificat</text:p></office:annotation><draw:frame xmlns:draw="d"><text:p>desen</text:p></draw:frame><text:p>x</text:p></table:table-cell>`,
  ]
  const [read] = await contentsOf(odsOf(table('A', row(cells.join('')))), 'ODS')
  const fields = 'Ana  și\nIon\t!\na doua|1234.5|00164|0.25|2026-11-25|2026-11-25T08:30:00|08:30:00|true|#N/A|x'
  assert.deepEqual(read?.rows, [[1, ...fields.split('|')]])
})

test('repeated rows and cells stand for many, the empty ones at the ends for none', async () => {
  const filler = '<table:table-cell table:number-columns-repeated="16380"/>'
  const rows =
    row(filler, 'table:number-rows-repeated="3"') +
    row(`<table:table-cell table:number-columns-repeated="2"/>${text('c')}${filler}`) +
    row(
      '<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="3"/>',
      'table:number-rows-repeated="600"',
    ) +
    row(filler, 'table:number-rows-repeated="1048000"')
  const [read] = await contentsOf(odsOf(table('A', rows)), 'ODS')
  assert.equal(read?.rows.length, 601)
  assert.deepEqual(
    [read?.rows[0], read?.rows[1], read?.rows.at(-1)],
    [
      [4, '', '', 'c'],
      [5, '7', '7', '7'],
      [604, '7', '7', '7'],
    ],
  )
})

test('sheets, the hidden and the empty among them, merged cells, and what was changed and is not there', async () => {
  const styles =
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
  const body =
    `<table:tracked-changes><table:cell-content-deletion>${row(text('sters'))}</table:cell-content-deletion></table:tracked-changes>` +
    table(
      'Martie',
      `<table:table-header-rows>${row(
        `<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="string"><text:p>Buget</text:p></table:table-cell><table:covered-table-cell/>${text('x')}`,
      )}</table:table-header-rows>`,
    ) +
    table('Gol', row('<table:table-cell/>')) +
    table('Ascuns', row(text('y')), 'table:style-name="ta2"')
  const tables = await contentsOf(odsOf(body, styles), 'ODS')
  assert.deepEqual(
    tables.map(({ sheet, rows, hidden, merged }) => ({ sheet, rows, hidden, merged })),
    [
      {
        sheet: 'Martie',
        rows: [[1, 'Buget', '', 'x']],
        hidden: undefined,
        merged: [{ top: 0, left: 0, bottom: 2, right: 1 }],
      },
      { sheet: 'Ascuns', rows: [[1, 'y']], hidden: true, merged: [] },
    ],
  )
})

test('a few bytes that stand for billions of cells, and what is locked or no spreadsheet, are refused', async () => {
  const many = row(
    '<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="16384"/>',
    'table:number-rows-repeated="1048576"',
  )
  const key = async (bytes: Buffer, limits = usualLimits) => (await refusal(bytes, 'ODS', limits)).key
  assert.equal(await key(odsOf(table('A', many))), 'open-data.workbook.too-many-cells')
  const beyond = row(text('x'), 'table:number-rows-repeated="99999999999"')
  assert.equal(await key(odsOf(table('A', beyond))), 'open-data.workbook.broken')
  const locked = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>'
  assert.equal(await key(odsOf(table('A', row(text('x'))), '', locked)), 'open-data.workbook.locked')
  const three = [1, 2, 3].map((i) => table(`F${i}`, row(text('x')))).join('')
  assert.equal(await key(odsOf(three), { ...usualLimits, tables: 2 }), 'open-data.workbook.too-many-tables')
})
