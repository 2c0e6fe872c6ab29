import { type BallotKind, CURRENCY_UNIT } from '../budget.ts'
import { type PbElection, pbElection, type VoteType } from '../pabulib/pb-election.ts'
import { readPb } from '../pabulib/read-pb.ts'
import { readText } from '../pabulib/read-text.ts'
import type { Choice } from '../vote/choice.ts'

/** What a vote of elsewhere becomes on a ballot of ours. Money in minor units of two decimals. */
export interface BorrowedVote {
  amount: number
  ballotKind: BallotKind
  maxPicks: number
  points: number | null
  maxPoints: number | null
  /** Numbered from 1 in the order of the file. */
  projects: { title: string; cost: number }[]
  voters: number
  /** One for each voter who chose something; who that was is not in it. */
  ballots: Choice[]
}

export const kindOf: Record<VoteType, BallotKind> = {
  approval: 'approval',
  'choose-1': 'approval',
  ordinal: 'ranking',
  cumulative: 'points',
  scoring: 'points',
}

/** What cannot be put on a ballot of ours: money in fractions of a hundredth, or points in fractions or below 0. */
export type Unfit = 'money' | 'points'

/** Makes ballots of ours from a `.pb` file that was read before. */
export function ballotsOfFile(bytes: Uint8Array): BorrowedVote | { unfit: Unfit } {
  const pb = pbElection(readPb(readText(bytes)))
  const ballotKind = kindOf[pb.voteType]
  const money = [pb.budget, ...pb.projects.map(({ cost }) => cost)].map(
    (minor) => (minor * CURRENCY_UNIT) / pb.currencyUnit,
  )
  if (!money.every(Number.isSafeInteger)) return { unfit: 'money' }
  if (ballotKind === 'points' && (pb.pointUnit !== 1 || pb.cast.weight?.some((points) => points < 0)))
    return { unfit: 'points' }
  const ballots = choicesOf(pb, ballotKind).filter((choice) => choice.length > 0)
  const points = ballots.map((choice) => choice.map((one) => (typeof one === 'number' ? 0 : one[1])))
  const most = (all: number[]) => all.reduce((a, b) => Math.max(a, b), 1)
  return {
    amount: money[0] as number,
    ballotKind,
    maxPicks: most(ballots.map(({ length }) => length)),
    points: ballotKind === 'points' ? most(points.map((all) => all.reduce((a, b) => a + b, 0))) : null,
    maxPoints: ballotKind === 'points' ? most(points.flat()) : null,
    projects: pb.projects.map(({ id, name }, c) => ({ title: name || id, cost: money[c + 1] as number })),
    voters: pb.cast.start.length - 1,
    ballots,
  }
}

/** A ranking stays in the order of its places; elsewhere projects stand in ascending order, as on every ballot here. */
function choicesOf({ cast: { start, project, weight } }: PbElection, kind: BallotKind): Choice[] {
  return Array.from({ length: start.length - 1 }, (_, v): Choice => {
    const [from, to] = [start[v] as number, start[v + 1] as number]
    const named = Array.from(project.subarray(from, to), (c) => c + 1)
    if (kind === 'ranking') return named
    if (kind !== 'points') return named.sort((a, b) => a - b)
    return named
      .map((number, at): [number, number] => [number, weight?.[from + at] ?? 0])
      .filter(([, points]) => points > 0)
      .sort(([a], [b]) => a - b)
  })
}
