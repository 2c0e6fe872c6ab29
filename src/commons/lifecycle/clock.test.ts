import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holidays } from '#jurisdiction/md/index.ts'
import { calendarOf } from './calendar.ts'
import { type Clock, ClockError, type ClockErrorCode, type Deadline, deadline, type Pause } from './clock.ts'
import { addDays, daysBetween, type PlainDay } from './plain-day.ts'

const calendar = calendarOf(holidays.rules, { weekend: holidays.weekend })
const clock = (overrides: Partial<Clock> = {}): Clock =>
  ({
    kind: 'promised',
    promisedBy: 'test',
    unit: 'days',
    length: 30,
    startsOn: '2026-09-01',
    pauses: [],
    extensions: [],
    ...overrides,
  }) as Clock
const dueOf = (overrides: Partial<Clock> = {}) => deadline(clock(overrides), calendar).dueOn
const pause = (from: PlainDay, to: PlainDay | null): Pause => ({ from, to, reason: 'defects' })
const extension = (length: number, decidedOn: PlainDay, unit: Clock['unit'] = 'days') => ({
  length,
  unit,
  reason: 'complex',
  decidedOn,
})
const breaks = (code: ClockErrorCode, overrides: Partial<Clock>) =>
  assert.throws(
    () => dueOf(overrides),
    (error) => error instanceof ClockError && error.code === code,
    code,
  )

test('counting begins on the day after the act', () => {
  assert.equal(dueOf(), '2026-10-01')
  assert.equal(dueOf({ unit: 'workingDays', length: 5 }), '2026-09-08')
})

test('a last day that is not worked moves on to the next working day', () => {
  assert.equal(dueOf({ startsOn: '2026-09-03' }), '2026-10-05')
  // 12 April 2026 is Easter, the Monday is a holiday too.
  assert.equal(dueOf({ startsOn: '2026-03-13' }), '2026-04-14')
  // Clocks go forward on 29 March and back on 25 October.
  assert.equal(dueOf({ startsOn: '2026-03-02' }), '2026-04-01')
  assert.equal(dueOf({ startsOn: '2026-09-30' }), '2026-10-30')
})

test('an extension lengthens the term once, before the last day is moved', () => {
  assert.equal(dueOf({ extensions: [extension(15, '2026-10-01')] }), '2026-10-16')
  // 3 October 2026 is a Saturday: extended from there, not from Monday the 5th.
  assert.equal(dueOf({ startsOn: '2026-09-03', extensions: [extension(15, '2026-10-05')] }), '2026-10-19')
  assert.equal(dueOf({ extensions: [extension(3, '2026-09-20', 'workingDays')] }), '2026-10-06')
})

test('a pause moves the deadline by the days it stood', () => {
  assert.equal(dueOf({ pauses: [pause('2026-09-10', '2026-09-15')] }), '2026-10-06')
  assert.equal(dueOf({ pauses: [pause('2026-10-01', '2026-10-07')] }), '2026-10-07')
  assert.equal(dueOf({ pauses: [pause('2026-09-10', null)] }), null)
})

test('states over the life of a clock', () => {
  const open = deadline(clock(), calendar)
  const at = (one: Deadline, today: PlainDay) => [
    one.state(today),
    one.daysLeft(today),
    one.overdueDays(today),
    one.usedDays(today),
  ]
  assert.deepEqual(at(open, '2026-09-01'), ['running', 30, 0, 0])
  assert.deepEqual(at(open, '2026-10-01'), ['running', 0, 0, 30])
  assert.deepEqual(at(open, '2026-10-04'), ['overdue', 0, 3, 33])
  assert.deepEqual(at(deadline(clock({ stoppedOn: '2026-09-21' }), calendar), '2027-01-01'), ['met', 10, 0, 20])
  assert.deepEqual(at(deadline(clock({ stoppedOn: '2026-10-03' }), calendar), '2027-01-01'), ['late', 0, 2, 32])
  const standing = deadline(clock({ pauses: [pause('2026-09-11', null)] }), calendar)
  assert.deepEqual(at(standing, '2026-09-05'), ['running', 26, 0, 4])
  assert.deepEqual(at(standing, '2026-09-11'), ['paused', 21, 0, 9])
  assert.deepEqual(at(standing, '2027-09-11'), ['paused', 21, 0, 9])
  const answered = deadline(clock({ pauses: [pause('2026-09-11', null)], stoppedOn: '2026-12-01' }), calendar)
  assert.equal(answered.state('2026-12-02'), 'met')
})

