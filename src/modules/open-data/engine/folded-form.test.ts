import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, keepTable } from '#test/tables.ts'
import { anySpelling } from './any-spelling.ts'
import { literal } from './duckdb.ts'
import { queryTable } from './query-table.ts'
import type { KeptTable } from './table-query.ts'

const ranges = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0x24f],
  [0x400, 0x4ff],
  [0x1e00, 0x1eff],
] as const
/** The long s, of old German prints, is none of DuckDB's letters with another form. */
const LONG_S = /[ſẛẜẝ]/u
const letters = ranges
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)))
  .filter((letter) => !LONG_S.test(letter))
/** Each alone, among others, and with a mark of its own. */
const cells = letters.flatMap((letter) => [letter, `a${letter}b`, `${letter.normalize('NFD')}\u0323`])

let app: TestApp
let table: KeptTable
before(async () => {
  app = await testApp({ seeded: false })
  table = await keepTable(
    app,
    [columnOf('text', 'string')],
    cells.map((cell) => [cell]),
  )
})
after(() => app?.close())

test('a letter is found through the folded form wherever one looks for it in every spelling', async () => {
  const { tables } = app.services
  const wanted = [...'abcdeghiklmnorstuyzăâîșțşţéüñçабвгдеёжзийкоптуўхцшщыэюяіїє', 'SÎ', 'ân', 'ий', 'Ș']
  for (const value of wanted) {
    const looked = await tables.ask(table, ({ source, run }) =>
      run(`SELECT "text" FROM ${source} WHERE regexp_matches("text", ${literal(anySpelling(value))}) ORDER BY _id`),
    )
    const found = await queryTable(tables, table, { limit: 5_000, where: { column: 'text', is: 'contains', value } })
    assert.deepEqual(
      found.rows.map((row) => row.cells[0]),
      looked.map(([text]) => text),
      value,
    )
  }
})
