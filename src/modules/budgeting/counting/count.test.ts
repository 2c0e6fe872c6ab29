import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyElection } from './any-election.ts'
import { CannotCount } from './cannot-count.ts'
import { count } from './count.ts'
import { castBallots, type Election, electionOf } from './election.ts'
import { smallElection } from './factories.ts'
import type { Outcome } from './outcome.ts'
import { type RuleName, ruleNamed, ruleNames } from './rule-names.ts'

const town = {
  projects: { school: 60, park: 50, bench: 10, road: 30 },
  budget: 100,
  ballots: ['school,park', 'school,park', 'school', 'park,road', 'school,bench', 'road'],
}

function counted(election: Election, name: RuleName): Outcome {
  const lot = election.projects.map(({ id }) => id)
  const ties = { criteria: ['lower-cost', 'more-votes', 'lot'] as const, lot }
  return count(election, { name, rule: ruleNamed(name, election), ties })
}

test('an outcome says by which rule, with what parameters, and why not', () => {
  const outcome = counted(smallElection(town), 'greedy')
  assert.deepEqual(outcome.selected, ['school', 'road', 'bench'])
  assert.equal(outcome.cost, 100)
  assert.deepEqual(outcome.parameters, {
    utilities: 'cost',
    kind: 'greedy',
    by: 'votes',
    whenTooDear: 'skip',
    ties: ['lower-cost', 'more-votes', 'lot'],
    lot: ['school', 'park', 'bench', 'road'],
  })
  assert.deepEqual(outcome.unfunded, [{ project: 'park', why: 'too-dear', effectiveSupport: 3, missing: 10 }])
  assert.deepEqual(outcome.certificate, { smallestGap: null, exact: true })
  const { voters, winners, spent, excluded, meanWinners, meanCost } = outcome.metrics
  assert.deepEqual([voters, winners, spent, excluded, meanWinners], [6, 3, 1, 0, 7 / 6])
  assert.ok(Math.abs(meanCost - (60 * 4 + 10 + 30 * 2) / 6) < 1e-9)
})

test('an outcome can be published as JSON and read again', () => {
  for (const name of ruleNames) {
    const outcome = counted(smallElection(town), name)
    assert.deepEqual(JSON.parse(JSON.stringify(outcome)), outcome)
  }
})

test('where the budget pays for everything, every completion funds everything that somebody wants', () => {
  const election = smallElection({ ...town, projects: { ...town.projects, nobody: 1 }, budget: 151 })
  for (const name of ['equalshares/add1', 'equalshares/votes', 'equalshares/phragmen'] as const)
    assert.deepEqual(counted(election, name).selected, ['school', 'park', 'bench', 'road'])
})

test('what is left after Equal Shares is filled up by votes', () => {
  // 25 each. a: 40 ÷ 2; b and c have one supporter each, who lacks money; b has no more votes than c, and costs less.
  const projects = { a: 40, b: 30, c: 60 }
  const election = smallElection({ projects, budget: 100, ballots: ['a', 'a', 'b', 'c'] })
  assert.deepEqual(counted(election, 'equalshares').selected, ['a'])
  const filled = counted(election, 'equalshares/votes')
  assert.deepEqual(filled.selected, ['a', 'b'])
  assert.deepEqual(
    filled.rounds.map(({ step }) => step),
    ['rule', 'completion'],
  )
  assert.deepEqual(
    filled.unfunded.map(({ project, why, missing }) => [project, why, missing]),
    [['c', 'supporters-too-poor', 35]],
  )
})

test('Phragmén completes with who has paid least', () => {
  const projects = { a: 30, b: 30, c: 30 }
  const election = smallElection({ projects, budget: 60, ballots: ['a,b', 'a,b', 'c'] })
  // 20 each: a costs both 15. Then c at 30, and b at (15 + 15 + 30) ÷ 2 = 30: equal, and as dear; b has more votes.
  assert.deepEqual(counted(election, 'equalshares/phragmen').selected, ['a', 'b'])
  const more = smallElection({ projects: { ...projects, c: 29 }, budget: 60, ballots: ['a,b', 'a,b', 'c'] })
  assert.deepEqual(counted(more, 'equalshares/phragmen').selected, ['a', 'c'])
})

