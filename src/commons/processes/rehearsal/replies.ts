import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { rehearsalSteps } from './request.ts'

export const RehearsalFormView = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  draft: Type.Boolean({ description: 'The process is not public yet; its rehearsal is for whoever knows the address' }),
  models: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), says: Type.String() })),
})
export type RehearsalFormView = Type.Static<typeof RehearsalFormView>

/** Where one waits for a rehearsal. */
export const RehearsalRef = Type.Object({
  number: Type.Integer({ description: 'Of the process that is rehearsed' }),
  request: Type.Integer({ description: 'What was asked for: it says how far the rehearsal is' }),
})
export type RehearsalRef = Type.Static<typeof RehearsalRef>

export const RehearsalRequestView = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  request: Type.Integer(),
  state: Type.Enum(['waiting', 'making', 'made', 'failed']),
  steps: Type.Array(
    Type.Object({
      name: Type.Enum([...rehearsalSteps]),
      beganAt: nullable(Type.String({ format: 'date-time' })),
    }),
  ),
  made: nullable(Type.Integer({ description: 'Number of the rehearsal, a process of its own' })),
  failure: nullable(Type.String({ description: 'Why none was made' })),
  askedAt: Type.String({ format: 'date-time' }),
  endedAt: nullable(Type.String({ format: 'date-time' })),
})
export type RehearsalRequestView = Type.Static<typeof RehearsalRequestView>
