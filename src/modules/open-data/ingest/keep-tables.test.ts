import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isId, newId } from '#kernel/ids.ts'
import { idsOf } from './keep-tables.ts'

const now = new Date('2026-11-26T08:00:00Z')
const first = newId(now)
const known = [
  { id: first, sheet: '2025' },
  { id: newId(now), sheet: 'Note' },
]
const note = known[1]?.id

test('the first table of a distribution has its id, and every sheet keeps the one it has', () => {
  assert.equal(idsOf(first, [], [''], now)[0], first)
  assert.deepEqual(idsOf(first, known, ['2025', 'Note'], now), [first, note])
  assert.deepEqual(idsOf(first, known, ['Note', '2025'], now), [note, first])
})

test('a first sheet with a new name is the first table still', () => {
  assert.deepEqual(idsOf(first, known, ['2026', 'Note'], now), [first, note])
})

test('a sheet more is a table more', () => {
  for (const sheets of [
    ['2026', '2025'],
    ['2025', '2026'],
  ]) {
    const ids = idsOf(first, known, sheets, now)
    assert.equal(ids[sheets.indexOf('2025')], first)
    const added = ids[sheets.indexOf('2026')] as string
    assert.ok(isId(added) && !known.some(({ id }) => id === added))
  }
})
