import { CannotCount } from './cannot-count.ts'
import { type Course, chosenIn, closer } from './course.ts'
import { candidatesOf, costOf, type Election, type Project, rivalsOf } from './election.ts'
import { equalShares } from './equal-shares.ts'
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
    if (nobodyLacksMoney(course)) return ended(kept)
  }

  function ended(run: AddedRun): AddedRun {
    return { ...run, course: { ...count(run.money, true), smallestGap } }
  }
}

/** Nothing that somebody supports fits into what is left of the budget. */
export function isExhausted(election: Election, chosen: readonly number[]): boolean {
  const left = election.budget - costOf(election, chosen)
  const out = new Set([...chosen, ...chosen.flatMap((c) => rivalsOf(election, c))])
  return candidatesOf(election).every((c) => out.has(c) || (election.projects[c] as Project).cost > left)
}

/** Then more money changes nothing: it happens only where exclusive sets keep the cost down. */
function nobodyLacksMoney({ reasons }: Course): boolean {
  for (const { why } of reasons.values()) if (why === 'supporters-too-poor') return false
  return true
}
