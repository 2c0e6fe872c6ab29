import { type PublishedCounts, told } from '#commons/settings/small-numbers.ts'
import type { BallotsBy } from '../budget.ts'
import type { Turnout } from '../paper/replies.ts'
import type { VisitsTold } from './replies.ts'
import type { VisitedStep } from './viewed.ts'

/** Who votes from an account signs in before the ballot is shown; for a token one is asked on the way from a blank ballot. */
const order: Record<BallotsBy, VisitedStep[]> = {
  account: ['page', 'identity', 'ballot'],
  token: ['page', 'ballot', 'identity'],
}

/** What is told of visits; null where none was counted: before the vote, or where its authority does not count. */
export function tellVisits(
  visits: Record<VisitedStep, PublishedCounts>,
  turnout: Turnout,
  by: BallotsBy,
): VisitsTold | null {
  if (order[by].every((step) => visits[step].total === 0)) return null
  return {
    by,
    views: order[by].map((step) => ({ step, views: told(visits[step]) })),
    cast: castOnline(turnout),
    days: Object.entries(visits.page.cells).map(([day, atLeast]) => ({ day, atLeast })),
  }
}

/** Not while the number holds ballots of paper that are not told by themselves. */
function castOnline({ ballots, counts, paper }: Turnout): number | null {
  if (counts === 'cast') return ballots
  if (!paper) return null
  return ballots - (counts === 'counted' ? (paper.valid ?? 0) : paper.given)
}
