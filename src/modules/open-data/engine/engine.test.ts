import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, keepTable } from '#test/tables.ts'
import { columnFigures } from './column-figures.ts'
import { queryTable } from './query-table.ts'
import { BadQuery } from './refusals.ts'
import { type Condition, type KeptTable, mostRows, type TableQuery } from './table-query.ts'

const columns = [
  columnOf('localitate', 'string'),
  columnOf('locuitori', 'integer'),
  columnOf('suprafata', 'number'),
  columnOf('oras', 'boolean'),
  columnOf('din', 'date'),
  columnOf('vazut', 'datetime'),
  columnOf('ora', 'time'),
]
const rows = [
  ['Chişinău', '700000', '123.5', 'true', '1436-07-17', '2026-11-25 08:30:00', '08:30:00'],
  ['Bălți', '100000', '78', 'true', '1421-01-01', '2026-11-25 09:30:00', '09:30:00'],
  ['Sîngerei', '12000', '', 'true', '', '', ''],
  ['Țaul', '', '33.25', 'false', '1562-12-31', '2026-11-26 00:00:00', '23:59:59'],
  ['ştefan vodă', '7000', '1e+3', 'true', '1990-05-05', '2026-11-25 08:30:00', '00:00:00'],
  ['', '999999999999999999', '-1.5', '', '2026-11-25', '', ''],
  ['„Sârbu, Ion"\nfiul', '12000', '0', 'false', '2000-02-29', '', ''],
]

let app: TestApp
let table: KeptTable
before(async () => {
  app = await testApp({ seeded: false })
  table = await keepTable(app, columns, rows)
})
after(() => app?.close())

const ask = (query: Partial<TableQuery>) => queryTable(app.services.tables, table, { limit: 100, ...query })
const numbers = async (query: Partial<TableQuery>) => (await ask(query)).rows.map(({ id }) => id)
const where = (condition: Condition) => numbers({ where: condition })

test('a table comes back as it was written, in its order', async () => {
  assert.equal(table.rows, 7)
  const page = await ask({ total: true })
  assert.equal(page.total, 7)
  assert.deepEqual(
    page.columns.map(({ name }) => name),
    columns.map(({ name }) => name),
  )
  assert.deepEqual(page.rows[0], {
    id: 1,
    cells: ['Chişinău', 700000, 123.5, true, '1436-07-17', '2026-11-25T08:30:00', '08:30:00'],
  })
  assert.deepEqual(page.rows[2]?.cells, ['Sîngerei', 12000, null, true, null, null, null])
  assert.deepEqual(page.rows[5]?.cells.slice(0, 3), [null, '999999999999999999', -1.5])
  assert.equal(page.rows[6]?.cells[0], '„Sârbu, Ion"\nfiul')
})

test('a page is a range of rows, from either end', async () => {
  assert.deepEqual(await numbers({ limit: 2, offset: 3 }), [4, 5])
  assert.deepEqual(await numbers({ limit: 2, offset: 6 }), [7])
  assert.deepEqual(await numbers({ limit: 2, offset: 70 }), [])
  assert.deepEqual(await numbers({ limit: 2, offset: 1, sort: [{ column: '_id', descending: true }] }), [6, 5])
  assert.deepEqual(await numbers({ limit: 4, offset: 5, sort: [{ column: '_id', descending: true }] }), [2, 1])
  assert.deepEqual(await ask({ limit: 0, total: true }).then(({ rows, total }) => [rows, total]), [[], 7])
})

test('rows of a long table are found wherever they lie, in order, with their total', async () => {
  const length = 130_000
  const isRare = (n: number) => n === 7 || n === 122_880 || n === 122_881 || n === length
  const long = await keepTable(
    app,
    [columnOf('nr', 'integer'), columnOf('fel', 'string')],
    Array.from({ length }, (_, at) => [String(at + 1), isRare(at + 1) ? 'rar' : at % 2 ? 'par' : 'impar']),
  )
  const found = async (fel: string, more: Partial<TableQuery>) => {
    const where = { column: 'fel', is: '=', value: fel } as const
    const page = await queryTable(app.services.tables, long, { limit: 100, total: true, where, ...more })
    return [page.rows.map(({ id }) => id), page.total]
  }
  assert.deepEqual(await found('rar', {}), [[7, 122_880, 122_881, length], 4])
  assert.deepEqual(await found('rar', { limit: 2 }), [[7, 122_880], 4])
  assert.deepEqual(await found('rar', { limit: 3 }), [[7, 122_880, 122_881], 4])
  assert.deepEqual(await found('rar', { limit: 2, offset: 1 }), [[122_880, 122_881], 4])
  assert.deepEqual(await found('rar', { limit: 2, total: false }), [[7, 122_880], null])
  assert.deepEqual(await found('par', { limit: 2 }), [[2, 4], length / 2 - 2])
  assert.deepEqual(await found('niciunul', {}), [[], 0])
  const several = await Promise.all(['rar', 'par', 'impar', 'rar'].map((fel) => found(fel, { limit: 1 })))
  assert.deepEqual(several, [
    [[7], 4],
    [[2], length / 2 - 2],
    [[1], length / 2 - 2],
    [[7], 4],
  ])
})

