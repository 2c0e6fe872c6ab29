import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnInWords, decimalsOf } from './in-words.ts'

test('numbers below each other have as many decimals as the column needs', () => {
  assert.equal(decimalsOf([1, 2, 3]), 0)
  assert.equal(decimalsOf([12.5, 3]), 1)
  assert.equal(decimalsOf([12.3456, 118.0012]), 1)
  assert.equal(decimalsOf([0.012345, 0.5]), 4)
  assert.equal(decimalsOf([123456789.123, 1.5]), 1)
  assert.equal(decimalsOf([2 / 3, 1.5]), 3)
  assert.equal(decimalsOf([]), 0)
  const say = columnInWords('ro', [2 / 3, 1.5, 12, null])
  assert.deepEqual([say(2 / 3), say(12), say(null)], ['0,667', '12,000', '–'])
})
