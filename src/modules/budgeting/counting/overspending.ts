import { type Course, emptyCourse, explainOutsiders } from './course.ts'
import { candidatesOf, type Election, type Project, rivalsOf, scaleOf } from './election.ts'
import { ExactPurses } from './exact-purses.ts'
import { compareFractions, type Fraction, fraction, toNumber } from './fraction.ts'
import type { TieOrder } from './ties.ts'

/** The best way to buy a project: λ ÷ α² decides, and a weight of 1 is charged λ · scale ÷ α. */
interface Offer {
  worth: Fraction
  perWeight: Fraction
}

/**
 * Equal Shares with bounded overspending (BOS; Papasotiropoulos, Pishbin, Skibski, Skowron, Wąs: "Method of Equal Shares
 * with Bounded Overspending", arXiv 2409.15005). Supporters who lack a little may buy a project all the same: paying at most λ
 * for each unit of utility they cover the share α ≤ 1 of its cost, so a unit costs them ρ = λ ÷ α. Of all projects that
 * fit into what is really left of the budget, and all λ, the lowest ρ ÷ α wins; each supporter pays ρ for a unit, or all that
 * is left. The utility is weight · scale (election.ts).
 *
 * Between two λ at which a purse runs empty λ ÷ α² has no lowest point, so only those λ are tried, and the one that pays
 * in full. λ ÷ α² of a project only grows while purses shrink: the last value is a lower bound. Exact.
 * Effective support is cost ÷ charge for a weight of 1.
 */
export function overspending(election: Election, ties: TieOrder): Course {
  const { projects, support, budget } = election
  const course = emptyCourse()
  explainOutsiders(election, course)
  const purses = new ExactPurses(election, budget)
  let left = budget
  let live = candidatesOf(election)
  const offers = new Map<number, Offer>()
  const bound = (c: number) => offers.get(c)?.worth ?? fraction(0)

  for (const c of live)
    if ((projects[c] as Project).cost === 0) buy([c], { worth: fraction(0), perWeight: fraction(0) })
  for (;;) {
    drop((c) => (projects[c] as Project).cost > left, 'too-dear')
    live.sort((a, b) => compareFractions(bound(a), bound(b)))
    let best: Offer | undefined
    let equal: number[] = []
    const broke = new Set<number>()
    for (const c of live) {
      if (best && compareFractions(bound(c), best.worth) > 0) break
      const offer = bestOffer(c)
      if (!offer) {
        broke.add(c)
        continue
      }
      offers.set(c, offer)
      const sign = best ? compareFractions(offer.worth, best.worth) : -1
      if (sign < 0) equal = [c]
      else if (sign === 0) equal.push(c)
      if (sign < 0) best = offer
    }
    drop((c) => broke.has(c), 'supporters-too-poor')
    if (!best) return course
    buy(equal, best)
  }

  function bestOffer(c: number): Offer | null {
    const { cost } = projects[c] as Project
    const { payers, over } = purses.payersOf(c)
    const paying = payers.filter(({ held }) => held > 0n)
    paying.sort((a, b) => compareFractions({ n: a.held, d: a.weight }, { n: b.held, d: b.weight }))
    const full = BigInt(cost) * over
    const scale = BigInt(scaleOf(election, c))
    let spent = 0n
    let able = paying.reduce((sum, { weight, voters }) => sum + weight * voters, 0n)
    let best: Offer | null = null
    for (const { held, weight, voters } of paying) {
      // At the price held ÷ weight; all of it times weight, to stay whole.
      const paid = spent * weight + held * able
      if (paid >= full * weight) {
        const price = fraction(full - spent, able * over)
        const worth = fraction(price.n, price.d * scale)
        return best && compareFractions(best.worth, worth) <= 0 ? best : { worth, perWeight: price }
      }
      // λ = held ÷ (weight · over · scale), α = paid ÷ (weight · full)
      const worth = { n: held * weight * full * full, d: over * scale * paid * paid }
      if (!best || compareFractions(worth, best.worth) < 0)
        best = { worth, perWeight: { n: held * full, d: over * paid } }
      spent += held * voters
      able -= weight * voters
    }
    return best && { worth: best.worth, perWeight: fraction(best.perWeight.n, best.perWeight.d) }
  }

  function buy(equal: number[], offer: Offer): void {
    const { chosen, tie } = ties.first(equal)
    if (!live.includes(chosen)) return
    if (tie) course.ties.push(tie)
    const { perWeight } = offers.get(chosen) ?? offer
    offers.set(chosen, { worth: offer.worth, perWeight })
    live = live.filter((c) => c !== chosen)
    left -= (projects[chosen] as Project).cost
    if (perWeight.n > 0n) purses.charge(chosen, perWeight)
    const runnerUp = live.reduce<number | null>(
      (a, b) => (a === null || compareFractions(bound(b), bound(a)) < 0 ? b : a),
      null,
    )
    const own = toNumber(offer.worth)
    const gap = runnerUp === null || own === 0 ? null : Math.max(0, toNumber(bound(runnerUp)) / own - 1)
    const rho = toNumber(perWeight) / (scaleOf(election, chosen) || 1)
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
    return charge && cost > 0 ? cost / toNumber(charge.perWeight) : (support.weights[c] as number)
  }
}
