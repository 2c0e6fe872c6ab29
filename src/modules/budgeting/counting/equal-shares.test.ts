import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addOne } from './add-one.ts'
import { anyElection } from './any-election.ts'
import { type Course, chosenIn } from './course.ts'
import { castBallots, costOf, type Election, electionOf } from './election.ts'
import { countInFloats, equalShares } from './equal-shares.ts'
import { exactShares } from './equal-shares-exact.ts'
import { fairTies, idsOf, smallElection } from './factories.ts'
import { textbookAddOne, textbookShares } from './textbook/equal-shares.ts'

/** Two thirds want parks, one third a library: 9 voters with 10 each. */
const districts = {
  projects: { park1: 30, park2: 30, park3: 30, library: 24 },
  budget: 90,
  ballots: [...Array.from({ length: 6 }, () => 'park1,park2,park3'), ...Array.from({ length: 3 }, () => 'library')],
}

test('a third of the voters gets what a third of the money pays for', () => {
  const election = smallElection(districts)
  const course = equalShares(election, fairTies(election))(election.budget, true)
  // Parks: 30 ÷ 6 = 5 each, twice; then six purses are empty. The library: 24 ÷ 3 = 8 each.
  assert.deepEqual(idsOf(election, chosenIn(course)), ['park1', 'park2', 'library'])
  assert.deepEqual(
    course.rounds.map(({ effectiveSupport }) => effectiveSupport),
    [6, 6, 3],
  )
  assert.deepEqual([...course.reasons], [[2, { why: 'supporters-too-poor', effectiveSupport: 0, missing: 30 }]])
})

test('who cannot pay the price gives all, and the others pay more', () => {
  const election = smallElection({
    projects: { a: 8, b: 12 },
    budget: 20,
    ballots: ['a,b', 'b'],
    utilities: 'cardinality',
  })
  const { course } = exactShares(election, 20, fairTies(election))
  // 10 each. b costs both 6, a costs the first 8: b first. Then 4 are left to the first, who wants a.
  assert.deepEqual(idsOf(election, chosenIn(course)), ['b'])
  const richer = exactShares(election, 24, fairTies(election)).course
  // 12 each: after b 6 are left.
  assert.deepEqual(idsOf(election, chosenIn(richer)), ['b'])
  assert.deepEqual(richer.reasons.get(0), { why: 'supporters-too-poor', effectiveSupport: 0.5, missing: 2 })
})

test('points say how much a voter pays beside others', () => {
  const election = smallElection({ projects: { a: 12 }, budget: 20, ballots: ['a:3', 'a:1'], utilities: 'cardinality' })
  const { course, purses } = exactShares(election, 20, fairTies(election))
  assert.equal(course.rounds[0]?.rho, 3)
  assert.deepEqual(
    [...purses.purseOf].map((purse) => purses.left()[purse]),
    [
      { n: 1n, d: 1n },
      { n: 7n, d: 1n },
    ],
  )
})

test('what costs nothing is funded when somebody wants it', () => {
  const election = smallElection({ projects: { a: 0, b: 0, c: 9 }, budget: 9, ballots: ['a', 'c'] })
  const course = equalShares(election, fairTies(election))(9)
  assert.deepEqual(idsOf(election, chosenIn(course)), ['a'])
})

test('of projects that exclude each other the second stays out', () => {
  const election = smallElection({ ...districts, exclusive: [['park1', 'park2']] })
  const course = equalShares(election, fairTies(election))(election.budget, true)
  assert.deepEqual(idsOf(election, chosenIn(course)), ['park1', 'park3', 'library'])
  assert.equal(course.reasons.get(1)?.why, 'exclusive')
})

test('floats that come too near are not trusted: exact fractions decide', () => {
  // After x each of three has 3 - 1/3, which is no float; a costs all that they have together.
  const election = smallElection({
    projects: { x: 1, a: 8 },
    budget: 9,
    ballots: ['x,a', 'x,a', 'x,a'],
    utilities: 'cardinality',
  })
  assert.equal(countInFloats(election, fairTies(election))(9), null)
  const course = equalShares(election, fairTies(election))(9, true)
  assert.deepEqual(idsOf(election, chosenIn(course)), ['x', 'a'])
  assert.equal(course.exact, true)
})

