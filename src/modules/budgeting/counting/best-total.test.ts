import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyElection } from './any-election.ts'
import { bestTotal } from './best-total.ts'
import { chosenIn } from './course.ts'
import { costOf, type Election, rivalsOf } from './election.ts'
import { fairTies, idsOf, smallElection } from './factories.ts'

test('two that fill the budget beat the most wanted one', () => {
  const election = smallElection({
    projects: { pool: 100, park: 50, road: 50 },
    budget: 100,
    ballots: ['pool', 'pool', 'pool', 'park', 'park', 'road', 'road'],
  })
  assert.deepEqual(idsOf(election, chosenIn(bestTotal(election, fairTies(election)))).sort(), ['park', 'road'])
})

test('of equal totals the cheaper wins, then the tie order', () => {
  const projects = { a: 50, b: 40, c: 40 }
  const election = smallElection({ projects, budget: 50, ballots: ['a,b,c'] })
  assert.deepEqual(idsOf(election, chosenIn(bestTotal(election, fairTies(election)))), ['b'])
})

test('it finds what trying every set finds', () => {
  fc.assert(
    fc.property(anyElection({ exclusive: true }), (election) => {
      const chosen = chosenIn(bestTotal(election, fairTies(election)))
      assert.ok(costOf(election, chosen) <= election.budget)
      const [score, cost] = totalOf(election, chosen)
      for (const other of allowedSets(election)) {
        const [otherScore, otherCost] = totalOf(election, other)
        assert.ok(otherScore < score || (otherScore === score && otherCost >= cost), `${other} instead of ${chosen}`)
      }
    }),
    { numRuns: 300 },
  )
})

function totalOf(election: Election, set: number[]): [score: number, cost: number] {
  return [set.reduce((sum, c) => sum + (election.support.score[c] as number), 0), costOf(election, set)]
}

function* allowedSets(election: Election): Generator<number[]> {
  const all = election.projects.map((_, c) => c)
  for (let bits = 0; bits < 2 ** all.length; bits++) {
    const set = all.filter((c) => (bits >> c) & 1)
    const rivals = new Set(set.flatMap((c) => rivalsOf(election, c)))
    if (costOf(election, set) <= election.budget && !set.some((c) => rivals.has(c))) yield set
  }
}
