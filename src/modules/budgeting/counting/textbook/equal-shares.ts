import { candidatesOf, type Election, type Project, scaleOf } from '../election.ts'
import type { TieOrder } from '../ties.ts'

/** A voter who approves a project, and what it is worth to that one. */
interface Approver {
  voter: number
  utility: number
}

/**
 * The Method of Equal Shares as it is written in the papers, one voter after the other: no equal ballots put together, no
 * bound kept from round to round, every remaining project sorted and priced in every round. It is what the fast count is
 * compared with, in tests and in speed. Ties within 1e-9 go to the tie order.
 * @param money all of it, minor units  @returns projects in the order in which they are chosen
 */
export function textbookShares(election: Election, ties: TieOrder): (money: number) => number[] {
  const approvers = approversOf(election)
  return (money) => {
    const purse: number[] = new Array(election.voters).fill(money / election.voters)
    const chosen: number[] = []
    let remaining = candidatesOf(election)
    for (;;) {
      const affordable = remaining.flatMap((c) => {
        const rho = lowestRho(approvers[c] as Approver[], purse, (election.projects[c] as Project).cost)
        return rho === null ? [] : [{ c, rho }]
      })
      if (affordable.length === 0) return chosen
      const best = Math.min(...affordable.map(({ rho }) => rho))
      const equal = affordable.filter(({ rho }) => rho <= best * (1 + 1e-9))
      const next = ties.first(equal.map(({ c }) => c)).chosen
      const { rho } = equal.find(({ c }) => c === next) as { rho: number }
      for (const { voter, utility } of approvers[next] as Approver[])
        purse[voter] = (purse[voter] as number) - Math.min(purse[voter] as number, rho * utility)
      chosen.push(next)
      remaining = affordable.map(({ c }) => c).filter((c) => c !== next)
    }
  }
}

/** add1 with the stop at the first overrun, from budget ÷ voters. */
export function textbookAddOne(election: Election, ties: TieOrder, increment: number): number[] {
  const count = textbookShares(election, ties)
  let kept: number[] = []
  for (let money = election.budget; ; money += increment * election.voters) {
    const chosen = count(money)
    const cost = chosen.reduce((sum, c) => sum + (election.projects[c] as Project).cost, 0)
    if (cost > election.budget) return kept
    kept = chosen
  }
}

/** @returns null when the approvers cannot pay */
function lowestRho(approvers: Approver[], purse: number[], cost: number): number | null {
  const has = ({ voter }: Approver) => purse[voter] as number
  if (approvers.reduce((sum, approver) => sum + has(approver), 0) < cost * (1 - 1e-12)) return null
  const poorestFirst = approvers.toSorted((a, b) => has(a) / a.utility - has(b) / b.utility)
  let left = cost
  let utilities = approvers.reduce((sum, { utility }) => sum + utility, 0)
  for (const approver of poorestFirst) {
    const rho = left / utilities
    if (rho * approver.utility <= has(approver)) return rho
    left -= has(approver)
    utilities -= approver.utility
  }
  const richest = poorestFirst.at(-1)
  return richest ? has(richest) / richest.utility : null
}

/** One entry a voter and project, voters numbered as their ballots come. */
function approversOf(election: Election): Approver[][] {
  const { ballots } = election
  const approvers: Approver[][] = election.projects.map(() => [])
  let voter = 0
  ballots.voters.forEach((many, r) => {
    for (let i = 0; i < many; i++, voter++)
      for (let at = ballots.start[r] as number; at < (ballots.start[r + 1] as number); at++) {
        const c = ballots.project[at] as number
        const weight = ballots.weight?.[at] ?? 1
        if (weight > 0) approvers[c]?.push({ voter, utility: weight * scaleOf(election, c) })
      }
  })
  return approvers
}
