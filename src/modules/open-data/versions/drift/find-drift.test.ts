import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DriftingTable, findDrift } from './find-drift.ts'

const column = (name: string, type: DriftingTable['columns'][number]['type'] = 'string', missing = 0) => ({
  ...{ name, title: name.toUpperCase(), type, missing },
})
const table = (more: Partial<DriftingTable> = {}): DriftingTable => ({
  ...{ id: 'a', sheet: '', rows: 100, emptied: [], columns: [column('oras'), column('suma', 'integer')] },
  ...more,
})
const driftTo = (more: Partial<DriftingTable>) => findDrift([table()], [table(more)])

test('the same columns and about as many rows are no drift, and a first version is none', () => {
  assert.equal(driftTo({ rows: 50 }), null)
  assert.equal(driftTo({ columns: [column('oras', 'string', 19), column('suma', 'integer')] }), null)
  assert.equal(findDrift([], [table()]), null)
})

test('columns that are lost or hold another thing must be seen; others are told', () => {
  const lost = driftTo({ columns: [column('oras'), column('total', 'integer')] })
  assert.deepEqual(lost?.tables[0]?.columns, {
    added: ['TOTAL'],
    removed: ['SUMA'],
    retyped: [],
    otherUnit: [],
    moved: false,
  })
  assert.equal(lost?.mustBeSeen, true)
  const retyped = driftTo({ columns: [column('oras'), column('suma', 'string')] })
  assert.deepEqual(retyped?.tables[0]?.columns.retyped, [{ title: 'SUMA', from: 'integer', to: 'string' }])
  assert.equal(retyped?.mustBeSeen, true)
  const added = driftTo({ columns: [column('oras'), column('suma', 'integer'), column('cod')] })
  assert.deepEqual([added?.tables[0]?.columns.added, added?.mustBeSeen], [['COD'], false])
  const moved = driftTo({ columns: [column('suma', 'integer'), column('oras')] })
  assert.deepEqual([moved?.tables[0]?.columns.moved, moved?.mustBeSeen], [true, false])
})

test('a column whose numbers stand beside another unit must be seen', () => {
  const inUnit = (unit?: string) => [column('oras'), { ...column('suma', 'integer'), format: unit ? { unit } : {} }]
  const lei = table({ columns: inUnit('lei') })
  const drift = findDrift([lei], [table({ columns: inUnit('EUR') })])
  assert.deepEqual(drift?.tables[0]?.columns.otherUnit, [{ title: 'SUMA', from: 'lei', to: 'EUR' }])
  assert.equal(drift?.mustBeSeen, true)
  assert.equal(findDrift([lei], [table({ columns: inUnit() })])?.mustBeSeen, true)
  assert.equal(findDrift([lei], [lei]), null)
  assert.equal(findDrift([table()], [table({ columns: inUnit() })]), null)
})

test('far fewer rows, and cells that are missing now, are told', () => {
  assert.equal(driftTo({ rows: 49 })?.tables[0]?.fewer, true)
  const emptier = driftTo({ columns: [column('oras', 'string', 30), column('suma', 'integer')] })
  assert.deepEqual(emptier?.tables[0]?.emptier, [{ title: 'ORAS', before: 0, now: 30 }])
  assert.equal(emptier?.mustBeSeen, false)
})

test('a column that an overruled type emptied must be seen, in a first version too', () => {
  const emptied = findDrift([], [table({ emptied: ['SUMA'] })])
  assert.deepEqual([emptied?.tables[0]?.emptied, emptied?.mustBeSeen], [['SUMA'], true])
})

test('a sheet that is gone must be seen', () => {
  const gone = findDrift([table(), table({ id: 'b', sheet: 'Februarie' })], [table()])
  assert.deepEqual([gone?.tables, gone?.lost, gone?.mustBeSeen], [[], ['Februarie'], true])
})
