import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, keepTable } from '#test/tables.ts'
import { openTables } from './open-tables.ts'
import { queryTable } from './query-table.ts'
import type { Condition, KeptTable, OpenTables, TableQuery } from './table-query.ts'
import { Tallies, valuesWanted } from './tallies.ts'

const LENGTH = 130_000
const columns = [
  columnOf('nr', 'integer'),
  columnOf('raion', 'string'),
  columnOf('an', 'integer'),
  columnOf('zi', 'date'),
  columnOf('plin', 'boolean'),
  columnOf('suma', 'number'),
]

let app: TestApp
let long: KeptTable
const folder = mkdtempSync(path.join(tmpdir(), 'punte-tallies-'))
const opened: OpenTables[] = []
before(async () => {
  app = await testApp({ seeded: false })
  // One raion that stands at the end alone, cells without a value, a text with a quote.
  const rows = Array.from({ length: LENGTH }, (_, at) => [
    String(at + 1),
    at >= LENGTH - 3 ? 'Taraclia' : (['Orhei', 'Bălți', '', 'Ungheni "nord"'][at % 4] as string),
    at % 5 ? String(2020 + (at % 3)) : '',
    `2026-11-${String(10 + (at % 7)).padStart(2, '0')}`,
    at % 2 ? 'true' : 'false',
    String(at % 3),
  ])
  long = await keepTable(app, columns, rows)
})
after(async () => {
  for (const tables of opened) await tables.close()
  await app?.close()
  rmSync(folder, { recursive: true })
})

function open(tallies: boolean): OpenTables {
  const tables = openTables({ folder, files: app.services.files, limits: { tally: tallies ? 5_000 : 0 } })
  opened.push(tables)
  return tables
}

const all = (...conditions: Condition[]): Condition => ({ all: conditions })
const is = (column: string, value: string | number | boolean): Condition => ({ column, is: '=', value })
const ask = (tables: OpenTables, where: Condition, more: Partial<TableQuery> = {}) =>
  queryTable(tables, long, { limit: 10, total: true, where, ...more })

/** Until the combinations that a question asks for are counted. */
async function counted(tables: OpenTables, where: Condition): Promise<void> {
  const wanted = valuesWanted(long, { where })
  assert.ok(wanted)
  for (let times = 0; tables.tallied(long, wanted) === null; times += 1) {
    assert.ok(times < 400, 'it takes too long')
    await pause(10)
  }
}

test('pages and totals are the same whether all combinations were counted before or not', async () => {
  const [with_, without] = [open(true), open(false)]
  const asked: Condition[] = [
    is('raion', 'Orhei'),
    is('raion', 'Taraclia'),
    is('raion', 'orhei'),
    is('raion', 'Ungheni "nord"'),
    is('raion', ''),
    is('an', 2021),
    is('an', '+2021'),
    is('an', '2021.0'),
    is('an', '20215'),
    is('zi', '2026-11-12'),
    is('zi', '12.11.2026'),
    is('plin', 'da'),
    is('suma', '1,0'),
    { column: 'raion', is: 'in', values: ['Orhei', 'Orhei', 'Taraclia', 'Nu este'] },
    { column: 'raion', is: 'in', values: [] },
    all(is('raion', 'Orhei'), is('an', 2021)),
    all(is('an', 2022), is('raion', 'Bălți')),
    all(is('an', 2022), is('an', 2021)),
    all(all(is('raion', 'Bălți')), is('plin', true), { column: 'an', is: 'in', values: [2020, '2022'] }),
    all(is('raion', 'Bălți'), { not: is('an', 2021) }),
  ]
  for (const round of [1, 2, 3])
    for (const where of asked)
      for (const more of [{}, { offset: 5 }, { limit: 0 }, { total: false }, { limit: 32_000, columns: ['nr'] }]) {
        const pages = await Promise.all([ask(with_, where, more), ask(without, where, more)])
        assert.deepEqual(pages[0], pages[1], `${JSON.stringify([round, where, more])}`)
      }
  for (const where of asked.slice(0, 7)) await counted(with_, where)
})

