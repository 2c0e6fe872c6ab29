import { type Course, closer, emptyCourse, explainLosers, explainOutsiders } from './course.ts'
import { candidatesOf, type Election, type Project, rivalsOf, scaleOf } from './election.ts'
import { ExactPurses } from './exact-purses.ts'
import { compareFractions, type Fraction, fraction, toNumber } from './fraction.ts'
import type { TieOrder } from './ties.ts'

/**
 * The Method of Equal Shares in exact fractions: the rule of equal-shares.ts, word for word, several times slower.
 * @param money all of it, minor units, a whole number
 * @returns how it went, and what voters have left
 */
export function exactShares(
  election: Election,
  money: number,
  ties: TieOrder,
): { course: Course; purses: ExactPurses } {
  const { projects, support } = election
  const course = emptyCourse()
  explainOutsiders(election, course)
  const purses = new ExactPurses(election, money)
  const rho = new Map<number, Fraction>()
  let live = candidatesOf(election)
  for (const c of live) if (costOf(c) === 0) fund(c, fraction(0))

  for (;;) {
    let best: Fraction | undefined
    let equal: number[] = []
    for (const c of inOrderOfRho()) {
      const bound = rho.get(c)
      if (best && bound && compareFractions(bound, best) > 0) break
      const price = purses.priceOf(c)
      if ('missing' in price) {
        course.smallestGap = closer(course.smallestGap, toNumber(price.missing) / costOf(c))
        live = live.filter((other) => other !== c)
        course.reasons.set(c, { why: 'supporters-too-poor', effectiveSupport: 0, missing: 0 })
        continue
      }
      const own = fraction(price.perWeight.n, price.perWeight.d * BigInt(scaleOf(election, c)))
      rho.set(c, own)
      const sign = best ? compareFractions(own, best) : -1
      if (sign < 0) equal = [c]
      else if (sign === 0) equal.push(c)
      if (sign < 0) best = own
    }
    if (!best) break
    fund(chooseFrom(equal), best)
  }
  explainLosers(election, course, (c) => purses.heldFor(c), money / election.voters)
  return { course, purses }

  function costOf(c: number): number {
    return (projects[c] as Project).cost
  }

  /** Those without a bound come first: they were never looked at. */
  function inOrderOfRho(): number[] {
    const bounds = live.map((c) => ({ c, bound: rho.get(c) ?? fraction(0) }))
    return bounds.sort((a, b) => compareFractions(a.bound, b.bound)).map(({ c }) => c)
  }

  function chooseFrom(equal: number[]): number {
    if (equal.length === 1) return equal[0] as number
    const { chosen, tie } = ties.first(equal)
    if (tie) course.ties.push(tie)
    return chosen
  }

  function fund(c: number, own: Fraction): void {
    if (!live.includes(c)) return
    live = live.filter((other) => other !== c)
    const perWeight = fraction(own.n * BigInt(scaleOf(election, c)), own.d)
    let runnerUp: number | null = null
    for (const other of live)
      if (rho.has(other) && (runnerUp === null || compareFractions(rhoOf(other), rhoOf(runnerUp)) < 0)) runnerUp = other
    const gap = runnerUp === null || own.n === 0n ? null : gapBetween(own, rhoOf(runnerUp))
    if (gap !== null && gap > 0) course.smallestGap = closer(course.smallestGap, gap)
    const effectiveSupport = own.n === 0n ? (support.weights[c] as number) : costOf(c) / toNumber(perWeight)
    course.rounds.push({ chosen: c, step: 'rule', rho: toNumber(own), effectiveSupport, runnerUp, gap })
    if (perWeight.n > 0n) purses.charge(c, perWeight)
    for (const rival of rivalsOf(election, c)) {
      if (!live.includes(rival)) continue
      live = live.filter((other) => other !== rival)
      course.reasons.set(rival, { why: 'exclusive', effectiveSupport: 0, missing: 0 })
    }
  }

  function rhoOf(c: number): Fraction {
    return rho.get(c) as Fraction
  }
}

function gapBetween(best: Fraction, other: Fraction): number {
  const ratio = fraction(other.n * best.d - best.n * other.d, other.d * best.n)
  return toNumber(ratio)
}
