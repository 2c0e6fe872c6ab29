import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldOf } from './ckan/datastore/field-types.ts'
import type { PublicTable } from './store.ts'
import type { Column } from './table-schema.ts'
import { profileOf } from './tabular/describe-table.ts'
import { titleWithUnit } from './title-with-unit.ts'
import { csvwOf } from './versions/csvw/table-metadata.ts'

const SUM: Column = {
  name: 'suma',
  title: 'Suma',
  type: 'integer',
  format: { unit: 'lei' },
  missing: 1,
  missingMarks: [],
}
const PLAIN: Column = { ...SUM, name: 'nr', title: 'Nr', format: {} }

test('a title says its unit as a word of its own, or gets it', () => {
  const titled = (title: string, unit: string) => titleWithUnit({ title, format: { unit } })
  assert.equal(titled('Fonduri europene', 'EUR'), 'Fonduri europene (EUR)')
  assert.equal(titled('Preț ulei', 'lei'), 'Preț ulei (lei)')
  assert.equal(titled('Цена, рублёвая', 'RUB'), 'Цена, рублёвая (RUB)')
  for (const [title, unit] of [
    ['Suma, lei', 'lei'],
    ['suma_lei', 'lei'],
    ['Suma (LEI)', 'lei'],
    ['Fonduri, euro', 'EUR'],
    ['Цена, руб.', 'RUB'],
    ['Preț €', 'EUR'],
    ['Ponderea,%', '%'],
  ] as const)
    assert.equal(titled(title, unit), title)
  assert.equal(titleWithUnit(PLAIN), 'Nr')
})

test('programs are told the unit that the numbers of a table stood beside', () => {
  const table = { columns: [SUM, PLAIN], sheet: '', rows: 2, datasetId: '1' } as unknown as PublicTable
  const said = { about: new Map(), title: {}, publisher: '', licence: '', issuedAt: new Date(0) }
  const { tableSchema } = csvwOf(table, null, 'x.csv', said) as {
    tableSchema: { columns: { name: string; 'schema:unitText'?: string }[] }
  }
  assert.deepEqual(
    tableSchema.columns.map((column) => [column.name, column['schema:unitText']]),
    [
      ['suma', 'lei'],
      ['nr', undefined],
    ],
  )
  assert.deepEqual(fieldOf(SUM).info, { label: 'Suma', unit: 'lei' })
  assert.deepEqual(fieldOf(PLAIN).info, { label: 'Nr' })
  const { profile } = profileOf(table) as { profile: { columns: Record<string, { unit?: string }> } }
  assert.deepEqual([profile.columns.suma?.unit, profile.columns.nr?.unit], ['lei', undefined])
})
