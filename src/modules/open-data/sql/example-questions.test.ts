import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf } from '#test/tables.ts'
import { exampleQuestions } from './example-questions.ts'

const asked = (...columns: Parameters<typeof exampleQuestions>[1]) =>
  exampleQuestions('t', columns).map(({ what, sql }) => `${what}: ${sql.split('\n')[0]}`)

test('rows are counted by what many of them share, a place first, and no code or degree is added up', () => {
  const said = asked(
    columnOf('Nr', 'string'),
    columnOf('Scoala', 'string'),
    columnOf('Raionul', 'string'),
    columnOf('lat', 'number'),
    columnOf('lon', 'number'),
    columnOf('cod_postal', 'integer'),
    columnOf('Elevi', 'integer'),
  )
  assert.deepEqual(said, [
    'rows: SELECT *',
    'count: SELECT "Raionul", count(*) AS n',
    'sum: SELECT "Raionul", sum("Elevi") AS total, avg("Elevi") AS mean',
  ])
})

test('of a table of codes alone its rows are shown', () => {
  assert.deepEqual(asked(columnOf('cod', 'string'), columnOf('nr', 'integer')), ['rows: SELECT *'])
  assert.deepEqual(asked(columnOf('codru', 'string')), ['rows: SELECT *', 'count: SELECT codru, count(*) AS n'])
})
