import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finishedQuarters } from './quarters.ts'

test('only quarters that are over, back over the turn of a year', () => {
  assert.deepEqual(finishedQuarters('2026-04-01', 3), [
    { quarter: '2026-Q1', from: '2026-01-01', until: '2026-04-01' },
    { quarter: '2025-Q4', from: '2025-10-01', until: '2026-01-01' },
    { quarter: '2025-Q3', from: '2025-07-01', until: '2025-10-01' },
  ])
  assert.equal(finishedQuarters('2026-03-31', 1)[0]?.quarter, '2025-Q4')
  assert.equal(finishedQuarters('2026-12-31', 1)[0]?.quarter, '2026-Q3')
})