test('a page of a wide table has fewer rows', () => {
  const wide = { columns: Array.from({ length: 2_000 }, (_, at) => columnOf(`c${at}`, 'string')) }
  assert.equal(mostRows(wide, {}), 500)
  assert.equal(mostRows(wide, { columns: ['c1', 'c2', 'c1'] }), 32_000)
  assert.equal(mostRows({ columns: [] }, {}), 32_000)
})

test('rows are chosen by what their cells are', async () => {
  assert.deepEqual(await where({ column: 'locuitori', is: '=', value: '12000' }), [3, 7])
  assert.deepEqual(await where({ column: 'locuitori', is: '!=', value: 12000 }), [1, 2, 4, 5, 6])
  assert.deepEqual(await where({ column: 'locuitori', is: '=', value: '9999999999999999999' }), [])
  assert.deepEqual(await where({ column: 'locuitori', is: '>', value: '-9223372036854775809' }), [1, 2, 3, 5, 6, 7])
  assert.deepEqual(await where({ column: 'locuitori', is: '=', value: '+999999999999999999' }), [6])
  assert.deepEqual(await where({ column: 'locuitori', is: '>', value: 11999.5 }), [1, 2, 3, 6, 7])
  assert.deepEqual(await where({ column: 'suprafata', is: '<=', value: '33,25' }), [4, 6, 7])
  assert.deepEqual(await where({ column: 'suprafata', is: 'in', values: [1000, '78'] }), [2, 5])
  assert.deepEqual(await where({ column: 'oras', is: '=', value: 'nu' }), [4, 7])
  assert.deepEqual(await where({ column: 'din', is: '<', value: '01.01.1500' }), [1, 2])
  assert.deepEqual(await where({ column: 'vazut', is: '=', value: '2026-11-25T08:30' }), [1, 5])
  assert.deepEqual(await where({ column: 'ora', is: '>=', value: '9:30' }), [2, 4])
  assert.deepEqual(await where({ column: 'suprafata', is: 'empty' }), [3])
  assert.deepEqual(await where({ column: 'localitate', is: 'not-empty' }), [1, 2, 3, 4, 5, 7])
  assert.deepEqual(await where({ column: '_id', is: '>', value: 5 }), [6, 7])
  assert.deepEqual(await where({ column: 'localitate', is: 'in', values: [] }), [])
  assert.deepEqual(
    await where({
      all: [
        { column: 'oras', is: '=', value: true },
        {
          any: [
            { column: 'locuitori', is: '<', value: 10_000 },
            { column: 'din', is: 'empty' },
          ],
        },
      ],
    }),
    [3, 5],
  )
})

test('words are found however they are spelled', async () => {
  for (const words of ['chisinau', 'CHIȘINĂU', 'Chişinău', 'chişin']) assert.deepEqual(await numbers({ words }), [1])
  for (const words of ['sîrbu', 'Sârbu', 'SARBU ion']) assert.deepEqual(await numbers({ words }), [7])
  for (const words of ['singerei', 'Sângerei']) assert.deepEqual(await numbers({ words }), [3])
  assert.deepEqual(await numbers({ words: 'sarbu chisinau' }), [])
  assert.deepEqual(await numbers({ words: '33,25' }), [4])
  assert.deepEqual(await numbers({ words: '2026-11-26' }), [4])
  assert.deepEqual(await where({ column: 'localitate', is: 'contains', value: 'TEFAN V' }), [5])
  assert.deepEqual(await where({ column: 'localitate', is: 'contains', value: '%' }), [])
  const { rows } = await ask({ words: '12000', byHits: true })
  assert.deepEqual(
    rows.map(({ id, hits }) => [id, hits]),
    [
      [3, 1],
      [7, 1],
    ],
  )
})

test('rows are sorted as people sort, what is empty last unless it is said', async () => {
  assert.deepEqual(await numbers({ sort: [{ column: 'localitate' }] }), [2, 1, 3, 5, 4, 7, 6])
  assert.deepEqual(await numbers({ sort: [{ column: 'suprafata', descending: true }] }), [5, 1, 2, 4, 7, 6, 3])
  assert.deepEqual(await numbers({ sort: [{ column: 'suprafata', emptyFirst: true }], limit: 2 }), [3, 6])
  assert.deepEqual(
    await numbers({ sort: [{ column: 'locuitori' }, { column: 'localitate', descending: true }], limit: 3, offset: 1 }),
    [7, 3, 2],
  )
})

test('equal rows are shown once', async () => {
  const page = await ask({ columns: ['oras'], distinct: true, total: true, limit: 2 })
  assert.deepEqual(page.rows, [
    { id: null, cells: [false] },
    { id: null, cells: [true] },
  ])
  assert.equal(page.total, 3)
  await assert.rejects(ask({ columns: ['oras'], distinct: true, sort: [{ column: 'din' }] }), BadQuery)
})

