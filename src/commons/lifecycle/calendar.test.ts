import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holidays } from '#jurisdiction/md/index.ts'
import { calendarOf } from './calendar.ts'
import { addDays } from './plain-day.ts'

const moldova = calendarOf(holidays.rules, { weekend: holidays.weekend })
const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2020-01-01', n))
const name = { ro: 'Hramul', ru: 'Храм', en: 'Patron day' }

test('the public holidays of 2026', () => {
  const found: string[] = []
  for (let one = '2026-01-01'; one <= '2026-12-31'; one = addDays(one, 1))
    if (moldova.isHoliday(one)) found.push(one.slice(5))
  const expected = '01-01 01-07 01-08 03-08 04-12 04-13 04-20 05-01 05-09 06-01 08-27 08-31 12-25'
  assert.equal(found.join(' '), expected)
  assert.equal(moldova.holidayName('2026-04-20')?.ro, 'Paștele Blajinilor')
})

test('weekends and holidays are not worked', () => {
  assert.equal(moldova.isWorkingDay('2026-04-10'), true)
  assert.equal(moldova.isWorkingDay('2026-04-11'), false)
  assert.equal(moldova.isWorkingDay('2026-04-13'), false)
  assert.equal(moldova.addWorkingDays('2026-04-10', 5), '2026-04-21')
  assert.equal(moldova.workingDaysBetween('2026-04-10', '2026-04-21'), 5)
})

test('a single day wins over the rules, both ways', () => {
  const extra = [
    { day: '2026-10-14', working: false, name },
    { day: '2026-10-17', working: true, name },
    { day: '2026-05-01', working: true, name },
  ]
  const chisinau = calendarOf(holidays.rules, { weekend: holidays.weekend, extra })
  assert.deepEqual(chisinau.holidayName('2026-10-14'), name)
  assert.equal(chisinau.isWorkingDay('2026-10-14'), false)
  assert.equal(chisinau.isWorkingDay('2026-10-17'), true)
  assert.equal(chisinau.isHoliday('2026-05-01'), false)
  assert.equal(chisinau.isWorkingDay('2026-05-01'), true)
})

test('a rule holds only between its dates', () => {
  const rule = { key: 'new', name, from: '2027-01-01', to: '2028-12-31', monthDay: '06-03' }
  const calendar = calendarOf([rule], { weekend: [6, 7] })
  const held = ['2026-06-03', '2027-06-03', '2028-06-03', '2029-06-03'].map(calendar.isHoliday)
  assert.deepEqual(held, [false, true, true, false])
})

test('adding working days lands on the n-th working day and counting undoes it', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (start, n) => {
      const end = moldova.addWorkingDays(start, n)
      assert.ok(moldova.isWorkingDay(end))
      assert.equal(moldova.workingDaysBetween(start, end), n)
      assert.equal(moldova.workingDaysBetween(end, start), -n)
      assert.equal(moldova.addWorkingDays(moldova.addWorkingDays(start, n), 3), moldova.addWorkingDays(start, n + 3))
    }),
    { numRuns: 60 },
  )
})

test('a calendar on which nobody works is refused, not walked for ever', () => {
  assert.throws(() => calendarOf([], { weekend: [1, 2, 3, 4, 5, 6, 7] }).addWorkingDays('2026-01-01', 1), RangeError)
})
