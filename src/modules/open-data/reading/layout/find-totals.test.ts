import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTotals } from './find-totals.ts'

function totalsIn(text: string): number {
  const rows = text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split(';') }))
  return findTotals(rows, 3)
}

test('rows that add up are totals, in three languages', () => {
  for (const label of [
    'Total',
    'TOTAL:',
    'Total general',
    'Total pe raion',
    'Итого',
    'Всего по району',
    'În total',
    'Subtotal',
  ])
    assert.equal(totalsIn(`Orhei;5;6\n${label};5;6`), 1, label)
  assert.equal(totalsIn('Orhei;5;6\nSubtotal;5;6\nTotal;;6'), 2)
})

test('a firm called Total is none, and neither is a word that begins so', () => {
  assert.equal(totalsIn('Orhei;5;6\nTotal SA;Chișinău;6'), 0)
  assert.equal(totalsIn('Orhei;5;6\nTotalitar;5;6'), 0)
  assert.equal(totalsIn('Orhei;5;6\nTotal;;'), 0)
})

test('notes below totals go with them, other lines of one cell only when they say what they are', () => {
  assert.equal(totalsIn('Orhei;5;6\nTotal;5;6\nSursa: BNS\nDate provizorii'), 3)
  assert.equal(totalsIn('Orhei;5;6\nSursa: BNS'), 1)
  assert.equal(totalsIn('Orhei;5;6\nSoroca;;'), 0)
})
