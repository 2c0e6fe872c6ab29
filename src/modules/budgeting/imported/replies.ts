import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { ruleNames } from '../counting/rule-names.ts'
import { Comparison } from '../evaluation/replies.ts'
import { voteTypes } from '../pabulib/pb-election.ts'
import { ImportedInList } from './in-list.ts'

export const ImportedRef = Type.Object({ number: Type.Integer() })

export const ImportedList = Type.Object({
  items: Type.Array(ImportedInList),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type ImportedList = Type.Static<typeof ImportedList>

const Withdrawn = nullable(
  Type.Object({ at: Type.String(), reason: Type.String() }, { description: 'When and why it was taken away' }),
)

/** A vote of elsewhere: not ours, counted again here. Of one that was taken away only title and source are told. */
export const ImportedView = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  withdrawn: Withdrawn,
  description: Type.String(),
  country: Type.String(),
  begins: Type.String({ description: 'As the file writes it' }),
  ends: Type.String(),
  source: Type.String(),
  sourceUrl: nullable(Type.String()),
  currency: nullable(Type.String()),
  currencyUnit: Type.Integer({ description: 'Minor units in what the file counts in' }),
  budget: Type.Integer({ description: 'Minor units' }),
  voteType: Type.Enum([...voteTypes], { description: 'As the file names it' }),
  rule: Type.String({ description: 'As the file names it' }),
  countedBy: nullable(Type.Enum([...ruleNames], { description: 'The rule, where it is one that we count' })),
  cost: nullable(Type.Integer({ description: 'Of what our count funds; minor units' })),
  excluded: nullable(Type.Number()),
  meanWinners: nullable(Type.Number()),
  agrees: nullable(Type.Boolean({ description: 'Whether our count funds what the file says was funded' })),
  voters: Type.Integer(),
  notes: Type.Array(
    Type.Object({
      what: Type.Enum(['ballots-break', 'column-differs']),
      name: Type.String({ description: 'A limit of META, or a column of PROJECTS, as the file calls it' }),
      count: Type.Integer({ description: 'Of ballots that break the limit, or of projects where the column differs' }),
    }),
    { description: 'What is odd in the file' },
  ),
  projects: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      cost: Type.Integer({ description: 'Minor units' }),
      votes: Type.Integer(),
      score: Type.Number(),
      official: nullable(Type.Boolean({ description: 'Whether the file says that it was funded' })),
      funded: nullable(Type.Boolean({ description: 'Whether our count by the same rule funds it' })),
    }),
  ),
  comparison: Comparison,
})
export type ImportedView = Type.Static<typeof ImportedView>

const ForWork = Type.Array(
  Type.Object({ number: Type.Integer(), title: Type.String(), source: Type.String(), withdrawn: Type.Boolean() }),
)

export const ImportView = Type.Object({ total: Type.Integer(), own: ForWork })
export type ImportView = Type.Static<typeof ImportView>

export const ImportedForWork = Type.Object({ items: ForWork })
export type ImportedForWork = Type.Static<typeof ImportedForWork>

export const WithdrawalView = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  source: Type.String(),
  withdrawn: Withdrawn,
})
export type WithdrawalView = Type.Static<typeof WithdrawalView>
