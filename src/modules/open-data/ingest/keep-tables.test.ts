import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isId, newId } from '#kernel/ids.ts'
import { idsOf } from './keep-tables.ts'

const now = new Date('2026-11-26T08:00:00Z')
const first = newId(now)
const known = [
  { id: first, sheet: '2025', isNow: true },
  { id: newId(now), sheet: 'Note', isNow: true },
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

test('sheets of which no table has the name are the tables of now that are left, in order', () => {
  assert.deepEqual(idsOf(first, known, ['2026', 'Notă'], now), [first, note])
  assert.deepEqual(idsOf(first, known, ['Notă', '2025'], now), [note, first])
  assert.deepEqual(idsOf(first, known, ['Note', '2026'], now), [note, first])
})

test('what was left out is another sheet only by its name', () => {
  const before = [known[0], { ...known[1], isNow: false }] as typeof known
  assert.deepEqual(idsOf(first, before, ['2025', 'Note'], now), [first, note])
  const [, added] = idsOf(first, before, ['2025', 'Notă'], now)
  assert.ok(added !== note && isId(added as string))
})

test('a sheet more is a table more', () => {
  for (const sheets of [
    ['2026', '2025', 'Note'],
    ['2025', 'Note', '2026'],
  ]) {
    const ids = idsOf(first, known, sheets, now)
    assert.equal(ids[sheets.indexOf('2025')], first)
    assert.equal(ids[sheets.indexOf('Note')], note)
    const added = ids[sheets.indexOf('2026')] as string
    assert.ok(isId(added) && !known.some(({ id }) => id === added))
  }
})
