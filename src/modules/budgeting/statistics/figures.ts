import type { PublishedCounts } from '#commons/settings/small-numbers.ts'
import type { SinceVote } from '../delivery/project.ts'
import type { Turnout } from '../paper/replies.ts'
import type { VisitedStep } from '../visits/viewed.ts'

/** Numbers of a process that anybody could add up from its public pages. Money in minor units. */
export interface Figures {
  ideas: { proposed: number; supports: number; reviewed: number; accepted: number; onBallot: number }
  /** By the place of the idea; where supporters and voters live is not kept. */
  areas: { place: string; ideas: number; supports: number; onBallot: number; funded: number; cost: number }[]
  days: { day: string; ideas: number }[]
  /** Where ideas are answered instead of voted on; not there in what was made before there were any. */
  answers?: { owed: number; takenUp: number; notTakenUp: number } | null
  turnout: Turnout
  funded: number
  /** What changed since the vote in what it funded; not there in what was made before this was counted. */
  sinceVote?: SinceVote
  done: number
  money: { available: number; cost: number; contracted: number; paid: number }
  /** Days from the idea to the finished thing, of those that are done. What each is called is read with the page: words may be hidden later. */
  delivered: { project: number; days: number }[]
}

/** Numbers of people, kept with what the next version is compared with. */
export interface Counts {
  authors: PublishedCounts
  supporters: PublishedCounts
  /** By channel of voting; null while people vote. */
  channels: PublishedCounts | null
  /** Views by day while one could vote; none in rows from before these were counted. */
  visits?: Record<VisitedStep, PublishedCounts>
  /** Who took part, by age group; null while people vote and where nobody is asked. */
  ages?: PublishedCounts | null
}

export interface KeptStatistics {
  figures: Figures
  counts: Counts
  madeAt: Date
}

/** The middle one, or the mean of the two in the middle; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}
