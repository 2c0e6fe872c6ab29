import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

const Round = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  reason: Type.String(),
  at: Type.String(),
  cancelled: nullable(Type.String({ description: 'Why it was given up; null where it was not' })),
})

/** Both ends of what is held again, each with the public reason; `of`: the process whose annulled outcome is decided once more here. */
export const RoundsView = Type.Object({
  of: nullable(Round),
  in: Type.Array(Round, { description: 'Processes in which an annulled outcome of this one is decided once more' }),
})
export type RoundsView = Type.Static<typeof RoundsView>