test('what the table has not, and what is no value of a column, is said', async () => {
  const fault = (query: Partial<TableQuery>) =>
    ask(query).then(
      () => null,
      (error: BadQuery) => [error.column, error.fault],
    )
  assert.deepEqual(await fault({ columns: ['x"; DROP TABLE rows; --'] }), ['x"; DROP TABLE rows; --', 'no-column'])
  assert.deepEqual(await fault({ sort: [{ column: 'nimic' }] }), ['nimic', 'no-column'])
  for (const [column, value, expected] of [
    ['locuitori', 'mulți', 'not-an-integer'],
    ['suprafata', '1.2.3', 'not-a-number'],
    ['suprafata', 'inf', 'not-a-number'],
    ['oras', 'poate', 'not-a-boolean'],
    ['din', '31.02.2026', 'not-a-date'],
    ['vazut', '2026-11-25 25:00', 'not-a-datetime'],
    ['ora', '24:00', 'not-a-time'],
  ] as const)
    assert.deepEqual(await fault({ where: { column, is: '=', value } }), [column, expected])
  const nested = Array.from({ length: 300 }, () => ({ column: 'din', is: 'empty' as const }))
  assert.deepEqual(await fault({ where: { any: nested } }), ['', 'too-many-conditions'])
})

test('what is typed is a value and never SQL', async () => {
  for (const value of ["' OR 1=1 --", '$1', "x'); DROP TABLE rows", '\0', '\\', '%', '_'])
    assert.deepEqual(await where({ column: 'localitate', is: '=', value }), [], value)
})

test('the figures of a column are those of its cells', async () => {
  const figures = (name: string) => columnFigures(app.services.tables, table, name)
  const area = await figures('suprafata')
  assert.deepEqual([area.filled, area.missing, area.distinct, area.min, area.max], [6, 1, 6, -1.5, 1000])
  assert.equal(area.mean, (123.5 + 78 + 33.25 + 1000 - 1.5) / 6)
  assert.equal(area.histogram.length, 20)
  assert.equal(area.histogram[0]?.count, 3)
  assert.equal(area.histogram.at(-1)?.count, 1)
  const town = await figures('oras')
  assert.deepEqual(town.top, [
    { value: true, count: 4 },
    { value: false, count: 2 },
  ])
  const since = await figures('din')
  assert.deepEqual([since.min, since.max, since.histogram.at(-1)?.to], ['1421-01-01', '2026-11-25', '2026-11-25'])
  const some = await columnFigures(app.services.tables, table, 'oras', {
    where: { column: 'oras', is: '=', value: false },
  })
  assert.deepEqual([some.filled, some.missing, some.min], [2, 0, false])
})

test('steps of whole numbers and of days have as many as the others', async () => {
  const days = Array.from({ length: 31 }, (_, at) => [String(at + 1), `2026-01-${String(at + 1).padStart(2, '0')}`])
  const month = await keepTable(app, [columnOf('nr', 'integer'), columnOf('zi', 'date')], days)
  for (const [name, first] of [
    ['nr', { from: 1, to: 3, count: 2 }],
    ['zi', { from: '2026-01-01', to: '2026-01-03', count: 2 }],
  ] as const) {
    const { histogram } = await columnFigures(app.services.tables, month, name)
    assert.deepEqual(histogram[0], first)
    assert.deepEqual(
      histogram.map(({ count }) => count),
      [...Array.from({ length: 15 }, () => 2), 1],
    )
  }
  const marks = await keepTable(
    app,
    [columnOf('nota', 'integer')],
    days.slice(0, 10).map(([nr]) => [nr as string]),
  )
  const { histogram } = await columnFigures(app.services.tables, marks, 'nota')
  assert.deepEqual(
    histogram.map(({ from, count }) => [from, count]),
    Array.from({ length: 10 }, (_, at) => [at + 1, 1]),
  )
})

test('a column of any name has its figures', async () => {
  const names = ['times', 'step', 'filled', 'least', 'n']
  const odd = await keepTable(
    app,
    names.map((name) => columnOf(name, 'integer')),
    [3, 3, 7].map((number) => names.map(() => String(number))),
  )
  const words = await keepTable(app, [columnOf('times', 'string')], [['uneori'], ['mereu'], ['mereu']])
  for (const name of names) {
    const { top, histogram, min, max, mean } = await columnFigures(app.services.tables, odd, name)
    const tops = [
      { value: 3, count: 2 },
      { value: 7, count: 1 },
    ]
    assert.deepEqual({ top, min, max, mean }, { top: tops, min: 3, max: 7, mean: 13 / 3 }, name)
    assert.deepEqual(
      histogram.map(({ count }) => count),
      [2, 0, 0, 0, 1],
      name,
    )
  }
  assert.deepEqual((await columnFigures(app.services.tables, words, 'times')).top, [
    { value: 'mereu', count: 2 },
    { value: 'uneori', count: 1 },
  ])
})
