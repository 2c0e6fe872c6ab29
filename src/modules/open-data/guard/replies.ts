import Type from 'typebox'
import { roles } from '#commons/access/permit.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { LangOfWords } from '../catalogue/find/replies.ts'
import { findingKinds, placeKinds } from './kinds.ts'
import { verdicts } from './verdict.ts'

const At = Type.String({ format: 'date-time' })

export const FindingView = Type.Object({
  found: Type.Enum([...findingKinds]),
  consequence: Type.Enum(['stops', 'asks', 'withholds', 'tells'], {
    description:
      'stops: never published; asks: only on a confirmed legal basis; withholds: the file as it came is not given away',
  }),
  place: Type.Enum([...placeKinds]),
  sheet: Type.String({ description: 'Empty where the file is one table, or it stands in none' }),
  detail: Type.String({ description: 'Title of the column, or name of the part of the file' }),
  count: Type.Integer(),
  lines: Type.Array(Type.Integer(), { description: 'The first ones' }),
  samples: Type.Array(Type.String(), { description: 'Masked' }),
})
export type FindingView = Type.Static<typeof FindingView>

export const GuardView = Type.Object({
  verdict: Type.Enum([...verdicts]),
  findings: Type.Array(FindingView),
  basis: nullable(
    Type.Object({
      text: Type.String(),
      lang: LangOfWords,
      saidAt: At,
      mine: Type.Boolean({ description: 'The viewer said it, and does not confirm it' }),
      confirmedAt: nullable(At),
    }),
  ),
  may: Type.Object({ say: Type.Boolean(), confirm: Type.Boolean(), search: Type.Boolean() }),
})
export type GuardView = Type.Static<typeof GuardView>

export const ToConfirmList = Type.Object({
  items: Type.Array(
    Type.Object({
      dataset: Type.String(),
      distribution: Type.String(),
      version: Type.Integer(),
      title: Type.String(),
      institution: Type.String(),
      fileName: Type.String(),
      saidAt: At,
    }),
    { description: 'What waits longest first, at most 100' },
  ),
})
export type ToConfirmList = Type.Static<typeof ToConfirmList>

export const BasisJudged = Type.Object({
  dataset: Type.String(),
  distribution: Type.String(),
  version: Type.Integer(),
  by: Type.Enum([...roles], { description: 'The role in which it was judged' }),
})
export type BasisJudged = Type.Static<typeof BasisJudged>
