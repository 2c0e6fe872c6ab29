import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyElection } from './any-election.ts'
import { chosenIn } from './course.ts'
import { costOf, type Election } from './election.ts'
import { fairTies, idsOf, smallElection } from './factories.ts'
import { fraction } from './fraction.ts'
import { phragmen } from './phragmen.ts'

function funded(election: Election): string[] {
  return idsOf(election, chosenIn(phragmen(election, fairTies(election))))
}

test('a project is bought when its supporters have earned its cost', () => {
  // a after 6 ÷ 3 = 2; then b at (2 + 2 + 5) ÷ 2 = 4.5, and c at 9 ÷ 1 = 9.
  const projects = { a: 6, b: 5, c: 9 }
  const election = smallElection({ projects, budget: 20, ballots: ['a,b', 'a,b', 'a', 'c'] })
  const course = phragmen(election, fairTies(election))
  assert.deepEqual(
    course.rounds.map(({ rho }) => rho),
    [2, 4.5, 9],
  )
  assert.deepEqual(idsOf(election, chosenIn(course)), ['a', 'b', 'c'])
})

test('it ends with the first that does not fit, although another would', () => {
  const election = smallElection({ projects: { a: 6, b: 7, c: 4 }, budget: 10, ballots: ['a', 'a', 'b', 'b', 'c'] })
  assert.deepEqual(funded(election), ['a'])
  assert.deepEqual(
    [...phragmen(election, fairTies(election)).reasons.values()].map(({ why }) => why),
    ['too-dear', 'after-the-stop'],
  )
})

test('of equal ones each is tested, and one that does not fit ends it', () => {
  const election = smallElection({ projects: { a: 4, b: 8 }, budget: 7, ballots: ['a', 'b', 'b'] })
  assert.deepEqual(funded(election), [])
})

test('it goes on from what voters have carried', () => {
  const election = smallElection({ projects: { done: 5, a: 4, b: 4 }, budget: 9, ballots: ['done,a', 'b'] })
  const loads = { groupOf: Int32Array.from([0, 1]), loads: [fraction(1, 3), fraction(0)] }
  const course = phragmen(election, fairTies(election), { funded: [0], loads })
  assert.deepEqual(idsOf(election, chosenIn(course)), ['b'])
})

test('no load is ever below an earlier one, and the budget is kept', () => {
  fc.assert(
    fc.property(anyElection({ exclusive: true }), (election) => {
      const course = phragmen(election, fairTies(election))
      assert.ok(costOf(election, chosenIn(course)) <= election.budget)
      const loads = course.rounds.map(({ rho }) => rho as number)
      assert.deepEqual(
        loads,
        [...loads].sort((a, b) => a - b),
      )
    }),
  )
})
