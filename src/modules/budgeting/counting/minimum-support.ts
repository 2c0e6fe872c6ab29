import type { Election, Project } from './election.ts'

/** What a project needs before any rule looks at it; more than one may be asked. */
export interface Minimum {
  /** At least so many points (votes, where each counts 1). */
  score?: number
  /**
   * Votes in proportion to the cost, as in Świecie: with d, project c needs votes / voters ≥ cost / (d · budget).
   * A whole number above 0; Świecie has 3.
   */
  costDivisor?: number
}

/**
 * The same election without the projects that miss the minimum; each is kept with how many votes (points) it lacks.
 * Whole numbers only, so the border is exact.
 */
export function withMinimum(election: Election, { score = 0, costDivisor }: Minimum): Election {
  const barred = new Map(election.barred)
  election.projects.forEach((project, c) => {
    const lacking = score - (election.support.score[c] as number)
    if (lacking > 0) barred.set(c, lacking)
    if (costDivisor === undefined) return
    const short = votesNeeded(project, election, costDivisor) - (election.support.votes[c] as number)
    if (short > 0) barred.set(c, short)
  })
  return { ...election, barred }
}

/** The smallest whole number of votes with votes · d · budget ≥ cost · voters. */
function votesNeeded({ cost }: Project, { budget, voters }: Election, divisor: number): number {
  const share = BigInt(divisor) * BigInt(budget)
  return Number((BigInt(cost) * BigInt(voters) + share - 1n) / share)
}
