import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarOf } from './calendar.ts'
import { lastWorkingDayOfWeek } from './working-week.ts'

const name = { ro: 'x', ru: 'x', en: 'x' }
const plain = calendarOf([], { weekend: [6, 7] })

test('from any day of a plain week to its Friday', () => {
  for (const day of ['2026-11-23', '2026-11-25', '2026-11-27'])
    assert.equal(lastWorkingDayOfWeek(plain, day), '2026-11-27')
})

test('on a rest day the coming week is meant', () => {
  assert.equal(lastWorkingDayOfWeek(plain, '2026-11-28'), '2026-12-04')
  assert.equal(lastWorkingDayOfWeek(plain, '2026-11-29'), '2026-12-04')
})

test('a holiday on Friday shortens the week, a working Saturday lengthens it', () => {
  const shorter = calendarOf([], { weekend: [6, 7], extra: [{ day: '2026-11-27', working: false, name }] })
  assert.equal(lastWorkingDayOfWeek(shorter, '2026-11-25'), '2026-11-26')
  assert.equal(lastWorkingDayOfWeek(shorter, '2026-11-27'), '2026-12-04')
  const longer = calendarOf([], { weekend: [6, 7], extra: [{ day: '2026-11-28', working: true, name }] })
  assert.equal(lastWorkingDayOfWeek(longer, '2026-11-25'), '2026-11-28')
})
