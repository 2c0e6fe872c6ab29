import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { type Column, Table } from './Table.tsx'

interface Row {
  name: string
  signatures: number
  day: string
}

const all: Column<Row>[] = [
  { key: 'name', header: 'Name', names: true, cell: ({ name }) => name },
  { key: 'signatures', header: 'Signatures', numeric: true, cell: ({ signatures }) => signatures },
  { key: 'day', header: 'Day', unbroken: true, cell: ({ day }) => day },
]
const table = (columns: Column<Row>[]) =>
  renderToString(
    <Table
      caption="Petitions"
      columns={columns}
      rows={[{ name: 'Pavement', signatures: 412, day: '4 Oct' }]}
      rowKey={({ name }) => name}
    />,
  )

test('a wide table says the head of each cell, and stays a table for those who listen', () => {
  const html = table(all)
  assert.match(html, /<table class="[^"]*table-cards" role="table">/)
  for (const role of ['rowgroup', 'row', 'columnheader', 'rowheader', 'cell'])
    assert.match(html, RegExp(`role="${role}"`))
  assert.match(html, /<td class="table-numeric" role="cell" data-label="Signatures">412<\/td>/)
  assert.match(html, /<td class="table-unbroken" role="cell" data-label="Day">4 Oct<\/td>/)
  assert.equal(html.match(/scope="col"/g)?.length, 3)
})

test('a name and a figure fit as they are; what is too wide can be scrolled with the keyboard', () => {
  const html = table(all.slice(0, 2))
  assert.doesNotMatch(html, /table-cards|role=|data-label/)
  assert.match(html, /<section class="table-scroll" aria-label="Petitions" tabindex="0">/)
})
