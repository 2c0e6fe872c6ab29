import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { ballotsBy } from '../budget.ts'

/** From the page of the process to the ballot, while one could vote. Views are of pages, not of people. */
export const VisitsTold = Type.Object({
  by: Type.Enum([...ballotsBy], { description: 'How people vote, and so where they are asked who they are' }),
  views: Type.Array(
    Type.Object({
      step: Type.Enum(['page', 'identity', 'ballot']),
      views: nullable(Type.Integer({ description: 'Null where fewer than k' })),
    }),
    { description: 'In the order in which one comes by; as of a moment when at least k had been added' },
  ),
  cast: nullable(
    Type.Integer({ description: 'Ballots cast online; null while it would tell of single ones on paper' }),
  ),
  days: Type.Array(Type.Object({ day: Type.String({ format: 'date' }), atLeast: Type.Integer() }), {
    description: 'Views of the page of the process, in whole steps of k',
  }),
})
export type VisitsTold = Type.Static<typeof VisitsTold>
