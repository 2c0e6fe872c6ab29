import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { Authority, ClockView } from '../answering/replies.ts'
import { PetitionRef } from '../replies.ts'

/** `paused`: the clock stands while the starter mends defects, so nobody can know its last day. */
export const dueGroups = ['overdue', 'this-week', 'later', 'paused'] as const
export type DueGroup = (typeof dueGroups)[number]

export const OwedList = Type.Object({
  items: Type.Array(
    Type.Object({
      petition: PetitionRef,
      authority: Authority,
      due: Type.Enum([...dueGroups]),
      clock: ClockView,
    }),
    { description: 'The longest overdue first, then by the day that is due; clocks that stand come last' },
  ),
  total: Type.Integer(),
  totals: Type.Object({
    overdue: Type.Integer(),
    'this-week': Type.Integer(),
    later: Type.Integer(),
    paused: Type.Integer(),
  }),
  weekEndsOn: Type.String({ description: 'Last working day of the week, YYYY-MM-DD; on rest days of the coming week' }),
  next: nullable(Type.String({ description: 'Cursor of the next part' })),
  first: Type.Boolean(),
  authorities: Type.Array(Type.Object({ ...Authority.properties, owed: Type.Integer() }), {
    description: 'Who owes something, whatever the filter',
  }),
  authority: nullable(Type.String({ description: 'The filter: slug of an authority' })),
})
export type OwedList = Type.Static<typeof OwedList>
