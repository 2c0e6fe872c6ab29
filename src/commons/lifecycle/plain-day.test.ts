import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayOf, daysBetween, plainDay } from './plain-day.ts'

const day = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays('2000-01-01', n))

test('only real days in the one form are taken from outside', () => {
  assert.equal(plainDay('2028-02-29'), '2028-02-29')
  for (const text of [
    '2026-02-29',
    '2026-13-01',
    '20260101',
    '2026-1-1',
    '2026-01-01T00:00',
    '',
    ' 2026-01-01',
    '+002026-01-01',
  ]) {
    assert.throws(() => plainDay(text), RangeError, text)
  }
})

test('the day of an instant is the day where the people are', () => {
  const evening = Date.parse('2026-03-28T22:30:00Z')
  assert.equal(dayOf(evening, 'Europe/Chisinau'), '2026-03-29')
  assert.equal(dayOf(new Date(evening), 'UTC'), '2026-03-28')
  assert.equal(dayOf(Date.parse('2026-10-24T20:59:59Z'), 'Europe/Chisinau'), '2026-10-24')
  assert.equal(dayOf(Date.parse('2026-10-24T21:00:00Z'), 'Europe/Chisinau'), '2026-10-25')
  assert.equal(dayOf(Date.parse('2026-10-25T21:59:59Z'), 'Europe/Chisinau'), '2026-10-25')
  assert.equal(dayOf(Date.parse('2026-10-25T22:00:00Z'), 'Europe/Chisinau'), '2026-10-26')
})

test('days do not depend on daylight saving', () => {
  for (let n = 0; n < 400; n++) assert.equal(daysBetween('2026-01-01', addDays('2026-01-01', n)), n)
})

test('adding and counting undo each other, and text order is the order of days', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -3000, max: 3000 }), (start, n) => {
      const other = addDays(start, n)
      assert.equal(daysBetween(start, other), n)
      assert.equal(Math.sign(n), start < other ? 1 : start > other ? -1 : 0)
    }),
  )
})

test('days are remembered rightly in every zone, also where clocks are turned near midnight', () => {
  const quarter = 15 * 60_000
  const looked = Intl.supportedValuesOf('timeZone').map((zone) => {
    let changes = 0
    for (
      let at = Temporal.Instant.from('2005-01-01T00:00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
      at && at.year < 2040;
      at = at.getTimeZoneTransition('next')
    ) {
      changes += 1
      const change = at.epochMilliseconds
      const begin = change - (change % quarter)
      for (const instant of [begin, change - 1, change, begin + quarter - 1])
        assert.equal(
          dayOf(instant, zone),
          Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString(),
          `${zone} ${at}`,
        )
    }
    return changes
  })
  assert.ok(Math.max(...looked) > 60)
})
