import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { Day, PetitionRef } from '../replies.ts'
import { setAsideReasons } from './fields.ts'

const Instant = Type.String({ description: 'Instant, RFC 3339' })
const kinds = ['source', 'domain'] as const

export const HoldView = Type.Object({
  id: Type.String(),
  petition: PetitionRef,
  kind: Type.Enum([...kinds]),
  domain: nullable(Type.String()),
  signatures: Type.Integer({ description: 'Held now' }),
  openedAt: Instant,
  dueOn: Day,
  daysLeft: Type.Integer({ description: 'Calendar days; negative when over' }),
})

export const InvalidationView = Type.Object({
  id: Type.String(),
  petition: PetitionRef,
  by: Type.Array(Type.Enum(['name', 'unit', 'source', 'domain', 'from', 'to']), {
    description: 'What the signatures have in common',
  }),
  name: nullable(Type.String()),
  unit: nullable(Type.String()),
  from: nullable(Day),
  to: nullable(Day),
  reason: Type.Enum([...setAsideReasons]),
  state: Type.Enum(['counted', 'running', 'cancelled', 'done', 'restoring', 'restored']),
  signaturesFound: Type.Integer(),
  requestsFound: Type.Integer(),
  signaturesDone: Type.Integer(),
  requestsDone: Type.Integer(),
  signaturesRestored: Type.Integer(),
  createdAt: Instant,
})
export type InvalidationView = Type.Static<typeof InvalidationView>

export const FraudDeskView = Type.Object({
  holds: Type.Array(HoldView),
  trends: Type.Array(
    Type.Object({ petition: PetitionRef, kind: Type.Enum([...kinds]), hour: Instant, signatures: Type.Integer() }),
  ),
  invalidations: Type.Array(InvalidationView),
  units: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })),
})
export type FraudDeskView = Type.Static<typeof FraudDeskView>
