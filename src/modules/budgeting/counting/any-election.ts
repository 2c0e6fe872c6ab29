import fc from 'fast-check'
import { castBallots, type Election, electionOf } from './election.ts'

/** Small elections for property tests: round costs, so that ties are common. */
export function anyElection(
  options: { points?: boolean; exclusive?: boolean; projects?: number; voters?: number } = {},
): fc.Arbitrary<Election> {
  const { projects = 7, voters = 12 } = options
  return fc
    .record({
      costs: fc.array(fc.constantFrom(0, 1, 2, 3, 5, 10, 20, 50, 97), { minLength: 1, maxLength: projects }),
      ballots: fc.array(
        fc.array(fc.tuple(fc.nat(projects - 1), fc.integer({ min: 1, max: 4 })), { maxLength: projects }),
        {
          minLength: 1,
          maxLength: voters,
        },
      ),
      budget: fc.integer({ min: 1, max: 150 }),
      utilities: fc.constantFrom('cost' as const, 'cardinality' as const),
      paired: fc.boolean(),
    })
    .map(({ costs, ballots, budget, utilities, paired }) => {
      const cleaned = ballots.map((ballot) => [...new Map(ballot.filter(([c]) => c < costs.length))])
      const weights = cleaned.map((ballot) => ballot.map(([, points]) => points))
      return electionOf({
        projects: costs.map((cost, c) => ({ id: `p${c}`, cost })),
        budget,
        utilities,
        cast: castBallots(
          cleaned.map((ballot) => ballot.map(([c]) => c)),
          options.points ? weights : undefined,
        ),
        exclusive: options.exclusive && paired && costs.length > 2 ? [[0, 2]] : [],
      })
    })
}
