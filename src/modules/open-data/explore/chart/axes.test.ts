import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillKeys } from './fill-keys.ts'
import { below } from './frame.ts'
import { keyTicks } from './key-ticks.ts'
import { ticksOf, timeTicks } from './scale.ts'

test('ticks are round, reach around all values and are not many more than asked for', () => {
  assert.deepEqual(ticksOf(0, 97, 6), [0, 20, 40, 60, 80, 100])
  assert.deepEqual(ticksOf(28.3, 35.2, 5), [28, 30, 32, 34, 36])
  assert.deepEqual(ticksOf(-3, 3, 4), [-4, -2, 0, 2, 4])
  assert.deepEqual(ticksOf(5, 5, 4), [0, 5])
  assert.deepEqual(ticksOf(0, 2, 6, 1), [0, 1, 2])
  assert.deepEqual(ticksOf(0, 5e-324, 6), [0, 1])
  const value = fc.double({ min: -1e12, max: 1e12, noNaN: true })
  fc.assert(
    fc.property(value, value, fc.integer({ min: 2, max: 12 }), (a, b, most) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      const ticks = ticksOf(low, high, most)
      const edge = Math.max(Math.abs(low), Math.abs(high)) * 2e-9 + 1e-290
      assert.ok((ticks[0] as number) <= low + edge && (ticks.at(-1) as number) >= high - edge, String(ticks))
      assert.ok(ticks.length <= most + 2, String(ticks))
    }),
  )
})

test('ticks of time stand at Mondays, months and years', () => {
  const days = (ticks: { at: number }[]) => ticks.map(({ at }) => new Date(at).toISOString().slice(0, 10))
  const at = (day: string) => Date.parse(day)
  assert.deepEqual(days(timeTicks(at('2026-06-01'), at('2026-06-22'), 4)), [
    '2026-06-01',
    '2026-06-08',
    '2026-06-15',
    '2026-06-22',
  ])
  assert.deepEqual(days(timeTicks(at('2025-11-15'), at('2026-07-02'), 4)), ['2026-01-01', '2026-04-01', '2026-07-01'])
  assert.deepEqual(days(timeTicks(at('1991-08-27'), at('2026-01-01'), 5)), ['2000-01-01', '2010-01-01', '2020-01-01'])
})

test('a month without rows is as wide as the others', () => {
  assert.deepEqual(fillKeys(['2025-11', '2026-02'], { column: 'a', by: 'month' }, 10), [
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
  ])
  assert.deepEqual(fillKeys(['2025-Q3', '2026-Q1'], { column: 'a', by: 'quarter' }, 10), [
    '2025-Q3',
    '2025-Q4',
    '2026-Q1',
  ])
  assert.deepEqual(fillKeys(['2026-02-27', '2026-03-01'], { column: 'a', by: 'day' }, 10), [
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ])
  assert.deepEqual(fillKeys([-0.1, 0.2], { column: 'a', by: { step: 0.1 } }, 10), [-0.1, 0, 0.1, 0.2])
  assert.deepEqual(fillKeys(['b', 'd'], { column: 'a', by: 'value' }, 10), ['b', 'd'])
  assert.deepEqual(fillKeys([], { column: 'a', by: 'month' }, 10), [])
})

test('a year of days says where it begins and where it ends, on the narrowest screen too', () => {
  const year = Array.from({ length: 365 }, (_, at) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10))
  const said = (most: number) => keyTicks(year, { column: 'a', by: 'day' }, most).map(({ at }) => year[at])
  assert.deepEqual(said(3), ['2025-01-01', '2025-12-31'])
  assert.deepEqual(said(5), ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01'])
  assert.deepEqual(said(1), ['2025-01-01'])
})

test('words below an axis never touch', () => {
  const frame = { left: 40, right: 320, top: 0, bottom: 200, y: Number, marks: [] }
  const ticks = [50, 60, 200, 318].map((x) => ({ x, words: '1 ianuarie' }))
  const drawn = below(frame, ticks).map((mark) => (mark.is === 'text' ? [mark.x, mark.anchor] : []))
  assert.deepEqual(drawn, [
    [50, 'middle'],
    [200, 'middle'],
    [320, 'end'],
  ])
})

test('what is more than can be told apart, or no place on the line, is not drawn in part', () => {
  assert.equal(fillKeys(['1000', '2026'], { column: 'a', by: 'year' }, 400), null)
  assert.equal(fillKeys(['2024', '12026', '2026'], { column: 'a', by: 'year' }, 400), null)
})

test('words below an axis stand at beginnings, as many as there is room for', () => {
  const months = Array.from(
    { length: 30 },
    (_, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  )
  const said = (most: number) => keyTicks(months, { column: 'a', by: 'month' }, most).map(({ at }) => months[at])
  assert.equal(said(40).length, 30)
  assert.deepEqual(said(12).slice(0, 3), ['2024-01', '2024-04', '2024-07'])
  assert.deepEqual(said(4), ['2024-01', '2025-01', '2026-01'])
  assert.equal(keyTicks(months, { column: 'a', by: 'month' }, 2, 4).length, 3, 'years where no month has room')
  assert.equal(keyTicks(['a', 'b', 'c'], { column: 'a', by: 'value' }, 0).length, 1)
})
