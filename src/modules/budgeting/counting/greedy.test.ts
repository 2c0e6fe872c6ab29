import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chosenIn } from './course.ts'
import type { Election } from './election.ts'
import { fairTies, idsOf, smallElection } from './factories.ts'
import { type GreedyOptions, greedy } from './greedy.ts'
import { withMinimum } from './minimum-support.ts'
import { tieOrder, UnresolvedTie } from './ties.ts'

const town = {
  projects: { school: 60, park: 50, bench: 10, road: 30 },
  budget: 100,
  ballots: ['school,park', 'school,park', 'school', 'park,road', 'school,bench', 'road'],
}

function funded(election: Election, options: Partial<GreedyOptions> = {}): string[] {
  const course = greedy(election, { by: 'votes', whenTooDear: 'skip', ...options }, fairTies(election))
  return idsOf(election, chosenIn(course))
}

test('by votes, what does not fit is skipped, and told how much was missing', () => {
  const election = smallElection(town)
  assert.deepEqual(funded(election), ['school', 'road', 'bench'])
  const { reasons } = greedy(election, { by: 'votes', whenTooDear: 'skip' }, fairTies(election))
  assert.deepEqual([...reasons], [[1, { why: 'too-dear', effectiveSupport: 3, missing: 10 }]])
})

test('without skipping nothing is funded after the first that does not fit', () => {
  assert.deepEqual(funded(smallElection(town), { whenTooDear: 'stop' }), ['school'])
})

test('by votes for each unit of money, the bench comes first', () => {
  // 1/10, then 2/30 and 4/60, which are equal: the cheaper one; 3/50.
  const election = smallElection(town)
  assert.deepEqual(funded(election, { by: 'votes-per-cost' }), ['bench', 'road', 'school'])
})

test('a project that costs nothing goes first by density, one that nobody wants is never funded', () => {
  const election = smallElection({ projects: { a: 0, b: 5, c: 0 }, budget: 5, ballots: ['a,b', 'b'] })
  assert.deepEqual(funded(election, { by: 'votes-per-cost' }), ['a', 'b'])
})

test('points are what counts where ballots give points, also points against', () => {
  const election = smallElection({ projects: { a: 5, b: 5 }, budget: 5, ballots: ['a:3,b:2', 'b:2', 'a:-1'] })
  assert.deepEqual([...election.support.score], [2, 4])
  assert.deepEqual(funded(election), ['b'])
})

test('of projects that exclude each other only the first is funded', () => {
  const election = smallElection({ ...town, budget: 150, exclusive: [['school', 'park']] })
  assert.deepEqual(funded(election), ['school', 'road', 'bench'])
})

test('a minimum bars projects, at its very border', () => {
  const election = smallElection(town)
  assert.deepEqual(funded(withMinimum(election, { score: 2 })), ['school', 'road'])
  // road: 2 votes of 6 against 30 / (d · 100): 1/3 ≥ 0.3 / d holds from d = 1; school: 4/6 ≥ 0.6; bench: 1/6 ≥ 0.1; park: 1/2 ≥ 0.5.
  assert.deepEqual([...withMinimum(election, { costDivisor: 1 }).barred], [])
  const dearer = smallElection({ ...town, projects: { ...town.projects, park: 51 } })
  assert.deepEqual([...withMinimum(dearer, { costDivisor: 1 }).barred], [[1, 1]])
})

test('a tie goes to the lower cost, then to more votes, then to the lot; without one it stays open', () => {
  const equal = { projects: { a: 6, b: 5, c: 5 }, budget: 5, ballots: ['a,b,c'] }
  const election = smallElection(equal)
  const options = { by: 'votes', whenTooDear: 'skip' } as const
  const drawn = tieOrder(election, { criteria: ['lower-cost', 'lot'], lot: ['a', 'c', 'b'] })
  const course = greedy(election, options, drawn)
  assert.deepEqual(idsOf(election, chosenIn(course)), ['c'])
  assert.deepEqual(course.ties, [{ projects: ['c', 'b', 'a'], chosen: 'c', by: 'lot' }])
  assert.throws(() => greedy(election, options, tieOrder(election, { criteria: ['lower-cost'] })), UnresolvedTie)
})
