import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { rankings } from '../../budget.ts'
import { ProcessRef } from '../../process-ref.ts'
import { Asked, NeedItem } from '../replies.ts'

export const PairView = Type.Object({
  process: ProcessRef,
  standing: Type.Enum(['coming', 'open', 'closed']),
  decided: Type.Integer({ description: 'Pairs that the person who asks has decided' }),
  most: Type.Integer({ description: 'Pairs that a person decides' }),
  pair: nullable(
    Type.Object({
      pair: Type.String({ description: 'Names the pair in the decision; drawn for the person who asks' }),
      first: NeedItem,
      second: NeedItem,
    }),
  ),
  ...Asked,
})
export type PairView = Type.Static<typeof PairView>

export const RankingView = Type.Object({
  process: ProcessRef,
  ranking: Type.Enum([...rankings]),
  mayChange: Type.Boolean({ description: 'Needs are not gathered yet' }),
})
export type RankingView = Type.Static<typeof RankingView>
