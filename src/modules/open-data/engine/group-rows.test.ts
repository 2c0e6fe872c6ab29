import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, keepTable } from '#test/tables.ts'
import { type GroupQuery, groupRows } from './group-rows.ts'
import { BadQuery } from './refusals.ts'
import { scatteredPoints } from './scattered-points.ts'
import type { KeptTable } from './table-query.ts'

const columns = [
  columnOf('oras', 'string'),
  columnOf('ziua', 'date'),
  columnOf('ora', 'datetime'),
  columnOf('suma', 'number'),
  columnOf('bucati', 'integer'),
]
const rows = [
  ['Bălți', '2026-01-05', '2026-01-05 08:30:00', '0.3', '1'],
  ['Bălți', '2026-01-31', '2026-01-31 08:00:00', '0.5', '2'],
  ['Cahul', '2026-03-01', '2026-03-01 23:00:00', '10', '12'],
  ['Cahul', '2025-12-31', '', '', ''],
  ['', '', '', '-0.25', '999999999999999999'],
]

let app: TestApp
let table: KeptTable
before(async () => {
  app = await testApp({ seeded: false })
  table = await keepTable(app, columns, rows)
})
after(() => app?.close())

const group = (query: Partial<GroupQuery>) =>
  groupRows(app.services.tables, table, { by: [], figures: [], limit: 100, ...query })
const keysOf = async (query: Partial<GroupQuery>) => (await group(query)).groups.map(({ keys }) => keys)

test('rows are put together by the cells of a column, those without a value last', async () => {
  const { groups, total } = await group({
    by: [{ column: 'oras', by: 'value' }],
    figures: [
      { is: 'sum', column: 'suma' },
      { is: 'mean', column: 'bucati' },
      { is: 'max', column: 'ziua' },
      { is: 'distinct', column: 'ziua' },
    ],
  })
  assert.equal(total, 3)
  assert.deepEqual(groups, [
    { keys: ['Bălți'], count: 2, figures: [0.8, 1.5, '2026-01-31', 2] },
    { keys: ['Cahul'], count: 2, figures: [10, 12, '2026-03-01', 2] },
    { keys: [null], count: 1, figures: [-0.25, 1e18, null, 0] },
  ])
})

test('dates have years, quarters, months, days and weekdays, moments hours as well', async () => {
  const of = (by: 'year' | 'quarter' | 'month' | 'day' | 'weekday') => keysOf({ by: [{ column: 'ziua', by }] })
  assert.deepEqual(await of('year'), [['2025'], ['2026'], [null]])
  assert.deepEqual(await of('quarter'), [['2025-Q4'], ['2026-Q1'], [null]])
  assert.deepEqual(await of('month'), [['2025-12'], ['2026-01'], ['2026-03'], [null]])
  assert.deepEqual((await of('day'))[0], ['2025-12-31'])
  assert.deepEqual(await of('weekday'), [[1], [3], [6], [7], [null]])
  assert.deepEqual(await keysOf({ by: [{ column: 'ora', by: 'hour' }] }), [[8], [23], [null]])
})

test('numbers have steps, negative ones below zero, without the dust of fractions', async () => {
  const by = (step: number) => keysOf({ by: [{ column: 'suma', by: { step } }] })
  assert.deepEqual(await by(0.1), [[-0.3], [0.3], [0.5], [10], [null]])
  assert.deepEqual(await by(5), [[-5], [0], [10], [null]])
  assert.deepEqual(
    await keysOf({ by: [{ column: 'bucati', by: { step: 10 } }], where: { column: 'bucati', is: '<', value: 99 } }),
    [[0], [10]],
  )
})

test('what is left to the house comes to steps and parts that one can look at', async () => {
  const settled = async (column: string, more: Partial<GroupQuery> = {}) =>
    (await group({ by: [{ column, by: 'auto' }], ...more })).by[0]?.by
  assert.equal(await settled('ziua'), 'day')
  assert.equal(await settled('oras'), 'value')
  assert.deepEqual(await settled('suma'), { step: 1 })
  assert.deepEqual(await settled('suma', { where: { column: 'suma', is: '<', value: 1 } }), { step: 0.05 })
  assert.deepEqual(await settled('suma', { where: { column: 'suma', is: '>', value: 99 } }), { step: 1 })
})

test('groups are sorted by their rows and figures, and come in pages', async () => {
  const by = [{ column: 'ziua', by: 'month' as const }]
  const figures = [{ is: 'sum' as const, column: 'suma' }]
  const sorted = (sort: GroupQuery['sort'] & object) => keysOf({ by, figures, sort })
  assert.deepEqual(await sorted({ by: 'count', descending: true }), [['2026-01'], ['2025-12'], ['2026-03'], [null]])
  assert.deepEqual(await sorted({ by: { figure: 0 }, descending: true }), [
    ['2026-03'],
    ['2026-01'],
    [null],
    ['2025-12'],
  ])
  assert.deepEqual(await sorted({ by: { key: 0 }, descending: true }), [['2026-03'], ['2026-01'], ['2025-12'], [null]])
  const page = await group({ by, limit: 1, offset: 1 })
  assert.deepEqual([page.groups.map(({ keys }) => keys), page.total], [[['2026-01']], 4])
  assert.equal((await group({ by, limit: 1, offset: 70 })).total, 4)
})

test('two keys make a group of each pair, and no key one group of all', async () => {
  const pairs = await keysOf({
    by: [
      { column: 'oras', by: 'value' },
      { column: 'ziua', by: 'year' },
    ],
  })
  assert.deepEqual(pairs, [
    ['Bălți', '2026'],
    ['Cahul', '2025'],
    ['Cahul', '2026'],
    [null, null],
  ])
  assert.deepEqual((await group({ figures: [{ is: 'count' }] })).groups, [{ keys: [], count: 5, figures: [5] }])
})

test('what a column has not is said, whatever its name', async () => {
  const faults: [Partial<GroupQuery>, string][] = [
    [{ by: [{ column: 'x"; DROP', by: 'value' }] }, 'no-column'],
    [{ by: [{ column: 'oras', by: 'year' }] }, 'no-such-parts'],
    [{ by: [{ column: 'ziua', by: 'hour' }] }, 'no-such-parts'],
    [{ by: [{ column: 'ziua', by: { step: 2 } }] }, 'no-such-parts'],
    [{ figures: [{ is: 'sum', column: 'oras' }] }, 'no-numbers'],
    [{ figures: [{ is: 'max', column: 'oras' }] }, 'no-order'],
  ]
  for (const [query, fault] of faults)
    await assert.rejects(group(query), (error) => error instanceof BadQuery && error.fault === fault, fault)
})

test('of many rows the same ones are points every time', async () => {
  const points = (limit: number) =>
    scatteredPoints(app.services.tables, table, { x: 'suma', y: 'bucati', split: 'oras', limit })
  const all = await points(10)
  assert.equal(all.total, 4)
  assert.deepEqual(all.points[2], { id: 3, x: 10, y: 12, split: 'Cahul' })
  assert.equal(all.points[3]?.y, '999999999999999999')
  assert.deepEqual((await points(2)).points, (await points(2)).points)
  assert.equal((await points(2)).total, 4)
  await assert.rejects(
    scatteredPoints(app.services.tables, table, { x: 'oras', y: 'suma', split: null, limit: 5 }),
    BadQuery,
  )
})
