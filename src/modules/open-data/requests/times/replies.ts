import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { requestKinds } from '../request.ts'

export const RequestTimes = Type.Object({
  k: Type.Integer({ description: 'Requests of fewer people are not told' }),
  quarter: nullable(
    Type.String({ description: 'Whose rows these are, as 2026-Q3; null where nothing can be told yet' }),
  ),
  quarters: Type.Array(Type.String(), { description: 'Of which something can be told, the newest first' }),
  items: Type.Array(
    Type.Object({
      kind: Type.Enum([...requestKinds]),
      institution: nullable(
        Type.Object({ slug: Type.String(), name: Type.String() }, { description: 'Null: all institutions together' }),
      ),
      answered: Type.Integer(),
      medianDays: Type.Integer({ description: 'From sending to answering; half of the requests took no longer' }),
      inTimeAtLeast: nullable(Type.Integer({ description: 'In whole steps of k; null where that would be fewer' })),
    }),
  ),
})
export type RequestTimes = Type.Static<typeof RequestTimes>
