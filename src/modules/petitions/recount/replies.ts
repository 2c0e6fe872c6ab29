import Type from 'typebox'
import { CheckedView, differing } from '#commons/ledger/compared/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { PetitionRef } from '../replies.ts'
import { places } from './store.ts'

export const DifferenceView = Type.Object({
  id: Type.String(),
  petition: nullable(PetitionRef),
  place: Type.Enum([...places], { description: 'What does not agree with the public log; log: the log itself' }),
  ...differing,
})
export type DifferenceView = Type.Static<typeof DifferenceView>

export const RecountView = Type.Object({
  entries: Type.Integer({ description: 'Entries of the public log that are recounted' }),
  checked: CheckedView,
  open: Type.Array(DifferenceView),
  healed: Type.Array(DifferenceView),
})
export type RecountView = Type.Static<typeof RecountView>
