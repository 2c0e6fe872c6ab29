import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayUnits, type GroupKey, hourUnits } from '../engine/group-key.ts'
import { figureIn, figureText, keyIn, keyText } from './group-words.ts'

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,30}$/)
const step = fc.oneof(
  fc.integer({ min: 1, max: 999_999_999_999 }),
  fc.integer({ min: 1, max: 999_999 }).map((n) => n / 1e6),
)

test('a key comes back from its words in an address', () => {
  const by = fc.oneof(
    fc.constantFrom('value' as const, 'auto' as const, ...dayUnits, ...hourUnits),
    step.map((length) => ({ step: length })),
  )
  fc.assert(
    fc.property(name, by, (column, part) => {
      const key: GroupKey = { column, by: part }
      assert.deepEqual(keyIn(keyText(key)), key)
    }),
  )
})

test('a column may be called like a part of a date', () => {
  assert.deepEqual(keyIn('month'), { column: 'month', by: 'value' })
  assert.deepEqual(keyIn('month:month'), { column: 'month', by: 'month' })
})

test('steps of nothing, backwards or without end are no keys', () => {
  for (const words of [
    'a:step:0',
    'a:step:-1',
    'a:step:1e9',
    'a:step:Infinity',
    'a:step:0.0',
    'a:week',
    'a b',
    '',
    '"a"',
  ])
    assert.equal(keyIn(words), null, words)
})

test('a figure comes back from its words', () => {
  for (const words of ['count', 'sum:suma', 'distinct:count'])
    assert.equal(figureText(figureIn(words) ?? { is: 'count' }), words)
  for (const words of ['sum', 'count:a', 'avg:a', 'sum:a b']) assert.equal(figureIn(words), null, words)
})
