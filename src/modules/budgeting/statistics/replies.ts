import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { AgesTold } from '../ages/replies.ts'
import { SinceVoteView } from '../delivery/replies.ts'
import { Original } from '../names.ts'
import { Turnout } from '../paper/replies.ts'
import { ProcessRef } from '../process-ref.ts'
import { VisitsTold } from '../visits/replies.ts'

const Count = Type.Integer()
const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })
const AsOf = nullable(Type.String({ description: 'When the numbers were made; null before the first time' }))

const money = {
  available: Money('What could be spent'),
  cost: Money('Funded, at the cost voted on'),
  contracted: Money('Contracted'),
  paid: Money('Paid'),
}

export const ProcessStatistics = Type.Object({
  process: ProcessRef,
  currency: Type.String(),
  asOf: AsOf,
  k: Type.Integer({ description: 'Fewer people than this are not told apart' }),
  people: Type.Object(
    {
      authors: nullable(Count),
      supporters: nullable(Count),
    },
    { description: 'Null where fewer than k; authors and supporters as of a moment when at least k had come or gone' },
  ),
  channels: nullable(
    Type.Object(
      {
        cells: Type.Array(Type.Object({ channel: Type.String(), atLeast: Count })),
        elsewhere: Type.Integer({ description: 'Ballots of which the channel is not told' }),
      },
      { description: 'At least so many, in whole steps of k; null while people vote' },
    ),
  ),
  visits: nullable(VisitsTold),
  ages: nullable(AgesTold),
  ideas: Type.Object({ proposed: Count, supports: Count, reviewed: Count, accepted: Count, onBallot: Count }),
  answers: nullable(
    Type.Object(
      { owed: Count, takenUp: Count, notTakenUp: Count },
      { description: 'Where ideas are answered instead of voted on' },
    ),
  ),
  turnout: Turnout,
  funded: Type.Integer({ description: 'Without those that were stopped, with those of the reserve' }),
  sinceVote: SinceVoteView,
  done: Count,
  days: Type.Array(Type.Object({ day: Type.String({ format: 'date' }), ideas: Count })),
  areas: Type.Array(
    Type.Object({
      place: Type.Object({ key: Type.String(), name: Type.String() }),
      ideas: Count,
      supports: Count,
      onBallot: Count,
      funded: Count,
      cost: Money('Funded there'),
    }),
    { description: 'By the place of the idea' },
  ),
  money: Type.Object(money),
  delivered: Type.Array(
    Type.Object({
      project: Type.Integer(),
      title: Type.String(),
      lang: Type.Enum(['ro', 'ru', 'en']),
      original: Original,
      days: Count,
    }),
    { description: 'Days from the idea to the finished thing' },
  ),
  medianDays: nullable(Type.Number()),
})
export type ProcessStatistics = Type.Static<typeof ProcessStatistics>

export const BudgetStatistics = Type.Object({
  asOf: AsOf,
  items: Type.Array(
    Type.Object({
      process: ProcessRef,
      place: Type.String(),
      currency: Type.String(),
      ideas: Count,
      supports: Count,
      turnout: Turnout,
      funded: Count,
      done: Count,
      medianDays: nullable(Type.Number()),
      ...money,
    }),
  ),
})
export type BudgetStatistics = Type.Static<typeof BudgetStatistics>
