import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { offeredRules } from '../offered-rules.ts'

export const BorrowedRehearsalView = Type.Object({
  number: Type.Integer({ description: 'Of the imported vote' }),
  title: Type.String(),
  votes: Type.Integer(),
  mostVotes: Type.Integer({ description: 'More are not rehearsed with' }),
  processes: Type.Array(Type.Object({ number: Type.Integer(), title: Type.String() }), {
    description: 'Own processes that can be rehearsed',
  }),
  rules: Type.Array(Type.Enum([...offeredRules]), { description: 'Rules that count such ballots' }),
  rule: nullable(Type.Enum([...offeredRules], { description: 'The rule of the file, where it is one of these' })),
})
export type BorrowedRehearsalView = Type.Static<typeof BorrowedRehearsalView>
