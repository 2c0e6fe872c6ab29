import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyElection } from './any-election.ts'
import { exactBargains, floatBargains } from './bargains.ts'
import { chosenIn } from './course.ts'
import { costOf, type Election, type Project, scaleOf } from './election.ts'
import { fairTies, idsOf, smallElection } from './factories.ts'
import { overspend, overspending } from './overspending.ts'
import { NEAR } from './price.ts'

test('supporters who lack a little buy the project all the same', () => {
  // 10 each. Equal Shares: 3 supporters hold 30 of 36, so only b is funded. Here a is bought with all they have: α = 30/36.
  const election = smallElection({
    projects: { a: 36, b: 4 },
    budget: 40,
    ballots: ['a', 'a', 'a', 'b'],
    utilities: 'cardinality',
  })
  const course = overspending(election, fairTies(election))
  assert.deepEqual(idsOf(election, chosenIn(course)), ['b', 'a'])
  // λ = 10, α = 5/6: they would be charged 12 each, and have 10.
  assert.ok(Math.abs((course.rounds[1]?.rho as number) - 12) < 1e-9)
})

test('what does not fit into the real budget is not bought', () => {
  const election = smallElection({
    projects: { a: 36, b: 5 },
    budget: 40,
    ballots: ['a', 'a', 'a', 'b'],
    utilities: 'cardinality',
  })
  assert.deepEqual(idsOf(election, chosenIn(overspending(election, fairTies(election)))), ['b'])
})

test('floats and exact fractions agree where nothing is near', () => {
  fc.assert(
    fc.property(anyElection({ points: true, exclusive: true, projects: 5, voters: 10 }), (election) => {
      const ties = fairTies(election)
      const floats = overspend(election, ties, floatBargains(election), NEAR)
      const exact = overspend(election, ties, exactBargains(election), 0)
      assert.ok(floats && exact)
      fc.pre(floats.smallestGap === null || floats.smallestGap >= NEAR)
      assert.deepEqual(chosenIn(floats), chosenIn(exact))
      floats.rounds.forEach(({ rho }, at) => {
        const other = exact.rounds[at]?.rho as number
        assert.ok(Math.abs((rho as number) - other) <= 1e-9 * other)
      })
    }),
    { numRuns: 300 },
  )
})

test('a tie is decided by exact fractions', () => {
  const election = smallElection({ projects: { a: 30, b: 30 }, budget: 40, ballots: ['a', 'b', 'a', 'b'] })
  const course = overspending(election, fairTies(election))
  assert.deepEqual(idsOf(election, chosenIn(course)), ['a'])
  assert.deepEqual([course.exact, course.ties], [true, [{ projects: ['a', 'b'], chosen: 'a', by: 'lot' }]])
})

test('it chooses what the definition says when every λ is tried in every round', () => {
  fc.assert(
    fc.property(anyElection({ points: true, projects: 5, voters: 8 }), (given) => {
      const election = { ...given, projects: given.projects.map((p) => ({ ...p, cost: Math.max(1, p.cost) })) }
      const chosen = chosenIn(overspending(election, fairTies(election)))
      assert.ok(costOf(election, chosen) <= election.budget)
      followDefinition(election, chosen)
    }),
    { numRuns: 300 },
  )
})

/** Pays for the chosen in their order, in floats, and asserts that each was among the best when it was chosen. */
function followDefinition(election: Election, chosen: number[]): void {
  const { ballots, projects, budget, voters } = election
  const held = Array.from(ballots.voters, () => budget / voters)
  let left = budget
  const open = new Set(projects.keys())
  const offersOf = (c: number) => {
    const payers = held.flatMap((has, r) => {
      for (let at = ballots.start[r] as number; at < (ballots.start[r + 1] as number); at++)
        if (ballots.project[at] === c && has > 1e-9)
          return [{ r, has, many: ballots.voters[r] as number, u: (ballots.weight?.[at] ?? 1) * scaleOf(election, c) }]
      return []
    })
    const { cost } = projects[c] as Project
    const paid = (lambda: number) => payers.reduce((sum, { has, many, u }) => sum + Math.min(has, lambda * u) * many, 0)
    // Also λ between the ones that the rule looks at: they must not be better.
    const tries = payers.flatMap(({ has, u }) => [0.3, 0.6, 0.9, 1].map((part) => (part * has) / u))
    const offers = tries.map((lambda) => ({ lambda, alpha: Math.min(1, paid(lambda) / cost) }))
    return {
      payers,
      worth: Math.min(...offers.filter(({ alpha }) => alpha > 0).map(({ lambda, alpha }) => lambda / alpha ** 2)),
      offers,
    }
  }
  for (const c of chosen) {
    const fitting = [...open].filter((other) => (projects[other] as Project).cost <= left)
    const own = offersOf(c)
    // The full payment lies between the λ that are tried here, so the own worth may be a little lower, never higher.
    const exact = bestWithFull(own.payers, (projects[c] as Project).cost, own.worth)
    for (const other of fitting) {
      const rival = offersOf(other)
      assert.ok(
        exact.worth <= bestWithFull(rival.payers, (projects[other] as Project).cost, rival.worth).worth * (1 + 1e-6),
      )
    }
    for (const { r, u } of own.payers) held[r] = Math.max(0, (held[r] as number) - exact.rho * u)
    left -= (projects[c] as Project).cost
    open.delete(c)
  }
}

function bestWithFull(payers: { has: number; many: number; u: number }[], cost: number, tried: number) {
  const paid = (lambda: number) => payers.reduce((sum, { has, many, u }) => sum + Math.min(has, lambda * u) * many, 0)
  const lambdas = payers.map(({ has, u }) => has / u)
  let [low, high] = [0, Math.max(0, ...lambdas)]
  if (paid(high) >= cost) {
    for (let i = 0; i < 200; i++) {
      const middle = (low + high) / 2
      if (paid(middle) >= cost) high = middle
      else low = middle
    }
    lambdas.push(high)
  }
  let best = { worth: Number.POSITIVE_INFINITY, rho: 0 }
  // Of equal ones the highest counts.
  for (const lambda of lambdas.sort((a, b) => a - b)) {
    const alpha = Math.min(1, paid(lambda) / cost)
    const worth = lambda / alpha ** 2
    if (worth <= best.worth * (1 + 1e-9)) best = { worth, rho: lambda / alpha }
  }
  assert.ok(payers.length === 0 || best.worth <= tried * (1 + 1e-6))
  return best
}
