import assert from 'node:assert/strict'
import { test } from 'node:test'
import { thousandths } from './bradley-terry.ts'
import { metAtMeetings } from './met-at-meetings.ts'

test('each two needs of one meeting met as often as people named either', () => {
  const met = metAtMeetings([
    { meetingId: 'school', need: 0, people: 12 },
    { meetingId: 'school', need: 1, people: 25 },
    { meetingId: 'school', need: 2, people: 3 },
    { meetingId: 'hall', need: 1, people: 4 },
    { meetingId: 'hall', need: 3, people: 4 },
    { meetingId: 'alone', need: 4, people: 90 },
  ])
  assert.deepEqual(
    met.map(({ one, other, forOne, forOther }) => [one, other, forOne, forOther]),
    [
      [0, 1, 12, 25],
      [0, 2, 12, 3],
      [1, 2, 25, 3],
      [1, 3, 4, 4],
    ],
  )
  const scores = thousandths(5, met)
  assert.deepEqual(
    [1, 0, 2].map((need) => scores[need]),
    [1, 0, 2].map((need) => scores[need]).toSorted((a, b) => Number(b) - Number(a)),
  )
  assert.equal(scores[4], 500, 'said by many, compared with nothing')
})
