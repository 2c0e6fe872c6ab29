import { type Course, closer, emptyCourse, explainOutsiders, idOf } from './course.ts'
import { candidatesOf, type Election, rivalsOf, scaleOf } from './election.ts'
import { exactShares } from './equal-shares-exact.ts'
import { NEAR, type Price, type Purses, priceIn } from './price.ts'
import type { TieOrder } from './ties.ts'

/**
 * The Method of Equal Shares (Peters, Pierczyński, Skowron: "Proportional Participatory Budgeting with Additive
 * Utilities", 2021). The money is shared equally. A project is affordable at ρ when its supporters, each paying at most
 * ρ for each unit of utility and at most what is left to them, cover its cost together. The project with the lowest ρ is
 * funded and paid, and so on, until no supporters can pay for what they want.
 *
 * ρ of a project only grows, for purses only shrink: the last one is a lower bound, and projects are looked at in its order
 * until it is above the best found. Effective support is cost ÷ highest payment for a weight of 1: the votes that
 * the project would have if all its supporters paid alike.
 *
 * Counted in float64. A run in which any two things came nearer than 1e-9 is counted again in exact fractions.
 * @returns a function from all the money (minor units, a whole number) to how the rule goes; it may be called many times
 */
export function equalShares(election: Election, ties: TieOrder): (money: number) => Course {
  const count = countInFloats(election, ties)
  return (money) => count(money) ?? exactShares(election, money, ties).course
}

