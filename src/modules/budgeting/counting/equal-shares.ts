import { charge } from './charge.ts'
import {
  type Course,
  closer,
  emptyCourse,
  explainLosers,
  explainOutsiders,
  type Lacking,
  type Round,
} from './course.ts'
import { candidatesOf, type Election, rivalsOf, scaleOf } from './election.ts'
import { exactShares } from './equal-shares-exact.ts'
import { openingOf } from './opening.ts'
import { NEAR, type Price, type Purses, priceIn } from './price.ts'
import type { TieOrder } from './ties.ts'

/**
 * The Method of Equal Shares (Peters, Pierczyński, Skowron: "Proportional Participatory Budgeting with Additive
 * Utilities", 2021). The money is shared equally. A project is affordable at ρ when its supporters, each paying at most
 * ρ for each unit of utility and at most what is left to them, cover its cost together. The project with the lowest ρ is
 * funded and paid, and so on, until no supporters can pay for what they want.
 *
 * Effective support is cost ÷ highest payment for a weight of 1: the votes that the project would have if all its
 * supporters paid alike. Of a project that is not funded it is what its supporters have left at the end, in full shares.
 *
 * Counted in float64; a run in which any two things came nearer than 1e-9 is counted again in exact fractions.
 * @returns a function from all the money (minor units, a whole number) to how the rule goes; it may be called many times.
 *   With `explain` it also says what each project lacks.
 */
export function equalShares(election: Election, ties: TieOrder): (money: number, explain?: boolean) => Course {
  const count = countInFloats(election, ties)
  return (money, explain) => count(money, explain) ?? exactShares(election, money, ties).course
}

/**
 * ρ of a project only grows, for purses only shrink: the last one is a lower bound, and projects are looked at in its order
 * until it is above the best found. What was chosen in the same round of the run before is looked at first, for it is mostly
 * the best again. Neither changes what is found.
 * @returns null from a run that came too near to be trusted
 */
