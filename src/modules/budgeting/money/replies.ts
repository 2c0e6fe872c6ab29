import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { ballotKinds, ballotsBy, leftovers } from '../budget.ts'
import { ruleNames } from '../counting/rule-names.ts'
import { categories } from '../idea.ts'
import { comparisons, offeredRules, stops } from '../offered-rules.ts'
import { tieNames } from './fields.ts'

const Money = Type.Integer({ description: 'In minor units' })
const Localised = Type.Object({ ro: Type.String(), ru: Type.Optional(Type.String()), en: Type.Optional(Type.String()) })
const ProcessRef = Type.Object({ number: Type.Integer(), title: Type.String() })
const Place = Type.Object({ key: Type.String(), name: Type.String() })

const EnvelopeFacts = Type.Object({
  position: Type.Integer(),
  name: Localised,
  place: Place,
  amount: Money,
  amountProposed: Type.Boolean({ description: 'As the blueprint proposes it: no official said the sum yet' }),
  minCost: nullable(Money),
  maxCost: nullable(Money),
  category: nullable(Type.Enum([...categories])),
  ballotKind: Type.Enum([...ballotKinds]),
  minPicks: Type.Integer(),
  maxPicks: Type.Integer(),
  points: nullable(Type.Integer()),
  maxPoints: nullable(Type.Integer()),
  rule: Type.Enum([...ruleNames], { description: 'As it is published' }),
  chosen: Type.Object(
    {
      rule: Type.Enum([...offeredRules]),
      stop: Type.Enum([...stops]),
      comparison: Type.Enum([...comparisons]),
      minimum: nullable(Type.Integer()),
    },
    { description: 'What was chosen to get this rule' },
  ),
  leftovers: Type.Enum([...leftovers, 'carry-over']),
})
export type EnvelopeFacts = Type.Static<typeof EnvelopeFacts>

export const MoneyView = Type.Object({
  process: ProcessRef,
  currency: Type.String(),
  supportsNeeded: Type.Integer(),
  gathersNeeds: Type.Boolean({ description: 'The process has a phase of needs' }),
  contestDays: Type.Integer(),
  tie: Type.Enum([...tieNames]),
  exclusive: Type.Array(Type.Array(Type.Integer()), {
    description: 'Numbers of ideas; of each set at most one is funded',
  }),
  listsBallots: Type.Boolean({ description: 'Whether single ballots are published after the close' }),
  ballots: Type.Enum([...ballotsBy], { description: 'How people vote' }),
  asksAge: Type.Boolean({ description: 'Whether people are asked for their age group, if they want to say it' }),
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