test('floats and exact fractions agree, on what is chosen and on every price', () => {
  fc.assert(
    fc.property(
      anyElection({ points: true, exclusive: true, voters: 30 }),
      fc.integer({ min: 1, max: 400 }),
      (election, money) => {
        const floats = countInFloats(election, fairTies(election))(money, true)
        if (floats) agree(floats, exactShares(election, money, fairTies(election)).course)
      },
    ),
    { numRuns: 500 },
  )
})

test('the fast count chooses what the textbook chooses', () => {
  fc.assert(
    fc.property(anyElection({ points: true, voters: 30 }), fc.integer({ min: 1, max: 400 }), (given, money) => {
      const election = withCosts(given)
      const ties = fairTies(election)
      assert.deepEqual(chosenIn(equalShares(election, ties)(money)), textbookShares(election, ties)(money))
    }),
    { numRuns: 300 },
  )
})

test('one counter gives the same in any order of runs', () => {
  fc.assert(
    fc.property(
      anyElection({ voters: 30 }),
      fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 5 }),
      (election, moneys) => {
        const count = equalShares(election, fairTies(election))
        for (const money of moneys) {
          const alone = equalShares(election, fairTies(election))(money, true)
          assert.deepEqual(chosenIn(count(money)), chosenIn(alone))
          agree(count(money, true), alone)
        }
      },
    ),
    { numRuns: 100 },
  )
})

test('equal ballots may be counted together', () => {
  fc.assert(
    fc.property(anyElection({ points: true, voters: 20 }), fc.integer({ min: 1, max: 400 }), (election, money) => {
      const alone = ungrouped(election)
      const together = equalShares(election, fairTies(election))(money)
      assert.deepEqual(chosenIn(equalShares(alone, fairTies(alone))(money)), chosenIn(together))
    }),
    { numRuns: 200 },
  )
})

test('without completion the budget is never exceeded, and one project more never lacks a group that deserves it', () => {
  fc.assert(
    fc.property(anyElection({ projects: 5, voters: 7 }), (given) => {
      const election = withCosts(given)
      const chosen = chosenIn(equalShares(election, fairTies(election))(election.budget))
      assert.ok(costOf(election, chosen) <= election.budget)
      assertJustified(election, chosen)
    }),
    { numRuns: 300 },
  )
})

test('add1 keeps the last run that the budget pays for', () => {
  const election = smallElection(districts)
  const options = { increment: 1, stop: 'overrun', start: 'exact' } as const
  const { money, first, course, runs } = addOne(election, fairTies(election), options)
  // With 15 each the third park is bought, and all cost 114: the run with 14 holds.
  assert.deepEqual([first, money, runs], [90, 126, 6])
  assert.deepEqual(idsOf(election, chosenIn(course)), ['park1', 'park2', 'library'])
  const exhaustive = addOne(election, fairTies(election), { ...options, stop: 'exhaustive' })
  assert.deepEqual([exhaustive.money, exhaustive.runs], [90, 1])
  assert.throws(() => addOne(election, fairTies(election), { ...options, increment: 0 }), /above 0/)
})

test('add1 may begin with whole units of the currency', () => {
  const election = smallElection({ ...districts, budget: 98, currencyUnit: 10 })
  const options = { increment: 10, stop: 'overrun', start: 'whole-units' } as const
  assert.equal(addOne(election, fairTies(election), options).first, 90)
})

test('add1 never exceeds the budget and chooses what the textbook chooses', () => {
  fc.assert(
    fc.property(anyElection({ voters: 15 }), (given) => {
      const election = withCosts(given)
      const all = costOf(
        election,
        election.projects.flatMap((_, c) => (election.support.voters[c] ? [c] : [])),
      )
      fc.pre(all > election.budget)
      const ties = fairTies(election)
      const { course } = addOne(election, ties, { increment: 1, stop: 'overrun', start: 'exact' })
      assert.ok(costOf(election, chosenIn(course)) <= election.budget)
      assert.deepEqual(chosenIn(course), textbookAddOne(election, ties, 1))
    }),
    { numRuns: 100 },
  )
})

