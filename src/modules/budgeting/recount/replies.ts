import Type from 'typebox'
import { CheckedView, differing } from '#commons/ledger/compared/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { places } from './difference.ts'

const Instant = Type.String({ description: 'Instant, RFC 3339' })

export const MarkView = Type.Object(
  {
    recounted: nullable(
      Type.Object({
        index: Type.Integer({ description: 'Entries of the public log at that moment' }),
        at: Instant,
        ballots: Type.Integer({ description: 'Ballots that counted then, each with its commitment in the log' }),
        commitments: Type.Integer({ description: 'Commitments in the log, those of replaced ballots among them' }),
      }),
    ),
    disagrees: nullable(Type.Object({ since: Instant }, { description: 'Numbers that do not agree' })),
  },
  { description: 'When the numbers were last compared with rows and public log' },
)
export type MarkView = Type.Static<typeof MarkView>

export const BudgetDifferenceView = Type.Object({
  id: Type.String(),
  process: Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String() }),
  idea: nullable(Type.Object({ number: Type.Integer(), slug: Type.String() })),
  place: Type.Enum([...places]),
  ...differing,
})
export type BudgetDifferenceView = Type.Static<typeof BudgetDifferenceView>

export const BudgetRecountView = Type.Object({
  checked: CheckedView,
  open: Type.Array(BudgetDifferenceView),
  healed: Type.Array(BudgetDifferenceView),
})
export type BudgetRecountView = Type.Static<typeof BudgetRecountView>
