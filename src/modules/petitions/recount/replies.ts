import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { PetitionRef } from '../replies.ts'
import { places } from './store.ts'

const Instant = Type.String({ description: 'Instant, RFC 3339' })
const Numbers = Type.Record(Type.String(), Type.Number())

export const DifferenceView = Type.Object({
  id: Type.String(),
  petition: nullable(PetitionRef),
  place: Type.Enum([...places], { description: 'What does not agree with the public log; log: the log itself' }),
  expected: Numbers,
  found: Numbers,
  foundAt: Instant,
  healedAt: nullable(Instant),
})
export type DifferenceView = Type.Static<typeof DifferenceView>

export const RecountView = Type.Object({
  entries: Type.Integer({ description: 'Entries of the public log that are recounted' }),
  checked: nullable(
    Type.Object({ index: Type.Integer(), at: Instant, ms: Type.Integer({ description: 'How long it took' }) }),
  ),
  open: Type.Array(DifferenceView),
  healed: Type.Array(DifferenceView),
})
export type RecountView = Type.Static<typeof RecountView>
