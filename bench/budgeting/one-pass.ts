import type { Election } from '#modules/budgeting/counting/election.ts'

/** Reads every approval once and the purse behind it, as each run of any count must. */
export function onePass({ support, ballots }: Election): number {
  const held = new Float64Array(ballots.voters.length).fill(1)
  let sum = 0
  for (let at = 0; at < support.row.length; at++) {
    const r = support.row[at] as number
    sum += (held[r] as number) * (ballots.voters[r] as number)
  }
  return sum
}
