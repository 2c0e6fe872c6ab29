import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { Original } from '../names.ts'
import { ProcessRef } from '../process-ref.ts'

/** What an officer holds again: envelopes whose result was annulled, as they stood on the ballot. */
export const HoldAgainView = Type.Object({
  process: ProcessRef,
  currency: Type.String(),
  whole: Type.Boolean({ description: 'Every envelope of the vote' }),
  envelopes: Type.Array(
    Type.Object({
      position: Type.Integer(),
      name: Type.String(),
      money: Type.Integer({ description: 'To spend; minor units' }),
      projects: Type.Array(
        Type.Object({
          number: Type.Integer(),
          title: Type.String(),
          lang: Type.Enum(['ro', 'ru', 'en']),
          original: Original,
          cost: Type.Integer({ description: 'Minor units' }),
          void: nullable(Type.String({ description: 'Why it was taken off in the first vote; it stays off' })),
        }),
      ),
    }),
  ),
  rollForgotten: Type.Boolean({ description: 'Who was on the roll is known no more: it cannot be taken over' }),
  votersKnown: Type.Boolean({ description: 'Those who voted can still be told' }),
  votersUntil: nullable(Type.String({ format: 'date', description: 'Until when it is known who voted, for a letter' })),
  firstDay: Type.String({ format: 'date', description: 'On which it can begin at the earliest' }),
})
export type HoldAgainView = Type.Static<typeof HoldAgainView>

/** Number of the process in which the vote is held again. */
export const AgainRef = Type.Object({ number: Type.Integer() })
