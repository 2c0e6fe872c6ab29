import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goalBeside } from './goals.ts'

test('beside the count stands what can still be reached, after the close only what was', () => {
  const answer = { name: 'answer', crossedAt: '2026-11-22T10:00:00.000Z' }
  const hearing = { name: 'hearing', crossedAt: null }
  assert.equal(goalBeside([answer, hearing], true), hearing)
  assert.equal(goalBeside([answer, hearing], false), answer)
  assert.equal(goalBeside([answer], true), answer)
  assert.equal(goalBeside([hearing], false), undefined)
})