export function countInFloats(election: Election, ties: TieOrder): (money: number, explain?: boolean) => Course | null {
  const { projects, support, voters } = election
  const candidates = candidatesOf(election)
  const cost = Float64Array.from(projects, (project) => project.cost)
  const scale = Float64Array.from(projects, (_, c) => scaleOf(election, c))
  const rho = new Float64Array(projects.length)
  /** Projects whose supporters all pay alike at `rho`. */
  const alike = new Uint8Array(projects.length)
  const purses: Purses = { held: new Float64Array(election.ballots.voters.length), election }
  const price: Price = { perWeight: 0, slack: null, alike: false, trusted: true }
  const opening = openingOf(election, candidates, scale)
  let before: number[] = []
  let live: number[] = []
  let course = emptyCourse()
  /** Rounds in which nobody paid. */
  let free = 0
  /** Rounds of the opening when the run began. */
  let opened = 0
  let lacking: Lacking[] = []
  /** Whether all supporters of whatever was asked for could pay alike. */
  let allAlike = true

  return (money, explain = false) => {
    begin(money)
    for (;;) {
      const best = lowestRho(before[course.rounds.length])
      if (best === null) return null
      if (best === Number.POSITIVE_INFINITY) break
      const near = live.filter((c) => (rho[c] as number) <= best * (1 + NEAR))
      const equal = near.length === 1 ? near : lowestAlike(near)
      if (!equal) return null
      const chosen = chosenOf(equal)
      const opens = near.length === 1 && alike[chosen] === 1
      fund(chosen)
      if (opens) course.rounds.push(opening.extend(course.rounds.pop() as Round, course.rounds.length - free, money))
    }
    const chosen = course.rounds.map((round) => round.chosen)
    const learned = opening.roundsAt(money).length > opened || chosen.join() !== before.join()
    before = chosen
    if (allAlike && !learned) course.lacking = lacking
    if (explain) explainLosers(election, course, (c) => heldFor(purses, c), money / voters)
    return course
  }

  function begin(money: number): void {
    lacking = []
    allAlike = true
    course = emptyCourse()
    course.exact = false
    explainOutsiders(election, course)
    live = [...candidates]
    for (const c of candidates) {
      rho[c] = opening.lowest[c] as number
      // What costs nothing is funded at once; nobody pays.
      if (cost[c] === 0 && live.includes(c)) fund(c)
    }
    free = course.rounds.length
    const rounds = opening.roundsAt(money)
    opened = rounds.length
    for (const round of rounds) {
      if (round.gap !== null) course.smallestGap = closer(course.smallestGap, round.gap)
      enter(round)
    }
    for (let r = 0; r < purses.held.length; r++) purses.held[r] = money / voters - (opening.spent[r] as number)
    live = live.filter((c) => canPay(cost[c] as number, support.voters[c] as number, money, voters) || drop(c, null))
  }

  /** @returns infinity when nothing is affordable, null when rounding could decide */
  function lowestRho(guess: number | undefined): number | null {
    let best = Number.POSITIVE_INFINITY
    sortByRho(live, rho)
    const looked = guess !== undefined && live.includes(guess) ? [guess, ...live] : [...live]
    for (let place = 0; place < looked.length; place++) {
      const c = looked[place] as number
      if (place > 0 && c === looked[0]) continue
      if ((rho[c] as number) > best * (1 + NEAR)) {
        if (place > 0) break
        continue
      }
      const scaled = scale[c] as number
      const affordable = priceIn(purses, c, (rho[c] as number) * scaled, best * (1 + NEAR) * scaled, price)
      if (!price.trusted) return null
      course.smallestGap = closer(course.smallestGap, price.slack)
      if (affordable) {
        rho[c] = price.perWeight / scaled
        alike[c] = price.alike ? 1 : 0
        if (!price.alike) allAlike = false
        best = Math.min(best, rho[c])
      } else {
        live.splice(live.indexOf(c), 1)
        drop(c, price.slack)
      }
    }
    return best
  }

  /**
   * Where every supporter of each pays alike, ρ is cost ÷ (weights · scale), and whole numbers tell which is lower.
   * @returns the lowest of them, or null where some supporters pay all they have
   */
  function lowestAlike(near: number[]): number[] | null {
    if (near.some((c) => !alike[c])) return null
    const below = (c: number) => BigInt(support.weights[c] as number) * BigInt(scale[c] as number)
    const compare = (a: number, b: number) =>
      BigInt(cost[a] as number) * below(b) - BigInt(cost[b] as number) * below(a)
    const lowest = near.reduce((best, c) => (compare(c, best) < 0n ? c : best))
    return near.filter((c) => compare(c, lowest) === 0n)
  }

  function chosenOf(equal: number[]): number {
    if (equal.length === 1) return equal[0] as number
    const { chosen, tie } = ties.first(equal)
    if (tie) course.ties.push(tie)
    return chosen
  }

  function fund(c: number): void {
    live.splice(live.indexOf(c), 1)
    const own = cost[c] === 0 ? 0 : (rho[c] as number)
    const perWeight = own * (scale[c] as number)
    let runnerUp: number | null = null
    if (own > 0)
      for (const other of live)
        if (runnerUp === null || (rho[other] as number) < (rho[runnerUp] as number)) runnerUp = other
    const gap = runnerUp === null ? null : (rho[runnerUp] as number) / own - 1
    // A tie that whole numbers or the method decided is no close call.
    if (gap !== null && gap > NEAR) course.smallestGap = closer(course.smallestGap, gap)
    const effectiveSupport = own === 0 ? (support.weights[c] as number) : (cost[c] as number) / perWeight
    enter({ chosen: c, step: 'rule', rho: own, effectiveSupport, runnerUp, gap })
    if (own > 0) charge(purses.held, election, c, perWeight)
  }

  /** Writes a round down, and takes what it leaves no room for out of the count. */
  function enter(round: Round): void {
    course.rounds.push(round)
    if (live.includes(round.chosen)) live.splice(live.indexOf(round.chosen), 1)
    for (const rival of rivalsOf(election, round.chosen)) {
      const place = live.indexOf(rival)
      if (place < 0) continue
      live.splice(place, 1)
      course.reasons.set(rival, { why: 'exclusive', effectiveSupport: 0, missing: 0 })
    }
  }

  function drop(c: number, missing: number | null): false {
    lacking.push({ project: c, missing })
    course.reasons.set(c, { why: 'supporters-too-poor', effectiveSupport: 0, missing: 0 })
    return false
  }
}

/** Whether so many voters of all hold the cost together, before anything is spent; in whole numbers. */
export function canPay(cost: number, supporters: number, money: number, voters: number): boolean {
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

/** What the supporters of c have left together. */
function heldFor({ held, election }: Purses, c: number): number {
  const { start, row } = election.support
  let sum = 0
  for (let at = start[c] as number; at < (start[c + 1] as number); at++)
    sum += (held[row[at] as number] as number) * (election.ballots.voters[row[at] as number] as number)
  return sum
}
