import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AddOneOptions, addOne, isExhausted } from './add-one.ts'
import { anyElection } from './any-election.ts'
import { type Course, chosenIn } from './course.ts'
import { candidatesOf, castBallots, costOf, type Election, electionOf, rivalsOf } from './election.ts'
import { equalShares } from './equal-shares.ts'
import { fairTies, idsOf, smallElection } from './factories.ts'
import type { TieOrder } from './ties.ts'

test('a dear project of few voters is reached without a run for each unit of the currency', () => {
  const voters = 30_000
  // All want the lamps, three in four the benches; the hall is half of the money, and eight want it.
  const lists = Array.from({ length: voters }, (_, v) => [0, ...(v % 4 === 0 ? [] : [1]), ...(v < 8 ? [2] : [])])
  const million = 100_000_000
  const election = electionOf({
    projects: [
      { id: 'lamps', cost: 3 * million },
      { id: 'benches', cost: 2.5 * million },
      { id: 'hall', cost: 5 * million },
    ],
    budget: 10 * million,
    currencyUnit: 100,
    cast: castBallots(lists),
  })
  const kept = addOne(election, fairTies(election), { increment: 100, stop: 'overrun', start: 'exact' })
  assert.deepEqual(idsOf(election, chosenIn(kept.course)), ['lamps', 'benches'])
  // Each of the eight must hold an eighth of the hall, beside the parts of lamps (100 lei) and, six of them, of benches (111.11 lei).
  const needed = (5 * million + 8 * 10_000 + 6 * (250_000_000 / 22_500)) / 8
  assert.equal(kept.runs, 1 + Math.ceil((needed - (10 * million) / voters) / 100))
  assert.equal(kept.money, kept.first + (kept.runs - 2) * 100 * voters)
})

test('what is passed over changes nothing: winners, money and the number of runs are those of every run made', () => {
  let passed = 0
  for (const points of [false, true])
    fc.assert(
      fc.property(
        anyElection({ points, exclusive: true, projects: 6, voters: 10 }),
        fc.constantFrom('overrun' as const, 'exhaustive' as const),
        fc.constantFrom('exact' as const, 'whole-units' as const),
        fc.integer({ min: 1, max: 3 }),
        (election, stop, start, increment) => {
          const ties = fairTies(election)
          const plain = everyRun(election, ties, { increment, stop, start })
          fc.pre(plain !== null)
          const kept = addOne(election, ties, { increment, stop, start })
          assert.deepEqual(chosenIn(kept.course), chosenIn(plain.course))
          assert.deepEqual([kept.money, kept.first, kept.runs], [plain.money, plain.first, plain.runs])
          assert.deepEqual(kept.course.reasons, plain.course.reasons)
          if (surelyPassed(election, plain.first)) passed++
        },
      ),
      { numRuns: 300 },
    )
  assert.ok(passed > 50, `only ${passed} elections had anything to pass over`)
})

test('it ends when everything is funded or excluded, though more money would bring the other one of a pair', () => {
  // With 10 each, the five of lamp and bench have too little left for the bench, and the swing is funded; with 11 they would have enough.
  const election = smallElection({
    projects: { lamp: 42, bench: 20, swing: 20 },
    budget: 100,
    ballots: [...Array(5).fill('lamp,bench'), 'lamp', ...Array(4).fill('swing')],
    exclusive: [['bench', 'swing']],
  })
  assert.deepEqual(idsOf(election, chosenIn(equalShares(election, fairTies(election))(110))), ['lamp', 'bench'])
  for (const stop of ['overrun', 'exhaustive'] as const) {
    const { course, runs } = addOne(election, fairTies(election), { increment: 1, stop, start: 'exact' })
    assert.deepEqual([idsOf(election, chosenIn(course)), runs], [['lamp', 'swing'], 1])
  }
})

/** Whether somebody's project is beyond all purses at the start, and the rest fits. */
function surelyPassed(election: Election, money: number): boolean {
  const { projects, support, voters, budget } = election
  const beyond = projects.flatMap(({ cost }, c) => {
    const many = support.voters[c] as number
    return many > 0 && cost * voters > many * money ? [c] : []
  })
  const others = projects.flatMap((_, c) => (beyond.includes(c) || !support.voters[c] ? [] : [c]))
  return beyond.length > 0 && costOf(election, others) <= budget
}

/** add1 without passing over anything; null where it would take too long for a test. */
function everyRun(
  election: Election,
  ties: TieOrder,
  { increment, stop, start }: AddOneOptions,
): { course: Course; money: number; first: number; runs: number } | null {
  const { budget, voters, currencyUnit } = election
  const unit = voters * currencyUnit
  const first = start === 'exact' ? budget : Math.floor(budget / unit) * unit
  const count = equalShares(election, ties)
  let kept: { course: Course; money: number; first: number; runs: number } | undefined
  for (let runs = 1; runs <= 2_000; runs++) {
    const money = first + (runs - 1) * increment * voters
    const course = count(money)
    const ended = (run: typeof kept) => run && { ...run, course: { ...count(run.money, true) } }
    if (kept && costOf(election, chosenIn(course)) > budget) return ended({ ...kept, runs }) ?? null
    kept = { course, money, first, runs }
    if (stop === 'exhaustive' && isExhausted(election, chosenIn(course))) return ended(kept) ?? null
    const chosen = chosenIn(course)
    const out = new Set([...chosen, ...chosen.flatMap((c) => rivalsOf(election, c))])
    if (candidatesOf(election).every((c) => out.has(c))) return ended(kept) ?? null
  }
  return null
}
