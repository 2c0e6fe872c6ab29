import Type from 'typebox'
import { ruleNames } from '../counting/rule-names.ts'
import { NewestImported } from '../imported/in-list.ts'
import { ProcessRef } from '../process-ref.ts'

const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })

const ComparedRule = Type.Object({
  rule: Type.Enum([...ruleNames]),
  own: Type.Boolean({ description: 'The rule that was in force' }),
  selected: Type.Array(Type.String(), { description: 'Projects, in the order of choosing' }),
  cost: Money('What they cost'),
  excluded: Type.Number({ description: 'Share of voters none of whose projects is funded, 0 to 1' }),
  meanWinners: Type.Number({ description: 'Funded projects that a voter chose, in the mean' }),
})
export type ComparedRule = Type.Static<typeof ComparedRule>

/** Projects and rules: what each would have chosen. */
export const Comparison = Type.Object({
  name: Type.String(),
  amount: Money('What could be spent'),
  projects: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      lang: Type.Union([Type.Enum(['ro', 'ru', 'en']), Type.Null()]),
      cost: Money('What it costs'),
    }),
  ),
  rules: Type.Array(ComparedRule),
})
export type Comparison = Type.Static<typeof Comparison>

export const EvaluationView = Type.Object({
  process: ProcessRef,
  decided: Type.Boolean({ description: 'The council decided on the result' }),
  currency: Type.String(),
  envelopes: Type.Array(
    Type.Object({
      ...Comparison.properties,
      receives: Type.Boolean({ description: 'Under each rule, what it leaves of the envelope before comes on top' }),
    }),
    { description: 'Empty until the council has decided' },
  ),
  imported: NewestImported,
})
export type EvaluationView = Type.Static<typeof EvaluationView>