test('when more voters prefer greedy, greedy wins', () => {
  // 10 each: the four of x and y pay for small things one by one; greedy gives most voters more.
  const election = smallElection({
    projects: { big: 50, small: 10 },
    budget: 50,
    ballots: ['big', 'big', 'big', 'big', 'small'],
  })
  assert.deepEqual(counted(election, 'equalshares').selected, ['small'])
  const outcome = counted(election, 'equalshares/add1-comparison')
  assert.deepEqual(outcome.shares?.compared, { shares: 1, greedy: 4, winner: 'greedy' })
  assert.deepEqual(outcome.selected, ['big'])
})

test('no rule ever exceeds the budget, funds what nobody wants, or two that exclude each other', () => {
  fc.assert(
    fc.property(anyElection({ points: true, exclusive: true }), fc.constantFrom(...ruleNames), (election, name) => {
      const { selected, cost, unfunded } = counted(election, name)
      assert.ok(cost <= election.budget, name)
      assert.equal(new Set(selected).size, selected.length)
      const indexes = selected.map((id) => election.projects.findIndex((project) => project.id === id))
      for (const c of indexes) assert.ok((election.support.voters[c] as number) > 0)
      for (const set of election.exclusive) assert.ok(set.filter((c) => indexes.includes(c)).length <= 1)
      assert.deepEqual(
        [...selected, ...unfunded.map(({ project }) => project)].sort(),
        election.projects.map(({ id }) => id).sort(),
        `${name} says of every project what came of it`,
      )
    }),
    { numRuns: 600 },
  )
})

test('under greedy one more vote never hurts a project', () => {
  fc.assert(
    fc.property(
      anyElection(),
      fc.nat(6),
      fc.constantFrom('greedy', 'greedy-no-skip', 'greedy-per-cost'),
      (election, at, name) => {
        const c = at % election.projects.length
        const before = counted(election, name).selected
        const after = counted(withOneMore(election, c), name).selected
        const { id } = election.projects[c] as { id: string }
        assert.ok(!before.includes(id) || after.includes(id))
      },
    ),
    { numRuns: 300 },
  )
})

test('what cannot be counted is refused with the reason', () => {
  const cast = castBallots([[0]])
  const election = (projects: { id: string; cost: number }[], budget = 1) => electionOf({ projects, budget, cast })
  for (const [refused, why] of [
    [() => election([{ id: 'a', cost: -1 }]), /project a costs -1/],
    [() => election([{ id: 'a', cost: 0.5 }]), /project a costs 0.5/],
    [
      () =>
        election([
          { id: 'a', cost: 1 },
          { id: 'a', cost: 1 },
        ]),
      /a is there twice/,
    ],
    [() => election([{ id: 'a', cost: 1 }], 0), /budget is 0/],
    [() => election([]), /not there/],
    [() => electionOf({ projects: [{ id: 'a', cost: 1 }], budget: 1, cast: castBallots([[0, 0]]) }), /twice/],
    [
      () => electionOf({ projects: [{ id: 'a', cost: 1 }], budget: 1, cast: castBallots([[0]], [[0.5]]) }),
      /0.5 points/,
    ],
  ] as const)
    assert.throws(refused, (error: Error) => error instanceof CannotCount && why.test(error.message))
})

function withOneMore(election: Election, c: number): Election {
  const { ballots } = election
  const rows = Array.from(ballots.voters).flatMap((many, r) =>
    Array.from({ length: many }, () => [...ballots.project.subarray(ballots.start[r], ballots.start[r + 1])]),
  )
  return electionOf({ ...election, cast: castBallots([...rows, [c]]) })
}
