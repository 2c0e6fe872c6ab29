import assert from 'node:assert/strict'
import { test } from 'node:test'
import { badgesFor, type Merits } from './badges.ts'

const nothing: Merits = {
  highValue: false,
  frequency: 'MONTHLY',
  updates: [],
  today: '2026-11-24',
  points: null,
  reuses: 0,
  questions: { asked: 0, answered: 0 },
}
const badges = (merits: Partial<Merits>) => badgesFor({ ...nothing, ...merits }).map(({ badge }) => badge)

test('a dataset of which nothing is known has none', () => assert.deepEqual(badges({}), []))

test('each is given by its own rule and says its number', () => {
  assert.deepEqual(
    badgesFor({ ...nothing, highValue: true, points: 351, reuses: 2, questions: { asked: 3, answered: 3 } }),
    [
      { badge: 'high-value', figure: null },
      { badge: 'excellent', figure: 351 },
      { badge: 'reused', figure: 2 },
      { badge: 'answers', figure: 3 },
    ],
  )
  assert.deepEqual(badges({ points: 350 }), [])
  assert.deepEqual(badges({ questions: { asked: 3, answered: 2 } }), [])
})

test('on time is what came at least three times, never later than promised, and is not late now', () => {
  const updates = ['2026-09-01', '2026-10-01', '2026-11-01']
  assert.deepEqual(badgesFor({ ...nothing, updates }), [{ badge: 'on-time', figure: 3 }])
  assert.deepEqual(badges({ updates: updates.slice(1) }), [], 'twice')
  assert.deepEqual(badges({ updates: ['2026-08-31', '2026-10-02', '2026-11-01'] }), [], 'a gap of 32 days')
  assert.deepEqual(badges({ updates, today: '2026-12-02' }), ['on-time'], 'due today')
  assert.deepEqual(badges({ updates, today: '2026-12-03' }), [], 'late now')
  assert.deepEqual(badges({ updates, frequency: 'ANNUAL' }), [], 'too seldom to tell')
  for (const frequency of ['UNKNOWN', 'IRREG', 'constructor', 'FROM_AN_IMPORT'])
    assert.deepEqual(badges({ updates, frequency }), [], frequency)
})
