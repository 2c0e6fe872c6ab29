import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { ballotsBy, rules } from '../budget.ts'
import { leftovers } from './fields.ts'

const Money = Type.Integer({ description: 'In minor units' })
const Localised = Type.Object({ ro: Type.String(), ru: Type.Optional(Type.String()), en: Type.Optional(Type.String()) })
const ProcessRef = Type.Object({ number: Type.Integer(), title: Type.String() })
const Place = Type.Object({ key: Type.String(), name: Type.String() })

const EnvelopeFacts = Type.Object({
  position: Type.Integer(),
  name: Localised,
  place: Place,
  amount: Money,
  minCost: nullable(Money),
  maxCost: nullable(Money),
  minPicks: Type.Integer(),
  maxPicks: Type.Integer(),
  rule: Type.Enum([...rules]),
  leftovers: Type.Enum([...leftovers]),
})
export type EnvelopeFacts = Type.Static<typeof EnvelopeFacts>

export const MoneyView = Type.Object({
  process: ProcessRef,
  currency: Type.String(),
  supportsNeeded: Type.Integer(),
  contestDays: Type.Integer(),
  ballots: Type.Enum([...ballotsBy], { description: 'How people vote' }),
  envelopes: Type.Array(EnvelopeFacts),
  mayChange: Type.Boolean({ description: 'False once the rules are fixed or the process is over' }),
  fixedAt: nullable(Type.String()),
})
export type MoneyView = Type.Static<typeof MoneyView>

export const EnvelopeView = Type.Object({
  process: ProcessRef,
  currency: Type.String(),
  envelope: nullable(EnvelopeFacts),
  places: Type.Array(Place, { description: 'The place of the process and what lies in it' }),
  mayChange: Type.Boolean(),
  mayRemove: Type.Boolean(),
})
export type EnvelopeView = Type.Static<typeof EnvelopeView>

export const MoneyRef = Type.Object({ number: Type.Integer() })
