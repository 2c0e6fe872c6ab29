import type { Project } from '#modules/budgeting/counting/election.ts'
import type { CastBallots } from '#modules/budgeting/counting/group-ballots.ts'
import { numbersFrom } from '../pages/texts.ts'

export interface Drawn {
  projects: Project[]
  budget: number
  cast: CastBallots
}

/** What one vote in a large city looks like at most: 3.5 approvals a voter, as in Łódź 2022, and more projects. */
export const largest = { voters: 100_000, projects: 200, approvals: 350_000, budget: 8_000_000 }

/**
 * An election that is the same in every run. Costs are from 10,000 to 400,000, small ones more often; the project at place r
 * is approved 1 / (r + 10) as often as the others. A ballot has 1 to 10 approvals.
 */
export function drawElection({ voters, projects: many, approvals, budget }: typeof largest): Drawn {
  const random = numbersFrom(2026)
  const projects = Array.from({ length: many }, (_, c) => ({
    id: String(c + 1),
    cost: Math.round(100 * 40 ** random()) * 100,
  }))
  const popular = cumulated(Array.from({ length: many }, (_, c) => 1 / (c + 10)))
  const lengths = lengthsFrom(voters, approvals, random)
  const start = new Int32Array(voters + 1)
  const project = new Int32Array(approvals)
  for (let v = 0; v < voters; v++) {
    const from = start[v] as number
    const to = from + (lengths[v] as number)
    for (let at = from; at < to; ) {
      const c = placeOf(popular, random())
      if (project.subarray(from, at).includes(c)) continue
      project[at++] = c
    }
    start[v + 1] = to
  }
  return { projects, budget, cast: { start, project } }
}

/** One approval for everybody, the rest to voters by chance who have not ten yet. */
function lengthsFrom(voters: number, approvals: number, random: () => number): Int32Array {
  const lengths = new Int32Array(voters).fill(1)
  for (let left = approvals - voters; left > 0; ) {
    const v = Math.floor(random() * voters)
    if ((lengths[v] as number) >= 10) continue
    lengths[v] = (lengths[v] as number) + 1
    left--
  }
  return lengths
}

function cumulated(weights: number[]): number[] {
  const all = weights.reduce((a, b) => a + b, 0)
  let sum = 0
  return weights.map((weight) => {
    sum += weight
    return sum / all
  })
}

function placeOf(upTo: number[], wanted: number): number {
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((upTo[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
