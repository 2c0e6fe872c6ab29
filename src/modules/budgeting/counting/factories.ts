import { castBallots, type Election, electionOf, type Utilities } from './election.ts'
import { type TieOrder, tieOrder } from './ties.ts'

/** A whole election from ids: `{ projects: { park: 100 }, ballots: ['park', 'park,road', ''] }`; 'park:3' gives points. */
export function smallElection(given: {
  projects: Record<string, number>
  budget: number
  ballots: readonly string[]
  utilities?: Utilities
  currencyUnit?: number
  exclusive?: readonly (readonly string[])[]
}): Election {
  const { ballots, exclusive = [], ...rest } = given
  const ids = Object.keys(given.projects)
  const named = ballots.map((ballot) => (ballot === '' ? [] : ballot.split(',').map((part) => part.split(':'))))
  const lists = named.map((parts) => parts.map(([id]) => ids.indexOf(id as string)))
  const weighted = named.some((parts) => parts.some(([, points]) => points !== undefined))
  const weights = weighted ? named.map((parts) => parts.map(([, points]) => Number(points))) : undefined
  return electionOf({
    ...rest,
    projects: ids.map((id) => ({ id, cost: given.projects[id] as number })),
    cast: castBallots(lists, weights),
    exclusive: exclusive.map((set) => set.map((id) => ids.indexOf(id))),
  })
}

/** Lower cost, more votes, then the order in which the projects stand. */
export function fairTies(election: Election): TieOrder {
  const lot = election.projects.map(({ id }) => id)
  return tieOrder(election, { criteria: ['lower-cost', 'more-votes', 'lot'], lot })
}

export function idsOf({ projects }: Election, chosen: readonly number[]): string[] {
  return chosen.map((c) => projects[c]?.id ?? '?')
}
