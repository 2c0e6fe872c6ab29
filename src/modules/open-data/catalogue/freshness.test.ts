import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshnessOf, lateBefore } from './freshness.ts'
import { frequencies } from './vocabularies/frequencies.ts'

test('monthly data is due after a month, and late only when that day is over', () => {
  assert.deepEqual(freshnessOf('MONTHLY', '2026-10-01', '2026-11-01'), { dueOn: '2026-11-01', late: false })
  assert.deepEqual(freshnessOf('MONTHLY', '2026-10-01', '2026-11-02'), { dueOn: '2026-11-01', late: true })
})

test('yearly data of a leap year is not late on the same day of the next', () => {
  assert.equal(freshnessOf('ANNUAL', '2027-03-01', '2028-03-01').late, false)
})

test('where nothing is promised nothing is late, and a code of elsewhere promises nothing', () => {
  for (const frequency of ['IRREG', 'NEVER', 'UNKNOWN', 'constructor', '']) {
    assert.deepEqual(freshnessOf(frequency, '1990-01-01', '2026-11-01'), { dueOn: null, late: false })
  }
})

test('every frequency is either due within ten years or never', () => {
  for (const frequency of frequencies) {
    const { dueOn } = freshnessOf(frequency, '2026-01-01', '2026-01-01')
    assert.ok(dueOn === null || (dueOn > '2026-01-01' && dueOn <= '2036-01-02'), frequency)
  }
})

test('the day before which everything is late says the same as the days of each dataset', () => {
  const days = ['2024-02-29', '2025-11-26', '2026-10-27', '2026-11-24', '2026-11-25', '2026-11-26']
  for (const frequency of frequencies) {
    const before = lateBefore(frequency, '2026-11-26')
    for (const day of days)
      assert.equal(
        before !== null && day < before,
        freshnessOf(frequency, day, '2026-11-26').late,
        `${frequency} ${day}`,
      )
  }
})
