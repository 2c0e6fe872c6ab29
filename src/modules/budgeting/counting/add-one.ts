import { CannotCount } from './cannot-count.ts'
import { type Course, chosenIn, closer } from './course.ts'
import { candidatesOf, costOf, type Election, type Project, rivalsOf } from './election.ts'
import { canPay, equalShares } from './equal-shares.ts'
import { sameRuns } from './same-runs.ts'
import type { TieOrder } from './ties.ts'

export interface AddOneOptions {
  /** What each voter is given more in every run, minor units; one unit of the currency is usual. */
  increment: number
  /**
   * 'overrun': the last run whose winners cost at most the budget, before the first that costs more.
   * 'exhaustive': also stop as soon as no unfunded project fits. It gives other winners: publish which one holds.
   */
  stop: 'overrun' | 'exhaustive'
  /** What a voter has in the first run: budget ÷ voters exactly, or rounded down to whole units of the currency. */
  start: 'exact' | 'whole-units'
}

/** The last run that holds, and how it was reached. */
export interface AddedRun {
  course: Course
  /** All the money of that run and of the first one, minor units. */
  money: number
  first: number
  /** All runs up to the end, also those that were passed over (`surelyHoldsUntil`, `sameRuns`). */
  runs: number
  /** Runs that were counted again in exact fractions. */
  exactRuns: number
}

/**
 * Equal Shares leaves much of the budget unspent. Here everybody is given a little more than there is, again and again,
 * as long as the winners cost no more than the real budget. More money can bring cheaper winners, so the runs are tried in
 * order; a binary search would be wrong.
 */
export function addOne(election: Election, ties: TieOrder, { increment, stop, start }: AddOneOptions): AddedRun {
  if (!Number.isSafeInteger(increment) || increment <= 0)
    throw new CannotCount(`the increment is ${increment}, not a whole number of minor units above 0`)
  const { budget, voters, currencyUnit } = election
  const unit = voters * currencyUnit
  const first = start === 'exact' ? budget : Math.floor(budget / unit) * unit
  const count = equalShares(election, ties)
  let kept: AddedRun | undefined
  let exactRuns = 0
  let smallestGap: number | null = null
  for (let runs = 1; ; runs++) {
    const money = first + (runs - 1) * increment * voters
    if (!Number.isSafeInteger(money)) throw new CannotCount('the money of all voters is beyond what is counted exactly')
    const course = count(money)
    if (course.exact) exactRuns++
    // Also a run that was passed by decides where the last one is.
    smallestGap = closer(smallestGap, course.smallestGap)
    if (kept && costOf(election, chosenIn(course)) > budget) return ended({ ...kept, runs, exactRuns })
    kept = { course, money, first, runs, exactRuns }
    if (stop === 'exhaustive' && isExhausted(election, chosenIn(course))) return ended(kept)
    if (nothingIsLeft(election, chosenIn(course))) return ended(kept)
    const more = Math.min(surelyHoldsUntil(election, money, stop), Number.MAX_SAFE_INTEGER) - first
    const step = increment * voters
    // The last of those runs is made: it is kept where the one behind it does not hold.
    runs = Math.max(runs, (more - (more % step)) / step, runs + sameRuns(election, course, money, increment) - 1)
  }

  function ended(run: AddedRun): AddedRun {
    return { ...run, course: { ...count(run.money, true), smallestGap } }
  }
}

/**
 * More money only matters once it brings something new. Where supporters could not pay for a project with all that they have, no run with so much
 * money funds it; and where everything else together costs no more than the budget, such a run cannot cost more, whatever it chooses. A dear project
 * of few voters would otherwise ask for a run for every unit of the currency up to what each of them lacks: a million.
 *
 * @returns the most money (minor units) up to which no run can be the end; `money` itself where that cannot be said
 */
export function surelyHoldsUntil(election: Election, money: number, stop: AddOneOptions['stop']): number {
  const { projects, support, voters, budget } = election
  let left = budget
  let until = Number.POSITIVE_INFINITY
  const beyond: number[] = []
  for (const c of candidatesOf(election)) {
    const { cost } = projects[c] as Project
    const supporters = support.voters[c] as number
    if (canPay(cost, supporters, money, voters)) {
      left -= cost
      if (left < 0) return money
      continue
    }
    beyond.push(c)
    until = Math.min(until, mostWithout(cost, supporters, voters))
  }
  // One of a set may be out because another of it is funded; to be exhausted, nothing may fit.
  const lacks = beyond.some((c) => {
    const fits = (projects[c] as Project).cost <= left
    return rivalsOf(election, c).length === 0 && (stop === 'overrun' || fits)
  })
  return lacks ? until : money
}

/** The most money of which so many voters of all do not hold the cost together. */
function mostWithout(cost: number, supporters: number, voters: number): number {
  return Number((BigInt(cost) * BigInt(voters) - 1n) / BigInt(supporters))
}

/** Nothing that somebody supports fits into what is left of the budget. */
export function isExhausted(election: Election, chosen: readonly number[]): boolean {
  const left = election.budget - costOf(election, chosen)
  const out = new Set([...chosen, ...chosen.flatMap((c) => rivalsOf(election, c))])
  return candidatesOf(election).every((c) => out.has(c) || (election.projects[c] as Project).cost > left)
}

/**
 * Whatever somebody supports is funded, or excluded by what is: exclusive sets can keep the cost below the budget for ever. More money could only
 * bring the other one of a set, at the cost of somebody who had nothing else (docs/decisions/0008-the-end-of-add1.md).
 */
function nothingIsLeft(election: Election, chosen: readonly number[]): boolean {
  const out = new Set([...chosen, ...chosen.flatMap((c) => rivalsOf(election, c))])
  return candidatesOf(election).every((c) => out.has(c))
}