/** @returns null from a run that came too near to be trusted */
export function countInFloats(election: Election, ties: TieOrder): (money: number) => Course | null {
  const { projects, support, voters } = election
  const candidates = candidatesOf(election)
  const cost = Float64Array.from(projects, (project) => project.cost)
  const scale = Float64Array.from(projects, (_, c) => scaleOf(election, c))
  const purses: Purses = { held: new Float64Array(election.ballots.voters.length), election }
  const rho = new Float64Array(projects.length)
  const price: Price = { perWeight: 0, missing: 0, slack: 0, alike: false, trusted: true }
  const pure = new Uint8Array(projects.length)

  return (money) => {
    const course = emptyCourse()
    course.exact = false
    explainOutsiders(election, course)
    purses.held.fill(money / voters)
    const live: number[] = []
    for (const c of candidates) {
      // What costs nothing is funded at once; nobody pays.
      if (cost[c] === 0) fundFree(c)
      else if (canPay(cost[c] as number, support.voters[c] as number, money, voters)) {
        rho[c] = (cost[c] as number) / (support.weights[c] as number) / (scale[c] as number)
        live.push(c)
      } else {
        const missing = (cost[c] as number) - ((support.voters[c] as number) * money) / voters
        course.reasons.set(c, { why: 'supporters-too-poor', effectiveSupport: support.weights[c] as number, missing })
      }
    }
    for (const { chosen } of course.rounds) leave(rivalsOf(election, chosen))

    for (;;) {
      sortByRho(live, rho)
      let best = Number.POSITIVE_INFINITY
      for (let place = 0; place < live.length; place++) {
        const c = live[place] as number
        if ((rho[c] as number) > best * (1 + NEAR)) break
        const scaled = scale[c] as number
        const affordable = priceIn(purses, c, (rho[c] as number) * scaled, best * (1 + NEAR) * scaled, price)
        if (!price.trusted) return null
        course.smallestGap = closer(course.smallestGap, price.slack)
        if (affordable) {
          rho[c] = price.perWeight / scaled
          pure[c] = price.alike ? 1 : 0
          if ((rho[c] as number) < best) best = rho[c] as number
        } else {
          const effectiveSupport = (cost[c] as number) / ((rho[c] as number) * scaled)
          course.reasons.set(c, { why: 'supporters-too-poor', effectiveSupport, missing: price.missing })
          live.splice(place--, 1)
        }
      }
      if (best === Number.POSITIVE_INFINITY) return course
      const near = live.filter((c) => (rho[c] as number) <= best * (1 + NEAR))
      const equal = near.length === 1 ? near : cheapestAlike(near)
      if (!equal) return null
      const chosen = equal.length === 1 ? (equal[0] as number) : breakTie(equal, course)
      fund(chosen)
    }

    function fund(c: number): void {
      const perWeight = (rho[c] as number) * (scale[c] as number)
      live.splice(live.indexOf(c), 1)
      let runnerUp: number | null = null
      for (const other of live)
        if (runnerUp === null || (rho[other] as number) < (rho[runnerUp] as number)) runnerUp = other
      const gap = runnerUp === null ? null : (rho[runnerUp] as number) / (rho[c] as number) - 1
      // A tie that whole numbers or the method decided is no close call.
      if (gap !== null && gap > NEAR) course.smallestGap = closer(course.smallestGap, gap)
      const effectiveSupport = (cost[c] as number) / perWeight
      course.rounds.push({ chosen: c, step: 'rule', rho: rho[c] as number, effectiveSupport, runnerUp, gap })
      course.reasons.delete(c)
      charge(purses, c, perWeight)
      leave(rivalsOf(election, c))
    }

    function fundFree(c: number): void {
      const effectiveSupport = support.weights[c] as number
      if (course.reasons.get(c)?.why === 'exclusive') return
      course.rounds.push({ chosen: c, step: 'rule', rho: 0, effectiveSupport, runnerUp: null, gap: null })
      for (const rival of rivalsOf(election, c))
        course.reasons.set(rival, { why: 'exclusive', effectiveSupport: support.weights[rival] as number, missing: 0 })
    }

    function leave(rivals: number[]): void {
      for (const rival of rivals) {
        const place = live.indexOf(rival)
        if (place < 0) continue
        live.splice(place, 1)
        const effectiveSupport = (cost[rival] as number) / ((rho[rival] as number) * (scale[rival] as number))
        course.reasons.set(rival, { why: 'exclusive', effectiveSupport, missing: 0 })
      }
    }

    function breakTie(tied: number[], course: Course): number {
      const { chosen, by } = ties.first(tied)
      if (by) course.ties.push({ projects: tied.map((c) => idOf(election, c)), chosen: idOf(election, chosen), by })
      return chosen
    }
  }

  /**
   * Where every supporter of each pays alike, ρ is cost ÷ (weights · scale), and whole numbers tell which is lower.
   * @returns the lowest of them, or null where some supporters pay all they have
   */
  function cheapestAlike(near: number[]): number[] | null {
    if (near.some((c) => !pure[c])) return null
    const below = (c: number) => BigInt(support.weights[c] as number) * BigInt(scale[c] as number)
    const compare = (a: number, b: number) =>
      BigInt(cost[a] as number) * below(b) - BigInt(cost[b] as number) * below(a)
    const lowest = near.reduce((best, c) => (compare(c, best) < 0n ? c : best))
    return near.filter((c) => compare(c, lowest) === 0n)
  }
}

/** Whether so many voters of all hold the cost together, before anything is spent; in whole numbers. */
function canPay(cost: number, supporters: number, money: number, voters: number): boolean {
  const [asked, held] = [cost * voters, supporters * money]
  if (Number.isSafeInteger(asked) && Number.isSafeInteger(held)) return asked <= held
  return BigInt(cost) * BigInt(voters) <= BigInt(supporters) * BigInt(money)
}

/** Insertion: from round to round little changes. */
function sortByRho(live: number[], rho: Float64Array): void {
  for (let i = 1; i < live.length; i++) {
    const c = live[i] as number
    const own = rho[c] as number
    let j = i - 1
    while (j >= 0 && (rho[live[j] as number] as number) > own) {
      live[j + 1] = live[j] as number
      j--
    }
    live[j + 1] = c
  }
}

function charge({ held, election }: Purses, c: number, perWeight: number): void {
  const { start, row, weight } = election.support
  for (let at = start[c] as number; at < (start[c + 1] as number); at++) {
    const r = row[at] as number
    const asked = weight ? perWeight * (weight[at] as number) : perWeight
    const left = (held[r] as number) - asked
    held[r] = Math.max(left, 0)
  }
}
