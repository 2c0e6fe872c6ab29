import { type Course, emptyCourse, explainOutsiders } from './course.ts'
import { candidatesOf, costOf, type Election, type Project } from './election.ts'
import type { TieOrder } from './ties.ts'

/** A set of projects, as far as it was built: bit 2^(candidates − 1 − place in the order of ties) says who is in it. */
interface Part {
  score: number
  cost: number
  who: bigint
}

/** Projects of which at most one may be in; most sets have one member. */
interface Choice {
  members: number[]
  /** Upper bounds of what any member gives: score ≤ density · cost, score ≤ most. */
  density: number
  most: number
}

/**
 * The knapsack optimum: the set within the budget with the most votes (points) together. Of equal sets the cheapest
 * wins, then the one that holds the project which the tie order puts first, then second, and so on.
 * Whole numbers only. Parts that another beats in both cost and score are dropped (Nemhauser and Ullmann 1969), and those
 * that could not reach the best known total even if what is left were filled with fractions of projects (Dantzig 1957).
 * Effective support is the score of the project.
 */
export function bestTotal(election: Election, ties: TieOrder): Course {
  const { projects, support, budget } = election
  const course = emptyCourse()
  explainOutsiders(election, course)
  const candidates = candidatesOf(election).filter((c) => (support.score[c] as number) > 0)
  const ordered = [...candidates].sort((a, b) => ties.compare(a, b))
  for (let i = 1; i < ordered.length; i++) {
    const [a, b] = [ordered[i - 1] as number, ordered[i] as number]
    const same =
      support.score[a] === support.score[b] && (projects[a] as Project).cost === (projects[b] as Project).cost
    if (same) ties.first([a, b])
  }
  const bit = new Map(ordered.map((c, place) => [c, 1n << BigInt(ordered.length - 1 - place)]))
  const choices = choicesOf(election, candidates)
  const filled = fractionalFill(choices)
  let least = 0
  let parts: Part[] = [{ score: 0, cost: 0, who: 0n }]

  choices.forEach(({ members }, step) => {
    const grown = members.flatMap((c) => {
      const { cost } = projects[c] as Project
      const more = (part: Part): Part => ({
        score: part.score + (support.score[c] as number),
        cost: part.cost + cost,
        who: part.who | (bit.get(c) as bigint),
      })
      return parts.filter((part) => part.cost + cost <= budget).map(more)
    })
    parts = undominated([...parts, ...grown])
    for (const { score } of parts) least = Math.max(least, score)
    parts = parts.filter(({ score, cost }) => {
      const most = score + filled(step + 1, budget - cost)
      return most * (1 + 1e-12) + 1e-6 >= least
    })
  })

  const best = parts.reduce((a, b) => (isBetter(b, a) ? b : a))
  const chosen = ordered.filter((c) => (best.who & (bit.get(c) as bigint)) !== 0n)
  for (const c of ordered) {
    const effectiveSupport = support.score[c] as number
    if (chosen.includes(c))
      course.rounds.push({ chosen: c, step: 'rule', rho: null, effectiveSupport, runnerUp: null, gap: null })
    else {
      const missing = Math.max(0, (projects[c] as Project).cost - (budget - costOf(election, chosen)))
      course.reasons.set(c, { why: 'not-in-the-optimum', effectiveSupport, missing })
    }
  }
  for (const c of candidatesOf(election))
    if (!candidates.includes(c))
      course.reasons.set(c, { why: 'not-in-the-optimum', effectiveSupport: support.score[c] as number, missing: 0 })
  return course
}

function isBetter(a: Part, b: Part): boolean {
  if (a.score !== b.score) return a.score > b.score
  if (a.cost !== b.cost) return a.cost < b.cost
  return a.who > b.who
}

/** By cost, each with a higher score than all before it. */
function undominated(parts: Part[]): Part[] {
  parts.sort((a, b) => a.cost - b.cost || (isBetter(a, b) ? -1 : 1))
  let highest = -1
  return parts.filter(({ score }) => {
    if (score <= highest) return false
    highest = score
    return true
  })
}

/** The densest first, so that the bounds are close from the beginning. */
function choicesOf({ projects, support, exclusive }: Election, candidates: number[]): Choice[] {
  const grouped = new Set(exclusive.flat())
  const sets = [
    ...candidates.filter((c) => !grouped.has(c)).map((c) => [c]),
    ...exclusive.map((set) => set.filter((c) => candidates.includes(c))),
  ]
  return sets
    .filter((members) => members.length > 0)
    .map((members) => ({
      members,
      density: Math.max(...members.map((c) => (support.score[c] as number) / (projects[c] as Project).cost)),
      most: Math.max(...members.map((c) => support.score[c] as number)),
    }))
    .sort((a, b) => b.density - a.density || b.most - a.most)
}

/** @returns a function from (first choice that is open, money) to the most that fractions of what is open could add */
function fractionalFill(choices: Choice[]): (from: number, money: number) => number {
  const cost = [0]
  const score = [0]
  for (const { density, most } of choices) {
    cost.push((cost.at(-1) as number) + (density === Number.POSITIVE_INFINITY ? 0 : most / density))
    score.push((score.at(-1) as number) + most)
  }
  return (from, money) => {
    const until = (cost[from] as number) + money
    let low = from
    let high = choices.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((cost[middle] as number) <= until) low = middle
      else high = middle - 1
    }
    const whole = (score[low] as number) - (score[from] as number)
    return low === choices.length ? whole : whole + (until - (cost[low] as number)) * (choices[low] as Choice).density
  }
}