test('acts that the rules do not allow are named', () => {
  breaks('extension-after-due', { extensions: [extension(15, '2026-10-02')] })
  breaks('extension-before-start', { extensions: [extension(15, '2026-08-31')] })
  breaks('pause-after-due', { pauses: [pause('2026-10-02', null)] })
  breaks('pause-before-start', { pauses: [pause('2026-08-31', null)] })
  breaks('pause-reversed', { pauses: [pause('2026-09-10', '2026-09-09')] })
  breaks('stopped-before-start', { stoppedOn: '2026-08-31' })
  breaks('beyond-exceptional-maximum', { exceptionalMaxDays: 44, extensions: [extension(15, '2026-09-20')] })
  assert.equal(dueOf({ exceptionalMaxDays: 45, extensions: [extension(15, '2026-09-20')] }), '2026-10-16')
  for (const length of [0, -1, 1.5, Number.NaN]) breaks('bad-length', { length })
  assert.throws(() => deadline(clock(), calendarOf([], { weekend: [1, 2, 3, 4, 5, 6, 7] })), ClockError)
})

test('a pause uses up nothing of the exceptional maximum', () => {
  const pauses = [pause('2026-09-10', '2026-12-10')]
  const extensions = [extension(15, '2026-09-05')]
  assert.equal(dueOf({ exceptionalMaxDays: 45, pauses, extensions }), '2027-01-15')
  breaks('beyond-exceptional-maximum', { exceptionalMaxDays: 44, pauses, extensions })
  breaks('beyond-exceptional-maximum', { exceptionalMaxDays: 29 })
})

test('an extension allowed by a pause or an earlier extension is allowed', () => {
  const pauses = [pause('2026-09-20', '2026-09-30')]
  assert.equal(dueOf({ pauses, extensions: [extension(15, '2026-10-10')] }), '2026-10-26')
  assert.equal(dueOf({ extensions: [extension(10, '2026-10-09'), extension(10, '2026-09-30')] }), '2026-10-21')
})

const unit = fc.constantFrom('days' as const, 'workingDays' as const)
const term = fc.record({
  unit,
  length: fc.integer({ min: 1, max: 60 }),
  startsOn: fc.integer({ min: 0, max: 12_000 }).map((n) => addDays('2020-01-01', n)),
})
const property = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, holds), { numRuns: 150 })
const due = (overrides: Partial<Clock>): PlainDay => {
  const day = dueOf(overrides)
  assert.ok(day)
  return day
}

test('property: a deadline is a working day, and no earlier than the term', () => {
  property(term, (one) => {
    const day = due(one)
    assert.ok(calendar.isWorkingDay(day))
    assert.ok(daysBetween(one.startsOn, day) >= one.length)
  })
})

test('property: a longer term or a later start never comes due earlier', () => {
  property(fc.tuple(term, fc.nat(40), fc.nat(40)), ([one, longer, later]) => {
    assert.ok(due({ ...one, length: one.length + longer }) >= due(one))
    assert.ok(due({ ...one, startsOn: addDays(one.startsOn, later) }) >= due(one))
  })
})

test('property: extensions add up', () => {
  property(fc.tuple(term, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })), ([one, a, b]) => {
    const both = [extension(a, one.startsOn, one.unit), extension(b, one.startsOn, one.unit)]
    assert.equal(due({ ...one, extensions: both }), due({ ...one, length: one.length + a + b }))
  })
})

const paused = fc.tuple(term, fc.nat(100), fc.nat(40), fc.nat(100), fc.nat(40)).map(([one, at1, for1, at2, for2]) => {
  const span = daysBetween(one.startsOn, due(one)) + 1
  const from = (at: number) => addDays(one.startsOn, at % span)
  return { one, pauses: [pause(from(at1), addDays(from(at1), for1)), pause(from(at2), addDays(from(at2), for2))] }
})

test('property: a pause never brings a deadline nearer, and one of no days is nothing', () => {
  property(paused, ({ one, pauses }) => {
    assert.ok(due({ ...one, pauses }) >= due(one))
    const nothing = pauses.map(({ from }) => pause(from, from))
    assert.equal(due({ ...one, pauses: nothing }), due(one))
  })
})

test('property: a clock that stands is never overdue', () => {
  property(fc.tuple(paused, fc.boolean()), ([{ one, pauses }, open]) => {
    const all = open ? [...pauses, pause(due({ ...one, pauses }), null)] : pauses
    const found = deadline(clock({ ...one, pauses: all }), calendar)
    for (const { from, to } of all) {
      for (let today = from, n = 0; n < 50 && (to === null || today < to); n++, today = addDays(today, 1)) {
        assert.equal(found.state(today), 'paused')
        assert.equal(found.overdueDays(today), 0)
      }
    }
    if (found.dueOn !== null) {
      assert.equal(found.state(found.dueOn), 'running')
      assert.equal(found.state(addDays(found.dueOn, 1)), 'overdue')
    }
  })
})

test('property: what is used and what is left make the whole term', () => {
  property(fc.tuple(paused, fc.nat(60)), ([{ one, pauses }, n]) => {
    const found = deadline(clock({ ...one, pauses }), calendar)
    assert.ok(found.dueOn)
    const today = addDays(one.startsOn, n)
    const whole = found.usedDays(found.dueOn)
    assert.ok(whole >= one.length)
    if (today <= found.dueOn) assert.equal(found.usedDays(today) + found.daysLeft(today), whole)
  })
})
