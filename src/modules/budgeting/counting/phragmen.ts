import { type Course, emptyCourse, explainOutsiders } from './course.ts'
import { candidatesOf, costOf, type Election, type Project, rivalsOf } from './election.ts'
import { compareFractions, type Fraction, fraction, gcd, toNumber } from './fraction.ts'
import type { TieOrder } from './ties.ts'

/** What voters have carried before: row of ballots → group of equal voters → load in minor units. */
export interface Loads {
  groupOf: Int32Array
  loads: Fraction[]
}

/**
 * Sequential Phragmén: voters earn money at one speed, from nothing; a project is bought at the first moment at which its
 * supporters hold its cost together, and they have nothing left then. Load is that moment. It ends when the next
 * project (any of them, where several are equal) would cost more than is left of the budget.
 * Points are not looked at: whoever gives a project more than 0 supports it. Exact. Effective support is cost ÷ load:
 * the votes that the project would have needed from voters who had bought nothing before.
 * @param before what an earlier rule funded and took from voters; nothing, where this is the whole rule
 */
export function phragmen(
  election: Election,
  ties: TieOrder,
  before: { funded: readonly number[]; loads?: Loads } = { funded: [] },
): Course {
  const { projects, support, budget } = election
  const course = emptyCourse()
  explainOutsiders(election, course)
  const carried = new Carried(election, before.loads)
  const rivals = new Set(before.funded.flatMap((c) => rivalsOf(election, c)))
  let left = budget - costOf(election, before.funded)
  let live = candidatesOf(election).filter((c) => !before.funded.includes(c) && !rivals.has(c))
  // A load only grows, so the last one is a lower bound.
  const load = new Map<number, Fraction>(live.map((c) => [c, fraction(0)]))
  const loadOf = (c: number) => load.get(c) as Fraction

  while (live.length > 0) {
    live.sort((a, b) => compareFractions(loadOf(a), loadOf(b)))
    let best: Fraction | undefined
    let equal: number[] = []
    for (const c of live) {
      if (best && compareFractions(loadOf(c), best) > 0) break
      const own = carried.loadWith(c)
      load.set(c, own)
      const sign = best ? compareFractions(own, best) : -1
      if (sign < 0) equal = [c]
      else if (sign === 0) equal.push(c)
      if (sign < 0) best = own
    }
    if (equal.some((c) => (projects[c] as Project).cost > left)) break
    buy(equal)
  }
  for (const c of live) {
    const missing = Math.max(0, (projects[c] as Project).cost - left)
    course.reasons.set(c, { why: missing > 0 ? 'too-dear' : 'after-the-stop', effectiveSupport: reached(c), missing })
  }
  return course

  function buy(equal: number[]): void {
    const { chosen, tie } = ties.first(equal)
    if (tie) course.ties.push(tie)
    const own = loadOf(chosen)
    carried.put(chosen, own)
    left -= (projects[chosen] as Project).cost
    const out = new Set([chosen, ...rivalsOf(election, chosen)])
    for (const c of live)
      if (out.has(c) && c !== chosen)
        course.reasons.set(c, { why: 'exclusive', effectiveSupport: reached(c), missing: 0 })
    live = live.filter((c) => !out.has(c))
    const runnerUp =
      live.length === 0 ? null : live.reduce((a, b) => (compareFractions(loadOf(b), loadOf(a)) < 0 ? b : a))
    const gap = runnerUp === null || own.n === 0n ? null : toNumber(loadOf(runnerUp)) / toNumber(own) - 1
    course.rounds.push({
      chosen,
      step: 'rule',
      rho: toNumber(own),
      effectiveSupport: reached(chosen),
      runnerUp,
      gap: gap === null ? null : Math.max(0, gap),
    })
  }

  function reached(c: number): number {
    const own = toNumber(loadOf(c))
    return own > 0 ? (projects[c] as Project).cost / own : (support.voters[c] as number)
  }
}

/** Loads of all voters: few different ones, over one denominator. */
class Carried {
  private readonly election: Election
  private readonly groupOf: Int32Array
  private loads: bigint[]
  private over = 1n

  constructor(election: Election, before?: Loads) {
    this.election = election
    this.groupOf = before ? before.groupOf.slice() : new Int32Array(election.ballots.voters.length)
    for (const { d } of before?.loads ?? []) this.over *= d / gcd(this.over, d)
    this.loads = before ? before.loads.map(({ n, d }) => n * (this.over / d)) : [0n]
  }

  /** (sum of the supporters' loads + cost) ÷ supporters */
  loadWith(c: number): Fraction {
    const { ballots, support, projects } = this.election
    const voters = new Map<number, number>()
    for (let at = support.start[c] as number; at < (support.start[c + 1] as number); at++) {
      const r = support.row[at] as number
      const group = this.groupOf[r] as number
      voters.set(group, (voters.get(group) ?? 0) + (ballots.voters[r] as number))
    }
    let sum = BigInt((projects[c] as Project).cost) * this.over
    for (const [group, many] of voters) sum += (this.loads[group] as bigint) * BigInt(many)
    return fraction(sum, this.over * BigInt(support.voters[c] as number))
  }

  put(c: number, load: Fraction): void {
    const times = load.d / gcd(this.over, load.d)
    this.over *= times
    this.loads = this.loads.map((carried) => carried * times)
    const group = this.loads.push(load.n * (this.over / load.d)) - 1
    const { start, row } = this.election.support
    for (let at = start[c] as number; at < (start[c + 1] as number); at++) this.groupOf[row[at] as number] = group
  }
}