function agree(a: Course, b: Course): void {
  assert.deepEqual(chosenIn(a), chosenIn(b))
  a.rounds.forEach((round, at) => {
    assert.ok(Math.abs((round.rho as number) - (b.rounds[at]?.rho as number)) <= 1e-9 * (round.rho as number))
    assert.ok(Math.abs(round.effectiveSupport - (b.rounds[at]?.effectiveSupport as number)) <= 1e-6)
  })
  assert.deepEqual([...a.reasons.keys()].sort(), [...b.reasons.keys()].sort())
  for (const [c, reason] of a.reasons) {
    assert.equal(reason.why, b.reasons.get(c)?.why)
    assert.ok(Math.abs(reason.missing - (b.reasons.get(c)?.missing as number)) < 1e-6)
  }
  assert.deepEqual(a.ties, b.ties)
}

/** The textbook has no word for what costs nothing. */
function withCosts(election: Election): Election {
  return rebuilt(election, (cost) => Math.max(1, cost))
}

function rebuilt(election: Election, cost: (cost: number) => number): Election {
  const { ballots } = election
  const rows = Array.from(ballots.voters).flatMap((many, r) => Array.from({ length: many }, () => r))
  const named = (r: number) => [...ballots.project.subarray(ballots.start[r], ballots.start[r + 1])]
  const given = (r: number) => [...(ballots.weight as Float64Array).subarray(ballots.start[r], ballots.start[r + 1])]
  return electionOf({
    ...election,
    projects: election.projects.map((project) => ({ ...project, cost: cost(project.cost) })),
    cast: castBallots(rows.map(named), ballots.weight && rows.map(given)),
  })
}

/** Every voter in a row of its own. */
function ungrouped(election: Election): Election {
  const { ballots } = election
  const rows = Array.from(ballots.voters).flatMap((many, r) => Array.from({ length: many }, () => r))
  const start = new Int32Array(rows.length + 1)
  rows.forEach((r, at) => {
    start[at + 1] = (start[at] as number) + (ballots.start[r + 1] as number) - (ballots.start[r] as number)
  })
  const spread = (values: ArrayLike<number>) =>
    rows.flatMap((r) => Array.from(values).slice(ballots.start[r], ballots.start[r + 1]))
  const apart = {
    start,
    project: Int32Array.from(spread(ballots.project)),
    weight: ballots.weight && Float64Array.from(spread(ballots.weight)),
    voters: new Int32Array(rows.length).fill(1),
  }
  const support = { ...election.support, start: new Int32Array(election.projects.length + 1) }
  const row: number[] = []
  const weight: number[] = []
  election.projects.forEach((_, c) => {
    rows.forEach((_, r) => {
      for (let at = start[r] as number; at < (start[r + 1] as number); at++)
        if (apart.project[at] === c && (apart.weight?.[at] ?? 1) > 0) {
          row.push(r)
          weight.push(apart.weight?.[at] ?? 1)
        }
    })
    support.start[c + 1] = row.length
  })
  return {
    ...election,
    ballots: apart,
    support: { ...support, row: Int32Array.from(row), weight: apart.weight && Float64Array.from(weight) },
  }
}

/** EJR up to one project, by trying every group and every set of projects that all of the group support (cost ≤ its share). */
function assertJustified(election: Election, chosen: number[]): void {
  const { projects, ballots, utilities, voters, budget } = election
  const approved = Array.from(ballots.voters).flatMap((many, r) => {
    const set = new Set(ballots.project.subarray(ballots.start[r], ballots.start[r + 1]))
    return Array.from({ length: many }, () => set)
  })
  const cost = (c: number) => projects[c]?.cost ?? 0
  const worth = (set: number[]) => set.reduce((sum, c) => sum + (utilities === 'cost' ? cost(c) : 1), 0)
  for (let bits = 1; bits < 2 ** projects.length; bits++) {
    const wanted = projects.flatMap((_, c) => ((bits >> c) & 1 ? [c] : []))
    const group = approved.filter((set) => wanted.every((c) => set.has(c)))
    const total = wanted.reduce((sum, c) => sum + cost(c), 0)
    if (group.length === 0 || total * voters > group.length * budget) continue
    // Some member must have as much as the set is worth, or more than that together with one project of it.
    const content = group.some((set) => {
      const own = chosen.filter((c) => set.has(c))
      const extra = wanted.filter((c) => !chosen.includes(c))
      return worth(own) >= worth(wanted) || extra.some((c) => worth([...own, c]) > worth(wanted))
    })
    assert.ok(content, `a group of ${group.length} deserves ${wanted}, but ${chosen} is funded`)
  }
}
