import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tally } from './tally.ts'

test('what was counted is taken once, by number, and can be put back', () => {
  const tally = new Tally()
  tally.add(7, 'page')
  tally.add(7, 'page')
  tally.add(7, 'ballot')
  tally.add(8, 'page')
  assert.deepEqual(tally.waiting(), [
    { number: 7, together: 3 },
    { number: 8, together: 1 },
  ])
  const seven = tally.take([7, 99])
  assert.deepEqual(seven, [
    { number: 7, what: 'page', count: 2 },
    { number: 7, what: 'ballot', count: 1 },
  ])
  assert.deepEqual(tally.take(), [{ number: 8, what: 'page', count: 1 }])
  assert.deepEqual(tally.take(), [])
  tally.add(7, 'page')
  tally.putBack(seven)
  assert.deepEqual(tally.waiting(), [{ number: 7, together: 4 }])
})

test('made-up numbers do not use up the memory', () => {
  const tally = new Tally()
  for (let number = 1; number <= 10_001; number++) tally.add(number, 'page')
  tally.add(1, 'page')
  assert.equal(tally.waiting().length, 10_000)
  assert.deepEqual(tally.take([1, 10_001]), [{ number: 1, what: 'page', count: 2 }])
})
