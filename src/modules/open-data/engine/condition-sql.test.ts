import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf } from '#test/tables.ts'
import { chosenBy } from './condition-sql.ts'
import { BadQuery } from './refusals.ts'
import type { KeptTable } from './table-query.ts'

const tableOf = (columns: number): KeptTable => ({
  sha256: '',
  rows: 1,
  columns: Array.from({ length: columns }, (_, at) => columnOf(`c${at}`, 'string')),
})
const tooMany = (error: unknown) => error instanceof BadQuery && error.fault === 'too-many-letters'

test('words make no more SQL than a question may have, however wide the table is', () => {
  const words = (count: number, letters: number) => Array.from({ length: count }, () => 'a'.repeat(letters)).join(' ')
  assert.throws(() => chosenBy(tableOf(2_000), { words: words(10, 40) }), tooMany)
  assert.throws(() => chosenBy(tableOf(2_000), { words: words(1, 11) }), tooMany)
  assert.throws(() => chosenBy(tableOf(1), { words: words(1, 41) }), tooMany)
  const { where } = chosenBy(tableOf(2_000), { words: words(1, 10) })
  assert.ok(where.length < 12_000_000, `${where.length} characters`)
  assert.ok(chosenBy(tableOf(50), { words: words(10, 40) }).where.length < 12_000_000)
})

test('so do parts that are looked for in columns', () => {
  const part = { column: 'c0', is: 'contains' as const, value: 'a'.repeat(200) }
  assert.throws(() => chosenBy(tableOf(1), { where: { all: Array.from({ length: 101 }, () => part) } }), tooMany)
})
