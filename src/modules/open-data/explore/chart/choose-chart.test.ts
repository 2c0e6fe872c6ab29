import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf } from '#test/tables.ts'
import { chooseChart } from './choose-chart.ts'

const open = { kind: null, x: null, y: null, figure: null, split: null, of: [] }

test('the first chart is of what many rows share, and of no degree of a place', () => {
  const trees = [
    columnOf('cod', 'string'),
    columnOf('specia', 'string'),
    columnOf('latitudine', 'number'),
    columnOf('longitudine', 'number'),
    columnOf('diametru', 'number'),
  ]
  const { kind, x, y, figure } = chooseChart(trees, open)
  assert.deepEqual([kind, x.column, y, figure], ['bar', 'specia', 'diametru', 'mean'])
  const spots = chooseChart(trees.slice(0, 4), open)
  assert.deepEqual([spots.x.column, spots.y, spots.figure], ['specia', null, 'count'])
  assert.equal(chooseChart(trees, { ...open, kind: 'histogram' }).x.column, 'diametru')
})

test('how often is told of what was measured before degrees of a place, be it in whole numbers', () => {
  const degrees = [columnOf('lat', 'number'), columnOf('lon', 'number')]
  const along = (...more: Parameters<typeof chooseChart>[0]) =>
    chooseChart([...degrees, ...more], { ...open, kind: 'histogram' }).x.column
  assert.equal(along(columnOf('varsta', 'integer')), 'varsta')
  assert.equal(along(columnOf('varsta', 'integer'), columnOf('inaltime', 'number')), 'inaltime')
  assert.equal(along(columnOf('cod', 'integer')), 'lat')
})

test('of a table that has codes alone there is a chart all the same', () => {
  assert.equal(chooseChart([columnOf('cod', 'string')], open).x.column, 'cod')
  assert.equal(chooseChart([columnOf('cod', 'string'), columnOf('Raionul', 'string')], open).x.column, 'Raionul')
})
