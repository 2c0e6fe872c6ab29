import { costOf, type Election, type Project } from './election.ts'

/** What an outcome is like for voters; shares are from 0 to 1, money is in minor units. */
export interface Metrics {
  voters: number
  winners: number
  /** Share of the budget that is spent. */
  spent: number
  /** Share of voters none of whose supported projects is funded. */
  excluded: number
  /** Funded projects that a voter supports, in the mean. */
  meanWinners: number
  /** What the funded projects cost that a voter supports, in the mean. */
  meanCost: number
  /** Money of each voter in the first and in the last run, for rules that give voters money. */
  endowment: { start: number; end: number; ratio: number } | null
}

export function metricsOf(
  election: Election,
  chosen: readonly number[],
  endowment?: { start: number; end: number },
): Metrics {
  const { projects, budget, ballots, voters } = election
  const won = winnersByRow(election, chosen)
  let excluded = voters
  let winners = 0
  for (let r = 0; r < ballots.voters.length; r++) {
    const many = ballots.voters[r] as number
    if ((won[r] as number) > 0) excluded -= many
    winners += (won[r] as number) * many
  }
  let cost = 0
  for (const c of chosen) cost += (projects[c] as Project).cost * (election.support.voters[c] as number)
  const perVoter = (sum: number) => (voters === 0 ? 0 : sum / voters)
  return {
    voters,
    winners: chosen.length,
    spent: costOf(election, chosen) / budget,
    excluded: perVoter(excluded),
    meanWinners: perVoter(winners),
    meanCost: perVoter(cost),
    endowment: endowment && voters > 0 ? { ...endowment, ratio: endowment.end / endowment.start } : null,
  }
}

/** How many of the chosen projects each row of ballots supports. */
export function winnersByRow({ ballots, support }: Election, chosen: readonly number[]): Int32Array {
  const won = new Int32Array(ballots.voters.length)
  for (const c of chosen)
    for (let at = support.start[c] as number; at < (support.start[c + 1] as number); at++) {
      const r = support.row[at] as number
      won[r] = (won[r] as number) + 1
    }
  return won
}
