import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bandOf, bandsFrom } from './age-band.ts'

test('each age is in one group, and its ends are in it', () => {
  for (const [years, band] of [
    [0, '0-17'],
    [17, '0-17'],
    [18, '18-24'],
    [24, '18-24'],
    [25, '25-34'],
    [64, '55-64'],
    [65, '65-'],
    [104, '65-'],
  ] as const)
    assert.equal(bandOf(years), band)
  assert.throws(() => bandOf(-1), RangeError)
})

test('nobody is offered a group in which nobody may vote', () => {
  assert.equal(bandsFrom(16)[0], '0-17')
  assert.equal(bandsFrom(18)[0], '18-24')
  assert.equal(bandsFrom(0).length, 7)
})
