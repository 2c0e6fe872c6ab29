import { type Bargains, exactBargains, floatBargains, type Offer } from './bargains.ts'
import { type Course, closer, emptyCourse, explainOutsiders } from './course.ts'
import { candidatesOf, type Election, type Project, rivalsOf, scaleOf } from './election.ts'
import { NEAR } from './price.ts'
import type { TieOrder } from './ties.ts'

/**
 * Equal Shares with bounded overspending (BOS; Papasotiropoulos, Pishbin, Skibski, Skowron, Wąs: "Method of Equal Shares
 * with Bounded Overspending", arXiv 2409.15005). Supporters who lack a little may buy a project all the same: paying at most λ
 * for each unit of utility they cover the share α ≤ 1 of its cost, so a unit costs them ρ = λ ÷ α. Of all projects that
 * fit into what is really left of the budget, and all λ, the lowest ρ ÷ α wins; each supporter pays ρ for a unit, or all that
 * is left. The utility is weight · scale (election.ts).
 *
 * Between two λ at which a purse runs empty λ ÷ α² has no lowest point, so only those λ are tried, and the one that pays
 * in full; of equal ones the highest, which overspends least. λ ÷ α² of a project only grows while purses shrink: the last value is a lower bound.
 * Effective support is cost ÷ charge for a weight of 1.
 *
 * Counted in float64; where two projects come nearer than 1e-9, again in exact fractions. Their length can double in a round,
 * so that a large election may be beyond them: then the outcome in floats stands, and its certificate says how near it was.
 */
export function overspending(election: Election, ties: TieOrder): Course {
  const floats = overspend(election, ties, floatBargains(election), NEAR)
  if (floats && !isNear(floats)) return floats
  return overspend(election, ties, exactBargains(election), 0) ?? (floats as Course)
}

function isNear({ smallestGap }: Course): boolean {
  return smallestGap !== null && smallestGap < NEAR
}

/** @param near relative distance up to which two projects count as equal  @returns null when the numbers became too long */
export function overspend<T>(election: Election, ties: TieOrder, bargains: Bargains<T>, near: number): Course | null {
  const { projects, support, budget } = election
  const course = emptyCourse()
  explainOutsiders(election, course)
  let left = budget
  let live = candidatesOf(election)
  course.exact = near === 0
  const offers = new Map<number, Offer<T>>()
  const bound = (c: number) => offers.get(c)?.worth ?? bargains.nothing
  const worthOf = (c: number) => bargains.toNumber(bound(c))

  for (const c of live) if ((projects[c] as Project).cost === 0) buy([c])
  for (;;) {
    drop((c) => (projects[c] as Project).cost > left, 'too-dear')
    live.sort((a, b) => bargains.compare(bound(a), bound(b)))
    let best: Offer<T> | undefined
    const broke = new Set<number>()
    for (const c of live) {
      if (best && isAbove(bound(c), best.worth)) break
      const offer = bargains.bestOffer(c)
      if (offer === 'too long') return null
      if (!offer) {
        broke.add(c)
        continue
      }
      offers.set(c, offer)
      if (!best || bargains.compare(offer.worth, best.worth) < 0) best = offer
    }
    drop((c) => broke.has(c), 'supporters-too-poor')
    if (!best) return course
    const { worth } = best
    buy(live.filter((c) => offers.has(c) && !isAbove(bound(c), worth)))
  }

  function isAbove(worth: T, best: T): boolean {
    if (near === 0) return bargains.compare(worth, best) > 0
    return bargains.toNumber(worth) > bargains.toNumber(best) * (1 + near)
  }

  function buy(equal: number[]): void {
    const { chosen, tie } = ties.first(equal)
    if (!live.includes(chosen)) return
    if (tie) course.ties.push(tie)
    live = live.filter((c) => c !== chosen)
    left -= (projects[chosen] as Project).cost
    const offer = offers.get(chosen)
    if (offer) bargains.charge(chosen, offer)
    const runnerUp = live.reduce<number | null>(
      (a, b) => (a === null || bargains.compare(bound(b), bound(a)) < 0 ? b : a),
      null,
    )
    const own = worthOf(chosen)
    const gap =
      runnerUp === null || own === 0 || !offers.has(runnerUp) ? null : Math.max(0, worthOf(runnerUp) / own - 1)
    if (offer) course.smallestGap = closer(course.smallestGap, offer.gap)
    if (gap !== null && (near > 0 || gap > 0)) course.smallestGap = closer(course.smallestGap, gap)
    const rho = (offer?.charged ?? 0) / (scaleOf(election, chosen) || 1)
    course.rounds.push({ chosen, step: 'rule', rho, effectiveSupport: reached(chosen), runnerUp, gap })
    const rivals = new Set(rivalsOf(election, chosen))
    drop((c) => rivals.has(c), 'exclusive')
  }

  function drop(isOut: (c: number) => boolean, why: 'too-dear' | 'supporters-too-poor' | 'exclusive'): void {
    for (const c of live) {
      if (!isOut(c)) continue
      const { cost } = projects[c] as Project
      const missing = why === 'too-dear' ? cost - left : why === 'exclusive' ? 0 : cost
      course.reasons.set(c, { why, effectiveSupport: reached(c), missing })
    }
    live = live.filter((c) => !isOut(c))
  }

  function reached(c: number): number {
    const charge = offers.get(c)
    const { cost } = projects[c] as Project
    return charge && cost > 0 ? cost / charge.charged : (support.weights[c] as number)
  }
}
