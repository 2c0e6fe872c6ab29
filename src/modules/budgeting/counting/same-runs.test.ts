import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addOne } from './add-one.ts'
import { anyElection } from './any-election.ts'
import { chosenIn, closer } from './course.ts'
import { castBallots, costOf, type Election, electionOf } from './election.ts'
import { equalShares } from './equal-shares.ts'
import { fairTies, idsOf } from './factories.ts'
import { sameRuns } from './same-runs.ts'

test('each run that is passed over goes as the one before', () => {
  let passed = 0
  for (const points of [false, true])
    fc.assert(
      fc.property(anyWithDear(points), fc.integer({ min: 1, max: 2_000 }), (election, money) => {
        const count = equalShares(election, fairTies(election))
        for (let run = 0; run < 3; run++) count(money)
        const told = count(money)
        const { lacking, smallestGap: _, ...first } = told
        const most = Math.min(sameRuns(election, told, money, 1), 50)
        for (let run = 1; run <= most; run++, passed++) {
          const { lacking: still, smallestGap: _, ...again } = count(money + run * election.voters)
          assert.deepEqual(again, first)
          assert.deepEqual(
            still?.map(({ project }) => project),
            lacking?.map(({ project }) => project),
          )
        }
      }),
      { numRuns: 1_000 },
    )
  assert.ok(passed > 10_000, `only ${passed} runs could be passed over`)
})

test('passing over them changes nothing that is told, to the last digit: neither the certificate nor the exact runs', () => {
  let [runs, made] = [0, 0]
  for (const points of [false, true])
    fc.assert(
      fc.property(anyWithDear(points), fc.integer({ min: 1, max: 3 }), (election, increment) => {
        const plain = untilOverrun(election, increment, false)
        const jumping = untilOverrun(election, increment, true)
        assert.deepEqual({ ...jumping, made: 0 }, { ...plain, made: 0 })
        runs += plain.made
        made += jumping.made
      }),
      { numRuns: 1_000 },
    )
  assert.ok(made < runs / 2, `${made} of ${runs} runs were made`)
})

test('several dear projects of the same few voters ask for no run for each unit of the currency either', () => {
  const voters = 30_000
  // All want the lamps, 10,000 the benches; the first eight want the hall and the pool beside, the next eight the stage.
  const wanted = (v: number) => [0, ...(v % 3 === 0 ? [1] : []), ...(v < 8 ? [2, 3] : v < 16 ? [4] : [])]
  const million = 100_000_000
  const election = electionOf({
    projects: [
      { id: 'lamps', cost: 2 * million },
      { id: 'benches', cost: million },
      { id: 'hall', cost: 2 * million },
      { id: 'pool', cost: 2.5 * million },
      { id: 'stage', cost: 5 * million },
    ],
    budget: 10 * million,
    currencyUnit: 100,
    cast: castBallots(Array.from({ length: voters }, (_, v) => wanted(v))),
  })
  const kept = addOne(election, fairTies(election), { increment: 100, stop: 'overrun', start: 'exact' })
  assert.deepEqual(idsOf(election, chosenIn(kept.course)), ['lamps', 'benches', 'hall', 'pool'])
  // The eight of the stage pay for lamps (66.67 lei each) and, three of them, for benches (100 lei); then it is 625,000 lei each.
  const needed = (5 * million + 8 * (200_000_000 / voters) + 3 * (million / 10_000)) / 8
  assert.equal(kept.runs, 1 + Math.ceil((needed - (10 * million) / voters) / 100))
})

/** Elections in which projects may cost many times more than voters begin with. */
function anyWithDear(points: boolean): fc.Arbitrary<Election> {
  const times = fc.array(fc.constantFrom(1, 1, 1, 2, 3, 7, 40), { minLength: 6, maxLength: 6 })
  return fc
    .tuple(anyElection({ points, exclusive: true, projects: 6, voters: 10 }), times)
    .map(([election, dearer]) => ({
      ...election,
      projects: election.projects.map((one, c) => ({ ...one, cost: one.cost * (dearer[c] as number) })),
    }))
}

/** add1 without its other way to pass over runs. @param jumping whether it passes over those that are sure to be the same */
function untilOverrun(election: Election, increment: number, jumping: boolean) {
  const count = equalShares(election, fairTies(election))
  let smallestGap: number | null = null
  let [made, exactRuns] = [0, 0]
  for (let run = 0, last = 0; ; made++) {
    const money = election.budget + run * increment * election.voters
    const course = count(money)
    if (course.exact) exactRuns++
    smallestGap = closer(smallestGap, course.smallestGap)
    const overrun = run > 0 && costOf(election, chosenIn(course)) > election.budget
    const lacks = [...course.reasons.values()].some(({ why }) => why === 'supporters-too-poor')
    if (overrun || !lacks) return { run, exactRuns, smallestGap, made, kept: count(last, true) }
    last = money
    run += jumping ? Math.max(1, sameRuns(election, course, money, increment)) : 1
  }
}