test('from the second question for the same columns on their combinations are counted, and nothing is read to count them', async () => {
  const tables = open(true)
  const statements: string[] = []
  const watched: OpenTables = Object.assign(Object.create(tables), {
    ask: <T>(of: KeptTable, work: Parameters<typeof tables.ask<T>>[1]) =>
      tables.ask(of, (asked) => {
        const run = (sql: string, values?: unknown[]) => {
          statements.push(sql)
          return asked.run(sql, values)
        }
        return work({ ...asked, run, beside: () => null })
      }),
  })
  const first = all(is('raion', 'Orhei'), is('an', 2020))
  await ask(watched, first)
  await pause(50)
  assert.equal(tables.tallied(long, new Map([['plin', ['true']]])), null, 'other columns were not asked for')
  await ask(watched, all(is('an', 2021), is('raion', 'Bălți')))
  await counted(tables, first)
  statements.length = 0
  const page = await ask(watched, all(is('raion', 'Ungheni "nord"'), is('an', 2022)))
  assert.deepEqual([page.rows.length, page.total, statements.length], [10, page.total, 1])
  assert.ok(!statements[0]?.includes('count('))
  // All rows that there are lie behind the first group: nothing is looked for in others once they are found.
  const last = await ask(watched, all(is('raion', 'Taraclia'), is('an', 2021)))
  assert.equal(last.rows.length, last.total)
  statements.length = 0
  const none = await ask(watched, all(is('raion', 'Nicăieri'), is('an', 2022)))
  assert.deepEqual([none.rows, none.total, statements], [[], 0, []])
})

test('columns of too many values are not counted, and are not tried again and again', async () => {
  const tables = open(true)
  for (let nr = 1; nr <= 6; nr += 1) {
    assert.equal((await ask(tables, is('nr', nr))).total, 1)
    await pause(20)
  }
  assert.equal(tables.tallied(long, new Map([['nr', ['1']]])), null)
})

test('while others ask nothing is counted beforehand; then it is, when an answer is given', async () => {
  const tables = openTables({ folder, files: app.services.files, limits: { atOnce: 1 } })
  opened.push(tables)
  const where = is('raion', 'Orhei')
  const wanted = new Map([['raion', ['Orhei']]])
  let leave = () => {}
  let held = Promise.resolve()
  await new Promise<void>((begun) => {
    held = tables.ask(long, () => {
      begun()
      return new Promise<void>((resolve) => {
        leave = resolve
      })
    })
  })
  const asked = [
    ask(tables, where, { offset: 1 }),
    ask(tables, where, { offset: 2 }),
    ask(tables, where, { offset: 3 }),
  ]
  const still = tables.ask(long, async () => tables.tallied(long, wanted))
  leave()
  await held
  assert.equal(await still, null, 'three were answered, and one waited all the time')
  await Promise.all(asked)
  await counted(tables, where)
})

test('what was counted of a table is gone from memory when the table is taken away', async () => {
  const tables = open(true)
  const where = is('raion', 'Orhei')
  for (let times = 0; times < 2; times += 1) await ask(tables, where)
  await counted(tables, where)
  await tables.forget([long.sha256])
  assert.equal(tables.tallied(long, new Map([['raion', ['Orhei']]])), null)
})

test('what was counted goes with its table, also while it is counted; what failed is tried again', async () => {
  const tallies = new Tallies()
  const wanted = new Map([['raion', ['Orhei']]])
  const tally = new Map([['["Orhei"]', 7]])
  let made = 0
  const rows = () => tallies.rowsWith(long, wanted)
  const begin = async (make: () => Promise<typeof tally | null> = async () => tally) => {
    assert.deepEqual([rows(), rows()], [null, null])
    tallies.begin(() => null)
    tallies.begin(() => {
      made += 1
      return make()
    })
    tallies.begin(() => assert.fail('one at a time'))
    await tallies.settled()
    tallies.begin(() => assert.fail('there is nothing left to count'))
  }
  await begin()
  assert.deepEqual([rows(), made], [7, 1])
  tallies.forget(long.sha256)
  await begin(async () => {
    tallies.forget(long.sha256)
    return tally
  })
  await begin(() => Promise.reject(new Error('busy')))
  await begin(async () => null)
  // It is not worth it: nobody wishes for it again.
  assert.deepEqual([rows(), rows(), rows(), made], [null, null, null, 4])
  tallies.begin(() => assert.fail('it is tried again'))
  tallies.forget(long.sha256)
  await begin()
  assert.equal(rows(), 7)
})
